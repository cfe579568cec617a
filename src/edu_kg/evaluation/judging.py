"""Verdicts on one article: entities, roles and relations; events have a module of their own."""

from collections.abc import Hashable, Iterator

from edu_kg.evaluation.alignment import (
    Alignment,
    Referent,
    Stated,
    align,
    compare,
    gold_entities,
    judgement,
)
from edu_kg.evaluation.event_judging import judge_events
from edu_kg.evaluation.gold import GoldArticle
from edu_kg.evaluation.matching import best_pairs
from edu_kg.evaluation.spelling import title_likeness, title_words
from edu_kg.evaluation.verdicts import Category, Judgement, Verdict
from edu_kg.model import Claims, EntityClaim, EntityKind, Predicate, RoleClaim

_BODIES = (EntityKind.ORGANIZATION, EntityKind.PLACE)
_COUNTED_AS = {
    EntityKind.PERSON: Category.PERSONS,
    EntityKind.ORGANIZATION: Category.ORGANIZATIONS,
    EntityKind.PLACE: Category.PLACES,
}


def judge_article(gold: GoldArticle, claims: Claims) -> tuple[Judgement, ...]:
    """Every verdict on the claims of that article, and on what they lack."""
    aligned = align(gold, claims)
    return (
        *_judge_entities(aligned),
        *_judge_roles(aligned),
        *judge_events(aligned),
        *_judge_relations(aligned),
    )


def _judge_entities(aligned: Alignment) -> Iterator[Judgement]:
    for kind, category in _COUNTED_AS.items():
        mine = [entity for entity in aligned.claims.entities if entity.kind is kind]
        named = {aligned.gold_names[e.key] for e in mine if e.key in aligned.gold_names}
        for entity in gold_entities(aligned.gold, kind):
            if entity.name not in named:
                sentence = aligned.gold_sentence(None, entity.name)
                yield judgement(category, Verdict.MISS, Stated(entity.name, sentence))
        for claim in mine:
            verdict = Verdict.RIGHT if claim.key in aligned.gold_names else Verdict.FALSE
            yield judgement(category, verdict, Stated(claim.name, _first_sentence(aligned, claim)))


def _first_sentence(aligned: Alignment, entity: EntityClaim) -> str:
    first = min((mention.start for mention in entity.mentions), default=None)
    if first is None:
        return aligned.sentences.about([(entity.name, *entity.aliases)])
    return aligned.sentences.at(first)


def _judge_roles(aligned: Alignment) -> Iterator[Judgement]:
    wanted = aligned.gold.facts.roles
    found = list(_distinct_roles(aligned).items())
    worth = {}
    for left, role in enumerate(wanted):
        body_wanted = None if role.organization is None else Referent(role.organization)
        holder = Referent(role.person), body_wanted
        for right, ((person, body, _), claim) in enumerate(found):
            likeness = title_likeness(role.title, claim.title)
            if holder == (person, body) and likeness:
                worth[left, right] = likeness
    pairs = best_pairs(worth)
    for left, role in enumerate(wanted):
        if left not in pairs:
            text = f"{role.person}: {role.title} @ {role.organization or '-'}"
            sentence = aligned.gold_sentence(role.quote, role.person, role.organization, role.title)
            yield judgement(Category.ROLES, Verdict.MISS, Stated(text, sentence))
    right_ones = set(pairs.values())
    for right, ((person, body, _), claim) in enumerate(found):
        text = f"{person}: {claim.title} @ {body or '-'}"
        stated = Stated(text, aligned.found_sentence(claim.evidence), claim.rule)
        verdict = Verdict.RIGHT if right in right_ones else Verdict.FALSE
        yield judgement(Category.ROLES, verdict, stated)


def _distinct_roles(
    aligned: Alignment,
) -> dict[tuple[Referent, Referent | None, frozenset[str]], RoleClaim]:
    """The roles found, each once however often it is claimed."""
    distinct: dict[tuple[Referent, Referent | None, frozenset[str]], RoleClaim] = {}
    for role in aligned.claims.roles:
        person = aligned.referent(role.person, EntityKind.PERSON)
        body = (
            None
            if role.organization is None
            else aligned.referent(role.organization, EntityKind.ORGANIZATION)
        )
        distinct.setdefault((person, body, title_words(role.title)), role)
    return distinct


def _judge_relations(aligned: Alignment) -> Iterator[Judgement]:
    gold = {
        _relation_key(Referent(r.subject), r.predicate, Referent(r.object)): Stated(
            f"{r.subject} {r.predicate} {r.object}",
            aligned.gold_sentence(r.quote, r.subject, r.object),
        )
        for r in aligned.gold.facts.relations
    }
    found: dict[Hashable, Stated] = {}
    for claim in aligned.claims.relations:
        subject = aligned.referent(claim.subject, *_BODIES)
        object_ = aligned.referent(claim.object, *_BODIES)
        key = _relation_key(subject, claim.predicate, object_)
        text = f"{subject} {claim.predicate} {object_}"
        sentence = aligned.found_sentence(claim.evidence)
        found.setdefault(key, Stated(text, sentence, claim.rule))
    yield from compare(Category.RELATIONS, gold, found)


def _relation_key(subject: Referent, predicate: Predicate, object_: Referent) -> Hashable:
    """Cooperation is the same from either side."""
    if predicate is Predicate.COOPERATES_WITH:
        return predicate, frozenset((subject, object_))
    return predicate, subject, object_
