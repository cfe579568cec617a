"""The vocabulary: constants, definitions and prefixes agree."""

import pyoxigraph as ox
import pytest
from graph.samples import text_of

from edu_kg.model import EventType, Factuality, Manner, Predicate
from edu_kg.ontology import EDU, PREFIXES, ontology_path

RDFS = PREFIXES["rdfs"]
DEFINITIONS = ox.Store()
DEFINITIONS.load(path=ontology_path("edu-kg.ttl"), format=ox.RdfFormat.TURTLE)


def declared(predicate: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for quad in DEFINITIONS.quads_for_pattern(None, ox.NamedNode(predicate), None):
        found.setdefault(text_of(quad.subject), []).append(text_of(quad.object))
    return found


def test_every_term_is_defined_and_every_definition_is_a_term() -> None:
    own = {iri for iri in declared(PREFIXES["rdf"] + "type") if iri.startswith(EDU.namespace)}
    assert own == set(EDU.iris)


@pytest.mark.parametrize("term", EDU.iris)
def test_every_term_has_one_label_and_one_comment(term: str) -> None:
    for predicate in ("label", "comment", "isDefinedBy"):
        assert len(declared(RDFS + predicate)[term]) == 1


@pytest.mark.parametrize("prefix", ["edu-kg.ttl", "shapes.ttl"])
def test_files_and_queries_mean_the_same_by_a_prefix(prefix: str) -> None:
    parser = ox.parse(path=ontology_path(prefix), format=ox.RdfFormat.TURTLE)
    list(parser)
    for name, namespace in parser.prefixes.items():
        if name != "shape":
            assert PREFIXES[name] == namespace


def test_shapes_speak_only_of_terms_that_are_defined() -> None:
    shapes = ox.parse(path=ontology_path("shapes.ttl"), format=ox.RdfFormat.TURTLE)
    spoken = {
        term.value
        for quad in shapes
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(EDU.namespace)
    }
    assert spoken
    assert spoken <= set(EDU.iris)


@pytest.mark.parametrize("values", [EventType, Manner, Predicate, Factuality])
def test_every_value_of_the_model_is_a_term(
    values: type[EventType] | type[Manner] | type[Predicate] | type[Factuality],
) -> None:
    for value in values:
        assert EDU[value.value] in EDU


def test_a_misspelt_term_fails_where_it_is_written() -> None:
    with pytest.raises(AttributeError, match="Singing"):
        _ = EDU.Singing


def test_the_ontology_has_a_dated_version() -> None:
    versions = declared(PREFIXES["owl"] + "versionIRI")
    assert list(versions) == ["https://w3id.org/edu-kg/ontology"]
    assert versions["https://w3id.org/edu-kg/ontology"][0].startswith(
        "https://w3id.org/edu-kg/ontology/20"
    )
