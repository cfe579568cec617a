"""Every fact of the gold articles and of the example site has its words, to the letter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from edu_kg.errors import NoArticle
from edu_kg.evaluation import GoldArticle
from edu_kg.extraction import extract_claims
from edu_kg.model import (
    Article,
    Claims,
    EventClaim,
    Page,
    ParticipationClaim,
    RelationClaim,
    RoleClaim,
)
from edu_kg.nlp import read_texts
from edu_kg.parsing import parse_article
from edu_kg.sources import find_site

EXAMPLES = Path(__file__).parents[2] / "examples"
Fact = RoleClaim | EventClaim | ParticipationClaim | RelationClaim


def facts_of(claims: Claims) -> Iterator[Fact]:
    yield from claims.roles
    yield from claims.relations
    for event in claims.events:
        yield event
        yield from event.participants


def without_words(article: Article, claims: Claims) -> list[Fact]:
    """The facts that lack words, or whose offsets do not give them."""
    return [
        fact
        for fact in facts_of(claims)
        if not fact.evidence
        or not fact.rule
        or any(article.text[q.start : q.end] != q.exact or not q.exact for q in fact.evidence)
    ]


@pytest.fixture(scope="session")
def example_articles() -> list[Article]:
    """The articles of the example site's pages."""
    site = find_site(str(EXAMPLES / "site.toml"))
    found = []
    for file in sorted((EXAMPLES / "site").rglob("*.html")):
        path = file.relative_to(EXAMPLES / "site").with_suffix("").as_posix()
        page = Page(url=f"{site.address}/{path}", retrieved_from=str(file), body=file.read_bytes())
        try:
            found.append(parse_article(page, site))
        except NoArticle:
            continue
    return found


def test_every_fact_of_the_gold_articles_has_its_words(
    gold_articles: tuple[GoldArticle, ...], gold_claims: tuple[Claims, ...]
) -> None:
    for gold, claims in zip(gold_articles, gold_claims, strict=True):
        assert list(facts_of(claims)), gold.id
        assert without_words(gold.article, claims) == [], gold.id


def test_every_fact_of_the_example_site_has_its_words(
    example_articles: list[Article], pipeline: Language
) -> None:
    docs = read_texts(pipeline, (article.text for article in example_articles))
    read = [extract_claims(a, doc) for a, doc in zip(example_articles, docs, strict=True)]
    assert sum(1 for claims in read for _ in facts_of(claims)) > 100
    for article, claims in zip(example_articles, read, strict=True):
        assert without_words(article, claims) == [], article.url


def test_mentions_and_dates_stand_where_they_say(
    gold_articles: tuple[GoldArticle, ...], gold_claims: tuple[Claims, ...]
) -> None:
    for gold, claims in zip(gold_articles, gold_claims, strict=True):
        text = gold.article.text
        mentions = [mention for entity in claims.entities for mention in entity.mentions]
        assert mentions, gold.id
        assert all(text[m.start : m.end] == m.text for m in mentions), gold.id
        quotes = [date.quote for date in claims.dates]
        assert all(text[q.start : q.end] == q.exact for q in quotes), gold.id
