"""Pages of several short articles."""

import pytest

from edu_kg.errors import NoArticle
from edu_kg.model import Article, Page, PartialDate
from edu_kg.parsing import parse_articles

URL = "http://news.tolvik.example/briefs"
FERRY = (
    "A ferry with forty students on board left Sendra for the islands on Monday, where they will "
    "teach reading for a month. Ravenna Tolle, rector of Tolvik College, saw them off."
)
LIBRARY = (
    "Marle Institute opened a reading room in its old boat house. Ines Okafor, its dean, said that "
    "everybody who can row is welcome, and that books are lent for as long as the ice holds."
)


def parse(body: str) -> tuple[Article, ...]:
    html = f'<html lang="en"><title>Briefs | Tolvik</title><body><h1>Briefs</h1>{body}'
    return parse_articles(Page(url=URL, retrieved_from=URL, body=html.encode()))


def brief(title: str, text: str, mark: str = "", foot: str = "") -> str:
    return f"<article {mark}><h2>{title}</h2><p>2 March 2021</p><p>{text}</p>{foot}</article>"


def test_each_brief_is_an_article_of_its_own() -> None:
    found = parse(
        brief("Ferry leaves", FERRY, "id=ferry")
        + brief("Room opens", LIBRARY, foot="<p>By Ines Okafor, Desk</p>")
    )
    assert [each.title for each in found] == ["Ferry leaves", "Room opens"]
    assert [each.url for each in found] == [f"{URL}#ferry", f"{URL}#brief-2"]
    assert found[0].text == FERRY
    assert LIBRARY not in found[0].text
    assert found[1].byline == "Ines Okafor, Desk"
    assert found[0].published == PartialDate(2021, 3, 2)


def test_a_page_of_one_article_is_that_article() -> None:
    found = parse(f"<article><h2>Ferry leaves</h2><p>{FERRY}</p><p>{LIBRARY}</p></article>")
    assert [each.url for each in found] == [URL]


def test_sections_of_one_article_are_no_briefs() -> None:
    found = parse(
        f"<article><h2>At sea</h2><p>{FERRY}</p><h2>On land</h2><p>{LIBRARY}</p></article>"
    )
    assert len(found) == 1


def test_teasers_that_lead_to_articles_are_none() -> None:
    teasers = "".join(
        f"<article><h2><a href='/{n}'>Ferry leaves</a></h2><p>{FERRY}</p></article>"
        for n in range(4)
    )
    with pytest.raises(NoArticle):
        parse(teasers)
