"""What each article shows of each of its entities: the values that matching compares."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from edu_kg.model import EntityKind, OrganizationKind
from edu_kg.resolution.article_context import (
    EVERYBODYS,
    ArticleContext,
    bodies_of_article,
    known_as,
    names_of_body,
    officers_of,
    parents_of,
    partners_of,
    people_near,
    places_of_article,
    seats_of,
    units_of,
    wholes_of,
)
from edu_kg.resolution.body_names import UnitParts, is_acronym, parse_body
from edu_kg.resolution.person_names import parse_person
from edu_kg.resolution.sketches import EntitySketch, Sketch
from edu_kg.text import name_key

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


def strata_of(article: Sketch) -> dict[str, str]:
    """The stratum of each entity of an article."""
    units = units_of(article, parents_of(article))
    return {entity.key: _stratum(entity, units) for entity in article.entities}


def observe(article: Sketch, stratum: str, ids: Mapping[str, str]) -> Iterator[Observation]:
    """The article's observations of a stratum; ``ids`` are those of the strata before it."""
    parents = parents_of(article)
    context = ArticleContext(
        sketch=article,
        ids=ids,
        by_key={entity.key: entity for entity in article.entities},
        parents=parents,
        units=units_of(article, parents),
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


def _place(entity: EntitySketch, context: ArticleContext) -> Observation:
    return Observation(
        article=context.sketch.url,
        key=entity.key,
        kind=entity.kind,
        name=entity.name,
        form=name_key(entity.name) or entity.name,
        aliases=entity.aliases,
    )


def _body(entity: EntitySketch, context: ArticleContext) -> Observation:
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
        ties=tuple(sorted(seats_of(entity.key, context))),
        company=_few(
            parse_body(other.name).key
            for other in article.entities
            if other.kind is EntityKind.ORGANIZATION
            and other.key != entity.key
            and other.organization_kind not in EVERYBODYS
            and other.key not in context.units
        ),
        people=_few(people_near(entity.key, context)),
        places=_few(places_of_article(context)),
        officers=_few(officers_of(entity.key, context)),
        partners=_few(partners_of(entity.key, context)),
        years=article.years,
    )


def _unit(entity: EntitySketch, context: ArticleContext) -> Observation:
    article, parts = context.sketch, context.units[entity.key]
    ties: set[str] = set()
    for parent in context.parents.get(entity.key, ()):
        ties |= known_as(parent, context)
    if not ties and parts.body is not None:
        ties.add(f"n:{parse_body(parts.body).key}")
    company: set[str] = set()
    for key in bodies_of_article(context):
        company |= known_as(key, context)
    return Observation(
        article=article.url,
        key=entity.key,
        kind=entity.kind,
        name=entity.name,
        form=parse_body(parts.unit).turned or parts.unit,
        aliases=entity.aliases,
        organization_kind=entity.organization_kind,
        ties=tuple(sorted(ties)),
        company=_few(company - ties),
        people=_few(context.people.values()),
        places=_few(places_of_article(context)),
        years=article.years,
    )


def _person(entity: EntitySketch, context: ArticleContext) -> Observation:
    article, ids = context.sketch, context.ids
    name = parse_person(entity.name)
    bodies = {body for person, _, body in article.roles if person == entity.key}
    bodies |= {body for person, body in article.stands_for if person == entity.key}
    whole = {above for body in bodies for above in wholes_of(body, context)}
    ties = {ids[body] for body in bodies | whole if body in ids}
    return Observation(
        article=article.url,
        key=entity.key,
        kind=entity.kind,
        name=entity.name,
        form=name.key,
        aliases=entity.aliases,
        ties=tuple(sorted(ties)),
        company=_few({ids[key] for key in bodies_of_article(context) if key in ids} - ties),
        crowd=_few(
            {ids[key] for key in bodies_of_article(context, crowd=True) if key in ids} - ties
        ),
        people=_few(form for key, form in context.people.items() if key != entity.key),
        places=_few(places_of_article(context)),
        tie_names=_few(
            name
            for body in (bodies | whole) - context.units.keys()
            for name in names_of_body(body, context)
        ),
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


def _few(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values))[:_MOST_COMPANY])
