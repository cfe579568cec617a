"""Graphs held against their shapes."""

from dataclasses import replace

import pyoxigraph as ox
import pytest
from graph import samples
from hypothesis import HealthCheck, given, settings

from edu_kg.graph import article_quads, entity_quads
from edu_kg.graph.validation import validate_quads
from edu_kg.model import Facts
from edu_kg.ontology import EDU, OA, ORG, PROV, SCHEMA, XSD

QUADS = [
    *article_quads(samples.ARTICLE, samples.FACTS),
    *article_quads(samples.ARTICLE_2, samples.FACTS_2),
    *entity_quads(samples.ENTITIES),
]


def test_what_the_project_emits_conforms() -> None:
    assert validate_quads(QUADS) == []


@pytest.mark.parametrize(
    "predicate",
    [
        SCHEMA.url, SCHEMA.headline, SCHEMA.name, EDU.textSha256, EDU.rule, EDU.evidence, EDU.title,
        EDU.eventType, EDU.factuality, EDU.event, EDU.participant, EDU.participatesAs, EDU.subject,
        EDU.predicate, EDU.object, ORG.member, ORG.role, PROV.wasDerivedFrom, OA.exact, OA.start,
        OA.end, OA.hasTarget, OA.hasSource, OA.hasSelector,
    ],
)  # fmt: skip
def test_a_graph_that_lacks_a_required_property_is_told(predicate: str) -> None:
    left = [quad for quad in QUADS if quad.predicate.value != predicate]
    assert len(left) < len(QUADS)
    violations = validate_quads(left)
    assert violations
    assert all(violation.node and violation.message for violation in violations)


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (SCHEMA.startDate, ox.Literal("next spring")),
        (SCHEMA.startDate, ox.Literal("2021-13-40", datatype=ox.NamedNode(XSD.date))),
        (EDU.eventType, ox.NamedNode(EDU.Signatory)),
        (EDU.participatesAs, ox.NamedNode(EDU.Signing)),
        (EDU.predicate, ox.NamedNode(EDU.mentionedIn)),
        (OA.end, ox.Literal("0", datatype=ox.NamedNode(XSD.integer))),
    ],
    ids=["text as date", "no such day", "type", "manner", "predicate", "end before start"],
)
def test_a_value_out_of_its_set_is_told(predicate: str, value: ox.Literal | ox.NamedNode) -> None:
    wrong = [
        ox.Quad(q.subject, q.predicate, value, q.graph_name)
        if q.predicate.value == predicate
        else q
        for q in QUADS
    ]
    assert validate_quads(wrong)


def test_an_entity_of_two_kinds_is_told() -> None:
    place = replace(samples.ADA, kind=samples.SENDRA.kind)
    assert any(
        "exactly one" in violation.message
        for violation in validate_quads([*QUADS, *entity_quads([place])])
    )


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(samples.facts)
def test_validation_takes_whatever_is_emitted(facts: Facts) -> None:
    for violation in validate_quads(article_quads(samples.ARTICLE, facts)):
        assert str(violation).startswith("https://w3id.org/edu-kg/id/")
