"""Explanations: one fact in words, and what it rests on."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edu_kg.graph import short_id
from edu_kg.model import Iri
from edu_kg.query.asking import Ask
from edu_kg.query.marks import Mark, find_marks
from edu_kg.query.wording import Record, tell_participation, tell_relation, tell_role, tell_story


class FactKind(enum.StrEnum):
    """What sort of fact it is; the values begin the ids of such facts."""

    ROLE = "membership"
    EVENT = "event"
    PARTICIPATION = "participation"
    RELATION = "relation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Words a fact was read from, in which article and by which rule.

    ``start`` and ``end`` are offsets in the article's text; those of ``marks`` in the quote.
    ``published`` is ISO text, None where unknown.
    """

    rule: str
    quote: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    article: str
    url: str
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A fact in words, with all it rests on, by address of the article and offset.

    ``represents`` tells whether somebody takes part on behalf of a body.
    """

    iri: str
    id: str
    kind: FactKind
    text: str
    represents: bool
    grounds: tuple[Ground, ...]


FACT_IRIS = """SELECT DISTINCT ?fact WHERE {
  VALUES ?kind { org:Membership edu:Event edu:Participation edu:Relation } ?fact a ?kind }"""

# What several articles state stands in the graph of each: where the union of all is a bag, as
# servers have it, each pattern would match once in each. What is optional goes step by step, each
# in the other: of a path the engine reads every pair.
_ROLE = """SELECT DISTINCT ?person ?title ?organization ?fact WHERE {
  GRAPH ?graph { ?fact edu:title ?title ; org:member ?holder } ?holder schema:name ?person
  OPTIONAL { ?fact org:organization ?body OPTIONAL { ?body schema:name ?organization } } }
ORDER BY ?title"""
_RELATION = """SELECT DISTINCT ?subject ?predicate ?object ?fact WHERE {
  GRAPH ?graph { ?fact edu:subject ?one ; edu:object ?other ; edu:predicate ?relation }
  ?one schema:name ?subject . ?other schema:name ?object
  BIND(STRAFTER(STR(?relation), "#") AS ?predicate) }"""
_OF_EVENT = """?event edu:eventType ?sort ; edu:factuality ?told
  OPTIONAL { ?event schema:startDate ?date } OPTIONAL { ?event schema:endDate ?end }
  OPTIONAL { ?event schema:location ?venue OPTIONAL { ?venue schema:name ?place } }
  OPTIONAL { ?event schema:about ?about }
  BIND(STRAFTER(STR(?sort), "#") AS ?type) BIND(STRAFTER(STR(?told), "#") AS ?factuality)"""
_EVENT = f"""SELECT DISTINCT ?type ?date ?end ?place ?about ?factuality ?fact WHERE {{
  ?fact a edu:Event BIND(?fact AS ?event) {_OF_EVENT} }}"""
_PART = f"""SELECT DISTINCT ?who ?as ?behalf ?type ?date ?end ?place ?about ?factuality ?fact
WHERE {{ ?fact edu:participant/schema:name ?who ; edu:participatesAs ?manner ; edu:event ?event .
  {_OF_EVENT} BIND(STRAFTER(STR(?manner), "#") AS ?as)
  OPTIONAL {{ ?fact edu:onBehalfOf ?body OPTIONAL {{ ?body schema:name ?behalf }} }} }}"""
_PARTS_OF_EVENT = """SELECT DISTINCT ?who ?as ?behalf ?fact WHERE {
  ?part edu:event ?fact ; edu:participant/schema:name ?who ; edu:participatesAs ?manner
  OPTIONAL { ?part edu:onBehalfOf ?body OPTIONAL { ?body schema:name ?behalf } }
  BIND(STRAFTER(STR(?manner), "#") AS ?as) } ORDER BY ?who ?as ?behalf"""
# Each way from the fact to a name by itself: of alternatives in a path the engine reads all pairs.
_WAYS = (
    *(
        f"?fact {part} ?entity"
        for part in (
            "org:member", "org:organization", "edu:participant", "edu:onBehalfOf", "edu:subject",
            "edu:object", "schema:location",
        )
    ),
    *(f"?part edu:event ?fact ; {part} ?entity" for part in ("edu:participant", "edu:onBehalfOf")),
)  # fmt: skip
_NAMES = "SELECT DISTINCT ?name ?fact WHERE {{ {} }} ORDER BY ?name".format(
    " UNION ".join(
        f"{{ {way} . ?entity {name} ?name }}"
        for way in _WAYS
        for name in ("schema:name", "skos:altLabel")
    )
)
# Rule and words of one article stand in one graph; a fact that several state has several rules.
_GROUNDS = """SELECT DISTINCT ?rule ?words ?start ?end ?headline ?url ?published ?fact WHERE {
  GRAPH ?graph { ?fact edu:rule ?rule ; edu:evidence ?evidence ; prov:wasDerivedFrom ?source .
    ?evidence oa:exact ?words ; oa:start ?start ; oa:end ?end .
    ?source schema:headline ?headline ; schema:url ?url
    OPTIONAL { ?source schema:datePublished ?published } } }
ORDER BY ?url ?start ?end ?rule"""


def read_explanation(ask: Ask, fact: Iri) -> Explanation:
    """The explanation of the fact of that IRI, which must be one of the graph's facts."""
    kind = FactKind(short_id(fact).partition("/")[0])
    row, text = _told(ask, fact, kind)
    names = [str(name) for name, _ in ask(_NAMES, fact=fact).values]
    kinds = [str(row[key]) for key in ("type", "predicate") if row.get(key)]
    represents = bool(row.get("behalf"))
    title = str(row["title"]) if kind is FactKind.ROLE else None
    return Explanation(
        iri=fact,
        id=short_id(fact),
        kind=kind,
        text=text,
        represents=represents,
        grounds=tuple(
            _ground(record, names, [*kinds, *(["behalf"] if represents else [])], title)
            for record in ask(_GROUNDS, fact=fact).records()
        ),
    )


def _told(ask: Ask, fact: Iri, kind: FactKind) -> tuple[Record, str]:
    """What the graph has of the fact itself, and that in words."""
    query = {
        FactKind.ROLE: _ROLE,
        FactKind.EVENT: _EVENT,
        FactKind.PARTICIPATION: _PART,
        FactKind.RELATION: _RELATION,
    }[kind]
    row: Record = ask(query, fact=fact).records()[0]
    if kind is FactKind.EVENT:
        return row, tell_story(row, ask(_PARTS_OF_EVENT, fact=fact).records())
    tell = {
        FactKind.ROLE: tell_role,
        FactKind.PARTICIPATION: tell_participation,
        FactKind.RELATION: tell_relation,
    }[kind]
    return row, tell(row)


def _ground(row: Record, names: Iterable[str], kinds: Sequence[str], title: str | None) -> Ground:
    quote = str(row["words"])
    return Ground(
        rule=str(row["rule"]),
        quote=quote,
        start=int(str(row["start"])),
        end=int(str(row["end"])),
        marks=find_marks(quote, names, kinds=kinds, title=title),
        article=str(row["headline"]),
        url=str(row["url"]),
        published=None if row["published"] is None else str(row["published"]),
    )
