"""What entities can be chosen by."""

from dataclasses import replace

import pytest
from graph import samples

from edu_kg.graph import article_quads, entity_quads
from edu_kg.query import Facet, Facets, Graph, Names
from edu_kg.query.search import NAMES
from edu_kg.store import Store

HILL, DALE = samples.HILL, replace(samples.DALE, name="Dale Institute of Norway")
ENTITIES = tuple(DALE if each == samples.DALE else each for each in samples.ENTITIES)
GRAPH = Graph(
    Store.in_memory(
        [
            *article_quads(samples.ARTICLE, samples.FACTS),
            *article_quads(samples.ARTICLE_2, samples.FACTS_2),
            *entity_quads(ENTITIES),
        ]
    )
)
FOUND = Names(GRAPH.query(NAMES)).search("")
FACETS = Facets(GRAPH.query, [GRAPH.ties("co-signing")])


def labels(facet: Facet, chosen: dict[Facet, str]) -> dict[str, int]:
    return {each.label: each.count for each in FACETS.count(FOUND, chosen)[facet]}


def narrowed(chosen: dict[Facet, str]) -> set[str]:
    return {each.name for each in FACETS.narrow(FOUND, chosen)}


def test_bodies_are_chosen_by_the_country_in_their_name() -> None:
    assert labels(Facet.COUNTRY, {}) == {"Norway": 1}
    assert narrowed({Facet.COUNTRY: "NO"}) == {DALE.name}


def test_bodies_are_chosen_by_who_signs_with_them() -> None:
    assert labels(Facet.PARTNER, {}) == {HILL.name: 1, DALE.name: 1}
    assert narrowed({Facet.PARTNER: DALE.id}) == {HILL.name}


def test_all_are_chosen_by_the_years_of_their_articles() -> None:
    years = labels(Facet.YEAR, {})
    assert list(years) == sorted(years, reverse=True)
    for year, count in years.items():
        assert len(narrowed({Facet.YEAR: year})) == count


def test_a_facet_counts_what_the_others_leave_and_not_itself() -> None:
    chosen = {Facet.PARTNER: DALE.id}
    assert labels(Facet.PARTNER, chosen) == labels(Facet.PARTNER, {})
    assert labels(Facet.COUNTRY, chosen) == {}


@pytest.mark.parametrize("facet", Facet)
def test_a_value_that_nobody_has_leaves_nobody(facet: Facet) -> None:
    assert narrowed({facet: "<script>"}) == set()
