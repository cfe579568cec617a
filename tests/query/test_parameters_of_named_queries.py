"""A parameter keeps to what was asked: what lacks the thing asked for is left out."""

import dataclasses

from benchmarks.large_graph import article_of, entities_of

from edu_kg.graph import article_quads, entity_quads
from edu_kg.model import Facts
from edu_kg.query import Graph
from edu_kg.store import Store


def graph_of() -> Graph:
    """Forty articles; the events of every second have no date, the posts of every third no body."""
    persons, bodies = entities_of(40)
    quads = list(entity_quads([*persons, *bodies]))
    for number in range(40):
        article, facts = article_of(number, persons, bodies)
        if number % 2:
            undated = (dataclasses.replace(event, start=None) for event in facts.events)
            facts = dataclasses.replace(facts, events=tuple(undated))
        quads += article_quads(article, _without_body(facts) if number % 3 == 0 else facts)
    return Graph(Store.in_memory(quads))


def _without_body(facts: Facts) -> Facts:
    roles = (dataclasses.replace(role, organization=None) for role in facts.roles)
    return dataclasses.replace(facts, roles=tuple(roles))


GRAPH = graph_of()


def test_roles_of_a_body_are_those_at_this_body_alone() -> None:
    everything = GRAPH.run("roles").records()
    assert None in {row["at"] for row in everything}
    body = "Hill University 1"
    wanted = [row for row in everything if row["at"] == body]
    assert GRAPH.run("roles", organization=body).records() == wanted != []


def test_roles_of_a_person_are_those_with_and_without_a_body() -> None:
    everything = GRAPH.run("roles").records()
    person = next(row["who"] for row in everything if row["at"] is None)
    wanted = [row for row in everything if row["who"] == person]
    assert GRAPH.run("roles", person=str(person)).records() == wanted


def test_what_has_no_date_is_of_no_year() -> None:
    for name in ("events", "signatories"):
        everything = GRAPH.run(name).records()
        assert None in {row["date"] for row in everything}
        year = next(str(row["date"])[:4] for row in everything if row["date"])
        wanted = [row for row in everything if str(row["date"]).startswith(year)]
        assert GRAPH.run(name, year=year).records() == wanted
