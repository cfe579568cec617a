"""One story under several addresses, and stories that only look alike."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.model import Article, PartialDate
from edu_kg.model.addresses import canonical_address
from edu_kg.model.forgotten import ForgottenArticle
from edu_kg.parsing import find_copies as find_copies_of_sketches
from edu_kg.parsing import find_retold, names_digest, sketch

HOST = "http://news.tolvik.example"
STORY = " ".join(
    f"The {ordinal} talk was held by Ravenna Tolle in the reading room of Marle Institute, where "
    f"guests from {town} asked how a library of {books} books may be carried by boat."
    for ordinal, town, books in (
        ("first", "Sendra", 1200),
        ("second", "Oskel", 340),
        ("third", "Lumora", 56),
        ("fourth", "Pellworth", 7800),
    )
)


def article(path: str, text: str = STORY, published: str | None = None) -> Article:
    return Article(
        url=f"{HOST}/{path}",
        title="Talks",
        text=text,
        published=PartialDate.parse(published) if published else None,
    )


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    by_url = {article.url: article for article in articles}
    sketches = {url: sketch(article.text) for url, article in by_url.items()}
    return find_copies_of_sketches(sketches, by_url.__getitem__)


def test_the_same_story_under_two_sections_is_one() -> None:
    copies = find_copies([article("campus/2869-talks"), article("news/2869-talks")])
    assert copies == {f"{HOST}/campus/2869-talks": f"{HOST}/news/2869-talks"}


def test_a_slug_that_joomla_numbered_is_the_copy() -> None:
    copies = find_copies([article("4720-a-2"), article("5138-a-talk")])
    assert copies == {f"{HOST}/4720-a-2": f"{HOST}/5138-a-talk"}


def test_an_address_that_a_page_does_not_call_its_own_is_the_copy() -> None:
    guest = replace(article("a"), canonical=f"{HOST}/long/address/of/the-talks")
    copies = find_copies([guest, article("long/address/of/the-talks")])
    assert copies == {f"{HOST}/a": f"{HOST}/long/address/of/the-talks"}


def test_only_articles_whose_sketches_meet_are_loaded() -> None:
    other = "A ferry left for the islands with forty students and a cook on board. " * 5
    sketches = {"a": sketch(STORY), "b": sketch(other)}
    assert find_copies_of_sketches(sketches, pytest.fail) == {}


def test_the_story_published_first_is_kept() -> None:
    copies = find_copies(
        [article("a", published="2021-05-02"), article("b-2", published="2020-05-19")]
    )
    assert copies == {f"{HOST}/a": f"{HOST}/b-2"}


def test_a_copy_with_a_by_line_or_a_closing_sentence_more_is_a_copy() -> None:
    longer = f"{STORY} By Ines Okafor, Desk"
    assert len(find_copies([article("a"), article("b", longer)])) == 1


def test_three_copies_lead_to_one() -> None:
    copies = find_copies([article("a"), article("bb"), article("ccc")])
    assert set(copies.values()) == {f"{HOST}/a"}
    assert len(copies) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [("Ravenna Tolle", "Matteo Brandt"), ("1200", "1300"), ("Oskel", "Kestrel")],
    ids=["person", "number", "town"],
)
def test_a_notice_made_after_the_same_template_is_another_story(old: str, new: str) -> None:
    assert find_copies([article("a"), article("b", STORY.replace(old, new))]) == {}


def test_other_stories_are_not_joined() -> None:
    other = "A ferry left for the islands with forty students and a cook on board. " * 5
    assert find_copies([article("a"), article("b", other)]) == {}


@pytest.mark.parametrize(
    "query",
    ["print=1&tmpl=component", "format=print", "srsltid=Afm", "_hsenc=p2&_hsmi=9", "mtm_source=x"],
)
def test_print_views_and_tracking_parameters_lead_to_the_same_address(query: str) -> None:
    assert canonical_address(f"{HOST}/a?id=3&{query}") == f"{HOST}/a?id=3"


def test_a_page_of_a_listing_keeps_its_number() -> None:
    assert canonical_address(f"{HOST}/a?start=8&page=2") == f"{HOST}/a?page=2&start=8"


@given(st.permutations(["a", "bb", "c-2", "news/d"]))
def test_copies_are_the_same_in_any_order(paths: list[str]) -> None:
    assert find_copies(map(article, paths)) == find_copies(map(article, sorted(paths)))


def test_a_text_that_is_kept_no_more_is_known_again_by_its_digests() -> None:
    stone = ForgottenArticle(
        url=f"{HOST}/1",
        when=dt.date(2021, 6, 1),
        sketch=sketch(STORY),
        names=names_digest(STORY),
    )
    never_read = ForgottenArticle(url=f"{HOST}/2", when=dt.date(2021, 6, 1))
    assert find_retold(f"{STORY} it was late by then", [never_read, stone]) == stone
    assert find_retold(STORY.replace("Ravenna Tolle", "Odile Brandt"), [never_read, stone]) is None
    assert find_retold("", [never_read]) is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_the_comparison(one: str, other: str) -> None:
    copies = find_copies([article("a", one), article("b", other)])
    assert set(copies) <= {f"{HOST}/b"}
