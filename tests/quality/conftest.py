"""The gold articles, read once by the shipped pipeline."""

import pytest
from quality.raise_floors import GOLD
from spacy.language import Language

from edu_kg.evaluation import GoldArticle, read_gold
from edu_kg.extraction import extract_claims
from edu_kg.model import Claims
from edu_kg.nlp import read_texts


@pytest.fixture(scope="session")
def gold_articles() -> tuple[GoldArticle, ...]:
    return read_gold(GOLD)


@pytest.fixture(scope="session")
def gold_claims(gold_articles: tuple[GoldArticle, ...], pipeline: Language) -> tuple[Claims, ...]:
    articles = [gold.article for gold in gold_articles]
    docs = read_texts(pipeline, (article.text for article in articles))
    return tuple(extract_claims(a, doc) for a, doc in zip(articles, docs, strict=True))
