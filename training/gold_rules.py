"""The rules of the annotation guidelines that a program can check: errors, and oddities."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from edu_kg.evaluation.gold import GoldArticle, GoldEntity, GoldEvent, GoldRelation, GoldRole
from edu_kg.model import EventType, Manner, Predicate
from edu_kg.model.dates import Granularity

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

_HONORIFIC = re.compile(
    r"(?:mr|mrs|ms|miss|madam|dr|prof|professor|academician|sir|dame|sheikh|president|rector)\b",
    re.IGNORECASE,
)
_LENGTHS = range(100, 401)
"""Words an article has as a rule."""
_SHORT = {"professor": "prof"}
"""Title words that texts shorten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The names of an article's annotation by what they are, to look references up in."""

    persons: frozenset[str]
    organizations: frozenset[str]
    places: frozenset[str]


def find_problems(gold: GoldArticle, *, quoted: bool) -> Iterator[str]:
    """Yield what breaks a rule; with `quoted` every fact has to carry the words it rests on."""
    listed = Listed(
        persons=frozenset(e.name for e in gold.facts.persons),
        organizations=frozenset(e.name for e in gold.facts.organizations),
        places=frozenset(e.name for e in gold.facts.places),
    )
    yield from _head_problems(gold)
    yield from _entity_problems(gold)
    yield from _role_problems(gold, listed)
    yield from _relation_problems(gold, listed)
    yield from _event_problems(gold, listed)
    yield from _quote_problems(gold, quoted=quoted)


def find_oddities(gold: GoldArticle) -> Iterator[str]:
    """Yield what breaks no rule, but a second reader should look at."""
    yield from _odd_text(gold)
    yield from _odd_names(gold)
    yield from _odd_facts(gold)


def _head_problems(gold: GoldArticle) -> Iterator[str]:
    published = gold.article.published
    if published and published.granularity is not Granularity.DAY:
        yield f"published {published} is no day"


def _entity_problems(gold: GoldArticle) -> Iterator[str]:
    facts = gold.facts
    for kind, entities in (
        ("persons", facts.persons),
        ("organizations", facts.organizations),
        ("places", facts.places),
    ):
        yield from _repeated(kind, (entity.name for entity in entities))
        for entity in entities:
            yield from _repeated(f"{kind}, {entity.name!r}", entity.forms)
            yield from _absent(kind, entity, gold.article.text)
    for body in facts.organizations:
        if body.kind is None:
            yield f"organizations: {body.name!r} has no kind"
    for person in facts.persons:
        if _HONORIFIC.match(person.name):
            yield f"persons: {person.name!r} begins with an honorific or title"


def _absent(kind: str, entity: GoldEntity, text: str) -> Iterator[str]:
    for form in entity.forms:
        if not form or form != form.strip():
            yield f"{kind}: {form!r} is no proper name"
        elif not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            yield f"{kind}: {form!r} does not occur in the text"


def _repeated(where: str, values: Iterable[Hashable]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{where}: {value!r} is listed twice"


def _role_problems(gold: GoldArticle, listed: Listed) -> Iterator[str]:
    roles = gold.facts.roles
    for role in roles:
        where = f"role {role.person} / {role.title}"
        if role.person not in listed.persons:
            yield f"{where}: no such person"
        if role.organization is not None and role.organization not in listed.organizations:
            yield f"{where}: no such organization {role.organization!r}"
        if not role.title.strip():
            yield f"{where}: empty title"
    yield from _repeated("roles", ((r.person, r.title, r.organization) for r in roles))


def _relation_problems(gold: GoldArticle, listed: Listed) -> Iterator[str]:
    for relation in gold.facts.relations:
        where = f"relation {relation.subject} {relation.predicate} {relation.object}"
        is_located = relation.predicate is Predicate.LOCATED_IN
        subjects = listed.organizations | (listed.places if is_located else frozenset())
        if relation.subject not in subjects:
            yield f"{where}: no such subject"
        if relation.object not in (listed.places if is_located else listed.organizations):
            yield f"{where}: no such object"
        if relation.subject == relation.object:
            yield f"{where}: relates a body to itself"
    yield from _repeated("relations", _bonds(gold))


def _bonds(gold: GoldArticle) -> Iterator[tuple[str, str, str]]:
    for relation in gold.facts.relations:
        ends = (relation.subject, relation.object)
        if relation.predicate is Predicate.COOPERATES_WITH:
            # Said of both: either order is the same bond.
            ends = (min(ends), max(ends))
        yield (relation.predicate, *ends)


def _event_problems(gold: GoldArticle, listed: Listed) -> Iterator[str]:
    bonds = frozenset(_bonds(gold))
    events = gold.facts.events
    for number, event in enumerate(events):
        where = _event_name(number, event)
        if event.end and (event.date is None or event.end <= event.date):
            yield f"{where}: ends before it begins"
        if event.place is not None and event.place not in listed.places:
            yield f"{where}: no such place {event.place!r}"
        if not event.participants:
            yield f"{where}: no participant"
        for problem in (*_participant_problems(event, listed), *_unbound_parties(event, bonds)):
            yield f"{where}: {problem}"
    keys = ((e.type, e.date, e.place, frozenset(p.name for p in e.participants)) for e in events)
    if max(Counter(keys).values(), default=0) > 1:
        yield "an event is listed twice"


def _event_name(number: int, event: GoldEvent) -> str:
    return f"event {number} ({event.type.lower()}, {event.date or 'no date'})"


def _participant_problems(event: GoldEvent, listed: Listed) -> Iterator[str]:
    yield from _repeated("participants", (p.name for p in event.participants))
    for one in event.participants:
        is_person = one.name in listed.persons
        is_body = one.name in listed.organizations
        if not (is_person or is_body):
            yield f"{one.name!r} is no person or organization listed"
        if one.manner in {Manner.SIGNATORY, Manner.VISITOR} and not is_person:
            yield f"{one.name!r}: only a person can be {one.manner.lower()}"
        if one.manner is Manner.PARTY and not is_body:
            yield f"{one.name!r}: only an organization can be party"
        if one.on_behalf_of is not None and not is_person:
            yield f"{one.name!r}: an organization on behalf of another"
        if one.on_behalf_of not in {None, *listed.organizations}:
            yield f"{one.name!r}: on behalf of no listed organization {one.on_behalf_of!r}"


def _unbound_parties(event: GoldEvent, bonds: frozenset[tuple[str, str, str]]) -> Iterator[str]:
    if event.type is EventType.SIGNING:
        parties = sorted(p.name for p in event.participants if p.manner is Manner.PARTY)
        for one, other in combinations(parties, 2):
            if (Predicate.COOPERATES_WITH, one, other) not in bonds:
                yield f"parties {one!r} and {other!r} without cooperatesWith"


def _quote_problems(gold: GoldArticle, *, quoted: bool) -> Iterator[str]:
    facts = gold.facts
    kinds: tuple[tuple[str, Sequence[GoldRole | GoldEvent | GoldRelation]], ...] = (
        ("roles", facts.roles),
        ("events", facts.events),
        ("relations", facts.relations),
    )
    for kind, rows in kinds:
        for number, fact in enumerate(rows):
            if fact.quote is None:
                if quoted:
                    yield f"{kind}[{number}]: has no quote"
            elif not fact.quote.strip() or fact.quote not in gold.article.text:
                yield f"{kind}[{number}]: the quote does not stand in the text"
    for number, event in enumerate(facts.events):
        if event.quote is not None and event.trigger is None:
            yield f"events[{number}]: has no trigger"
        elif event.trigger is not None and not _is_inside(event.trigger, event.quote or ""):
            yield f"events[{number}]: the trigger does not stand in the quote"


def _is_inside(trigger: str, quote: str) -> bool:
    return bool(trigger.strip()) and trigger in quote


def _odd_text(gold: GoldArticle) -> Iterator[str]:
    words = len(gold.article.text.split())
    if words not in _LENGTHS:
        yield f"{words} words"


def _odd_names(gold: GoldArticle) -> Iterator[str]:
    facts = gold.facts
    kinds: tuple[Sequence[GoldEntity], ...] = (facts.persons, facts.organizations, facts.places)
    for entities in kinds:
        owners: dict[str, str] = {}
        for entity in entities:
            for form in dict.fromkeys(entity.forms):
                if owners.setdefault(form, entity.name) != entity.name:
                    yield f"{form!r} names both {owners[form]!r} and {entity.name!r}"


def _odd_facts(gold: GoldArticle) -> Iterator[str]:
    text = gold.article.text.lower()
    for role in gold.facts.roles:
        words = re.findall(r"\w+", role.title.lower())
        if not all(_SHORT.get(word, word) in text for word in words):
            yield f"role {role.person} / {role.title}: a word of the title is not in the text"
    for number, event in enumerate(gold.facts.events):
        if event.date is None or str(event.date.year) in text:
            continue
        if gold.article.published is None or abs(event.date.year - gold.article.published.year) > 1:
            yield f"{_event_name(number, event)}: the year is neither in the text nor near it"
