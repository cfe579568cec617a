"""What workers do: each task takes the loaded graph and the request, and gives a reply."""

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from edu_kg.errors import QueryParameterError
from edu_kg.model import Iri
from edu_kg.ontology import SCHEMA
from edu_kg.query import Asked, Facet, Facets, Graph, Names, format_rows
from edu_kg.query.cards import read_card
from edu_kg.query.search import NAMES
from edu_kg.serve.office_bars import office_bars
from edu_kg.serve.passages import Passages
from edu_kg.serve.views import show_view

# The type comes out as a value: named in the pattern, the engine would begin with all signings.
_SIGNS_WITH = " UNION ".join(
    f"""{{ ?own edu:{own} ?it ; edu:event ?event . ?event edu:eventType ?type .
      ?part edu:event ?event ; edu:{others} ?other . ?other schema:name ?name ; a ?class }}"""
    for own in ("participant", "onBehalfOf")
    for others in ("participant", "onBehalfOf")
)
_PARTNERS = f"""SELECT DISTINCT ?other ?name ?class ?event ?it WHERE {{
  {_SIGNS_WITH} FILTER(?type = edu:Signing) }}"""
# Alternatives, not paths, and each beginning with ?it: the engine joins these without a scan.
_ABOUT = """CONSTRUCT { ?s ?p ?o } WHERE {
  { ?it ?any ?thing BIND(?it AS ?s) ?s ?p ?o }
  UNION { ?s org:member ?it . ?s ?p ?o } UNION { ?s org:organization ?it . ?s ?p ?o }
  UNION { ?s edu:participant ?it . ?s ?p ?o } UNION { ?s edu:onBehalfOf ?it . ?s ?p ?o }
  UNION { ?s edu:subject ?it . ?s ?p ?o } UNION { ?s edu:object ?it . ?s ?p ?o }
  UNION { ?s edu:event ?it . ?s ?p ?o } UNION { ?it edu:evidence ?s . ?s ?p ?o } }"""
_OUTGOING = """SELECT DISTINCT ?property ?value ?name ?it WHERE { ?it ?property ?value
  OPTIONAL { ?value schema:name|schema:headline|skos:prefLabel ?name } }
  ORDER BY ?property ?value ?name LIMIT 500"""
_WHOLE_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_COUNTS = """SELECT ?statements ?graphs ?articles ?entities WHERE {
  { SELECT (COUNT(*) AS ?statements) (COUNT(DISTINCT ?g) AS ?graphs) {
      GRAPH ?g { ?s ?p ?o } } }
  { SELECT (COUNT(DISTINCT ?a) AS ?articles) { ?a a schema:NewsArticle } }
  { SELECT (COUNT(DISTINCT ?e) AS ?entities) {
      VALUES ?c { schema:Person schema:Organization schema:Place } ?e a ?c } } }"""
_JSON = "application/json"
_KINDS = {SCHEMA.Person: "person", SCHEMA.Organization: "organization"}
_MOST_PARTNERS = 50

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, or a status and what the problem is."""

    status: int = 200
    media_type: str = _JSON
    body: bytes = b""
    problem: str = ""


@dataclass(frozen=True)
class Loaded:
    """A graph in one state, and what was computed of it."""

    state: str
    graph: Graph

    @cached_property
    def names(self) -> Names:
        """All names, to search."""
        return Names(self.graph.query(NAMES))

    @cached_property
    def facets(self) -> Facets:
        """What entities can be chosen by."""
        ties = [self.graph.ties(kind) for kind in ("co-signing", "cooperation")]
        return Facets(self.graph.query, ties)

    @cached_property
    def counts(self) -> dict[str, Any]:
        """How many statements, graphs, articles and entities there are."""
        return dict(self.graph.query(_COUNTS).records()[0])


def answer_sparql(loaded: Loaded, given: Given) -> Reply:
    """The answer to a query of anybody's."""
    return _serialized(loaded, _asked(given["sparql"], given))


def give_graph(loaded: Loaded, given: Given) -> Reply:
    """A named graph, or where none is named, the union of all."""
    iri = given["graph"]
    if iri is not None and not loaded.graph.has_graph(iri):
        return Reply(status=404, problem=f"no graph <{iri}>; SELECT the names with GRAPH ?g {{}}")
    asked = _asked(_WHOLE_GRAPH, given)
    return _serialized(
        loaded, asked if iri is None else dataclasses.replace(asked, default_graphs=(iri,))
    )


def give_node(loaded: Loaded, given: Given) -> Reply:
    """The statements about a node: its own, and those of the facts it has a part in."""
    asked = _asked(_ABOUT, given)
    reply = _serialized(loaded, dataclasses.replace(asked, bindings={"it": Iri(given["iri"])}))
    if reply.status == 200 and not loaded.graph.about(_OUTGOING, given["iri"]):
        return Reply(status=404, problem=f"nothing of the IRI <{given['iri']}> in this graph")
    return reply


def show_entity(loaded: Loaded, given: Given) -> Reply:
    """A card as JSON, with those who sign together with the entity.

    For pages, which give the folder of the articles as ``output``, also posts over time, and of
    each quote what stands around it and which words are marked.
    """
    iri = given["iri"]
    if not loaded.graph.run("card-names", entity=iri).values:
        return Reply(status=404, problem=f"no person, body or place of the IRI <{iri}>")
    card = dataclasses.asdict(read_card(loaded.graph.run, iri))
    _tell_around(card["facts"], given)
    told = {**card, "signs_with": _partners(loaded.graph, iri)}
    if "output" in given:
        offices, is_person = loaded.graph.offices_of(iri)
        told["bars"] = office_bars(offices, iri if is_person else None)
    return _as_json(told)


def _tell_around(quotes: Iterable[dict[str, Any]], given: Given) -> None:
    """Add to each quote what stands around it; where no page is made, take its marks away."""
    passages = Passages(Path(given["output"])) if "output" in given else None
    for told in quotes:
        if passages is None:
            del told["marks"]
        else:
            told["around"] = passages.around(told["url"], told["start"], told["quote"])


def _partners(graph: Graph, iri: str) -> list[dict[str, Any]]:
    """Persons and bodies in the same signings, those of most signings first."""
    signings: dict[tuple[str, str, str], set[str]] = {}
    for row in graph.about(_PARTNERS, iri).records():
        kind = _KINDS.get(str(row["class"]))
        if kind is not None and row["other"] != iri:
            partner = (str(row["name"]), str(row["other"]), kind)
            signings.setdefault(partner, set()).add(str(row["event"]))
    ordered = sorted(signings.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {"other": other, "name": name, "kind": kind, "events": len(events)}
        for (name, other, kind), events in ordered[:_MOST_PARTNERS]
    ]


def show_cards(loaded: Loaded, given: Given) -> Reply:
    """The cards of all entities of a name, and where there are none, names close to it."""
    cards = [dataclasses.asdict(card) for card in loaded.graph.cards(given["name"])]
    for card in cards:
        _tell_around(card["facts"], given)
    close = [] if cards else loaded.graph.similar_names(given["name"])
    return _as_json({"cards": cards, "close": close})


def show_fact(loaded: Loaded, given: Given) -> Reply:
    """The explanation of a fact as JSON."""
    told = dataclasses.asdict(loaded.graph.explain(given["iri"]))
    _tell_around(told["grounds"], given)
    return _as_json(told)


def show_node(loaded: Loaded, given: Given) -> Reply:
    """The statements of any other node as JSON."""
    rows = loaded.graph.about(_OUTGOING, given["iri"]).records()
    if not rows:
        return Reply(status=404, problem=f"nothing of the IRI <{given['iri']}> in this graph")
    told = [{**row, "is_iri": isinstance(row["value"], Iri)} for row in rows]
    return _as_json({"statements": told})


def search_names(loaded: Loaded, given: Given) -> Reply:
    """The entities found for a text, a page of them, and how many there are of each sort."""
    named = loaded.names.search(given["text"])
    chosen = {Facet(name): value for name, value in given.get("facets", {}).items()}
    found = loaded.facets.narrow(named, chosen) if chosen else named
    kinds = {kind: sum(f.kind == kind for f in found) for kind in sorted({f.kind for f in found})}
    wanted = [each for each in found if given["kind"] in {None, each.kind}]
    first = given["first"]
    shown = [dataclasses.asdict(each) for each in wanted[first : first + given["count"]]]
    told = {"found": shown, "total": len(wanted), "kinds": kinds}
    if "facets" in given:
        of_kind = [each for each in named if given["kind"] in {None, each.kind}]
        told["facets"] = loaded.facets.count(of_kind, chosen)
    return _as_json(told)


def prepare_search(loaded: Loaded, given: Given) -> Reply:
    """Read what every search needs, so that the first one need not."""
    del given
    return _as_json({"names": len(loaded.names.search("")), "facets": len(loaded.facets.entities)})


def run_named(loaded: Loaded, given: Given) -> Reply:
    """The answer to a named query, as JSON, CSV or TSV."""
    rows = loaded.graph.run(given["name"], **_parameters(given))
    if len(rows) > given["rows"]:
        return Reply(
            status=422,
            problem=f"more than {given['rows']} rows; give {given['name']} more parameters",
        )
    form = {"text/csv": "csv", "text/tab-separated-values": "tsv"}.get(given["results"], "json")
    return Reply(media_type=given["results"], body=format_rows(rows, form).encode())


def _parameters(given: Given) -> dict[str, str]:
    return {str(key): str(value) for key, value in given["parameters"].items()}


def count_all(loaded: Loaded, given: Given) -> Reply:
    """How large the graph is."""
    del given
    return _as_json(loaded.counts)


def _asked(sparql: str, given: Given) -> Asked:
    default, named = given.get("default_graphs"), given.get("named_graphs")
    return Asked(
        sparql=sparql,
        results=given.get("results"),
        triples=given.get("triples"),
        default_graphs=None if default is None else tuple(default),
        named_graphs=None if named is None else tuple(named),
        most_rows=given["rows"],
        most_bytes=given["answer_bytes"],
    )


def _serialized(loaded: Loaded, asked: Asked) -> Reply:
    answered = loaded.graph.serialized(asked)
    return Reply(media_type=answered.media_type, body=answered.body)


def _as_json(value: object) -> Reply:
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    return Reply(body=text.encode("utf-8", "replace"))


def _plain(value: Any) -> dict[str, Any]:
    return dataclasses.asdict(value)


Task = Callable[[Loaded, Given], Reply]


def show_one(loaded: Loaded, given: Given) -> Reply:
    """A view of the explorer: a page, or the data of one."""
    try:
        view = show_view(loaded.graph, given["name"], given["given"])
    except QueryParameterError as error:
        told = json.dumps({"error": str(error)}).encode()
        return Reply(status=400, body=told, problem=str(error))
    return Reply(status=view.status, media_type=view.media_type, body=view.body)


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "sparql": answer_sparql,
        "graph": give_graph,
        "node": give_node,
        "entity": show_entity,
        "cards": show_cards,
        "fact": show_fact,
        "statements": show_node,
        "search": search_names,
        "prepare": prepare_search,
        "named": run_named,
        "count": count_all,
        "view": show_one,
    }
)
"""The tasks there are, by name."""
