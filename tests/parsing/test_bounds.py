"""Pages that are made to exhaust their reader, and laws that hold for every page."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.errors import NotHtml, ParseError
from edu_kg.model import Page
from edu_kg.parsing import parse_article

URL = "http://news.tolvik.example/two-colleges"
TEXT = (
    "Ravenna Tolle, rector of Tolvik College, and Ines Okafor, dean of Marle Institute, signed an "
    "agreement on the transfer of credits in Sendra last week."
)
_SECONDS = 10.0


def page(html: str | bytes) -> Page:
    body = html if isinstance(html, bytes) else html.encode("utf-8", "surrogatepass")
    return Page(url=URL, retrieved_from=URL, body=body)


def article_html(inside: str) -> str:
    return f"<title>Two Colleges</title><h1>Two Colleges</h1><p>{TEXT}</p>{inside}"


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("<div>" * 2_000_000, id="10 MB of one tag"),
        pytest.param("<p " + "".join(f"a{n}=b " for n in range(200_000)) + ">", id="attributes"),
        pytest.param("<p " + "x " * 2_000_000 + ">", id="attributes without values"),
        pytest.param(("<a " * 290 + ">") * 9_000, id="many crowded tags, each within bounds"),
        pytest.param("x" * 21_000_000, id="text without end"),
        pytest.param("<br>" * 250_000, id="tags without depth"),
    ],
)
def test_more_markup_than_any_article_has_is_refused_within_the_bound(hostile: str) -> None:
    started = time.process_time()
    with pytest.raises(NotHtml):
        parse_article(page(article_html(hostile)))
    assert time.process_time() - started < _SECONDS


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param("<a href='" * 20_000, id="quotes never closed"),
        pytest.param("<table>" * 300, id="tables in tables"),
        pytest.param("&#" * 500_000, id="half entities"),
        pytest.param("&nosuch;&#xFFFFFFFF;&#0;&#xD800;", id="entities of no character"),
        pytest.param("<script>" + "i<n;" * 20_000 + "</script>", id="signs in a script"),
        pytest.param("<p>" + "<b>" * 300 + "deep", id="bold in bold"),
        pytest.param("<li>" * 30_000, id="items never closed"),
        pytest.param(
            '<script type="application/ld+json">' + "[" * 100_000 + "</script>", id="JSON in JSON"
        ),
        pytest.param("<p class='" + "a-" * 200_000 + "'>x", id="name without end"),
        pytest.param("<time datetime='" + "2020-" * 50_000 + "'>x</time>", id="date without end"),
        pytest.param("<p>" + "1 2 " * 200_000, id="numbers without end"),
    ],
)
def test_odd_markup_costs_no_text_and_little_time(odd: str) -> None:
    started = time.process_time()
    html = f"<title>Two Colleges</title><h1>Two Colleges</h1><article><p>{TEXT}</p>{odd}</article>"
    article = parse_article(page(html))
    assert article.title == "Two Colleges"
    assert TEXT in article.text
    assert time.process_time() - started < _SECONDS


def test_null_bytes_after_the_head_of_a_page_are_blanks() -> None:
    html = article_html("").replace("Marle Institute", "Marle\0Institute") + "<p>" + "y" * 10
    filled = html.replace("<h1>", "<!--" + "-" * 1500 + "--><h1>")
    assert "Marle Institute" in parse_article(page(filled)).text


_TAGS = st.sampled_from(
    [
        *("p", "div", "b", "li", "h2", "br", "td", "article", "aside", "pre", "figure"),
        *("/p", "/div", "/b", "/li", "/a"),
        *("a href='/x'", "span class='caption'", "time datetime='2020-05-19'"),
    ]
)
_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=0, max_size=40
) | st.sampled_from([TEXT, "By Ines Okafor, Desk", "Published: 2 March 2021", "Related:"])
_SOUP = st.lists(st.tuples(_TAGS, _WORDS), max_size=25).map(
    lambda pieces: "".join(f"<{tag}>{words}" for tag, words in pieces)
)


@given(_SOUP)
def test_parsing_a_page_twice_gives_the_same_article_or_the_same_error(soup: str) -> None:
    read = page(article_html(soup))
    results = []
    for _ in range(2):
        try:
            results.append(repr(parse_article(read)))
        except ParseError as error:
            results.append(str(error))
    assert results[0] == results[1]


@given(_SOUP)
def test_the_offsets_of_paragraphs_give_back_the_text(soup: str) -> None:
    try:
        article = parse_article(page(article_html(soup)))
    except ParseError:
        return
    pieces = [span.cut(article.text) for span in article.paragraphs]
    assert "\n\n".join(pieces) == article.text
    assert all(piece == piece.strip() and "\n" not in piece for piece in pieces)


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_named_error(body: bytes) -> None:
    with contextlib.suppress(ParseError):
        assert parse_article(page(b"<html><p>" + body)).url == URL
