"""A fetcher against servers that behave well and badly."""

import datetime as dt
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from edu_kg.errors import (
    BudgetSpent,
    FetchTimeout,
    ForbiddenAddress,
    HostPaused,
    HttpStatusError,
    RobotsDisallowed,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from edu_kg.fetch import Fetcher, FetchOptions, Mirror, NotModified, Validators
from edu_kg.model import Page

PAGE = b"<html><title>A page</title><p>Text</p></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer of the server; ``drip`` is the pause before each byte of the body."""

    status: int = 200
    body: bytes = PAGE
    headers: tuple[tuple[str, str], ...] = ()
    drip: float = 0.0
    promised: int | None = None


class Server(ThreadingHTTPServer):
    """A server on loopback that answers each path as told, in turn; the last answer stays."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, list[Said]] = {"/robots.txt": [Said(status=404, body=b"")]}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def says(self, path: str, *answers: Said) -> str:
        """The address of a path that answers so."""
        self.answers[path] = list(answers)
        return self.address + path

    def next_answer(self, path: str) -> Said:
        waiting = self.answers.get(path, [Said(status=404, body=b"none")])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def paths(self) -> list[str]:
        """What was asked for but robots.txt, in order."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def handle_error(self, *args: object) -> None:
        """Nothing: fetchers hang up on purpose."""

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Says what the server was told to say."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers))
        said = self.server.next_answer(self.path)
        self.send_response(said.status)
        for name, value in said.headers:
            self.send_header(name, value)
        length = len(said.body) if said.promised is None else said.promised
        self.send_header("Content-Length", str(length))
        self.end_headers()
        if not said.drip:
            self.wfile.write(said.body)
        for byte in said.body if said.drip else b"":
            if self.server.closing.wait(said.drip):
                break
            self.wfile.write(bytes([byte]))
        self.close_connection = self.close_connection or said.promised is not None

    def log_message(self, *args: object) -> None:
        """Nothing: tests look at what the server keeps."""


@dataclass
class Time:
    """A clock that only sleeping moves."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    def clock(self) -> float:
        return self.passed


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def time_() -> Time:
    return Time()


@pytest.fixture
def fetcher_with(server: Server, time_: Time) -> Iterator[Callable[..., Fetcher]]:
    """Makes fetchers with some options; all are closed at the end."""
    made: list[Fetcher] = []

    def make(**options: object) -> Fetcher:
        settings = {"delay_seconds": 0.0, **options}
        fetcher = Fetcher(
            FetchOptions(**settings).naming([server.address]),  # type: ignore[arg-type]  # options of one test
            sleep=time_.sleep,
            clock=time_.clock,
            chance=lambda: 0.5,
        )
        made.append(fetcher)
        return fetcher

    yield make
    for fetcher in made:
        fetcher.close()


Make = Callable[..., Fetcher]


def robots(text: str) -> Said:
    return Said(body=text.encode())


def to(location: str) -> Said:
    return Said(status=302, body=b"", headers=(("Location", location),))


def page(fetched: Page | NotModified) -> Page:
    assert isinstance(fetched, Page)
    return fetched


def test_a_page_comes_with_its_bytes_and_all_headers_but_cookies(
    server: Server, fetcher_with: Make
) -> None:
    headers = (("Content-Type", "text/html"), ("ETag", '"1"'), ("Set-Cookie", "a=b"))
    odd = (("X-Mirror", "north\r\n and south"), ("X-Novel", "x" * 5000))
    url = server.says("/a", Said(headers=(*headers, *odd)))
    got = page(fetcher_with().fetch(url))
    assert (got.url, got.retrieved_from, got.body, got.status) == (url, url, PAGE, 200)
    assert (got.header("content-type"), got.header("etag")) == ("text/html", '"1"')
    assert got.header("x-mirror") == "north and south"
    assert not {"set-cookie", "x-novel"} & {name for name, _ in got.headers}
    assert got.fetched_at is not None


def test_the_agent_gives_its_name_and_contact_and_keeps_no_cookies(
    server: Server, fetcher_with: Make
) -> None:
    url = server.says("/a", Said(headers=(("Set-Cookie", "session=1"),)))
    fetcher = fetcher_with(contact="mailto:desk@college.example")
    fetcher.fetch(url)
    fetcher.fetch(url)
    asked = server.asked[-1][1]
    assert asked["user-agent"].startswith("edu-kg/")
    assert "mailto:desk@college.example" in asked["user-agent"]
    assert "cookie" not in asked


def test_an_unchanged_page_is_not_sent_again(server: Server, fetcher_with: Make) -> None:
    url = server.says("/a", Said(status=304, body=b""))
    got = fetcher_with().fetch(url, Validators(etag='"1"', last_modified="yesterday"))
    assert got == NotModified(url=url, retrieved_from=url)
    asked = server.asked[-1][1]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "yesterday")


def test_a_page_dripped_byte_by_byte_ends_at_the_deadline(
    server: Server, fetcher_with: Make
) -> None:
    url = server.says("/a", Said(drip=0.05, body=b"<p>" + b"x" * 400))
    fetcher = fetcher_with(deadline_seconds=0.3)
    started = time.monotonic()
    with pytest.raises(FetchTimeout, match=r"within 0\.3 s") as caught:
        fetcher.fetch(url)
    assert caught.value.seconds == 0.3
    assert time.monotonic() - started < 2
    assert page(fetcher.fetch(server.says("/b", Said()))).body == PAGE


def test_headers_that_never_end_stop_at_the_deadline(server: Server, fetcher_with: Make) -> None:
    url = server.says("/a", Said(drip=0.05, body=b"x" * 400, status=100))
    started = time.monotonic()
    with pytest.raises(FetchTimeout):
        fetcher_with(deadline_seconds=0.3).fetch(url)
    assert time.monotonic() - started < 2


def test_a_silent_server_ends_at_the_timeout(server: Server, fetcher_with: Make) -> None:
    url = server.says("/a", Said(drip=5.0))
    with pytest.raises(FetchTimeout) as caught:
        fetcher_with(timeout_seconds=0.2).fetch(url)
    assert caught.value.seconds == 0.2


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Said(body=b"x" * 5000), id="plain"),
        pytest.param(
            Said(body=gzip.compress(bytes(50_000_000)), headers=(("Content-Encoding", "gzip"),)),
            id="gzip bomb",
        ),
    ],
)
def test_more_bytes_than_the_bound_are_not_kept(
    server: Server, fetcher_with: Make, said: Said
) -> None:
    with pytest.raises(TooLarge) as caught:
        fetcher_with(max_bytes=4000).fetch(server.says("/a", said))
    assert caught.value.limit == 4000


def test_redirects_lead_to_the_page_which_stands_at_the_address_asked_for(
    server: Server, fetcher_with: Make
) -> None:
    url = server.says("/a", to("/b"))
    server.says("/b", Said())
    got = page(fetcher_with().fetch(url))
    assert (got.url, got.retrieved_from) == (url, f"{server.address}/b")


def test_the_body_of_a_redirect_is_bounded_too(server: Server, fetcher_with: Make) -> None:
    large = Said(status=302, body=b"x" * 5000, headers=(("Location", "/b"),))
    with pytest.raises(TooLarge):
        fetcher_with(max_bytes=4000).fetch(server.says("/a", large))


def test_a_circle_of_redirects_ends(server: Server, fetcher_with: Make) -> None:
    url = server.says("/a", to("/b"))
    server.says("/b", to("/a"))
    with pytest.raises(TooManyRedirects) as caught:
        fetcher_with(max_redirects=3).fetch(url)
    assert caught.value.limit == 3
    assert server.paths() == ["/a", "/b", "/a", "/b"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://a.example/", "http://["])
def test_redirects_never_leave_the_web(server: Server, fetcher_with: Make, location: str) -> None:
    with pytest.raises(ForbiddenAddress):
        fetcher_with().fetch(server.says("/a", to(location)))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "news.example/a", "http:///a", ""])
def test_only_web_addresses_are_fetched(fetcher_with: Make, url: str) -> None:
    with pytest.raises(ForbiddenAddress) as caught:
        fetcher_with().fetch(url)
    assert caught.value.url == url


def test_a_page_that_is_not_there_is_said_so_and_not_asked_for_again(
    server: Server, fetcher_with: Make
) -> None:
    with pytest.raises(HttpStatusError, match="404") as caught:
        fetcher_with().fetch(server.address + "/none")
    assert caught.value.status == 404
    assert server.paths() == ["/none"]


def test_a_busy_server_is_asked_again_after_the_time_it_names(
    server: Server, fetcher_with: Make, time_: Time
) -> None:
    busy = Said(status=503, body=b"", headers=(("Retry-After", "7"),))
    got = page(fetcher_with().fetch(server.says("/a", busy, Said())))
    assert got.body == PAGE
    assert time_.slept == [7.0]


def test_a_server_that_asks_for_an_hour_is_left_alone(
    server: Server, fetcher_with: Make, time_: Time
) -> None:
    busy = Said(status=429, body=b"", headers=(("Retry-After", "3600"),))
    with pytest.raises(HttpStatusError, match="429"):
        fetcher_with().fetch(server.says("/a", busy))
    assert time_.slept == []


def test_waits_grow_and_attempts_end(server: Server, fetcher_with: Make, time_: Time) -> None:
    with pytest.raises(HttpStatusError, match="500"):
        fetcher_with(attempts=3).fetch(server.says("/a", Said(status=500, body=b"")))
    assert time_.slept == [1.0, 2.0]
    assert server.paths() == ["/a"] * 3


def test_a_cut_connection_is_tried_again_then_said(server: Server, fetcher_with: Make) -> None:
    url = server.says("/a", Said(promised=1000))
    with pytest.raises(Unreachable, match="check the address and the connection"):
        fetcher_with(attempts=2).fetch(url)
    assert server.paths() == ["/a"] * 2


def test_a_closed_port_is_unreachable_and_named_without_object_addresses(
    fetcher_with: Make,
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/a"
        fetcher = fetcher_with(attempts=1, inside=frozenset({url.split("/")[2]}))
        with pytest.raises(Unreachable, match="refused") as caught:
            fetcher.fetch(url)
    assert "0x" not in str(caught.value)


def test_an_unknown_host_is_unreachable(fetcher_with: Make) -> None:
    with pytest.raises(Unreachable):
        fetcher_with(attempts=1).fetch("http://nowhere.invalid/a")


def test_waits_are_spread_by_chance_and_never_longer_than_the_bound(server: Server) -> None:
    slept: list[float] = []
    chances = iter([0.0, 0.999, 0.5])
    options = FetchOptions(attempts=4, delay_seconds=0, backoff_seconds=2, max_wait_seconds=6)
    fetcher = Fetcher(
        options.naming([server.address]), sleep=slept.append, chance=lambda: next(chances)
    )
    with pytest.raises(HttpStatusError):
        fetcher.fetch(server.says("/a", Said(status=502, body=b"")))
    assert slept == [1.0, pytest.approx(5.996), 6.0]


def test_a_date_in_retry_after_is_waited_for(server: Server, time_: Time) -> None:
    noon = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
    busy = Said(status=429, headers=(("Retry-After", "Fri, 01 May 2026 12:00:20 GMT"),))
    options = FetchOptions(delay_seconds=0).naming([server.address])
    fetcher = Fetcher(options, sleep=time_.sleep, clock=time_.clock, now=lambda: noon)
    assert page(fetcher.fetch(server.says("/a", busy, Said()))).body == PAGE
    assert time_.slept == [20.0]


def test_a_host_that_asked_for_an_hour_is_asked_again_after_it(
    server: Server, fetcher_with: Make, time_: Time
) -> None:
    busy = Said(status=503, body=b"", headers=(("Retry-After", "3000"),))
    fetcher, url = fetcher_with(), server.says("/a", busy, Said())
    with pytest.raises(HttpStatusError, match="503"):
        fetcher.fetch(url)
    time_.passed += 2990
    with pytest.raises(HostPaused) as caught:
        fetcher.fetch(url)
    assert caught.value.seconds == pytest.approx(10)
    time_.passed += 11
    assert page(fetcher.fetch(url)).body == PAGE


def test_no_more_pages_are_asked_for_than_the_budget_has(
    server: Server, fetcher_with: Make
) -> None:
    fetcher = fetcher_with(max_pages=2)
    fetcher.fetch(server.says("/a", Said()))
    with pytest.raises(HttpStatusError):
        fetcher.fetch(server.address + "/none")
    with pytest.raises(BudgetSpent, match=r"2 pages.*run the same command again"):
        fetcher.fetch(server.says("/b", Said()))
    assert server.paths() == ["/a", "/none"]


def test_what_robots_txt_forbids_costs_nothing_of_the_budget(
    server: Server, fetcher_with: Make
) -> None:
    server.says("/robots.txt", robots("User-agent: *\nDisallow: /no"))
    fetcher = fetcher_with(max_pages=1)
    with pytest.raises(RobotsDisallowed):
        fetcher.fetch(server.address + "/no")
    assert page(fetcher.fetch(server.says("/a", Said()))).body == PAGE


def test_no_wait_is_begun_that_would_outlast_the_budget(
    server: Server, fetcher_with: Make, time_: Time
) -> None:
    fetcher = fetcher_with(delay_seconds=40.0, max_seconds=60.0)
    fetcher.fetch(server.says("/a", Said()))  # robots.txt, 40 s, the page
    with pytest.raises(BudgetSpent, match="1 minutes"):
        fetcher.fetch(server.says("/b", Said()))
    assert time_.slept == [40.0]


def test_rules_are_read_again_after_a_day_and_an_outage_after_an_hour(
    server: Server, fetcher_with: Make, time_: Time
) -> None:
    server.says(
        "/robots.txt", Said(status=500, body=b""), robots(""), robots("User-agent: *\nDisallow: /")
    )
    fetcher, url = fetcher_with(attempts=1), server.says("/a", Said())
    with pytest.raises(RobotsDisallowed, match="could not be read"):
        fetcher.fetch(url)
    time_.passed += 3601
    fetcher.fetch(url)
    time_.passed += 86_401
    with pytest.raises(RobotsDisallowed, match="forbids"):
        fetcher.fetch(url)


def test_what_robots_txt_forbids_is_not_asked_for(server: Server, fetcher_with: Make) -> None:
    server.says("/robots.txt", robots("User-agent: *\nDisallow: /*print=1\n"))
    fetcher = fetcher_with()
    with pytest.raises(RobotsDisallowed, match="forbids"):
        fetcher.fetch(server.says("/a?print=1", Said()))
    fetcher.fetch(server.says("/a", Said()))
    assert [path for path, _ in server.asked] == ["/robots.txt", "/a"]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(
    server: Server, fetcher_with: Make
) -> None:
    server.says("/robots.txt", robots("User-agent: *\nDisallow: /b\n"))
    with pytest.raises(RobotsDisallowed):
        fetcher_with().fetch(server.says("/a", to("/b")))
    assert server.paths() == ["/a"]


def test_where_robots_txt_cannot_be_read_nothing_is(server: Server, fetcher_with: Make) -> None:
    server.says("/robots.txt", Said(status=500, body=b""))
    fetcher = fetcher_with(attempts=1)
    for path in ("/a", "/b"):
        with pytest.raises(RobotsDisallowed, match=r"robots\.txt could not be read"):
            fetcher.fetch(server.says(path, Said()))
    assert [path for path, _ in server.asked] == ["/robots.txt"]


def test_requests_to_one_host_keep_their_distance(
    server: Server, fetcher_with: Make, time_: Time
) -> None:
    fetcher = fetcher_with(delay_seconds=2.0)
    for path in ("/a", "/b"):
        fetcher.fetch(server.says(path, Said()))
    assert time_.slept == [2.0, 2.0]  # robots.txt is a request, too


def test_a_longer_distance_asked_for_by_robots_txt_is_kept(
    server: Server, fetcher_with: Make, time_: Time
) -> None:
    server.says("/robots.txt", robots("User-agent: *\nCrawl-delay: 9\n"))
    fetcher_with().fetch(server.says("/a", Said()))
    assert time_.slept == [9.0]


def test_a_host_that_wants_an_hour_between_requests_is_left_alone(
    server: Server, fetcher_with: Make
) -> None:
    server.says("/robots.txt", robots("User-agent: *\nCrawl-delay: 3600\n"))
    with pytest.raises(RobotsDisallowed, match="3600 s between requests"):
        fetcher_with().fetch(server.says("/a", Said()))


def test_a_mirror_is_asked_in_place_of_the_site(server: Server, fetcher_with: Make) -> None:
    own = "http://news.ouc.example"
    fetcher = fetcher_with(mirrors=(Mirror(own=own, at=server.address),))
    server.says("/a", to(f"{own}/b"))
    server.says("/b", Said())
    got = page(fetcher.fetch(f"{own}/a"))
    assert (got.url, got.retrieved_from) == (f"{own}/a", f"{server.address}/b")


def test_a_mirror_serves_no_host_that_only_begins_like_the_site() -> None:
    mirror = Mirror(own="http://news.ouc.example", at="http://127.0.0.1:8")
    assert mirror.address_at("http://news.ouc.example.evil/a") == "http://news.ouc.example.evil/a"
