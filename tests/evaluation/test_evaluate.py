"""Whole sets of gold articles."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.annotated import CLAIMS, RECORD, written

from edu_kg.evaluation import ENTITIES, FACTS, Category, Counts, FalseFacts, evaluate, read_gold
from edu_kg.model import Article, Claims, Failure

NO_FACTS: dict[str, list[object]] = {key: [] for key in RECORD["gold"]}


def read(articles: Sequence[Article]) -> Iterator[Claims | Failure]:
    for article in articles:
        if "unreadable" in article.title:
            yield Failure(stage="extraction", source=article.url, reason="x", message="x")
        else:
            yield replace(CLAIMS, article_url=article.url)


def test_figures_are_over_all_articles(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, id="hill-2", gold=NO_FACTS)
    evaluation = evaluate(read_gold(tmp_path), read)
    assert evaluation.counts(Category.ROLES) == Counts(right=1, false=1)
    # Role, event, three participations, one on behalf of, one relation.
    assert evaluation.counts(*FACTS) == Counts(right=7, false=7)
    assert evaluation.counts(*ENTITIES) == Counts(right=5, false=5)
    assert evaluation.false_facts_per_article == 3.5


def test_false_facts_are_counted_where_none_of_the_kind_is_told(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, id="hill-2", gold={**NO_FACTS, "persons": RECORD["gold"]["persons"]})
    false = {kind.category: kind for kind in evaluate(read_gold(tmp_path), read).false_facts()}
    assert false[Category.PARTICIPATIONS] == FalseFacts(
        category=Category.PARTICIPATIONS, articles=1, false=3
    )
    assert false[Category.PARTICIPATIONS].per_article == 3.0


def test_an_article_that_cannot_be_read_is_named_and_counts_as_missed(tmp_path: Path) -> None:
    evaluation = evaluate(read_gold(written(tmp_path, title="unreadable")), read)
    assert evaluation.unread == ("hill-1",)
    assert evaluation.counts(Category.EVENTS) == Counts(missed=1)


@pytest.mark.parametrize(
    ("counts", "figures"),
    [
        (Counts(right=3, false=1, missed=3), (0.75, 0.5, 0.6)),
        (Counts(), (1.0, 1.0, 1.0)),
        (Counts(missed=2), (0.0, 0.0, 0.0)),
        (Counts(false=2), (0.0, 0.0, 0.0)),
    ],
    ids=["some", "nothing due", "all missed", "all false"],
)
def test_figures_stand_for_the_counts(counts: Counts, figures: tuple[float, ...]) -> None:
    assert (counts.precision, counts.recall, counts.f1) == pytest.approx(figures)
