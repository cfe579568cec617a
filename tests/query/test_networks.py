"""Networks of persons and bodies."""

from dataclasses import replace

import networkx as nx
import pytest
from graph import samples

from edu_kg.errors import QueryParameterError
from edu_kg.graph import article_quads, entity_iri, entity_quads
from edu_kg.model import (
    Entity,
    EntityKind,
    EventClaim,
    EventType,
    Facts,
    Manner,
    PartialDate,
    ParticipationClaim,
)
from edu_kg.query import Graph
from edu_kg.query.ties import years_of
from edu_kg.store import Store

ADA, HILL, DALE = (entity_iri(e.id) for e in (samples.ADA, samples.HILL, samples.DALE))
GRAPH = Graph(
    Store.in_memory(
        [
            *article_quads(samples.ARTICLE, samples.FACTS),
            *article_quads(samples.ARTICLE_2, samples.FACTS_2),
            *entity_quads(samples.ENTITIES),
        ]
    )
)


def people(count: int) -> list[Entity]:
    return [
        Entity(id=f"person/guest-{n}", kind=EntityKind.PERSON, name=f"Guest {n}")
        for n in range(count)
    ]


def meeting(guests: list[Entity]) -> Graph:
    words = (samples.quote(samples.SIGNED),)
    parts = tuple(
        ParticipationClaim(entity=g.id, manner=Manner.ATTENDEE, evidence=words, rule="list")
        for g in guests
    )
    event = EventClaim(
        key="v1",
        type=EventType.MEETING,
        start=PartialDate(2020),
        participants=parts,
        evidence=words,
        rule="verb",
    )
    facts = Facts(article_url=samples.URL, events=(event,))
    return Graph(Store.in_memory([*article_quads(samples.ARTICLE, facts), *entity_quads(guests)]))


def test_bodies_that_sign_together_are_tied_with_the_signing_and_its_day() -> None:
    network = GRAPH.network("co-signing")
    assert set(network) == {HILL, DALE}
    tie = network.edges[HILL, DALE]
    assert (tie["weight"], tie["first"], tie["last"]) == (1, "2021-03-01", "2021-03-01")
    assert len(tie["facts"]) == 1
    assert network.nodes[HILL] == {"name": "Hill University", "kind": "organization"}


def test_a_body_somebody_signs_for_is_in_the_signing_even_if_it_is_named_as_nothing_else() -> None:
    (signing,) = samples.FACTS.events
    signatory, _, dale = signing.participants
    facts = replace(samples.FACTS, events=(replace(signing, participants=(signatory, dale)),))
    graph = Graph(
        Store.in_memory([*article_quads(samples.ARTICLE, facts), *entity_quads(samples.ENTITIES)])
    )
    assert graph.network("co-signing").has_edge(HILL, DALE)


def test_representation_and_offices_point_from_the_person_to_the_body() -> None:
    for kind in ("representation", "offices"):
        network = GRAPH.network(kind)
        assert isinstance(network, nx.DiGraph)
        assert list(network.edges) == [(ADA, HILL)]
        assert network.nodes[ADA]["kind"] == "person"


def test_cooperation_ties_two_bodies_once_whoever_was_named_first() -> None:
    assert GRAPH.network("cooperation").number_of_edges() == 1


def test_people_in_one_event_are_all_tied_to_each_other() -> None:
    assert meeting(people(4)).network("co-attendance").number_of_edges() == 6


def test_a_congress_of_hundreds_ties_nobody() -> None:
    assert not meeting(people(201)).network("co-attendance")


@pytest.mark.parametrize(
    ("years", "ties"), [(2021, 1), (2020, 0), ((2019, 2022), 1), (range(2015, 2021), 0), (None, 1)]
)
def test_years_narrow_a_network(years: int | tuple[int, int] | range | None, ties: int) -> None:
    assert GRAPH.network("co-signing", years).number_of_edges() == ties


def test_the_last_of_two_years_counts_too() -> None:
    assert 2020 in (years_of((2018, 2020)) or ())


def test_an_unknown_network_is_refused_with_those_there_are() -> None:
    with pytest.raises(QueryParameterError, match="co-attendance"):
        GRAPH.network("friends")
