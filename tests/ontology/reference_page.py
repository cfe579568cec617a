"""docs/ontology-reference.md: every term in full, with an example from the graph of whole_graph.py.

``PYTHONPATH=src:tests python -m ontology.reference_page`` writes it anew.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from ontology.whole_graph import QUADS

from edu_kg.ontology import EDU, PREFIXES, RDF, ontology_path, shorten

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ontology-reference.md"
AGAIN = "PYTHONPATH=src:tests python -m ontology.reference_page"
BASE = "https://w3id.org/edu-kg/id/"
_LINES_OF_A_NODE = 8
_KINDS = (
    ("class", "owl:Class"),
    ("property between nodes", "owl:ObjectProperty"),
    ("property with a value", "owl:DatatypeProperty"),
    ("concept scheme", "skos:ConceptScheme"),
    ("concept", "skos:Concept"),
)
_FIELDS = (
    ("Under", "rdfs:subClassOf"),
    ("Under", "rdfs:subPropertyOf"),
    ("Inverse of", "owl:inverseOf"),
    ("In", "skos:inScheme"),
    ("Of", "rdfs:domain"),
    ("Leads to", "rdfs:range"),
)
_HEAD = f"""\
# The terms of the vocabulary, one by one

Drawn from [`ontology/edu-kg.ttl`](../ontology/edu-kg.ttl), with examples from the graph that
`tests/ontology/whole_graph.py` makes, which conforms to the shapes. [`ontology.md`](ontology.md)
has all terms at a glance, and the prefixes. In examples, `<person/…>` is short for
`<{BASE}person/…>`; a node with more to it ends in `…`.

Drawn by `{AGAIN}`.
"""


def reference_page() -> str:
    """docs/ontology-reference.md, as it should be."""
    definitions = ox.Store()
    definitions.load(path=ontology_path("edu-kg.ttl"), format=ox.RdfFormat.TURTLE)
    return _HEAD + "".join(_section(definitions, term) for term in EDU.iris)


def example_of(term: str) -> tuple[tuple[ox.Quad, ...], bool]:
    """Quads of the whole graph that use a term, and whether their node has more; perhaps none.

    Of a class that is a node of it; of a property and a concept, a use of it.
    """
    used = sorted((q for q in QUADS if q.predicate.value == term), key=str)
    if not used:
        used = sorted((q for q in QUADS if q.object == ox.NamedNode(term)), key=str)
    if not used:
        return (), False
    first = used[0]
    if first.predicate.value != RDF.type:
        return (first,), False
    own = [q for q in QUADS if (q.subject, q.graph_name) == (first.subject, first.graph_name)]
    own.sort(key=lambda q: (q.predicate.value != RDF.type, str(q)))
    return tuple(own[:_LINES_OF_A_NODE]), len(own) > _LINES_OF_A_NODE


def as_turtle(quads: Iterable[ox.Quad]) -> str:
    """The quads of one node as Turtle, to be read with the prefixes of queries and ``BASE``."""
    quads = tuple(quads)
    said = " ;\n    ".join(f"{_predicate(q)} {_term(q.object)}" for q in quads)
    return f"{_term(quads[0].subject)}\n    {said} ."


def _predicate(quad: ox.Quad) -> str:
    return "a" if quad.predicate.value == RDF.type else _term(quad.predicate)


def _section(definitions: ox.Store, term: str) -> str:
    told = dict(_told(definitions, term))
    fields = [f"- {name}: {', '.join(values)}" for name, values in told.items()]
    notes = _objects(definitions, term, "skos:editorialNote")
    fields += [f"- Why no standard term: {note}" for note in notes]
    label, comment = (
        " ".join(_objects(definitions, term, each)) for each in ("rdfs:label", "rdfs:comment")
    )
    lines = [f"\n## {shorten(term)}", f"*{label}* — {comment}\n", *fields]
    quads, has_more = example_of(term)
    if quads:
        example = as_turtle(quads)
        lines += ["", "```turtle", example.removesuffix(".") + "…" if has_more else example, "```"]
    return "\n".join(lines) + "\n"


def _told(definitions: ox.Store, term: str) -> Iterator[tuple[str, list[str]]]:
    types = _objects(definitions, term, "rdf:type")
    yield "A", [name for name, kind in _KINDS if kind in map(shorten, types)]
    for name, predicate in _FIELDS:
        values = [f"`{shorten(each)}`" for each in _objects(definitions, term, predicate)]
        if values:
            yield name, values


def _objects(definitions: ox.Store, term: str, predicate: str) -> list[str]:
    prefix, _, name = predicate.partition(":")
    node = ox.NamedNode(PREFIXES[prefix] + name)
    quads = definitions.quads_for_pattern(ox.NamedNode(term), node, None)
    return sorted(q.object.value for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal))


def _term(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        own = term.value.startswith(BASE)
        short = shorten(term.value)
        return f"<{term.value.removeprefix(BASE)}>" if own or short == term.value else short
    assert isinstance(term, ox.Literal), term
    plain = str(ox.Literal(term.value))
    datatype = shorten(term.datatype.value)
    return plain if datatype == "xsd:string" else f"{plain}^^{datatype}"


if __name__ == "__main__":
    PAGE.write_text(reference_page(), encoding="utf-8")
