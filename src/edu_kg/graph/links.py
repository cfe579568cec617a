"""Quads of the links to authorities: what is the same elsewhere, and why it is thought so."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from edu_kg.graph.emission import Triple
from edu_kg.graph.iris import BASE, entity_iri
from edu_kg.graph.literals import text_literal
from edu_kg.model import Authority, LinkDecision, Linking
from edu_kg.ontology import EDU, PROV, RDF, SCHEMA, SKOS, XSD
from edu_kg.text import digest


def links_graph() -> str:
    """The named graph of all links to authorities, and of the decisions behind them."""
    return f"{BASE}graph/links"


def authority_iri(authority: Authority) -> str:
    """The IRI of one state of an authority: of a file by its digest, else by its address."""
    return f"{BASE}authority/{digest(authority.name, authority.digest or authority.source)}"


def link_iri(body: str, authority: Authority) -> str:
    """The IRI of the decision whether a body is in an authority."""
    return f"{BASE}link/{digest(body, authority.name)}"


def link_quads(linkings: Iterable[Linking]) -> Iterator[Quad]:
    """The links and decisions of all linkings, in the one graph of links, each once."""
    graph = NamedNode(links_graph())
    triples = {triple for linking in linkings for triple in _linking_triples(linking)}
    for subject, predicate, value in sorted(triples, key=lambda t: (t[0], t[1], t[2].value)):
        yield Quad(NamedNode(subject), NamedNode(predicate), value, graph)


def _linking_triples(linking: Linking) -> Iterator[Triple]:
    authority = linking.authority
    node = authority_iri(authority)
    yield node, RDF.type, NamedNode(EDU.Authority)
    yield node, SCHEMA.name, text_literal(authority.name)
    yield node, PROV.value, text_literal(authority.source)
    if authority.digest:
        yield node, EDU.fileSha256, text_literal(authority.digest)
    for decision in linking.decisions:
        yield from _decision_triples(decision, authority)


def _decision_triples(decision: LinkDecision, authority: Authority) -> Iterator[Triple]:
    node, body = link_iri(decision.body, authority), entity_iri(decision.body)
    yield node, RDF.type, NamedNode(EDU.Link)
    yield node, EDU.linkOf, NamedNode(body)
    yield node, EDU.authority, NamedNode(authority_iri(authority))
    yield node, EDU.linkOutcome, text_literal(decision.outcome)
    yield node, EDU.linkScore, Literal(str(decision.score), datatype=NamedNode(XSD.integer))
    for ground in decision.candidates[0].grounds if decision.candidates else ():
        speaks = EDU.speaksFor if ground.weight > 0 else EDU.speaksAgainst
        yield node, speaks, text_literal(ground.text)
    if decision.target is not None:
        yield node, EDU.linkedTo, NamedNode(decision.target)
        yield body, SKOS.exactMatch, NamedNode(decision.target)
        for same in decision.same_as:
            yield body, SCHEMA.sameAs, NamedNode(same)
