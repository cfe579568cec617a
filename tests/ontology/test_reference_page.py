"""The reference of all terms is current, and its examples are Turtle of a graph that conforms."""

import pyoxigraph as ox
import pytest
from ontology.reference_page import AGAIN, BASE, PAGE, as_turtle, example_of, reference_page
from ontology.whole_graph import QUADS

from edu_kg.ontology import EDU, PREFIXES, shorten

HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def test_the_reference_in_docs_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page(), f"run: {AGAIN}"


def test_every_term_has_one_section() -> None:
    headings = [line[3:] for line in reference_page().splitlines() if line.startswith("## ")]
    assert headings == [shorten(term) for term in EDU.iris]


SCHEMES = {EDU.EventTypes, EDU.Manners, EDU.Factualities, EDU.IdentityOutcomes}


@pytest.mark.parametrize("term", [each for each in EDU.iris if each not in SCHEMES], ids=shorten)
def test_an_example_is_turtle_that_says_what_the_graph_says(term: str) -> None:
    quads, _ = example_of(term)
    text = HEADER + as_turtle(quads)
    parsed = set(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=BASE))
    assert parsed
    assert {str(each.triple) for each in parsed} <= {str(each.triple) for each in QUADS}
    assert any(term in str(each) for each in parsed)
