"""Sitemaps of sites."""

import datetime as dt
import gzip

import pytest
from sources.table_web import TableWeb

from edu_kg.errors import HttpStatusError, UnusableSource
from edu_kg.model import PartialDate, Site
from edu_kg.sources import Expected, Link, Sitemap, Unreadable
from edu_kg.sources.contract import Found
from edu_kg.sources.sitemaps import find_change, parse_sitemap

ROOT = "http://news.tolvik.example"
SITE = Site(
    name="tolvik",
    institution="Tolvik College",
    address=ROOT,
    hosts=("news.tolvik.example",),
    article_patterns=(r"^/news/(?P<id>\d+)-",),
)


def urlset(*paths: str, extra: str = "") -> bytes:
    entries = "".join(f"<url><loc>{ROOT}{path}</loc>{extra}</url>" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    ).encode()


def index(*paths: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{ROOT}{path}</loc></sitemap>" for path in paths)
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'
    ).encode()


def found(pages: dict[str, bytes], site: Site | None = None) -> list[Found]:
    web = TableWeb({ROOT + path: body for path, body in pages.items()})
    return list(Sitemap(url=f"{ROOT}/sitemap.xml", site=site).find(web))


def addresses(finds: list[Found]) -> list[str]:
    return [each.url.removeprefix(ROOT) for each in finds if isinstance(each, Link)]


def test_a_sitemap_gives_the_pages_it_lists_in_its_order_and_says_how_many() -> None:
    finds = found({"/sitemap.xml": urlset("/news/9-b", "/news/8-a")})
    assert finds[0] == Expected(2)
    assert addresses(finds) == ["/news/9-b", "/news/8-a"]


def test_of_a_known_site_only_articles_come() -> None:
    finds = found({"/sitemap.xml": urlset("/", "/news/9-b", "/about")}, SITE)
    assert addresses(finds) == ["/news/9-b"]


def test_files_that_are_no_pages_and_other_hosts_are_left_out() -> None:
    body = urlset("/a.pdf", "/news/9-b", "/logo.PNG").replace(
        b"</urlset>", b"<url><loc>http://elsewhere.example/x</loc></url></urlset>"
    )
    assert addresses(found({"/sitemap.xml": body})) == ["/news/9-b"]


def test_an_index_leads_to_its_sitemaps_plain_and_gzip() -> None:
    finds = found(
        {
            "/sitemap.xml": index("/one.xml", "/two.xml.gz"),
            "/one.xml": urlset("/news/1-a"),
            "/two.xml.gz": gzip.compress(urlset("/news/2-b")),
        }
    )
    assert addresses(finds) == ["/news/1-a", "/news/2-b"]


def test_an_index_that_names_itself_ends() -> None:
    finds = found({"/sitemap.xml": index("/sitemap.xml", "/one.xml"), "/one.xml": urlset("/a")})
    assert addresses(finds) == ["/a"]


def test_an_index_of_indexes_without_end_is_left() -> None:
    pages = {"/sitemap.xml": index("/1.xml")}
    pages |= {f"/{n}.xml": index(f"/{n + 1}.xml") for n in range(1, 9)}
    (failure,) = found(pages)
    assert isinstance(failure, Unreadable)
    assert "indexes deep" in str(failure.error)


def test_a_sitemap_that_is_missing_is_told_and_the_others_are_read() -> None:
    finds = found({"/sitemap.xml": index("/gone.xml", "/one.xml"), "/one.xml": urlset("/a")})
    (failure,) = [each for each in finds if isinstance(each, Unreadable)]
    assert isinstance(failure.error, HttpStatusError)
    assert addresses(finds) == ["/a"]


def test_an_address_in_two_sitemaps_comes_once() -> None:
    finds = found(
        {"/sitemap.xml": index("/1.xml", "/2.xml")}
        | dict.fromkeys(["/1.xml", "/2.xml"], urlset("/a"))
    )
    assert addresses(finds) == ["/a"]


def test_the_pages_of_an_index_are_asked_for_only_when_they_are_wanted() -> None:
    web = TableWeb(
        {f"{ROOT}/sitemap.xml": index("/1.xml", "/2.xml"), f"{ROOT}/1.xml": urlset("/a")}
    )
    finds = Sitemap(url=f"{ROOT}/sitemap.xml").find(web)
    assert next(each for each in finds if isinstance(each, Link)).url == f"{ROOT}/a"
    assert web.asked == [f"{ROOT}/sitemap.xml", f"{ROOT}/1.xml"]


def test_plain_lines_of_addresses_are_a_sitemap_too() -> None:
    finds = found({"/sitemap.xml": f"{ROOT}/a\n{ROOT}/b\n".encode()})
    assert addresses(finds) == ["/a", "/b"]


def test_a_news_sitemap_tells_the_day_of_publication() -> None:
    extra = (
        '<news:news xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<news:publication_date>2021-03-02T08:00:00+01:00</news:publication_date></news:news>"
    )
    (entry,) = parse_sitemap("s", urlset("/a", extra=extra)).entries
    assert entry.published == PartialDate(2021, 3, 2)


def test_a_day_of_change_may_be_any_moment_of_that_day_anywhere_on_earth() -> None:
    assert find_change("2021-03-02") == dt.datetime(2021, 3, 3, 12, tzinfo=dt.UTC)
    assert find_change("2021-03-02T08:00:00Z") == dt.datetime(2021, 3, 2, 8, tzinfo=dt.UTC)
    assert find_change("yesterday") is None


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "no XML"),
        (b"<html><body>Not found</body></html>", "no sitemap but <html>"),
        (gzip.compress(urlset("/a"), mtime=0)[:-9], "damaged gzip"),
        (gzip.compress(b" " * 53_000_000, mtime=0), "unpacks to more"),
    ],
)
def test_what_is_no_sitemap_is_told(body: bytes, problem: str) -> None:
    with pytest.raises(UnusableSource, match=problem):
        parse_sitemap("s", body)


def test_entities_of_a_file_are_not_read() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "aaaaaaaaaa">'
        b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<urlset><url><loc>http://news.tolvik.example/&b;</loc></url></urlset>"
    )
    assert all("aaaa" not in entry.url for entry in parse_sitemap("s", bomb).entries)


def test_a_file_of_this_machine_is_not_read_into_a_sitemap() -> None:
    body = (
        b'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        b"<urlset><url><loc>http://news.tolvik.example/&f;</loc></url></urlset>"
    )
    assert {entry.url for entry in parse_sitemap("s", body).entries} <= {f"{ROOT}/", f"{ROOT}/&f;"}
