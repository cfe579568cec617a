"""Relations between bodies, and between bodies and places."""

import re
from collections.abc import Iterator
from itertools import combinations

from edu_kg.extraction.reading import Reading
from edu_kg.extraction.relation_names import (
    find_home_of_units,
    find_places_by_name,
    find_units_by_name,
)
from edu_kg.extraction.relation_pairs import NOT_SO, find_signing_pairs
from edu_kg.extraction.relation_rules import RelationRule, load_rules
from edu_kg.extraction.relation_skeletons import Skeleton, Slot, build_skeletons
from edu_kg.model import (
    EntityKind,
    EventClaim,
    EventType,
    Manner,
    OrganizationKind,
    Predicate,
    Quote,
    RelationClaim,
)

_SLOT = re.compile(r"⟨([a-z])(\d+)⟩")
_BRACKETS = re.compile(r" \(⟨[a-z]\d+⟩\)")
_LEAGUES = re.compile(
    r"\b(?:association|network|union|league|alliance|consortium|council|federation|forum|society"
    r"|circle|compact|confederation|conference|organi[sz]ation|committee|rede|red|group|guild"
    r"|partnership|concert|commonwealth|chamber|club|board|platform|community)\b",
    re.IGNORECASE,
)
_FEWEST_SLOTS = 2
_MOST_SLOTS = 60  # a sentence with more names is a list of names
_REACH = 40  # characters before a match in which a denial counts


def find_relations(reading: Reading, events: tuple[EventClaim, ...]) -> tuple[RelationClaim, ...]:
    """What the text, or a name, says of how bodies belong together, and where they are.

    Each pair stands once with each predicate; a pair that cooperates in one order only.
    """
    skeletons = tuple(build_skeletons(reading))
    stated = [
        *_stated(reading, skeletons),
        *find_units_by_name(reading),
        *find_places_by_name(reading),
        *_parties(reading, events),
        *find_signing_pairs(reading, skeletons),
    ]
    placed = {c.subject for c in stated if c.predicate is Predicate.SUB_ORGANIZATION_OF}
    return tuple(_unique([*stated, *find_home_of_units(reading, placed)]))


def _unique(claims: list[RelationClaim]) -> Iterator[RelationClaim]:
    """The first claim of each pair and predicate; no pair both ways round."""
    seen: set[tuple[str, Predicate, str]] = set()
    for claim in claims:
        told = (claim.subject, claim.predicate, claim.object)
        if claim.subject == claim.object or seen & {told, told[::-1]}:
            continue
        seen.add(told)
        yield claim


def _stated(reading: Reading, skeletons: tuple[Skeleton, ...]) -> Iterator[RelationClaim]:
    """What the patterns find, sentence by sentence."""
    rules = load_rules()
    for skeleton in skeletons:
        if not _FEWEST_SLOTS <= len(skeleton.slots) <= _MOST_SLOTS:
            continue
        for rule in rules:
            for match in _matches(rule, skeleton.text):
                if not NOT_SO.search(skeleton.text, max(0, match.start() - _REACH), match.end()):
                    yield from _claims(reading, skeleton, rule, match)


def _matches(rule: RelationRule, text: str) -> Iterator[re.Match[str]]:
    """Matches from every sign on, so that one pattern can hold for chained bodies.

    The subject of a verb stands before what is put in between, so of the matches of such a rule
    that end with the same object only the first counts.
    """
    at, objects = 0, set()
    while (match := rule.pattern.search(text, at)) is not None:
        at = match.start() + 1
        if rule.first_subject:
            object_ = match["o"]
            if object_ in objects:
                continue
            objects.add(object_)
        yield match


def _claims(
    reading: Reading, skeleton: Skeleton, rule: RelationRule, match: re.Match[str]
) -> Iterator[RelationClaim]:
    groups = match.groupdict()
    if groups.get("all"):
        pairs = list(combinations(_slots(skeleton, groups["all"]), 2))
    else:
        objects = _slots(skeleton, groups["o"])
        subjects = _slots(skeleton, groups["s"] or groups["s2"])
        pairs = [(subject, object_) for subject in subjects for object_ in objects]
    for subject, object_ in pairs:
        if _fits(rule, object_):
            yield RelationClaim(
                subject=subject.entity.key,
                predicate=rule.predicate,
                object=object_.entity.key,
                evidence=(reading.sentence_quote(subject.start),),
                rule=rule.id,
            )


def _slots(skeleton: Skeleton, signs: str) -> list[Slot]:
    """The bodies among the signs of a group, or the place that is all of it."""
    found = _SLOT.findall(_BRACKETS.sub("", signs))
    bodies = [number for letter, number in found if letter in "ou" or len(found) == 1]
    return [skeleton.slots[int(number)] for number in bodies]


def _fits(rule: RelationRule, object_: Slot) -> bool:
    """Whether an entity of that kind and name can be the object."""
    if rule.of_league and not _LEAGUES.search(object_.entity.name):
        return False
    is_place = object_.entity.kind is EntityKind.PLACE
    if rule.predicate is Predicate.MEMBER_OF:
        return object_.entity.organization_kind is not OrganizationKind.UNIT
    return is_place == (rule.predicate is Predicate.LOCATED_IN)


def _parties(reading: Reading, events: tuple[EventClaim, ...]) -> Iterator[RelationClaim]:
    """Bodies that sign with each other cooperate, where the event's words name both."""
    for event in events:
        if event.type is not EventType.SIGNING:
            continue
        quotes = {*event.evidence, *(q for p in event.participants for q in p.evidence)}
        parties = sorted(
            {
                p.entity
                for p in event.participants
                if p.manner is Manner.PARTY
                and reading.entity(p.entity).kind is EntityKind.ORGANIZATION
                and reading.entity(p.entity).organization_kind is not OrganizationKind.UNIT
                and any(_names(reading, p.entity, quote) for quote in quotes)
            }
        )
        for first, second in combinations(parties, 2):
            yield RelationClaim(
                subject=first,
                predicate=Predicate.COOPERATES_WITH,
                object=second,
                evidence=event.evidence[:1],
                rule="parties of a signing",
            )


def _names(reading: Reading, key: str, quote: Quote) -> bool:
    mentions = reading.entity(key).mentions
    return any(quote.start <= m.start and m.end <= quote.end for m in mentions)
