"""A graph's facts as tables."""

import sys

import pytest
from graph import samples
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.errors import FrameNotFound, MissingExtra
from edu_kg.graph import article_quads, entity_iri, entity_quads
from edu_kg.query import Graph
from edu_kg.query.frames import frame_kinds, frame_of, frame_query
from edu_kg.store import Store

QUADS = [
    *article_quads(samples.ARTICLE, samples.FACTS),
    *article_quads(samples.ARTICLE_2, samples.FACTS_2),
    *entity_quads(samples.ENTITIES),
]
GRAPH = Graph(Store.in_memory(QUADS))


def test_a_role_stated_by_two_articles_has_a_row_for_each() -> None:
    roles = GRAPH.frame("roles")
    assert list(roles["title"]) == ["rector", "rector"]
    assert list(roles["published"]) == ["2021-03-02", "2021-11"]
    assert list(roles["article"]) == [samples.URL, samples.URL_2]
    assert set(roles["organization"]) == {"Hill University"}
    assert roles["words"][0] == samples.FOR_HILL


def test_representation_names_who_acts_for_whom_and_in_which_words() -> None:
    (row,) = GRAPH.frame("representation").to_dict("records")
    assert (row["who"], row["whom"], row["manner"]) == ("Ada Bello", "Hill University", "signatory")
    assert (row["start"], row["year"], row["words"]) == ("2021-03-01", 2021, samples.FOR_HILL)
    assert row["who_iri"] == entity_iri(samples.ADA.id)


def test_what_has_no_date_has_no_year() -> None:
    article = samples.ARTICLE_2
    undated = article.__class__(url=article.url, title=article.title, text=article.text)
    graph = Graph(Store.in_memory(article_quads(undated, samples.FACTS_2)))
    articles = graph.frame("articles")
    assert articles["published"][0] is None
    assert articles["year"].isna().all()


def test_a_fact_that_rests_on_two_quotes_has_one_row_with_the_first() -> None:
    (signing,) = samples.FACTS.events
    words = (samples.quote(samples.FOR_HILL), samples.quote(samples.SIGNED))
    event = signing.__class__(
        key="v1", type=signing.type, start=signing.start, evidence=words, rule="verb"
    )
    facts = samples.FACTS.__class__(article_url=samples.URL, events=(event,))
    graph = Graph(Store.in_memory(article_quads(samples.ARTICLE, facts)))
    events = graph.frame("events")
    assert list(events["words"]) == [samples.SIGNED]


@pytest.mark.parametrize("kind", frame_kinds())
def test_every_table_has_rows_of_the_sample_and_columns_without_it(kind: str) -> None:
    assert len(GRAPH.frame(kind)) > 0
    nothing = Graph(Store.in_memory()).frame(kind)
    assert len(nothing) == 0
    assert list(nothing.columns) == list(GRAPH.frame(kind).columns)


@given(st.permutations(QUADS))
def test_tables_do_not_depend_on_the_order_of_the_graph(quads: list[object]) -> None:
    shuffled = Graph(Store.in_memory(quads))  # type: ignore[arg-type]
    for kind in ("participations", "relations"):
        assert shuffled.frame(kind).equals(GRAPH.frame(kind))


def test_an_unknown_table_is_refused_with_those_there_are() -> None:
    with pytest.raises(FrameNotFound, match="roles") as caught:
        GRAPH.frame("../queries/articles")
    assert "events" in caught.value.known


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = GRAPH.query(frame_query("articles"))
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'edu-kg\[notebooks\]'"):
        frame_of(rows)
