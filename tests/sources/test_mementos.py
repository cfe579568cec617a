"""TimeMaps of web archives."""

import datetime as dt

from edu_kg.sources import parse_timemap, timemap_address
from edu_kg.sources.mementos import Memento

ARCHIVE = "http://archive.example/timemap/link/http://news.tolvik.example/9"
TIMEMAP = """<http://news.tolvik.example/9>;rel="original",
<http://archive.example/timemap/link/http://news.tolvik.example/9>
 ; rel="self";type="application/link-format"; from="Tue, 20 Jun 2000 18:02:59 GMT",
<http://archive.example/timegate/http://news.tolvik.example/9>; rel="timegate",
<http://archive.example/20100620180259/http://news.tolvik.example/9>
 ; rel="last memento";datetime="Sun, 20 Jun 2010 18:02:59 GMT",
<http://archive.example/20000620180259/http://news.tolvik.example/9>
 ; rel="first memento";datetime="Tue, 20 Jun 2000 18:02:59 GMT"; title="a, b",
</20050101000000/http://news.tolvik.example/9>; rel=memento; datetime="Sat, 01 Jan 2005 00:00:00 GMT",
<http://archive.example/nodate>; rel="memento",
<file:///etc/passwd>; rel="memento"; datetime="Sun, 20 Jun 2010 18:02:59 GMT",
<http://archive.example/timemap/2/http://news.tolvik.example/9>; rel="timemap"
"""


def test_mementos_come_oldest_first_whatever_the_order() -> None:
    assert [memento.at.year for memento in parse_timemap(TIMEMAP, ARCHIVE).mementos] == [
        2000,
        2005,
        2010,
    ]


def test_a_relative_address_is_one_of_the_archive() -> None:
    second = parse_timemap(TIMEMAP, ARCHIVE).mementos[1]
    assert second.url.startswith("http://archive.example/20050101000000/")


def test_further_parts_are_named_and_itself_is_none() -> None:
    assert parse_timemap(TIMEMAP, ARCHIVE).following == (
        "http://archive.example/timemap/2/http://news.tolvik.example/9",
    )


def test_what_is_no_timemap_has_no_mementos() -> None:
    for text in ("", "<html><a href=x>y</a>", "not found", "<" * 1000):
        assert parse_timemap(text, ARCHIVE).mementos == ()


def test_an_archive_may_say_where_the_address_goes() -> None:
    assert timemap_address("http://archive.example/t?uri={url}", "http://a.example/") == (
        "http://archive.example/t?uri=http://a.example/"
    )


def test_an_address_of_another_form_is_asked_for_as_it_is() -> None:
    memento = Memento(url="http://archive.example/m/17", at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert memento.as_it_came == memento.url
