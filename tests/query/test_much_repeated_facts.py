"""Facts that many articles state: each stands in the graph of each, and costs once for each."""

import time

import pytest

from edu_kg.graph import article_quads, entity_iri, entity_quads
from edu_kg.model import (
    Article,
    Entity,
    EntityKind,
    Facts,
    PartialDate,
    Predicate,
    Quote,
    RelationClaim,
    RoleClaim,
)
from edu_kg.query import Graph
from edu_kg.store import Store

ADA = Entity(id="person/ada-1", kind=EntityKind.PERSON, name="Ada Bello")
HILL = Entity(id="organization/hill-2", kind=EntityKind.ORGANIZATION, name="Hill University")
DALE = Entity(id="organization/dale-3", kind=EntityKind.ORGANIZATION, name="Dale Institute")
ARTICLES = 60


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Sixty articles that all say who is rector, and that two bodies cooperate."""
    quads = list(entity_quads((ADA, HILL, DALE)))
    for number in range(ARTICLES):
        text = f"Ada Bello is rector of Hill University, which works with Dale. No. {number}."
        words = (Quote.cut(text, 0, len(text)),)
        url = f"https://news.hill.example/{number}"
        date = PartialDate(2001 + number // 12, 1 + number % 12, 1)
        role = RoleClaim(
            person=ADA.id,
            title="rector",
            organization=HILL.id,
            evidence=words,
            rule="apposition",
        )
        works = RelationClaim(
            subject=HILL.id,
            predicate=Predicate.COOPERATES_WITH,
            object=DALE.id,
            evidence=words,
            rule="verb",
        )
        facts = Facts(
            article_url=url,
            mentioned=(ADA.id, HILL.id, DALE.id),
            roles=(role,),
            relations=(works,),
        )
        article = Article(url=url, title=f"No. {number}", text=text, published=date)
        quads.extend(article_quads(article, facts))
    return Graph(Store.in_memory(quads))


@pytest.fixture(autouse=True)
def _soon() -> object:
    """Each takes a tenth of a second of the processor; with a power of the articles, minutes."""
    began = time.process_time()
    yield
    assert time.process_time() - began < 5


def test_a_card_has_each_article_once(graph: Graph) -> None:
    (card,) = graph.cards("Hill University")
    assert [fact.section for fact in card.facts].count("roles") == ARTICLES
    assert [fact.section for fact in card.facts].count("relations") == ARTICLES


@pytest.mark.parametrize(
    ("name", "rows"), [("roles", ARTICLES), ("partners", 2 * ARTICLES), ("office-holders", 1)]
)
def test_a_named_query_has_each_article_once(graph: Graph, name: str, rows: int) -> None:
    assert len(graph.run(name)) == rows


@pytest.mark.parametrize("kind", ["roles", "relations"])
def test_a_table_has_each_article_once(graph: Graph, kind: str) -> None:
    assert len(graph.frame(kind)) == ARTICLES


@pytest.mark.parametrize("kind", ["offices", "cooperation"])
def test_a_tie_is_one_fact_with_the_date_of_each_article(graph: Graph, kind: str) -> None:
    (tie,) = graph.ties(kind).ties
    assert (tie.weight, len(tie.dates)) == (1, ARTICLES)


def test_an_explanation_has_each_article_once(graph: Graph) -> None:
    (card,) = graph.cards("Hill University")
    for section in ("roles", "relations"):
        fact = next(fact for fact in card.facts if fact.section == section)
        assert len(graph.explain(fact.id).grounds) == ARTICLES


def test_a_timeline_spans_all_articles(graph: Graph) -> None:
    offices, is_person = graph.offices_of(entity_iri(HILL.id))
    assert not is_person
    (term,) = offices[0].terms
    assert len(term.known) == ARTICLES


def test_posts_are_asked_of_one_body_alone(graph: Graph) -> None:
    assert len(graph.run("roles", organization="Hill University")) == ARTICLES
    assert len(graph.run("roles", organization="Dale Institute")) == 0
