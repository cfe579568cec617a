"""From what a graph states to the words of the articles it came from: what a correction points at.

A graph gives a fact and its entities under all their names; a correction gives the names that
each article prints, so that it holds whatever becomes of the graph.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from edu_kg.corrections.matching import Fact, Place
from edu_kg.model import (
    Claims,
    EntityKind,
    EventClaim,
    ParticipationClaim,
    RelationClaim,
    RoleClaim,
)
from edu_kg.model.corrections import EntityReference, FactKind, FactReference, Passage
from edu_kg.text import fold_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a graph states in one fact; ``names`` are all those of each of its entities, in order.

    ``says`` are the spellings of a title, or the one type, manner or predicate; ``event`` is the
    type of the event that a participation is in. ``passages`` are the words it rests on.
    """

    kind: FactKind
    says: frozenset[str]
    names: tuple[frozenset[str], ...]
    event: str | None = None
    passages: tuple[Passage, ...]


def draft_facts(statement: Statement, claims: Mapping[str, Claims]) -> tuple[FactReference, ...]:
    """The fact as the articles have it, by names printed alike; nothing where none has it.

    ``claims`` are those of the articles of the passages, by address.
    """
    found: dict[tuple[str, tuple[str, ...]], list[Passage]] = defaultdict(list)
    for passage in statement.passages:
        article = claims.get(passage.article_url)
        if article is None:
            continue
        for place in _all_places(article, statement.kind):
            fact = place.claim(article)
            if _states(article, place, fact, statement, passage):
                found[_says(fact), _names(article, fact)].append(passage)
                break
    return tuple(
        FactReference(
            kind=statement.kind,
            says=says,
            names=names,
            event=statement.event,
            passages=tuple(dict.fromkeys(passages)),
        )
        for (says, names), passages in sorted(found.items())
    )


def draft_mentions(
    kind: EntityKind, names: Iterable[str], claims: Iterable[Claims]
) -> tuple[EntityReference, ...]:
    """The entity of these names as each article prints it; articles with several are left out."""
    wanted = set(names)
    mentions = []
    for article in claims:
        fitting = [each for each in article.entities if each.kind is kind and each.name in wanted]
        if len(fitting) == 1:
            mentions.append(EntityReference(article.article_url, fitting[0].name))
    return tuple(sorted(mentions))


def _all_places(claims: Claims, kind: FactKind) -> Iterable[Place]:
    match kind:
        case FactKind.ROLE:
            return [Place("roles", n) for n in range(len(claims.roles))]
        case FactKind.RELATION:
            return [Place("relations", n) for n in range(len(claims.relations))]
        case FactKind.EVENT:
            return [Place("events", n) for n in range(len(claims.events))]
        case FactKind.PARTICIPATION:
            return [
                Place("events", n, m)
                for n, event in enumerate(claims.events)
                for m in range(len(event.participants))
            ]


def _states(
    claims: Claims, place: Place, fact: Fact, statement: Statement, passage: Passage
) -> bool:
    if passage.quote not in {words.exact for words in fact.evidence}:
        return False
    if fold_words(_says(fact)) not in set(map(fold_words, statement.says)):
        return False
    if place.part is not None and claims.events[place.number].type != statement.event:
        return False
    names = _names(claims, fact)
    if isinstance(fact, EventClaim):
        return all(any(name in known for known in statement.names) for name in names)
    return _fit(names, statement.names) or (
        # Cooperation has no direction: the graph may name either first.
        isinstance(fact, RelationClaim) and _fit(names, statement.names[::-1])
    )


def _fit(names: Sequence[str], known: Sequence[frozenset[str]]) -> bool:
    return len(names) == len(known) and all(
        name in wanted for name, wanted in zip(names, known, strict=True)
    )


def _says(fact: Fact) -> str:
    match fact:
        case RoleClaim():
            return fact.title
        case EventClaim():
            return str(fact.type)
        case ParticipationClaim():
            return str(fact.manner)
        case RelationClaim():
            return str(fact.predicate)


def _names(claims: Claims, fact: Fact) -> tuple[str, ...]:
    """The entities of a fact in order, as the article names them."""
    keys = [key for key in _keys(fact) if key is not None]
    return tuple(claims.entity(key).name for key in keys)


def _keys(fact: Fact) -> Iterable[str | None]:
    match fact:
        case RoleClaim():
            return fact.person, fact.organization
        case EventClaim():
            return dict.fromkeys(part.entity for part in fact.participants)
        case ParticipationClaim():
            return fact.entity, fact.on_behalf_of
        case RelationClaim():
            return fact.subject, fact.object
