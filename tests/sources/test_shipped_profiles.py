"""The shipped profiles of sites: which addresses are articles', and where they stand."""

import pytest

from edu_kg.errors import NoArticle
from edu_kg.model import Page
from edu_kg.model.addresses import canonical_address
from edu_kg.parsing import parse_article, parse_listing
from edu_kg.sources import find_site, site_names, sites_by_host, sources_of

INTRO = (
    "<div class='blog'><div class='items-row cols-1'><div class='item column-1'><h2>{title}</h2>"
    "<p>The first sentence of the article, and no more of it than that.</p>"
    "<p class='readmore'><a href='{href}'>Read more ...</a></p></div></div></div>"
)


def page(url: str, body: str, attributes: str = "") -> Page:
    html = f"<!DOCTYPE html><html lang='en'><head><title>A</title></head><body {attributes}>{body}"
    return Page(url=url, retrieved_from=url, body=html.encode())


@pytest.mark.parametrize("name", site_names())
def test_every_shipped_site_names_a_place_where_its_news_stand(name: str) -> None:
    site = find_site(name)
    assert sources_of(site)
    assert site.delay_seconds >= 2
    assert site.article_patterns


@pytest.mark.parametrize(
    ("name", "path", "is_article"),
    [
        ("unesco", "/en/articles/open-learning-for-all", True),
        ("unesco", "/fr/articles/open-learning-for-all", False),
        ("unesco", "/en/articles", False),
        ("unesco", "/en/open-learning", False),
        ("icde", "/icde-news/a-new-office", True),
        ("icde", "/news/2023/4/12/a-new-office", True),
        ("icde", "/latest-news", False),
        ("icde", "/news/page/2/", False),
        ("icde", "/about", False),
    ],
)
def test_articles_are_told_from_other_pages(name: str, path: str, is_article: bool) -> None:
    assert find_site(name).is_article_path(path) is is_article


@pytest.mark.parametrize(
    ("url", "own"),
    [
        (
            "http://202.205.161.238/index.php/news-v2/2869-x",
            "http://en.ouchn.edu.cn/index.php/news-v2/2869-x",
        ),
        ("http://en.ouchn.edu.cn./index.php/news-v2", "http://en.ouchn.edu.cn/index.php/news-v2"),
        ("https://articles.unesco.org/en/articles/x", "https://www.unesco.org/en/articles/x"),
        ("http://icde.org/icde-news/x", "https://www.icde.org/icde-news/x"),
    ],
)
def test_all_hosts_of_a_site_are_one(url: str, own: str) -> None:
    host = url.split("/")[2].rstrip(".")
    assert canonical_address(url, sites_by_host()[host]) == own


def test_a_listing_of_intro_texts_leads_to_the_articles_and_is_none_itself() -> None:
    site = find_site("ouc")
    listing = page(
        f"{site.address}/index.php/news-v2",
        INTRO.format(title="A Visit", href="/index.php/news-v2/campus/2999-a-visit"),
        "class='site view-category layout-blog'",
    )
    assert parse_listing(listing, site) == (
        f"{site.address}/index.php/news-v2/campus/2999-a-visit",
    )
    with pytest.raises(NoArticle, match="listing"):
        parse_article(listing, site)


def test_an_article_in_the_markup_of_the_system_of_unesco_is_read() -> None:
    text = "The office will help libraries of the region to lend what they have to each other. "
    article = parse_article(
        page(
            "https://www.unesco.org/en/articles/a-new-office",
            "<main><h1 class='page-title'>A New Office</h1><article class='node node--view-mode-full'>"
            "<div class='field--name-field-date'><time datetime='2022-03-04T12:00:00Z'>4 March 2022"
            f"</time></div><div class='field--name-body'><p>{text * 2}</p></div></article>"
            "<div class='views-row'><time datetime='2024-01-01'>1 January 2024</time></div></main>",
        ),
        find_site("unesco"),
    )
    assert (article.title, str(article.published)) == ("A New Office", "2022-03-04")
    assert article.text == (text * 2).strip()
