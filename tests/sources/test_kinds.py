"""What kind of source something is."""

from pathlib import Path

import pytest

from edu_kg.errors import UnusableSource
from edu_kg.model import Page
from edu_kg.sources import (
    Address,
    Feed,
    Files,
    Listings,
    Sitemap,
    SourceKind,
    WarcFile,
    find_site,
    kind_of,
    source_for,
    source_on,
    sources_of,
)

OUC = find_site("ouc")


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("http://a.example/news/9", "page"),
        ("http://a.example/", "page"),
        ("http://a.example/sitemap.xml", "sitemap"),
        ("http://a.example/sitemap_index.xml", "sitemap"),
        ("http://a.example/wp-sitemap-posts-post-1.xml", "sitemap"),
        ("http://a.example/sitemap-2.xml.gz", "sitemap"),
        ("http://a.example/sitemap.xml?page=2", "sitemap"),
        ("http://a.example/feed/", "feed"),
        ("http://a.example/news/rss.xml", "feed"),
        ("http://a.example/news.atom", "feed"),
        ("http://a.example/news?format=feed&type=rss", "feed"),
        ("http://a.example/feedback", "page"),
        ("http://a.example/about-our-sitemap-project", "page"),
        ("http://[", "page"),
        ("pages", "files"),
        ("page.html", "files"),
        ("CC-NEWS-1.warc.gz", "warc"),
        ("mine.WACZ", "warc"),
    ],
)
def test_an_address_or_path_shows_its_kind(given: str, kind: str) -> None:
    assert kind_of(given).value == kind


def test_a_user_who_says_what_it_is_is_believed() -> None:
    url = "http://a.example/x"
    assert source_for(url) == Address(url=url)
    assert source_for(url, SourceKind.SITEMAP) == Sitemap(url=url)
    assert source_for(url, SourceKind.FEED) == Feed(url=url)
    assert source_for("x", SourceKind.WARC) == WarcFile(path=Path("x"))
    assert source_for("x") == Files(path=Path("x"))


@pytest.mark.parametrize(
    ("given", "kind"),
    [("http://a.example/x.warc", "warc"), ("x.xml", "feed"), ("http://a.example/x", "files")],
)
def test_a_path_is_no_address_and_an_address_no_path(given: str, kind: str) -> None:
    with pytest.raises(UnusableSource):
        source_for(given, SourceKind(kind))


def test_a_listing_is_paginated_as_its_site_is() -> None:
    source = source_for("http://202.205.161.238/index.php/news-v2/campus", SourceKind.LISTING, OUC)
    assert isinstance(source, Listings)
    (listing,) = source.site.listings
    assert (listing.path, listing.parameter, listing.step) == (
        "/index.php/news-v2/campus",
        "start",
        8,
    )


def test_a_listing_needs_a_site_and_must_be_of_it() -> None:
    with pytest.raises(UnusableSource, match="site check"):
        source_for("http://a.example/news", SourceKind.LISTING)
    with pytest.raises(UnusableSource, match="no address of ouc"):
        source_for("http://a.example/news", SourceKind.LISTING, OUC)


def test_a_site_has_its_listings_as_sources() -> None:
    assert sources_of(OUC) == (Listings(site=OUC),)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'<?xml version="1.0"?><urlset></urlset>', Sitemap),
        (b"<rss><channel/></rss>", Feed),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"/>', Feed),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', type(None)),
        (b"<!DOCTYPE html><html><p>feed</p>", type(None)),
        (b"<?xml", type(None)),
    ],
)
def test_a_page_that_turns_out_to_be_a_list_is_one(body: bytes, kind: type) -> None:
    page = Page(url="http://a.example/x", retrieved_from="", body=body)
    assert isinstance(source_on(page), kind)
