"""Pages about one entity or fact take no longer in a larger graph."""

import time
from collections.abc import Callable

import pytest
from benchmarks.large_graph import graphs_of

from edu_kg.graph import entity_iri
from edu_kg.query import Graph
from edu_kg.serve.tasks import Loaded, show_entity, show_fact
from edu_kg.store import Store

pytestmark = pytest.mark.slow


def graph_of(articles: int) -> Graph:
    return Graph(Store.in_memory(quad for _, quads in graphs_of(articles) for quad in quads))


def seconds(act: Callable[[], object]) -> float:
    """Time of the processor, the best of several runs: other work counts in neither."""
    times = []
    for _ in range(7):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times)


def costs_in(articles: int) -> tuple[float, float]:
    """What a body and one of its facts cost to show."""
    loaded = Loaded("", graph_of(articles))
    body = {"iri": entity_iri("organization/hill-3")}
    fact = {"iri": loaded.graph.cards("Hill University 3")[0].facts[0].id}
    return seconds(lambda: show_entity(loaded, body)), seconds(lambda: show_fact(loaded, fact))


def test_an_entity_and_a_fact_cost_the_same_in_a_graph_eight_times_the_size() -> None:
    (small_card, small_fact), (large_card, large_fact) = costs_in(500), costs_in(4_000)
    # A body has ten facts or so in each. What reads the whole graph takes eight times as long.
    assert large_card < 4 * small_card
    assert large_fact < 4 * small_fact


def test_ties_of_other_years_are_chosen_from_what_was_read_before() -> None:
    graph = graph_of(1_000)
    first = seconds(lambda: Graph(graph._store).ties("co-signing"))
    graph.ties("co-signing")
    assert seconds(lambda: graph.ties("co-signing", 2010)) < first / 2
