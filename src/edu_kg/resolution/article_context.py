"""One article around its entities: what each of them belongs to, and is met with."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edu_kg.model import EntityKind, OrganizationKind, Predicate
from edu_kg.resolution.body_names import (
    UnitParts,
    find_unit,
    find_unit_parts,
    initials,
    parse_body,
    without_body,
)
from edu_kg.resolution.person_names import parse_person
from edu_kg.resolution.sketches import EntitySketch, Sketch
from edu_kg.text import name_key

# Bodies that everybody meets: to be named with them tells nobody apart.
EVERYBODYS = {
    OrganizationKind.GOVERNMENT,
    OrganizationKind.INTERGOVERNMENTAL,
    OrganizationKind.MEDIA,
}
_PARTNERS_OF_ALL = {OrganizationKind.INTERGOVERNMENTAL, OrganizationKind.MEDIA}
_NO_UNITS = {
    OrganizationKind.UNIVERSITY,
    OrganizationKind.COMPANY,
    OrganizationKind.MEDIA,
    OrganizationKind.INTERGOVERNMENTAL,
}


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """An article, with the ids of what is settled of it."""

    sketch: Sketch
    ids: Mapping[str, str]
    by_key: Mapping[str, EntitySketch]
    parents: Mapping[str, tuple[str, ...]]
    units: Mapping[str, UnitParts]
    people: Mapping[str, str]


def parents_of(article: Sketch) -> dict[str, tuple[str, ...]]:
    """By key, the bodies that the article says something is part of."""
    found: dict[str, list[str]] = defaultdict(list)
    kinds = {entity.key: entity.kind for entity in article.entities}
    for subject, predicate, object_ in article.relations:
        is_body = kinds.get(object_) is EntityKind.ORGANIZATION
        if predicate == Predicate.SUB_ORGANIZATION_OF.value and is_body and subject != object_:
            found[subject].append(object_)
    return {unit: tuple(bodies) for unit, bodies in found.items()}


def units_of(article: Sketch, parents: Mapping[str, tuple[str, ...]]) -> dict[str, UnitParts]:
    """The units among the entities: those of a generic name, with or without a body's in it."""
    by_key = {entity.key: entity for entity in article.entities}
    found: dict[str, UnitParts] = {}
    for entity in article.entities:
        if entity.kind is not EntityKind.ORGANIZATION or entity.organization_kind in _NO_UNITS:
            continue
        names = [
            name
            for parent in parents.get(entity.key, ())
            for name in (by_key[parent].name, *by_key[parent].aliases)
        ]
        cuts = [cut for name in names if (cut := without_body(entity.name, name)) is not None]
        units = [unit for cut in sorted(cuts, key=len) if (unit := find_unit(cut)) is not None]
        parts = UnitParts(units[0], None) if units else find_unit_parts(entity.name)
        if parts is not None:
            found[entity.key] = parts
    return found


def wholes_of(key: str, context: ArticleContext) -> Iterator[str]:
    """The bodies that a unit is part of, through all levels that the article tells."""
    seen, waiting = {key}, list(context.parents.get(key, ()))
    while waiting:
        parent = waiting.pop()
        if parent not in seen:
            seen.add(parent)
            yield parent
            waiting += context.parents.get(parent, ())


def known_as(key: str, context: ArticleContext) -> set[str]:
    """A body as units are tied to it: by its id, and by the keys of its full names.

    A unit counts as the bodies it is part of.
    """
    if key not in context.units:
        return _direct(key, context)
    above = (body for body in wholes_of(key, context) if body not in context.units)
    return {known for body in above for known in _direct(body, context)}


def _direct(key: str, context: ArticleContext) -> set[str]:
    if key not in context.ids:
        return set()
    entity = context.by_key[key]
    forms = {parse_body(name).key for name in (entity.name, *entity.aliases) if " " in name}
    return {context.ids[key], *(f"n:{form}" for form in forms)}


def bodies_of_article(context: ArticleContext, *, crowd: bool = False) -> Iterator[str]:
    """The bodies of the article that are no units: those everybody meets, or the others."""
    for entity in context.sketch.entities:
        is_body = entity.kind is EntityKind.ORGANIZATION and entity.key not in context.units
        if is_body and crowd == (entity.organization_kind in EVERYBODYS):
            yield entity.key


def seats_of(key: str, context: ArticleContext) -> Iterator[str]:
    """Keys of the places that the article puts a body in."""
    for subject, predicate, object_ in context.sketch.relations:
        if subject == key and predicate == Predicate.LOCATED_IN.value:
            place = context.by_key.get(object_)
            if place is not None:
                yield name_key(place.name)


def officers_of(key: str, context: ArticleContext) -> Iterator[str]:
    """Keys of the people whom the article ties to a body, or to a unit of it."""
    article = context.sketch
    tied = {(person, body) for person, _, body in article.roles} | {*article.stands_for}
    for person, body in tied:
        if body == key or key in wholes_of(body, context):
            name = parse_person(context.by_key[person].name)
            if name.is_full:
                yield name.abbreviated if name.is_initialled else name.ends


def people_near(key: str, context: ArticleContext) -> Iterator[str]:
    """The people of the article whom it does not tie to other bodies only."""
    article = context.sketch
    tied = {(person, body) for person, _, body in article.roles} | {*article.stands_for}
    elsewhere = {person for person, _ in tied}
    elsewhere -= {person for person, body in tied if body == key or key in wholes_of(body, context)}
    return (name for person, name in context.people.items() if person not in elsewhere)


def partners_of(key: str, context: ArticleContext) -> Iterator[str]:
    """Keys of the names of the bodies that the article says a body works together with."""
    for subject, predicate, object_ in context.sketch.relations:
        other = context.by_key.get({subject: object_, object_: subject}.get(key, ""))
        if predicate != Predicate.COOPERATES_WITH.value or other is None:
            continue
        if other.organization_kind not in _PARTNERS_OF_ALL:
            name = parse_body(other.name)
            yield name.acronym or name.turned


def names_of_body(key: str, context: ArticleContext) -> Iterator[str]:
    """The keys of a body's full names and, after "=", the acronyms that may stand for them.

    Where the article has nothing but an acronym it is that.
    """
    entity = context.by_key[key]
    names = [parse_body(name) for name in (entity.name, *entity.aliases)]
    short = {name.acronym for name in names if name.acronym}
    full = [name for name in names if not name.acronym]
    if not full:
        yield from short
        return
    short |= {spelled for name in (entity.name, *entity.aliases) for spelled in initials(name)}
    yield from (name.turned for name in full)
    yield from (f"={acronym}" for acronym in short)


def places_of_article(context: ArticleContext) -> Iterator[str]:
    """Keys of all places that the article names."""
    for entity in context.sketch.entities:
        if entity.kind is EntityKind.PLACE:
            yield name_key(entity.name)
