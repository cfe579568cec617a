"""Quads of decisions on identity: what was held against what, and what spoke for and against it."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from edu_kg.graph import iris
from edu_kg.graph.literals import text_literal
from edu_kg.model import IdentityDecision
from edu_kg.ontology import EDU, PROV, RDF, XSD

_DECIMAL = NamedNode(XSD.decimal)


def decision_quads(decisions: Iterable[IdentityDecision]) -> Iterator[Quad]:
    """The decisions in the one graph of decisions, each reason a node of its own."""
    graph = NamedNode(iris.decisions_graph())
    for decision in decisions:
        for subject, predicate, value in _triples(decision):
            yield Quad(NamedNode(subject), NamedNode(predicate), value, graph)


def decision_subjects(decision_id: str, features: Iterable[str]) -> Iterator[str]:
    """The IRIs of the nodes that a decision with reasons of these features is written as."""
    yield iris.decision_iri(decision_id)
    for feature in features:
        yield iris.reason_iri(decision_id, feature)


def _triples(decision: IdentityDecision) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    node = iris.decision_iri(decision.id)
    yield node, RDF.type, NamedNode(EDU.IdentityDecision)
    for entity in sorted({decision.first, decision.second}):
        yield node, EDU.compares, NamedNode(iris.entity_iri(entity))
    for name in sorted({decision.first_name, decision.second_name}):
        yield node, EDU.comparedName, text_literal(name)
    yield node, EDU.decided, NamedNode(EDU[decision.outcome.value])
    yield node, EDU.score, _decimal(decision.score)
    if decision.settled_by is not None:
        yield node, EDU.settledBy, text_literal(decision.settled_by)
    for reason in decision.reasons:
        told = iris.reason_iri(decision.id, reason.feature)
        yield node, EDU.reasonFor if reason.weight > 0 else EDU.reasonAgainst, NamedNode(told)
        yield told, RDF.type, NamedNode(EDU.IdentityReason)
        yield told, EDU.reasonText, text_literal(reason.text)
        yield told, EDU.weight, _decimal(reason.weight)
        for article in reason.articles:
            yield told, PROV.wasDerivedFrom, NamedNode(iris.article_iri(article))


def _decimal(number: float) -> Literal:
    return Literal(f"{number:.2f}", datatype=_DECIMAL)
