"""RSS and Atom feeds."""

import pytest
from sources.table_web import TableWeb

from edu_kg.errors import UnusableSource
from edu_kg.model import PartialDate
from edu_kg.sources import Feed, Link, Unreadable
from edu_kg.sources.contract import Found
from edu_kg.sources.feeds import FeedEntry, find_day, parse_feed

ROOT = "http://news.tolvik.example"

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Tolvik News</title><link>{ROOT}/</link>
<item><title>Two Colleges Sign</title><link>{ROOT}/news/9</link>
<pubDate>Tue, 02 Mar 2021 23:10:00 +0800</pubDate></item>
<item><title>A Visit</title><guid>{ROOT}/news/8</guid><dc:date>2021-02-20T10:00:00Z</dc:date></item>
<item><title>No address</title><guid isPermaLink="false">17</guid></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{ROOT}/atom"/>
<link rel="next" href="{ROOT}/atom?page=2"/>
<entry><link rel="enclosure" href="{ROOT}/a.mp3"/><link href="/news/9"/>
<published>2021-03-02T01:00:00+01:00</published><updated>2021-03-09T00:00:00Z</updated></entry>
</feed>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="{ROOT}"><link>{ROOT}</link></channel>
<item rdf:about="{ROOT}/news/9"><link>{ROOT}/news/9</link></item></rdf:RDF>"""


def found(pages: dict[str, str]) -> list[Found]:
    web = TableWeb({ROOT + path: text.encode() for path, text in pages.items()})
    return list(Feed(url=f"{ROOT}/atom").find(web))


def links(finds: list[Found]) -> list[Link]:
    return [each for each in finds if isinstance(each, Link)]


def test_rss_gives_addresses_and_days_by_its_own_clock() -> None:
    assert parse_feed("f", RSS.encode()).entries == (
        FeedEntry(url=f"{ROOT}/news/9", published=PartialDate(2021, 3, 2)),
        FeedEntry(url=f"{ROOT}/news/8", published=PartialDate(2021, 2, 20)),
    )


def test_atom_gives_the_page_not_its_enclosure_and_publication_not_change() -> None:
    page = parse_feed("f", ATOM.encode())
    assert page.entries == (FeedEntry(url="/news/9", published=PartialDate(2021, 3, 2)),)
    assert page.following == f"{ROOT}/atom?page=2"


def test_the_older_rss_of_rdf_is_read() -> None:
    assert parse_feed("f", RDF.encode()).entries == (FeedEntry(url=f"{ROOT}/news/9"),)


def test_further_pages_are_followed_until_one_tells_nothing_new() -> None:
    second = ATOM.replace("page=2", "page=3").replace("/news/9", "/news/8")
    finds = found({"/atom": ATOM, "/atom?page=2": second, "/atom?page=3": second})
    assert [link.url for link in links(finds)] == [f"{ROOT}/news/9", f"{ROOT}/news/8"]
    assert not any(isinstance(each, Unreadable) for each in finds)


def test_a_page_that_names_itself_as_the_next_ends() -> None:
    finds = found({"/atom": ATOM.replace("/atom?page=2", "/atom")})
    assert len(links(finds)) == 1


def test_a_further_page_that_is_missing_is_told() -> None:
    finds = found({"/atom": ATOM})
    assert len(links(finds)) == 1
    assert isinstance(finds[-1], Unreadable)


@pytest.mark.parametrize("text", ["", "<html><p>no feed</p></html>", '{"items": []}'])
def test_what_is_no_feed_is_told(text: str) -> None:
    with pytest.raises(UnusableSource):
        parse_feed("f", text.encode())


@pytest.mark.parametrize("value", ["", "soon", "2021-13-40", "Tue, 99 Mar 2021"])
def test_what_is_no_date_is_none(value: str) -> None:
    assert find_day(value) is None
