"""Facts and entities of a graph as others point at them: under all names, with their articles."""

from collections.abc import Iterable
from dataclasses import dataclass

from edu_kg.errors import AmbiguousEntity, EntityNotFound
from edu_kg.graph import short_id
from edu_kg.model import EntityKind, Iri
from edu_kg.query.asking import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntity:
    """A person, body or place of a graph, all its names, and the articles that mention it."""

    iri: str
    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactParts:
    """What a fact is made of: what it says, and all names of each entity, in order.

    ``says`` are a role's titles, or the local name of an event's type, a relation's predicate, a
    participation's manner; ``event`` is the type of a participation's event.
    """

    says: tuple[str, ...]
    entities: tuple[tuple[str, ...], ...]
    event: str | None = None


_ENTITY = """SELECT DISTINCT ?kind ?name ?other ?x WHERE {
  VALUES ?kind { schema:Person schema:Organization schema:Place }
  ?x a ?kind ; schema:name ?name OPTIONAL { ?x skos:altLabel ?other } } ORDER BY ?other"""
_ARTICLES = """SELECT DISTINCT ?url ?x WHERE {
  ?x edu:mentionedIn/schema:url ?url } ORDER BY ?url"""
_SAYS = """SELECT DISTINCT ?says ?fact WHERE {
  { ?fact edu:title ?said } UNION { ?fact edu:eventType ?said }
  UNION { ?fact edu:predicate ?said } UNION { ?fact edu:participatesAs ?said }
  BIND(IF(ISIRI(?said), STRAFTER(STR(?said), "#"), STR(?said)) AS ?says) } ORDER BY ?says"""
_EVENT = """SELECT DISTINCT ?type ?fact WHERE {
  ?fact edu:event/edu:eventType ?kind BIND(STRAFTER(STR(?kind), "#") AS ?type) }"""
_ENTITIES = """SELECT DISTINCT ?slot ?entity ?name ?fact WHERE {
  { ?fact org:member|edu:participant|edu:subject|(^edu:event/edu:participant) ?entity
    BIND(1 AS ?slot) }
  UNION { ?fact org:organization|edu:onBehalfOf|edu:object ?entity BIND(2 AS ?slot) }
  ?entity schema:name|skos:altLabel ?name } ORDER BY ?slot ?entity ?name"""


def read_parts(ask: Ask, fact: Iri) -> FactParts:
    """The parts of the fact of that IRI."""
    entities: dict[tuple[object, object], list[str]] = {}
    for slot, entity, name, _ in ask(_ENTITIES, fact=fact).values:
        entities.setdefault((slot, entity), []).append(str(name))
    event = ask(_EVENT, fact=fact).records()
    return FactParts(
        says=tuple(str(says) for says, _ in ask(_SAYS, fact=fact).values),
        entities=tuple(map(tuple, entities.values())),
        event=str(event[0]["type"]) if event else None,
    )


def read_entity(ask: Ask, iri: Iri) -> FoundEntity | None:
    """The entity of that IRI; None where there is none."""
    rows = ask(_ENTITY, x=iri).records()
    if not rows:
        return None
    name = str(rows[0]["name"])
    others = dict.fromkeys(str(row["other"]) for row in rows if row["other"])
    return FoundEntity(
        iri=iri,
        id=short_id(iri),
        kind=_KINDS[str(rows[0]["kind"]).rpartition("/")[2]],
        name=name,
        names=(name, *others),
        articles=tuple(str(url) for url, _ in ask(_ARTICLES, x=iri).values),
    )


def only_one(given: str, found: Iterable[FoundEntity], close: Iterable[str]) -> FoundEntity:
    """The one entity among those found.

    Raises:
        EntityNotFound: there is none.
        AmbiguousEntity: there are several.
    """
    entities = list(found)
    if not entities:
        raise EntityNotFound(given, tuple(close))
    if len(entities) > 1:
        raise AmbiguousEntity(given, tuple(f"{each.id} ({each.name})" for each in entities))
    return entities[0]


_KINDS = {
    "Person": EntityKind.PERSON,
    "Organization": EntityKind.ORGANIZATION,
    "Place": EntityKind.PLACE,
}
