"""Cards: all that is known of one person, body or place, each fact with its sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edu_kg.model import Rows

Ask = Callable[[str], Rows]
Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CardFact:
    """One fact in words, with the sentence and the article it stands in.

    ``section`` is "roles", "events" or "relations"; ``date`` is ISO text, empty where unknown.
    """

    section: str
    date: str
    text: str
    quote: str
    article: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A person, body or place: names, and facts by section and date."""

    iri: str
    kind: str
    name: str
    other_names: tuple[str, ...]
    facts: tuple[CardFact, ...]
    articles: int


_NAMES = """SELECT ?kind ?name ?other (COUNT(DISTINCT ?a) AS ?articles) WHERE {{
  <{iri}> a ?kind ; schema:name ?name ; edu:mentionedIn ?a .
  VALUES ?kind {{ schema:Person schema:Organization schema:Place }}
  OPTIONAL {{ <{iri}> skos:altLabel ?other }} }} GROUP BY ?kind ?name ?other"""

_GROUNDS = """?fact prov:wasDerivedFrom ?article ; edu:evidence ?words .
  ?words oa:exact ?quote ; oa:start ?at ; oa:hasTarget/oa:hasSource ?article .
  ?article schema:headline ?headline ; schema:url ?url .
  OPTIONAL {{ ?article schema:datePublished ?published }}"""

_ROLES = (
    """SELECT ?fact ?title ?person ?body ?quote ?at ?headline ?url ?published WHERE {{
  ?fact a org:Membership ; edu:title ?title ; org:member ?p . ?p schema:name ?person .
  OPTIONAL {{ ?fact org:organization ?o . ?o schema:name ?body }}
  FILTER(?p = <{iri}> || ?o = <{iri}>) """
    + _GROUNDS
    + " }}"
)

_EVENTS = (
    """SELECT ?fact ?type ?date ?as ?whom ?about ?quote ?at ?headline ?url WHERE {{
  ?part edu:participant <{iri}> ; edu:event ?fact ; edu:participatesAs ?as .
  ?fact edu:eventType ?type .
  OPTIONAL {{ ?fact schema:startDate ?date }} OPTIONAL {{ ?fact schema:about ?about }}
  OPTIONAL {{ ?part edu:onBehalfOf/schema:name ?whom }} """
    + _GROUNDS
    + " }}"
)

_RELATIONS = (
    """SELECT ?fact ?s ?p ?o ?quote ?at ?headline ?url ?published WHERE {{
  ?fact edu:subject ?si ; edu:predicate ?p ; edu:object ?oi .
  ?si schema:name ?s . ?oi schema:name ?o .
  FILTER(?si = <{iri}> || ?oi = <{iri}>) """
    + _GROUNDS
    + " }}"
)

_PREDICATES = {
    "subOrganizationOf": "is part of",
    "cooperatesWith": "cooperates with",
    "locatedIn": "is in",
    "successorOf": "was formerly",
    "memberOf": "is a member of",
}


def read_card(ask: Ask, iri: str) -> Card:
    """The card of the entity of that IRI (one this project minted)."""
    names = ask(_NAMES.format(iri=iri)).records()
    facts: dict[tuple[object, object], CardFact] = {}
    for query, tell in ((_ROLES, _role), (_EVENTS, _event), (_RELATIONS, _relation)):
        rows = ask(query.format(iri=iri)).records()
        for row in sorted(rows, key=lambda r: (str(r["fact"]), str(r["url"]), int(str(r["at"])))):
            # The first words of an article that state a fact are enough for a card.
            facts.setdefault((row["fact"], row["url"]), tell(row))
    return Card(
        iri=iri,
        kind=_local(names[0]["kind"]).lower(),
        name=str(names[0]["name"]),
        other_names=tuple(sorted({str(row["other"]) for row in names if row["other"]})),
        facts=tuple(sorted(facts.values())),
        articles=int(str(names[0]["articles"])),
    )


def _fact(section: str, date: object, text: str, row: Record) -> CardFact:
    return CardFact(
        section=section,
        date=str(date or ""),
        text=text,
        quote=str(row["quote"]),
        article=str(row["headline"]),
        url=str(row["url"]),
    )


def _role(row: Record) -> CardFact:
    at = f", {row['body']}" if row["body"] else ""
    return _fact("roles", row["published"], f"{row['person']}: {row['title']}{at}", row)


def _event(row: Record) -> CardFact:
    about = f" ({row['about']})" if row["about"] else ""
    behalf = f", on behalf of {row['whom']}" if row["whom"] else ""
    text = f"{_local(row['type']).lower()}{about}: as {_local(row['as']).lower()}{behalf}"
    return _fact("events", row["date"], text, row)


def _relation(row: Record) -> CardFact:
    told = _PREDICATES[_local(row["p"])]
    return _fact("relations", row["published"], f"{row['s']} {told} {row['o']}", row)


def _local(iri: object) -> str:
    return str(iri).replace("#", "/").rpartition("/")[2]
