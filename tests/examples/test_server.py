"""The server of the example site answers as a Joomla site does."""

import http.client
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from server import ERROR_PAGE, ExampleSite, find_file

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "examples" / "site"
OWN_HOST = "http://news.ouc.example"
LISTING = "/index.php/news-v2"
MOU = f"{LISTING}/international/2869-ouc-and-unesco-sign-mou"
ARTICLES = [
    f"/{page.relative_to(FOLDER).with_suffix('').as_posix()}"
    for page in sorted(FOLDER.glob("index.php/news-v2/*/*.html"))
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back for one request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "lxml")


@pytest.fixture(scope="module")
def site() -> Iterator[ExampleSite]:
    with ExampleSite(FOLDER) as running:
        yield running


def ask(
    site: ExampleSite, target: str, *, method: str = "GET", if_none_match: str | None = None
) -> Reply:
    """Send one request whose target goes out letter for letter."""
    connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=5)
    try:
        headers = {} if if_none_match is None else {"If-None-Match": if_none_match}
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return Reply(status=response.status, headers=received, body=response.read())
    finally:
        connection.close()


def listed(reply: Reply) -> list[str]:
    """The articles a page of the listing shows, in order."""
    return [str(link["href"]) for link in reply.soup.select("div.item h2 a[href]")]


def published(reply: Reply) -> list[str]:
    """The dates a page of the listing shows, in order."""
    times = reply.soup.select("div.item time[datetime]")
    return [str(time["datetime"]) for time in times]


def test_the_pages_of_the_listing_show_every_article_once_newest_first(site: ExampleSite) -> None:
    replies = [ask(site, f"{LISTING}?start={start}") for start in (0, 8, 16)]
    paths = [listed(reply) for reply in replies]
    assert [len(page) for page in paths] == [8, 8, 1]
    assert sorted(chain.from_iterable(paths)) == sorted(ARTICLES)
    dates = [date for reply in replies for date in published(reply)]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.rpartition("/")[2][:30])
def test_every_article_answers_as_html(site: ExampleSite, path: str) -> None:
    reply = ask(site, path)
    assert reply.status == 200
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.soup.select_one(".item-page h2") is not None


def test_the_next_links_lead_through_the_whole_listing_and_end(site: ExampleSite) -> None:
    target, visited = LISTING, list[str]()
    while target not in visited:
        visited.append(target)
        following = ask(site, target).soup.select_one(".pagination a[title=Next]")
        if following is None:
            break
        target = str(following["href"])
    assert visited == [LISTING, f"{LISTING}?start=8", f"{LISTING}?start=16"]


@pytest.mark.parametrize(
    ("query", "same_as"),
    [
        ("", ""),
        ("?start=0", ""),
        ("?start=7", ""),
        ("?start=8", "?start=8"),
        ("?start=11", "?start=8"),
        ("?start=24", "?start=16"),
        ("?start=999999999", "?start=16"),
        ("?start=-8", ""),
        ("?start=eight", ""),
        ("?start=" + "9" * 5000, ""),
    ],
    ids=lambda value: value[:20] or "bare",
)
def test_a_start_outside_the_listing_is_clamped(
    site: ExampleSite, query: str, same_as: str
) -> None:
    reply = ask(site, LISTING + query)
    assert reply.status == 200
    assert listed(reply) == listed(ask(site, LISTING + same_as))


def test_the_print_view_is_the_same_article(site: ExampleSite) -> None:
    assert ask(site, f"{MOU}?tmpl=component&print=1").body == ask(site, MOU).body


@pytest.mark.parametrize(
    "target", [MOU, LISTING, f"{LISTING}?start=8", "/", "/index.php/about", "/robots.txt"]
)
def test_a_validator_is_answered_with_304_and_nothing_else(site: ExampleSite, target: str) -> None:
    tag = ask(site, target).headers["etag"]
    for known in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        again = ask(site, target, if_none_match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert ask(site, target, if_none_match='"another"').status == 200


def test_every_page_has_a_validator_of_its_own(site: ExampleSite) -> None:
    targets = [*ARTICLES, LISTING, f"{LISTING}?start=8", f"{LISTING}?start=16"]
    assert len({ask(site, target).headers["etag"] for target in targets}) == len(targets)


def test_head_gives_the_headers_without_the_page(site: ExampleSite) -> None:
    page, head = ask(site, MOU), ask(site, MOU, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(page.body))


@pytest.mark.parametrize(
    "target",
    [
        "/index.php/news-v2/international/9999-nothing",
        "/index.php/news-v2/international",
        f"{MOU}.html",
        f"{LISTING}.start-8",
        f"/{ERROR_PAGE}",
        "/error-404",
        "/index.php/*",
        "/" + "a" * 5000,
    ],
    ids=lambda target: target[:40],
)
def test_what_is_no_page_gets_the_joomla_error_page(site: ExampleSite, target: str) -> None:
    reply = ask(site, target, if_none_match="*")
    assert reply.status == 404
    assert "etag" not in reply.headers
    heading = reply.soup.select_one("h1.page-header")
    assert heading is not None
    assert "can't be found" in heading.get_text()


@pytest.mark.parametrize(
    "path",
    [
        "/../README.md",
        "/../server",
        "/index.php/../../secret",
        "/%2e%2e/secret",
        "/%2e%2e%2fsecret",
        "/..%5csecret",
        "//secret",
        "/index.php/%00",
        "/link",
    ],
)
def test_no_way_of_writing_a_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "site"
    (folder / "index.php").mkdir(parents=True)
    for name in ("README.md", "server.html", "secret.html", "secret"):
        (tmp_path / name).write_text("secret", encoding="utf-8")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    assert find_file(folder, path) is None


def test_a_traversal_over_http_gets_404(site: ExampleSite) -> None:
    for target in ("/../server.py", "/%2e%2e/README.md", "/index.php/..%2f..%2f..%2fserver.py"):
        assert ask(site, target).status == 404


def test_requests_are_noted_in_order_with_method_path_and_status() -> None:
    with ExampleSite(FOLDER) as site:
        tag = ask(site, "/robots.txt").headers["etag"]
        ask(site, "/robots.txt", if_none_match=tag)
        ask(site, f"{LISTING}?start=8", method="HEAD")
        ask(site, "/nothing")
        assert site.requests == [
            ("GET", "/robots.txt", 200),
            ("GET", "/robots.txt", 304),
            ("HEAD", f"{LISTING}?start=8", 200),
            ("GET", "/nothing", 404),
        ]


def test_requests_at_the_same_time_are_all_noted() -> None:
    with ExampleSite(FOLDER) as site:
        threads = [threading.Thread(target=ask, args=(site, path)) for path in ARTICLES]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(request.path for request in site.requests) == ARTICLES


def test_the_server_listens_on_loopback_only_and_stops(site: ExampleSite) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", site.address)
    with ExampleSite(FOLDER) as other:
        assert other.address != site.address
    with pytest.raises(ConnectionRefusedError):
        ask(other, "/")


def test_a_folder_without_an_error_page_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="is no example site"):
        ExampleSite(tmp_path)


def test_robots_txt_closes_the_administration_and_the_print_views(site: ExampleSite) -> None:
    protego = pytest.importorskip("protego")
    rules = protego.Protego.parse(ask(site, "/robots.txt").body.decode())
    for open_path in (MOU, LISTING, f"{LISTING}?start=8", "/index.php/about"):
        assert rules.can_fetch(OWN_HOST + open_path, "edu-kg")
    for closed in ("/administrator/", f"{MOU}?tmpl=component&print=1&layout=default"):
        assert not rules.can_fetch(OWN_HOST + closed, "edu-kg")
