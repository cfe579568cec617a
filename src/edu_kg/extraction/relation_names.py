"""Bodies whose names show what they are part of."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from edu_kg.extraction.reading import Reading
from edu_kg.model import (
    EntityClaim,
    EntityKind,
    OrganizationKind,
    Predicate,
    RelationClaim,
)
from edu_kg.text import name_key

_OWN_BODIES = frozenset(
    {OrganizationKind.GOVERNMENT, OrganizationKind.ASSOCIATION, OrganizationKind.UNIVERSITY}
)
_HOMES = frozenset({OrganizationKind.UNIVERSITY, OrganizationKind.SCHOOL})
_STANDS_FOR = re.compile(r"\b(?:for|to|against|friends of|embassy of|association)$")


def find_units_by_name(reading: Reading) -> Iterator[RelationClaim]:
    """Each body whose name holds the name of another, with that one: the longest name it holds."""
    bodies = [e for e in reading.entities if e.kind is EntityKind.ORGANIZATION]
    for unit in bodies:
        if unit.organization_kind in _OWN_BODIES or not unit.mentions:
            continue
        whole = max(
            (b for b in bodies if b is not unit), key=lambda b: _held(unit, b), default=None
        )
        if whole is not None and _held(unit, whole):
            yield RelationClaim(
                subject=unit.key,
                predicate=Predicate.SUB_ORGANIZATION_OF,
                object=whole.key,
                evidence=(reading.sentence_quote(unit.mentions[0].start),),
                rule="name within name",
            )


def find_places_by_name(reading: Reading) -> Iterator[RelationClaim]:
    """Each body whose name ends with the place it is in: "Consulate General of P in Q"."""
    places = [e for e in reading.entities if e.kind is EntityKind.PLACE]
    for body in reading.entities:
        if body.kind is not EntityKind.ORGANIZATION or not body.mentions:
            continue
        for place in places:
            endings = (f" in {place.name}", f", {place.name}")
            if any(name.endswith(endings) for name in (body.name, *body.aliases)):
                yield RelationClaim(
                    subject=body.key,
                    predicate=Predicate.LOCATED_IN,
                    object=place.key,
                    evidence=(reading.sentence_quote(body.mentions[0].start),),
                    rule="place within name",
                )


def _held(unit: EntityClaim, body: EntityClaim) -> int:
    """How many characters of a name of the unit are a telling name of the body; 0 for none."""
    longest = 0
    for whole in (unit.name, *unit.aliases):
        name = f" {name_key(whole)} "
        for form in (body.name, *body.aliases):
            key = name_key(form)
            before, held, _ = name.partition(f" {key} ")
            if not held or key == name.strip() or _STANDS_FOR.search(before):
                continue
            if " " in key or form == body.name or sum(c.isupper() for c in form) > 1:
                longest = max(longest, len(key))
    return longest


def find_home_of_units(reading: Reading, placed: AbstractSet[str]) -> Iterator[RelationClaim]:
    """Each unit whose body no words tell, with the one that the article is about.

    Only where that body is also the last one named before the unit ("director of the
    International Office" in news of a university). ``placed`` are the units whose body is known.
    """
    bodies = [
        entity
        for entity in reading.entities
        if entity.mentions
        and entity.kind is EntityKind.ORGANIZATION
        and entity.organization_kind is not OrganizationKind.UNIT
    ]
    schools = [b for b in bodies if b.organization_kind in _HOMES] or bodies
    if not schools:
        return
    main = max(schools, key=lambda b: len(b.mentions))
    for unit in reading.entities:
        if (
            unit.organization_kind is not OrganizationKind.UNIT
            or not unit.mentions
            or unit.key in placed
        ):
            continue
        first = unit.mentions[0].start
        before = [(m.start, b) for b in schools for m in b.mentions if m.start < first]
        if before and max(before, key=lambda pair: pair[0])[1] is main:
            yield RelationClaim(
                subject=unit.key,
                predicate=Predicate.SUB_ORGANIZATION_OF,
                object=main.key,
                evidence=(reading.sentence_quote(first),),
                rule="unit of the article's body",
            )
