"""Own terms stand under those of a standard vocabulary, or a reason is given why none fits."""

import pyoxigraph as ox
import pytest
from graph.samples import text_of

from edu_kg.ontology import EDU, PREFIXES, RDF, ontology_path, shorten

DEFINITIONS = ox.Store()
DEFINITIONS.load(path=ontology_path("edu-kg.ttl"), format=ox.RdfFormat.TURTLE)
RDFS, OWL, SKOS = (PREFIXES[prefix] for prefix in ("rdfs", "owl", "skos"))
# subClassOf, subPropertyOf, and for inverses what they are the inverse of.
ABOVE = (RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "inverseOf")


def objects(term: str, predicate: str) -> list[str]:
    quads = DEFINITIONS.quads_for_pattern(ox.NamedNode(term), ox.NamedNode(predicate), None)
    return sorted(text_of(quad.object) for quad in quads)


def standard_terms_above(term: str) -> set[str]:
    """The terms of other vocabularies under which a term stands, directly or not."""
    above = {each for predicate in ABOVE for each in objects(term, predicate)}
    own = {each for each in above if each.startswith(EDU.namespace)}
    return (above - own).union(*(standard_terms_above(each) for each in own))


DEFINED = [
    term
    for term in EDU.iris
    if {OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty"}
    & {*objects(term, RDF.type)}
]


@pytest.mark.parametrize("term", DEFINED, ids=shorten)
def test_a_term_stands_under_a_standard_one_or_says_why_not(term: str) -> None:
    reasons = objects(term, SKOS + "editorialNote")
    assert standard_terms_above(term) or reasons, (
        f"{shorten(term)}: say rdfs:subClassOf or rdfs:subPropertyOf a term of schema.org, PROV-O, "
        "W3C ORG, SEM, OWL-Time, Web Annotation or Dublin Core in ontology/edu-kg.ttl, or give a "
        "skos:editorialNote that tells why none fits"
    )
    assert not (standard_terms_above(term) and reasons), f"{shorten(term)} needs no reason"
