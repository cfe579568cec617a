"""Which system made a page, and what its links show."""

import re

import pytest

from edu_kg.model import Listing, Page
from edu_kg.sources.platforms import (
    Signs,
    find_platform,
    infer_listing,
    infer_pattern,
    listing_candidates,
    read_signs,
)

ROOT = "http://news.tolvik.example"


def signs(*links: tuple[str, str], platform: str | None = None) -> Signs:
    return Signs(
        platform=platform,
        site_name=None,
        language=None,
        feeds=(),
        links=tuple((ROOT + path, words) for path, words in links),
    )


@pytest.mark.parametrize(
    ("html", "platform"),
    [
        (b'<meta name="generator" content="WordPress 5.8">', "wordpress"),
        (b'<link rel="https://api.w.org/" href="/wp-json/">', "wordpress"),
        (b'<img src="/sites/default/files/a.jpg">', "drupal"),
        (b'<meta name="generator" content="Joomla! - Open Source Content Management">', "joomla"),
        (b"<p>We moved from WordPress to Drupal.</p>", None),
    ],
)
def test_the_source_of_a_page_shows_its_system(html: bytes, platform: str | None) -> None:
    assert find_platform(html) == platform


def test_feeds_and_links_are_those_of_the_page_with_its_base() -> None:
    html = (
        b"<html lang=en><head><base href='/deep/'><title>News | Tolvik College</title>"
        b"<link rel='alternate' type='application/rss+xml' href='feed'>"
        b"<link rel='alternate' type='application/rss+xml' href='/comments/feed'></head>"
        b"<body><a href='x'>A  visit</a><a href='mailto:a@b'>mail</a></body></html>"
    )
    found = read_signs(Page(url=f"{ROOT}/a/b", retrieved_from="", body=html))
    assert found.feeds == (f"{ROOT}/deep/feed",)
    assert found.links == ((f"{ROOT}/deep/x", "A visit"),)
    assert (found.site_name, found.language) == ("Tolvik College", "en")


def test_what_the_menu_calls_news_is_a_candidate_sections_first() -> None:
    found = listing_candidates(
        signs(("/news/9-a", "Signed"), ("/contact", "Contact"), ("/aktuelles", "Aktuelles")),
        f"{ROOT}/",
        5,
    )
    assert found == (f"{ROOT}/", f"{ROOT}/aktuelles", f"{ROOT}/news/9-a")


@pytest.mark.parametrize(
    ("paths", "match", "no_match"),
    [
        (["/2021/03/a-visit/", "/2020/01/02/another/"], "/2019/12/third/", "/about/"),
        (["/n/12-a", "/n/x/13-b", "/n/14-c"], "/n/y/99-z", "/m/12-a"),
        (["/news/1021", "/news/1022"], "/news/7777", "/news"),
        (["/news/two-colleges-sign", "/news/a-long-visit"], "/news/something", "/about/something"),
    ],
)
def test_article_addresses_are_told_from_their_form(
    paths: list[str], match: str, no_match: str
) -> None:
    pattern = infer_pattern(paths, all_articles=True)
    assert pattern is not None
    assert re.search(pattern, match)
    assert not re.search(pattern, no_match)


def test_links_without_a_common_form_are_no_articles() -> None:
    assert (
        infer_pattern(["/", "/about", "/contact", "/terms-of-this-site"], all_articles=False)
        is None
    )


@pytest.mark.parametrize(
    ("links", "platform", "listing"),
    [
        ([("/news?start=8", "2")], "joomla", Listing(path="/news", parameter="start", step=8)),
        ([("/news?start=16", "3")], "joomla", Listing(path="/news", parameter="start", step=8)),
        ([("/news?page=1", "2")], None, Listing(path="/news", parameter="page")),
        ([("/news?page=2", "2")], None, Listing(path="/news", parameter="page", first=1)),
        ([("/news?page=1", "Next")], "drupal", Listing(path="/news", parameter="page")),
        ([("/news/page/2/", "2")], None, Listing(path="/news", page_path="page/{n}/", first=1)),
        ([("/other?page=2", "2"), ("/news?sort=1", "x")], None, Listing(path="/news")),
    ],
)
def test_further_pages_are_counted_as_their_links_show(
    links: list[tuple[str, str]], platform: str | None, listing: Listing
) -> None:
    assert infer_listing("/news", signs(*links, platform=platform)) == listing
