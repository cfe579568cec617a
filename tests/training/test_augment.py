"""Copies of an article with other names."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from name_samples import LISTS

from training.articles import Article, Named
from training.augment import AugmentOptions, augment

ARTICLE = Article(
    "brief-001",
    "New reading room",
    "Ulla Brandvik opened a room of the Quarry Lane Institute (QLI) in Ostby.\n\n"
    '"It\'s late," Brandvik said at QLI.',
    (
        Named("Ulla Brandvik", ("Brandvik",), "PERSON"),
        Named("Quarry Lane Institute", ("QLI",), "ORG", "other"),
        Named("Ostby", (), "PLACE"),
    ),
)
ALWAYS = AugmentOptions(persons=1, bodies=1, places=1, title=0, upper_title=0, quotes=0, bullets=0)
NEVER = AugmentOptions(persons=0, bodies=0, places=0, title=0, upper_title=0, quotes=0, bullets=0)


def test_with_nothing_to_change_a_copy_is_the_article() -> None:
    copy = augment(ARTICLE, LISTS, random.Random(0), NEVER)
    assert copy.text == ARTICLE.text
    assert [copy.text[m.start : m.end] for m in copy.mentions] == [
        "Ulla Brandvik", "Quarry Lane Institute", "QLI", "Ostby", "Brandvik", "QLI",
    ]  # fmt: skip


@given(st.integers())
def test_a_name_is_swapped_the_same_way_all_through(seed: int) -> None:
    copy = augment(ARTICLE, LISTS, random.Random(seed), ALWAYS)
    words = [copy.text[m.start : m.end] for m in copy.mentions]
    assert [m.label for m in copy.mentions] == ["PERSON", "ORG", "ORG", "PLACE", "PERSON", "ORG"]
    assert words[4] in words[0]
    assert words[2] == words[5]
    assert "Brandvik" not in copy.text


@given(st.integers())
def test_mentions_stay_in_order_and_inside_the_text(seed: int) -> None:
    copy = augment(ARTICLE, LISTS, random.Random(seed), AugmentOptions())
    end = 0
    for mention in copy.mentions:
        assert end <= mention.start < mention.end <= len(copy.text)
        end = mention.end


def test_the_same_seed_gives_the_same_copy() -> None:
    first, second = (augment(ARTICLE, LISTS, random.Random(3), AugmentOptions()) for _ in range(2))
    assert first == second


def test_a_headline_a_list_mark_and_other_quotes_can_be_added() -> None:
    options = AugmentOptions(
        persons=0, bodies=0, places=0, title=1, upper_title=1, quotes=1, bullets=1
    )
    text = augment(ARTICLE, LISTS, random.Random(0), options).text
    headline, first, second = text.split("\n\n")
    assert headline == "NEW READING ROOM"
    assert first[:2] == second[:2]
    assert "“It’s late,”" in second
