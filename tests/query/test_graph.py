"""A graph as users ask it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from graph import samples
from graph.samples import text_of
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.errors import QueryNotFound, QueryParameterError, QuerySyntaxError, StoreNotFound
from edu_kg.graph import article_quads, capture_quads, entities_graph, entity_iri, entity_quads
from edu_kg.model import Iri
from edu_kg.ontology import NamedQuery, named_queries
from edu_kg.query import Graph
from edu_kg.store import Store

QUADS = [
    *article_quads(samples.ARTICLE, samples.FACTS),
    *article_quads(samples.ARTICLE_2, samples.FACTS_2),
    *entity_quads(samples.ENTITIES),
]
GRAPH = Graph(Store.in_memory(QUADS))


def test_the_shortcut_answers_who_signs_for_whom() -> None:
    rows = GRAPH.query("SELECT ?who ?whom WHERE { ?who edu:signsOnBehalfOf ?whom }")
    assert rows.values == ((entity_iri(samples.ADA.id), entity_iri(samples.HILL.id)),)
    assert isinstance(rows.values[0][0], Iri)


def test_signatories_gives_names_date_words_and_address() -> None:
    assert GRAPH.run("signatories").records() == [
        {
            "who": "Ada Bello",
            "whom": "Hill University",
            "date": "2021-03-01",
            "words": samples.FOR_HILL,
            "article": samples.URL,
        }
    ]


@pytest.mark.parametrize(
    ("given_parameters", "rows"),
    [
        ({"organization": "hill university"}, 1),
        ({"organization": "HU"}, 1),
        ({"organization": "Dale Institute"}, 0),
        ({"person": "ADA BELLO", "year": "2021"}, 1),
        ({"year": "2020"}, 0),
    ],
    ids=str,
)
def test_parameters_narrow_an_answer(given_parameters: dict[str, str], rows: int) -> None:
    assert len(GRAPH.run("signatories", **given_parameters)) == rows


def test_a_name_of_two_bodies_asks_for_both() -> None:
    other = replace(samples.DALE, other_names=("HU",))
    entities = (samples.ADA, samples.HILL, other, samples.SENDRA)
    graph = Graph(
        Store.in_memory([*article_quads(samples.ARTICLE, samples.FACTS), *entity_quads(entities)])
    )
    partners = {row["body"] for row in graph.run("partners", organization="HU").records()}
    assert partners == {"Hill University", "Dale Institute"}


def test_roles_of_a_body_are_told_in_order_of_publication() -> None:
    rows = GRAPH.run("roles", organization="Hill University").records()
    assert [row["published"] for row in rows] == ["2021-03-02", "2021-11"]
    assert {row["who"] for row in rows} == {"Ada Bello"}
    assert {str(row["article"]) for row in rows} == {samples.URL, samples.URL_2}


def test_events_are_found_by_type_and_participant() -> None:
    rows = GRAPH.run("events", type="Conference", participant="Ada Bello").records()
    assert [(row["date"], row["event"], row["as"]) for row in rows] == [
        ("2022", "Conference", "Speaker")
    ]


@pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)
def test_every_named_query_answers_something(query: NamedQuery) -> None:
    values = {"entity": entity_iri(samples.HILL.id), "year": "2021"}
    required = {p.name: values[p.name] for p in query.parameters if p.required}
    rows = GRAPH.run(query.name, **required)
    assert len(rows) > 0
    assert not {"entity", "organization_iri"} & set(rows.columns)


@pytest.mark.parametrize(
    ("name", "given_parameters", "message"),
    [
        ("signatories", {"colour": "red"}, "takes organization, person, year"),
        ("signatories", {"year": "last"}, "give four digits"),
        ("signatories", {"person": "Ada Belo"}, "close to it: Ada Bello"),
        ("card-roles", {}, "needs entity"),
        ("card-roles", {"entity": "<urn:x> } #"}, "no absolute IRI"),
    ],
    ids=["unknown", "no year", "nobody", "missing", "no IRI"],
)
def test_a_parameter_that_does_not_fit_is_told(
    name: str, given_parameters: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryParameterError, match=message):
        GRAPH.run(name, **given_parameters)


@given(st.text())
def test_no_value_changes_the_shape_of_a_query(value: str) -> None:
    for name, parameter in (("events", "type"), ("card-roles", "entity"), ("events", "year")):
        try:
            rows = GRAPH.run(name, **{parameter: value})
        except QueryParameterError:
            continue
        assert (
            rows.columns
            == GRAPH.run(name, **({"entity": "urn:x"} if "card" in name else {})).columns
        )
        assert len(rows) == 0


def test_an_unknown_named_query_lists_those_there_are() -> None:
    with pytest.raises(QueryNotFound, match="signatories"):
        GRAPH.run("signatores")


def test_an_update_is_no_query() -> None:
    with pytest.raises(QuerySyntaxError, match="changes the graph"):
        GRAPH.query("CLEAR ALL")


def test_a_card_tells_every_fact_with_its_sentence_and_article() -> None:
    (card,) = GRAPH.cards("ada bello")
    assert (card.kind, card.name, card.articles) == ("person", "Ada Bello", 2)
    told = {(fact.section, fact.text): fact for fact in card.facts}
    assert told["representation", "Ada Bello for Hill University: signatory (signing)"].quote == (
        samples.FOR_HILL
    )
    assert ("roles", "Ada Bello: rector, Hill University") in told
    assert ("events", "conference: as speaker") in told
    for fact in card.facts:
        text = samples.TEXT if fact.url == samples.URL else samples.TEXT_2
        assert text[fact.start : fact.start + len(fact.quote)] == fact.quote
        assert fact.article


def test_a_card_is_found_by_any_name_and_shows_all_names() -> None:
    (card,) = GRAPH.cards("HU")
    assert card.other_names == ("HU", "Université de la Colline")
    assert any(f.text == "Dale Institute cooperates with Hill University" for f in card.facts)


def test_a_place_shows_what_happened_there() -> None:
    (card,) = GRAPH.cards("Sendra")
    assert [fact.text for fact in card.facts] == ["signing (credit) in Sendra"]


def test_two_of_one_name_have_two_cards() -> None:
    namesake = replace(samples.ADA, id="person/ada-bello-9")
    graph = Graph(Store.in_memory([*QUADS, *entity_quads([namesake])]))
    assert [card.iri for card in graph.cards("Ada Bello")] == [
        entity_iri(samples.ADA.id),
        entity_iri(namesake.id),
    ]


def test_nobody_has_no_card_but_close_names() -> None:
    assert GRAPH.cards("Ada Belo") == []
    assert GRAPH.similar_names("Ada Belo") == ["Ada Bello"]


def test_when_pages_were_fetched_is_exported_only_when_asked(tmp_path: Path) -> None:
    at = dt.datetime(2021, 3, 3, tzinfo=dt.UTC)
    capture = list(capture_quads(samples.URL, "0" * 64, samples.URL, at))
    graph = Graph(Store.in_memory([*QUADS, *capture]))
    without, with_runs = tmp_path / "a.nq", tmp_path / "b.nq"
    assert graph.export(with_runs, runs=True) - graph.export(without) == len(capture)
    assert b"2021-03-03T" not in without.read_bytes()


def test_a_graph_that_conforms_has_no_violations() -> None:
    assert GRAPH.validate().violations == ()
    broken = [quad for quad in QUADS if text_of(quad.graph_name) != entities_graph()]
    assert Graph(Store.in_memory(broken)).validate().violations


def test_a_graph_is_opened_from_its_output_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound):
        Graph.open(tmp_path)
    store = Store.on_disk(tmp_path / "store", writable=True)
    store.replace_graphs({entities_graph(): entity_quads(samples.ENTITIES)})
    store.close()
    assert len(Graph.open(str(tmp_path)).query("SELECT ?x { ?x a schema:Person }")) == 1
