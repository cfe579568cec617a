"""What an article proves of how long a post was held."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pyoxigraph as ox
import pytest
from graph import samples
from graph.samples import text_of

from edu_kg.graph import article_graph, article_quads, entity_quads
from edu_kg.graph.validation import validate_quads
from edu_kg.model import EventType, Factuality, PartialDate, RoleStatus
from edu_kg.ontology import EDU, OA, ORG, RDF, SCHEMA

ROLE = samples.FACTS.roles[0]
EVENT = replace(samples.FACTS.events[0], evidence=ROLE.evidence)
SECOND_OF_MARCH = PartialDate(2021, 3, 2)
PUBLISHED = "2021-03-02"
SIGNED_ON = "2021-03-01"


def quads(
    *,
    published: PartialDate | None = SECOND_OF_MARCH,
    event: Mapping[str, object] = MappingProxyType({}),
    **changes: object,
) -> list[ox.Quad]:
    """The article with its one role and its one event changed so."""
    article = replace(samples.ARTICLE, published=published)
    changed = replace(EVENT, **event)  # type: ignore[arg-type]
    role = replace(ROLE, **changes)  # type: ignore[arg-type]
    return list(article_quads(article, replace(samples.FACTS, roles=(role,), events=(changed,))))


def of_membership(found: list[ox.Quad], predicate: str) -> list[str]:
    (post,) = {
        text_of(q.subject)
        for q in found
        if q.predicate.value == RDF.type and text_of(q.object) == ORG.Membership
    }
    return sorted(
        text_of(q.object)
        for q in found
        if text_of(q.subject) == post and q.predicate.value == predicate
    )


def test_a_post_is_attested_when_published_and_at_the_event_told_with_it() -> None:
    assert of_membership(quads(), EDU.attestedOn) == [SIGNED_ON, PUBLISHED]


@pytest.mark.parametrize(
    "event",
    [
        {"start": PartialDate(1999, 3, 1)},
        {"start": None},
        {"evidence": samples.FACTS.events[0].evidence},
        {"factuality": Factuality.ANNOUNCED},
        {"type": EventType.APPOINTMENT},
        {"participants": ()},
    ],
    ids=["long ago", "undated", "other sentence", "announced", "gives the title", "without them"],
)
def test_an_event_that_does_not_prove_the_title_attests_nothing(event: dict[str, object]) -> None:
    assert of_membership(quads(event=event), EDU.attestedOn) == [PUBLISHED]


@pytest.mark.parametrize(
    ("status", "predicate"),
    [(RoleStatus.FORMER, EDU.formerOn), (RoleStatus.DESIGNATE, EDU.designateOn)],
)
def test_who_has_left_or_not_begun_is_said_so_and_not_attested(
    status: RoleStatus, predicate: str
) -> None:
    found = quads(status=status)
    assert of_membership(found, predicate) == [PUBLISHED]
    assert of_membership(found, EDU.attestedOn) == []


def test_a_post_told_of_the_past_proves_nothing_of_the_day_of_publication() -> None:
    found = quads(status=RoleStatus.PAST)
    for predicate in (EDU.attestedOn, EDU.formerOn, EDU.designateOn):
        assert of_membership(found, predicate) == []


def test_an_article_without_a_date_attests_nothing() -> None:
    assert of_membership(quads(published=None), EDU.attestedOn) == []


def test_begin_and_end_stand_with_the_words_that_say_them() -> None:
    words = samples.quote("rector of Hill University")
    found = quads(
        start=PartialDate(2011),
        end=PartialDate(2016, 5),
        status=RoleStatus.FORMER,
        tenure_evidence=(words,),
    )
    assert of_membership(found, SCHEMA.startDate) == ["2011"]
    assert of_membership(found, SCHEMA.endDate) == ["2016-05"]
    (node,) = of_membership(found, EDU.tenureEvidence)
    exact = [
        text_of(q.object)
        for q in found
        if text_of(q.subject) == node and q.predicate.value == OA.exact
    ]
    assert exact == [words.exact]
    assert {text_of(q.graph_name) for q in found} == {article_graph(samples.URL)}
    assert validate_quads([*found, *entity_quads(samples.ENTITIES)]) == []


def test_a_begin_without_its_words_violates_the_shapes() -> None:
    found = quads(start=PartialDate(2011), tenure_evidence=())
    violations = validate_quads([*found, *entity_quads(samples.ENTITIES)])
    assert [v.message for v in violations] == [
        "a post with a begin or an end has the words that say so"
    ]
