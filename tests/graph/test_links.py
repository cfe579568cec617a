"""Links to authorities as quads."""

import pyoxigraph as ox
import pytest
from graph import samples

from edu_kg.graph import entity_quads, link_quads, links_graph
from edu_kg.graph.validation import validate_quads
from edu_kg.model import Authority, Candidate, Ground, LinkDecision, Linking, LinkOutcome
from edu_kg.ontology import EDU, SCHEMA, SKOS

TARGET = "https://ror.org/0made0001"
FOR = Ground(text="“Hill University” is its name", weight=64)
AGAINST = Ground(text="texts place it in Peru, it is in KE", weight=-45)
LINKED = LinkDecision(
    body=samples.HILL.id,
    name="Hill University",
    outcome=LinkOutcome.LINKED,
    target=TARGET,
    target_name="Hill University",
    same_as=("http://www.wikidata.org/entity/Q1",),
    candidates=(Candidate(id=TARGET, name="Hill University", score=64, grounds=(FOR,)),),
)
WEAK = LinkDecision(
    body=samples.DALE.id,
    name="Dale Institute",
    outcome=LinkOutcome.CONTRADICTED,
    candidates=(Candidate(id=TARGET, name="Hill", score=19, grounds=(FOR, AGAINST)),),
)
LINKING = Linking(
    authority=Authority(name="ror.org", source="dump.zip", digest="0" * 64, records=2),
    decisions=(LINKED, WEAK),
)
QUADS = list(link_quads([LINKING]))


def said(predicate: str) -> list[str]:
    return [samples.text_of(quad.object) for quad in QUADS if quad.predicate.value == predicate]


def test_a_linked_body_is_the_same_as_the_record_and_what_that_is_the_same_as() -> None:
    assert said(SKOS.exactMatch) == [TARGET]
    assert said(SCHEMA.sameAs) == ["http://www.wikidata.org/entity/Q1"]
    assert said(EDU.linkedTo) == [TARGET]


def test_a_body_that_is_not_there_has_a_decision_with_reasons() -> None:
    assert sorted(said(EDU.linkOutcome)) == ["kind or place speaks against", "linked"]
    assert said(EDU.speaksAgainst) == [AGAINST.text]


def test_links_stand_in_a_graph_of_their_own_and_conform() -> None:
    assert {
        quad.graph_name.value for quad in QUADS if isinstance(quad.graph_name, ox.NamedNode)
    } == {links_graph()}
    assert validate_quads([*QUADS, *entity_quads(samples.ENTITIES)]) == []


@pytest.mark.parametrize(
    "predicate", [EDU.linkOf, EDU.linkOutcome, EDU.linkedTo, EDU.linkScore, EDU.authority]
)
def test_a_decision_that_lacks_a_part_is_a_violation(predicate: str) -> None:
    left = [quad for quad in QUADS if quad.predicate.value != predicate]
    assert validate_quads([*left, *entity_quads(samples.ENTITIES)])
