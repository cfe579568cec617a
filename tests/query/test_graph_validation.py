"""Whole graphs held against their shapes, in parts."""

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph import samples
from ontology.whole_graph import QUADS

from edu_kg import Graph
from edu_kg.errors import GraphInvalid, UnknownFormat
from edu_kg.graph import article_graph, article_quads, entities_graph, entity_quads
from edu_kg.model import Article, Facts
from edu_kg.ontology import EDU, ORG, SCHEMA, SKOS
from edu_kg.query.stamps import Stamps
from edu_kg.query.validation import validate_store
from edu_kg.store import Store

STAMPS = "validation.json"


def of_article(number: int) -> Iterator[ox.Quad]:
    """The graph of one of many articles that all say the same."""
    url = f"https://news.hill.example/{number}"
    article: Article = dataclasses.replace(samples.ARTICLE, url=url)
    facts: Facts = dataclasses.replace(samples.FACTS, article_url=url)
    return article_quads(article, facts)


ENTITIES = tuple(entity_quads(samples.ENTITIES))
MANY = (*ENTITIES, *(quad for number in range(40) for quad in of_article(number)))


def stored(folder: Path, quads: Iterable[ox.Quad]) -> Path:
    """An output folder with these quads as its graph."""
    store = Store.on_disk(folder / "store", writable=True)
    by_graph: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        by_graph.setdefault(quad.graph_name.value, []).append(quad)
    store.replace_graphs(by_graph)
    store.close()
    return folder


def without(quads: Iterable[ox.Quad], graph: str, predicate: str) -> list[ox.Quad]:
    return [
        quad
        for quad in quads
        if quad.graph_name != ox.NamedNode(graph) or quad.predicate.value != predicate
    ]


def test_a_graph_in_parts_is_told_as_the_whole_is() -> None:
    assert Graph(Store.in_memory(QUADS)).validate().violations == ()
    assert Graph(Store.in_memory(MANY)).validate().violations == ()


def test_a_violation_comes_with_article_and_quote() -> None:
    wrong = without(MANY, article_graph("https://news.hill.example/7"), EDU.title)
    (told,) = Graph(Store.in_memory(wrong)).validate().violations
    assert (told.shape, told.constraint, told.path) == ("Membership", "MinCount", EDU.title)
    assert told.article == "https://news.hill.example/7"
    assert told.quote == samples.FOR_HILL


def test_who_is_described_in_no_graph_is_told() -> None:
    nameless = without(MANY, entities_graph(), SCHEMA.name)
    told = Graph(Store.in_memory(nameless)).validate().violations
    assert {each.path for each in told} == {SCHEMA.name}
    assert {each.node.rpartition("/")[2] for each in told} == {
        entity.id.rpartition("/")[2] for entity in samples.ENTITIES
    }


def test_two_graphs_that_give_a_node_different_single_values_are_told() -> None:
    one, other = ([*of_article(number)] for number in (1, 2))
    role = next(q.subject for q in one if q.predicate.value == SKOS.prefLabel)
    other = [
        ox.Quad(q.subject, q.predicate, ox.Literal("chancellor"), q.graph_name)
        if q.subject == role and q.predicate.value == SKOS.prefLabel
        else q
        for q in other
    ]
    found = Graph(Store.in_memory([*ENTITIES, *one, *other])).validate()
    assert ("Role", "MaxCount", SKOS.prefLabel) in {
        (each.shape, each.constraint, each.path) for each in found.violations
    }


def test_workers_change_nothing(tmp_path: Path) -> None:
    broken = [
        quad
        for quad in MANY
        if not (quad.predicate.value == ORG.member and "7" in str(quad.graph_name))
    ]
    output = stored(tmp_path, broken)
    alone = Graph.open(output).validate(again=True)
    shared = Graph.open(output).validate(again=True, workers=2)
    assert alone.violations == shared.violations
    assert len(alone.violations) > 0


def test_steps_are_told_to_the_last(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    Graph.open(stored(tmp_path, MANY)).validate(on_part=lambda *step: steps.append(step))
    assert steps[-1] == (41, 41)
    assert steps == sorted(steps)


def test_what_conformed_is_not_looked_at_again(tmp_path: Path) -> None:
    output = stored(tmp_path, MANY)
    assert Graph.open(output).validate().known == 0
    assert Graph.open(output).validate().known == 41
    assert Graph.open(output).validate(again=True).known == 0


def test_only_the_graph_that_changed_is_looked_at_again(tmp_path: Path) -> None:
    output = stored(tmp_path, MANY)
    Graph.open(output).validate()
    graph = article_graph("https://news.hill.example/7")
    stored(output, [quad for quad in without(MANY, graph, EDU.title) if str(graph) in str(quad)])
    found = Graph.open(output).validate()
    assert (found.parts, found.known) == (41, 40)
    assert len(found.violations) == 1
    assert len(Graph.open(output).validate().violations) == 1


def test_an_entity_of_another_kind_is_noticed_in_the_articles_that_did_not_change(
    tmp_path: Path,
) -> None:
    output = stored(tmp_path, MANY)
    Graph.open(output).validate()
    place = dataclasses.replace(samples.HILL, kind=samples.SENDRA.kind, organization_kind=None)
    stored(output, entity_quads([samples.ADA, place, samples.DALE, samples.SENDRA]))
    told = Graph.open(output).validate().violations
    assert len({each.article for each in told if each.article}) >= 40


@pytest.mark.parametrize("content", [b"", b"{}", b'"x"', b"[1, null]", b"\xff", b"[" * 9_000])
def test_a_damaged_file_of_stamps_costs_time_only(content: bytes, tmp_path: Path) -> None:
    output = stored(tmp_path, MANY)
    (output / STAMPS).write_bytes(content)
    found = Graph.open(output).validate()
    assert (found.violations, found.known) == ((), 0)


def test_stamps_that_cannot_be_kept_are_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    stamps = Stamps(tmp_path / "file" / STAMPS)  # a folder that cannot be made
    found = validate_store(Store.in_memory(MANY), stamps=stamps)
    assert (found.violations, found.known) == ((), 0)


def test_a_graph_that_violates_is_not_exported(tmp_path: Path) -> None:
    graph = Graph(Store.in_memory(without(MANY, entities_graph(), SCHEMA.name)))
    file = tmp_path / "graph.nq"
    with pytest.raises(GraphInvalid, match="--force") as caught:
        graph.export(file)
    assert len(caught.value.violations) == 4
    assert not file.exists()
    assert graph.export(file, force=True) > 0
    assert file.exists()


def test_a_warning_hinders_no_export(tmp_path: Path) -> None:
    late = ox.Literal("1999", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    node, graph = next(
        (q.subject, q.graph_name) for q in MANY if q.predicate.value == SCHEMA.startDate
    )
    ended = ox.Quad(node, ox.NamedNode(SCHEMA.endDate), late, graph)
    store = Graph(Store.in_memory([*MANY, ended]))
    (told,) = store.validate().violations
    assert told.is_warning
    assert store.export(tmp_path / "graph.nq") > 0


def test_a_wrong_ending_is_told_before_the_graph_is_validated(tmp_path: Path) -> None:
    graph = Graph(Store.in_memory(without(MANY, entities_graph(), SCHEMA.name)))
    with pytest.raises(UnknownFormat):
        graph.export(tmp_path / "graph.xlsx")
