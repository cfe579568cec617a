"""The facts of an article that a reference means, and why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from edu_kg.model import (
    Claims,
    EntityClaim,
    EventClaim,
    ParticipationClaim,
    Quote,
    RelationClaim,
    RoleClaim,
)
from edu_kg.model.corrections import FactKind, FactReference, Unapplied
from edu_kg.model.forgotten import is_same_but_for_masks
from edu_kg.text import fold_words, name_key

Fact = RoleClaim | EventClaim | ParticipationClaim | RelationClaim


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a fact stands in the claims of an article; ``part`` is that of a participation."""

    field: str
    number: int
    part: int | None = None

    def claim(self, claims: Claims) -> Fact:
        """The fact that stands there."""
        if self.field == "roles":
            return claims.roles[self.number]
        if self.field == "relations":
            return claims.relations[self.number]
        event = claims.events[self.number]
        return event if self.part is None else event.participants[self.part]


def find_places(claims: Claims, fact: FactReference) -> tuple[Place, ...]:
    """Where the article states the fact: by its words, what it says, and its names."""
    quotes = [each.quote for each in fact.passages if each.article_url == claims.article_url]
    found = [place for place in _places(claims, fact) if _rests_on(place.claim(claims), quotes)]
    if fact.kind is FactKind.EVENT and len(found) > 1:
        return tuple(place for place in found if _has_participants(claims, place, fact.names))
    return tuple(found)


def find_reason(
    claims: Claims, fact: FactReference, places: Sequence[Place], text: str
) -> tuple[Unapplied, str] | None:
    """Why a fact that was looked for cannot be corrected; None where it can."""
    if len(places) > 1 and fact.kind in {FactKind.EVENT, FactKind.PARTICIPATION}:
        return (
            Unapplied.AMBIGUOUS,
            f"{len(places)} facts fit; give names of participants that tell them apart",
        )
    if places:
        return None
    quotes = [each.quote for each in fact.passages if each.article_url == claims.article_url]
    if not any(quote in text for quote in quotes):
        return Unapplied.QUOTE_GONE, "the article's text has these words no longer; look it up"
    for name in fact.names:
        if not any(_bears(entity, name) for entity in claims.entities):
            return Unapplied.ENTITY_GONE, f"the article names nobody and nothing {name!r} now"
    return Unapplied.FACT_GONE, "this is not read from these words any more; delete the correction"


def tell_place(claims: Claims, place: Place) -> str:
    """The fact in words, with the names the article gives."""
    names = {entity.key: entity.name for entity in claims.entities}
    match place.claim(claims):
        case RoleClaim() as role:
            at = "" if role.organization is None else f", {names[role.organization]}"
            return f"{names[role.person]}: {role.title}{at}"
        case EventClaim() as event:
            who = "; ".join(dict.fromkeys(names[part.entity] for part in event.participants))
            on = "" if event.start is None else f" on {event.start}"
            return f"{event.type.lower()}{on} – {who}"
        case ParticipationClaim() as part:
            behalf = "" if part.on_behalf_of is None else f", for {names[part.on_behalf_of]}"
            event = claims.events[place.number]
            return f"{names[part.entity]}: {part.manner.lower()}{behalf}, in {event.type.lower()}"
        case RelationClaim() as relation:
            return f"{names[relation.subject]} {relation.predicate} {names[relation.object]}"


def _places(claims: Claims, fact: FactReference) -> list[Place]:
    """The places of all facts that say so of these names, whatever words they rest on."""
    match fact.kind:
        case FactKind.ROLE:
            return [
                Place("roles", n)
                for n, role in enumerate(claims.roles)
                if fold_words(role.title) == fold_words(fact.says)
                and _are_named(claims, (role.person, role.organization), fact.names)
            ]
        case FactKind.RELATION:
            return [
                Place("relations", n)
                for n, relation in enumerate(claims.relations)
                if relation.predicate == fact.says
                and _are_named(claims, (relation.subject, relation.object), fact.names)
            ]
        case FactKind.EVENT:
            return [
                Place("events", n)
                for n, event in enumerate(claims.events)
                if event.type == fact.says
            ]
        case FactKind.PARTICIPATION:
            return [
                Place("events", n, m)
                for n, event in enumerate(claims.events)
                if event.type == fact.event
                for m, part in enumerate(event.participants)
                if part.manner == fact.says
                and _are_named(claims, (part.entity, part.on_behalf_of), fact.names)
            ]


def _rests_on(fact: Fact, quotes: Sequence[str]) -> bool:
    return any(_has_words(words, quote) for words in fact.evidence for quote in quotes)


def _has_words(words: Quote, quote: str) -> bool:
    return is_same_but_for_masks(words.exact, quote)


def _are_named(claims: Claims, keys: tuple[str, str | None], names: Sequence[str]) -> bool:
    """Whether the names are those of the entities, in this order and of all of them."""
    given = [claims.entity(key) for key in keys if key is not None]
    return len(given) == len(names) and all(map(_bears, given, names))


def _has_participants(claims: Claims, place: Place, names: Sequence[str]) -> bool:
    event = claims.events[place.number]
    taking_part = [claims.entity(part.entity) for part in event.participants]
    return all(any(_bears(entity, name) for entity in taking_part) for name in names)


def _bears(entity: EntityClaim, name: str) -> bool:
    key = name_key(name)
    return key == name_key(entity.name) or key in map(name_key, entity.aliases)
