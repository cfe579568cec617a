"""The graph held against its shapes, with pySHACL."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from pyshacl import validate
from rdflib import Graph
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import SH
from rdflib.term import Node, URIRef

from edu_kg.ontology import ontology_path


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One statement about what a node lacks or has wrongly."""

    node: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.node} {self.path}: {self.message}"


def validate_quads(quads: Iterable[ox.Quad]) -> list[Violation]:
    """What violates ontology/shapes.ttl in the union of the quads; empty where they conform."""
    shapes = Graph().parse(ontology_path("shapes.ttl"), format="turtle")
    definitions = Graph().parse(ontology_path("edu-kg.ttl"), format="turtle")
    _, report, _ = validate(
        _rdflib_graph(quads), shacl_graph=shapes, ont_graph=definitions, inference="none"
    )
    return sorted(
        Violation(
            node=str(report.value(result, SH.focusNode)),
            path=str(report.value(result, SH.resultPath) or ""),
            message=str(report.value(result, SH.resultMessage) or ""),
        )
        for result in report.subjects(SH.focusNode)
    )


def _rdflib_graph(quads: Iterable[ox.Quad]) -> Graph:
    """The union of the quads for rdflib, term by term: its own parsers take far longer."""
    graph = Graph()
    known: dict[ox.NamedNode | ox.Literal, Node] = {}

    def node(term: object) -> Node:
        if not isinstance(term, ox.NamedNode | ox.Literal):
            raise TypeError(f"no graph of this project holds {term}")
        if term not in known:
            known[term] = _rdflib_node(term)
        return known[term]

    graph.addN(
        (node(quad.subject), node(quad.predicate), node(quad.object), graph) for quad in quads
    )
    return graph


def _rdflib_node(term: ox.NamedNode | ox.Literal) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    # Without normalising, a malformed date stays as it stands, to be reported.
    return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
