"""What each article shows of each of its entities: the values that matching compares."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from edu_kg.model import EntityKind, OrganizationKind, Predicate
from edu_kg.resolution.body_names import (
    UnitParts,
    find_unit_parts,
    initials,
    is_acronym,
    parse_body,
    without_body,
)
from edu_kg.resolution.person_names import parse_person
from edu_kg.resolution.sketches import EntitySketch, Sketch
from edu_kg.text import name_key

# Bodies that everybody meets: to be named with them tells nobody apart.
_EVERYBODYS = {
    OrganizationKind.GOVERNMENT,
    OrganizationKind.INTERGOVERNMENTAL,
    OrganizationKind.MEDIA,
}
_NO_UNITS = {
    OrganizationKind.UNIVERSITY,
    OrganizationKind.COMPANY,
    OrganizationKind.MEDIA,
    OrganizationKind.INTERGOVERNMENTAL,
}
# An article that names more is a list, and says nothing of who belongs to whom.
_MOST_COMPANY = 40


class Stratum:
    """What is settled one after the other: each rests on the ids of those before it."""

    PLACES = "places"
    BODIES = "bodies"
    UNITS = "units"
    PEOPLE = "people"
    ORDER = (PLACES, BODIES, UNITS, PEOPLE)


class Observation(NamedTuple):
    """One entity of one article. A tuple, because thousands are read back for one candidate.

    ``form`` is the key of its name's form. ``ties`` say what it belongs to: for a person bodies
    (ids), for a unit the body it is part of (an id, or "n:" and the key of a name), for a body the
    places it lies in. ``company`` are the bodies of the article that not everybody meets,
    ``crowd`` those that everybody does, ``people`` keys of the names of its other people,
    ``places`` its places. ``officers`` are keys of the people tied to a body, ``partners`` those
    of the bodies it works with, ``tie_names`` those of the names of the bodies that a person is
    tied to. ``alone`` says that nothing outside the article may be it.
    """

    article: str
    key: str
    kind: EntityKind
    name: str
    form: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    organization_kind: OrganizationKind | None = None
    ties: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    crowd: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    tie_names: tuple[str, ...] = ()
    posts: tuple[tuple[str, str], ...] = ()
    years: tuple[int, ...] = ()
    alone: bool = False

    @property
    def site(self) -> str:
        """The host the article stands at."""
        return urlsplit(self.article).netloc

    @property
    def ref(self) -> tuple[str, str]:
        """What tells it from all other observations."""
        return self.article, self.key


@dataclass(frozen=True, slots=True)
class _Context:
    """The article around its entities, with the ids of what is settled."""

    sketch: Sketch
    ids: Mapping[str, str]
    by_key: Mapping[str, EntitySketch]
    parents: Mapping[str, tuple[str, ...]]
    units: Mapping[str, UnitParts]
    people: Mapping[str, str]


def strata_of(article: Sketch) -> dict[str, str]:
    """The stratum of each entity of an article."""
    units = _unit_parts(article, _parents(article))
    return {entity.key: _stratum(entity, units) for entity in article.entities}


def observe(article: Sketch, stratum: str, ids: Mapping[str, str]) -> Iterator[Observation]:
    """The article's observations of a stratum; ``ids`` are those of the strata before it."""
    parents = _parents(article)
    context = _Context(
        sketch=article,
        ids=ids,
        by_key={entity.key: entity for entity in article.entities},
        parents=parents,
        units=_unit_parts(article, parents),
        people={
            entity.key: parse_person(entity.name).ends
            for entity in article.entities
            if entity.kind is EntityKind.PERSON and parse_person(entity.name).is_full
        },
    )
    make = {
        Stratum.PLACES: _place,
        Stratum.BODIES: _body,
        Stratum.UNITS: _unit,
        Stratum.PEOPLE: _person,
    }[stratum]
    for entity in article.entities:
        if _stratum(entity, context.units) == stratum:
            yield make(entity, context)


def _stratum(entity: EntitySketch, units: Mapping[str, UnitParts]) -> str:
    if entity.kind is EntityKind.PERSON:
        return Stratum.PEOPLE
    if entity.kind is EntityKind.PLACE:
        return Stratum.PLACES
    return Stratum.UNITS if entity.key in units else Stratum.BODIES


def _place(entity: EntitySketch, context: _Context) -> Observation:
    return Observation(
        article=context.sketch.url,
        key=entity.key,
        kind=entity.kind,
        name=entity.name,
        form=name_key(entity.name) or entity.name,
        aliases=entity.aliases,
    )


def _body(entity: EntitySketch, context: _Context) -> Observation:
    article = context.sketch
    acronyms = {*entity.acronyms, *(alias for alias in entity.aliases if is_acronym(alias))}
    return Observation(
        article=article.url,
        key=entity.key,
        kind=entity.kind,
        name=entity.name,
        form=parse_body(entity.name).key,
        aliases=entity.aliases,
        acronyms=tuple(sorted({parse_body(acronym).key for acronym in acronyms})),
        organization_kind=entity.organization_kind,
        ties=tuple(sorted(_seats(entity.key, context))),
        company=_few(
            parse_body(other.name).key
            for other in article.entities
            if other.kind is EntityKind.ORGANIZATION
            and other.key != entity.key
            and other.organization_kind not in _EVERYBODYS
            and other.key not in context.units
        ),
        people=_few(_people_near(entity.key, context)),
        places=_few(_places(context)),
        officers=_few(_officers(entity.key, context)),
        partners=_few(_partners(entity.key, context)),
        years=article.years,
    )


def _unit(entity: EntitySketch, context: _Context) -> Observation:
    article, parts = context.sketch, context.units[entity.key]
    ties: set[str] = set()
    for parent in context.parents.get(entity.key, ()):
        ties |= _known_as(parent, context)
    if not ties and parts.body is not None:
        ties.add(f"n:{parse_body(parts.body).key}")
    company: set[str] = set()
    for key in _bodies(context):
        company |= _known_as(key, context)
    return Observation(
        article=article.url,
        key=entity.key,
        kind=entity.kind,
        name=entity.name,
        form=" ".join(parse_body(parts.unit).words) or parts.unit,
        aliases=entity.aliases,
        organization_kind=entity.organization_kind,
        ties=tuple(sorted(ties)),
        company=_few(company - ties),
        people=_few(context.people.values()),
        places=_few(_places(context)),
        years=article.years,
    )


def _person(entity: EntitySketch, context: _Context) -> Observation:
    article, ids = context.sketch, context.ids
    name = parse_person(entity.name)
    bodies = {body for person, _, body in article.roles if person == entity.key}
    bodies |= {body for person, body in article.stands_for if person == entity.key}
    whole = {above for body in bodies for above in _above(body, context)}
    ties = {ids[body] for body in bodies | whole if body in ids}
    return Observation(
        article=article.url,
        key=entity.key,
        kind=entity.kind,
        name=entity.name,
        form=name.key,
        aliases=entity.aliases,
        ties=tuple(sorted(ties)),
        company=_few({ids[key] for key in _bodies(context) if key in ids} - ties),
        crowd=_few({ids[key] for key in _bodies(context, crowd=True) if key in ids} - ties),
        people=_few(form for key, form in context.people.items() if key != entity.key),
        places=_few(_places(context)),
        tie_names=_few(name for body in bodies | whole for name in _body_names(body, context)),
        posts=tuple(
            sorted(
                (title.casefold(), ids[body])
                for person, title, body in article.roles
                if person == entity.key and body in ids
            )
        ),
        years=article.years,
        alone=not name.is_full,
    )


def _parents(article: Sketch) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    kinds = {entity.key: entity.kind for entity in article.entities}
    for subject, predicate, object_ in article.relations:
        is_body = kinds.get(object_) is EntityKind.ORGANIZATION
        if predicate == Predicate.SUB_ORGANIZATION_OF.value and is_body and subject != object_:
            found[subject].append(object_)
    return {unit: tuple(bodies) for unit, bodies in found.items()}


def _unit_parts(article: Sketch, parents: Mapping[str, tuple[str, ...]]) -> dict[str, UnitParts]:
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
        bare = [cut for name in names if (cut := without_body(entity.name, name)) is not None]
        for name in (*sorted(bare, key=len), entity.name):
            parts = find_unit_parts(name)
            if parts is not None:
                found[entity.key] = parts
                break
    return found


def _above(key: str, context: _Context) -> Iterator[str]:
    """The bodies that a unit is part of, through all levels that the article tells."""
    seen, waiting = {key}, list(context.parents.get(key, ()))
    while waiting:
        parent = waiting.pop()
        if parent not in seen:
            seen.add(parent)
            yield parent
            waiting += context.parents.get(parent, ())


def _known_as(key: str, context: _Context) -> set[str]:
    """A body as units are tied to it: by its id, and by the keys of its full names.

    A unit counts as the bodies it is part of.
    """
    if key not in context.units:
        return _direct(key, context)
    above = (body for body in _above(key, context) if body not in context.units)
    return {known for body in above for known in _direct(body, context)}


def _direct(key: str, context: _Context) -> set[str]:
    if key not in context.ids:
        return set()
    entity = context.by_key[key]
    forms = {parse_body(name).key for name in (entity.name, *entity.aliases) if " " in name}
    return {context.ids[key], *(f"n:{form}" for form in forms)}


def _bodies(context: _Context, *, crowd: bool = False) -> Iterator[str]:
    """The bodies of the article that are no units: those everybody meets, or the others."""
    for entity in context.sketch.entities:
        is_body = entity.kind is EntityKind.ORGANIZATION and entity.key not in context.units
        if is_body and crowd == (entity.organization_kind in _EVERYBODYS):
            yield entity.key


def _seats(key: str, context: _Context) -> Iterator[str]:
    for subject, predicate, object_ in context.sketch.relations:
        if subject == key and predicate == Predicate.LOCATED_IN.value:
            place = context.by_key.get(object_)
            if place is not None:
                yield name_key(place.name)


def _officers(key: str, context: _Context) -> Iterator[str]:
    """Keys of the people whom the article ties to a body, or to a unit of it, by full names."""
    article = context.sketch
    tied = {(person, body) for person, _, body in article.roles} | {*article.stands_for}
    for person, body in tied:
        if body == key or key in _above(body, context):
            name = parse_person(context.by_key[person].name)
            if name.is_full and not name.is_initialled:
                yield name.ends


def _people_near(key: str, context: _Context) -> Iterator[str]:
    """The people of the article whom it does not tie to other bodies only."""
    article = context.sketch
    tied = {(person, body) for person, _, body in article.roles} | {*article.stands_for}
    elsewhere = {person for person, _ in tied}
    elsewhere -= {person for person, body in tied if body == key or key in _above(body, context)}
    return (name for person, name in context.people.items() if person not in elsewhere)


def _partners(key: str, context: _Context) -> Iterator[str]:
    """Keys of the names of the bodies that the article says a body works together with."""
    for subject, predicate, object_ in context.sketch.relations:
        other = {subject: object_, object_: subject}.get(key)
        if (
            predicate == Predicate.COOPERATES_WITH.value
            and other is not None
            and other in context.by_key
        ):
            name = parse_body(context.by_key[other].name)
            yield name.acronym or name.turned


def _body_names(key: str, context: _Context) -> Iterator[str]:
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


def _places(context: _Context) -> Iterator[str]:
    for entity in context.sketch.entities:
        if entity.kind is EntityKind.PLACE:
            yield name_key(entity.name)


def _few(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values))[:_MOST_COMPANY])
