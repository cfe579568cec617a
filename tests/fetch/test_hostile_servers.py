"""A fetcher against servers that mean harm: a named error within its bound, and on it goes."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hostile_server import FINE, GOOD, HOSTILE, HostileServer, Pieces, at_once, drip, to, whole

from edu_kg.errors import (
    FetchError,
    FetchTimeout,
    ForbiddenAddress,
    HostPaused,
    HttpStatusError,
    RobotsDisallowed,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from edu_kg.fetch import Fetcher, FetchOptions, Validators
from edu_kg.fetch.connections import Resolve, resolve_host
from edu_kg.model import Page

DEADLINE = 1.0
MARGIN = 4.0  # what a busy machine may add
CERTIFICATE = Path(__file__).parent / "tls" / "loopback-only.pem"
NAME = "news.tolvik.example"

ENDINGS = {
    "/redirect-loop": TooManyRedirects,
    "/cookie-wall": TooManyRedirects,
    "/local-file": ForbiddenAddress,
    "/inward": ForbiddenAddress,
    "/user": ForbiddenAddress,
    "/endless-body": TooLarge,
    "/ten-gigabytes": TooLarge,
    "/gzip-bomb": TooLarge,
    "/gzip-bombs-nested": TooLarge,
    "/unasked-brotli": Unreachable,
    "/broken-gzip": Unreachable,
    "/a-byte-a-second": FetchTimeout,
    "/headers-a-byte-a-second": FetchTimeout,
    "/less-than-promised": Unreachable,
    "/cut-chunk": Unreachable,
    "/no-http": Unreachable,
    "/nothing": Unreachable,
    "/one-huge-header": TooLarge,
    "/thousands-of-headers": Unreachable,
    "/teapot": HttpStatusError,
}


def fetcher_for(
    address: str, slept: list[float] | None = None, resolve: Resolve = resolve_host, **options: int
) -> Fetcher:
    """A fetcher of tight bounds that may speak to one server."""
    told = [] if slept is None else slept
    return Fetcher(
        FetchOptions(
            deadline_seconds=DEADLINE,
            max_bytes=100_000,
            delay_seconds=0.0,
            attempts=2,
            **options,  # type: ignore[arg-type]  # options of one test
        ).naming([address]),
        sleep=told.append,
        chance=lambda: 0.5,
        resolve=resolve,
    )


def resolves(*answers: Sequence[str]) -> Resolve:
    """A resolver that gives these addresses in turn; the last stay."""
    waiting = list(answers)

    def answer(host: str, port: int) -> Sequence[str]:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return answer


def smuggled(head: bytes) -> list[bytes]:
    return [line for line in head.splitlines() if line.lower().strip().startswith(b"x-smuggled")]


def number_as_systems_read_it(host: str, port: int) -> Sequence[str]:
    """What getaddrinfo gives for the old ways to write a number, and the usual for a name."""
    try:
        return [socket.inet_ntoa(socket.inet_aton(host))]
    except OSError:
        return resolve_host(host, port)


def body(fetched: object) -> bytes:
    assert isinstance(fetched, Page)
    return fetched.body


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with HostileServer(HOSTILE) as running:
        yield running


@pytest.mark.parametrize(("path", "error"), ENDINGS.items())
def test_each_attack_ends_in_its_error_within_its_bound_and_the_next_page_comes(
    server: HostileServer, path: str, error: type[FetchError]
) -> None:
    with fetcher_for(server.address) as fetcher:
        started = time.monotonic()
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.address + path)
        assert time.monotonic() - started < DEADLINE + MARGIN
        assert (type(caught.value), caught.value.url) == (error, server.address + path)
        assert body(fetcher.fetch(server.address + "/good")) == GOOD


def test_every_attack_has_its_expected_end() -> None:
    assert set(HOSTILE) - {"/robots.txt"} == set(ENDINGS)


def test_what_a_server_says_in_place_of_a_status_is_told_in_short() -> None:
    with (
        HostileServer({"/a": at_once(b"rubbish " * 5000 + b"\r\n\r\n")}) as server,
        fetcher_for(server.address) as fetcher,
    ):
        with pytest.raises(Unreachable, match="rubbish") as caught:
            fetcher.fetch(server.address + "/a")
        assert len(str(caught.value)) < 400


def test_a_body_that_goes_on_after_its_length_spoils_no_later_page() -> None:
    smuggled = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    long = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood" + smuggled
    with HostileServer({"/long": at_once(long)}) as server, fetcher_for(server.address) as fetcher:
        assert body(fetcher.fetch(server.address + "/long")) == b"good"
        assert body(fetcher.fetch(server.address + "/next")) == GOOD


def test_a_storm_of_429_is_left_alone_after_the_attempts_of_one_page() -> None:
    storm = whole(b"", status=b"429 Too Many Requests")
    slept: list[float] = []
    with (
        HostileServer({"/storm": storm, "/robots.txt": HOSTILE["/robots.txt"]}) as server,
        fetcher_for(server.address, slept) as fetcher,
    ):
        with pytest.raises(HttpStatusError, match="429"):
            fetcher.fetch(server.address + "/storm")
        for path in ("/storm", "/other"):
            with pytest.raises(HostPaused, match=r"answered 429.*run again then"):
                fetcher.fetch(server.address + path)
        assert server.asked == ["/robots.txt", "/storm", "/storm"]
        assert slept == [1.0]


def test_a_storm_that_asks_for_no_time_at_all_is_left_alone_too() -> None:
    storm = whole(b"", b"Retry-After: 0", status=b"429 Too Many Requests")
    slept: list[float] = []
    with HostileServer({"/a": storm}) as server, fetcher_for(server.address, slept) as fetcher:
        with pytest.raises(HttpStatusError):
            fetcher.fetch(server.address + "/a")
        with pytest.raises(HostPaused):
            fetcher.fetch(server.address + "/b")
        assert slept == [1.0]


def test_one_host_that_is_left_alone_stops_no_other() -> None:
    storm = whole(b"", status=b"429 Too Many Requests")
    with HostileServer({"/storm": storm}) as bad, HostileServer({}) as good:
        fetcher = Fetcher(
            FetchOptions(attempts=1, delay_seconds=0).naming([bad.address, good.address])
        )
        with pytest.raises(HttpStatusError):
            fetcher.fetch(bad.address + "/storm")
        assert body(fetcher.fetch(good.address + "/a")) == GOOD


def test_a_host_from_which_nothing_comes_any_more_is_left_alone() -> None:
    with (
        HostileServer({f"/{n}": at_once() for n in range(3)}) as server,
        fetcher_for(server.address, failures_in_a_row=3) as fetcher,
    ):
        for number in range(3):
            with pytest.raises(Unreachable):
                fetcher.fetch(f"{server.address}/{number}")
        with pytest.raises(HostPaused, match="3 pages in a row"):
            fetcher.fetch(f"{server.address}/good")


@pytest.mark.parametrize(
    "robots",
    [
        pytest.param(whole(b"", status=b"500 Oh"), id="500"),
        pytest.param(whole(b"", status=b"429 Too Many Requests"), id="429"),
        pytest.param(HOSTILE["/endless-body"], id="endless"),
    ],
)
def test_a_host_whose_robots_txt_does_not_come_is_not_read(robots: Callable[[], Pieces]) -> None:
    with (
        HostileServer({"/robots.txt": robots}) as server,
        fetcher_for(server.address) as fetcher,
    ):
        with pytest.raises(RobotsDisallowed, match=r"robots\.txt could not be read"):
            fetcher.fetch(server.address + "/a")
        assert set(server.asked) == {"/robots.txt"}


def test_a_robots_txt_that_leads_to_a_local_file_closes_its_host() -> None:
    with (
        HostileServer({"/robots.txt": to(b"file:///etc/passwd")}) as server,
        fetcher_for(server.address) as fetcher,
    ):
        with pytest.raises(ForbiddenAddress, match="/etc/passwd"):
            fetcher.fetch(server.address + "/a")
        assert set(server.asked) == {"/robots.txt"}


def test_a_name_that_turns_to_this_machine_is_not_followed() -> None:
    with HostileServer({}) as server:
        port = server.address.rpartition(":")[2]
        turning = resolves(["8.8.8.8"], ["127.0.0.1"])
        fetcher = fetcher_for("http://a.example", resolve=turning)
        # The first time it is a public machine, and that very number is what is connected to:
        with pytest.raises(RuntimeError, match=r"8\.8\.8\.8.*tests use loopback only"):
            fetcher.fetch(f"http://{NAME}:{port}/a")
        with pytest.raises(ForbiddenAddress, match=r"is 127\.0\.0\.1, inside a private network"):
            fetcher.fetch(f"http://{NAME}:{port}/a")
        assert server.asked == []


def test_a_redirect_to_a_name_of_this_machine_is_not_followed() -> None:
    with HostileServer({}) as server:
        port = int(server.address.rpartition(":")[2])
        server.answers["/a"] = to(f"http://{NAME}:{port}/b".encode())
        fetcher = fetcher_for(server.address, resolve=resolves(["127.0.0.1"]))
        with pytest.raises(ForbiddenAddress):
            fetcher.fetch(server.address + "/a")
        assert server.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0", "[::1]",
     "[::ffff:127.0.0.1]", "10.0.0.7", "169.254.169.254", "[fe80::1]", "[fd00::1]", "224.0.0.1",
     "255.255.255.255", "192.0.0.8", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"],
)  # fmt: skip
def test_a_host_inside_that_nobody_named_is_not_connected_to(host: str) -> None:
    with pytest.raises(ForbiddenAddress, match="inside a private network"):
        fetcher_for("http://127.0.0.1:1", resolve=number_as_systems_read_it).fetch(
            f"http://{host}:2/a"
        )


def test_only_the_port_that_was_named_is_open() -> None:
    with HostileServer({}) as named, HostileServer({}) as other:
        fetcher = fetcher_for(named.address)
        assert body(fetcher.fetch(named.address + "/a")) == GOOD
        with pytest.raises(ForbiddenAddress):
            fetcher.fetch(other.address + "/a")
        assert other.asked == []


def test_one_inside_number_among_public_ones_closes_the_name() -> None:
    fetcher = fetcher_for("http://a.example", resolve=resolves(["8.8.8.8", "10.0.0.7"]))
    with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.7"):
        fetcher.fetch(f"http://{NAME}/a")


def test_a_name_that_is_looked_up_for_ever_ends_at_the_deadline() -> None:
    never = threading.Event()

    def stuck(host: str, port: int) -> Sequence[str]:
        never.wait(20)
        return ()

    started = time.monotonic()
    with pytest.raises(FetchTimeout):
        fetcher_for("http://a.example", resolve=stuck).fetch(f"http://{NAME}/a")
    never.set()
    assert time.monotonic() - started < DEADLINE + MARGIN


def test_an_etag_that_carries_a_header_is_not_sent_back() -> None:
    folded = whole(GOOD, b'ETag: "1"\r\n X-Smuggled: yes')
    with HostileServer({"/a": folded}) as server, fetcher_for(server.address) as fetcher:
        fetched = fetcher.fetch(server.address + "/a")
        assert isinstance(fetched, Page)
        assert fetcher.fetch(server.address + "/a", Validators.of(fetched))
        assert not smuggled(server.heads[-1])


@pytest.mark.parametrize("location", [b"/b%0d%0aX-Smuggled:%20yes", b"/b\x0bX-Smuggled: yes"])
def test_a_redirect_smuggles_no_header(location: bytes) -> None:
    with HostileServer({"/a": to(location)}) as server, fetcher_for(server.address) as fetcher:
        assert body(fetcher.fetch(server.address + "/a")) == GOOD
        assert not smuggled(server.heads[-1])


@pytest.mark.parametrize("contact", ["desk@a.example\r\nX-Smuggled: yes", "", "Büro"])
def test_a_contact_that_cannot_stand_in_a_header_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        FetchOptions(contact=contact)


def test_passwords_of_this_machine_stay_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with HostileServer({}) as server, fetcher_for(server.address) as fetcher:
        fetcher.fetch(server.address + "/a")
        assert b"authorization" not in server.heads[-1].lower()


def test_a_proxy_of_the_system_is_used_but_never_asked_for_a_host_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = {f"http://{NAME}/robots.txt": HOSTILE["/robots.txt"]}
    with HostileServer(answers) as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        fetcher = fetcher_for("http://a.example", resolve=number_as_systems_read_it)
        assert body(fetcher.fetch(f"http://{NAME}/a")) == GOOD
        for inside in ("10.0.0.7", "127.1", "2130706433", "[::1]"):
            with pytest.raises(ForbiddenAddress):
                fetcher.fetch(f"http://{inside}:8/a")
        assert proxy.asked == [f"http://{NAME}/robots.txt", f"http://{NAME}/a"]


@pytest.fixture(scope="module")
def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test server's certificate is one of this machine's authorities."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))


def named(server: HostileServer, name: str = NAME) -> tuple[Fetcher, str]:
    """A fetcher for a server known by name, and its address."""
    address = server.address.replace("127.0.0.1", name)
    inside = frozenset({address.partition("://")[2]})
    options = FetchOptions(deadline_seconds=DEADLINE, delay_seconds=0, attempts=1, inside=inside)
    return Fetcher(options, resolve=resolves(["127.0.0.1"])), address


def test_a_certificate_of_no_known_authority_is_refused(tls: ssl.SSLContext) -> None:
    with HostileServer({}, tls) as server:
        fetcher, address = named(server)
        with pytest.raises(Unreachable, match="certificate"):
            fetcher.fetch(address + "/a")


def test_the_name_stays_in_host_and_certificate_though_the_number_is_connected_to(
    tls: ssl.SSLContext, trusted: None
) -> None:
    with HostileServer({}, tls) as server:
        fetcher, address = named(server)
        assert body(fetcher.fetch(address + "/a")) == GOOD
        assert f"Host: {address.partition('://')[2]}\r\n".encode() in server.heads[-1]


def test_a_certificate_of_another_name_is_refused(tls: ssl.SSLContext, trusted: None) -> None:
    with HostileServer({}, tls) as server:
        fetcher, address = named(server, "other.tolvik.example")
        with pytest.raises(Unreachable, match="certificate"):
            fetcher.fetch(address + "/a")


def test_a_line_cut_in_the_middle_of_tls_gives_no_page(tls: ssl.SSLContext, trusted: None) -> None:
    with HostileServer({"/a": at_once(FINE + b"\r\n<p>Half a pa")}, tls) as server:
        fetcher, address = named(server)
        with pytest.raises(Unreachable):
            fetcher.fetch(address + "/a")


@pytest.mark.parametrize(
    ("rubbish", "error"),
    [
        pytest.param(lambda: iter([(0.0, b"HTTP/1.0 400 Plain\r\n\r\n")]), Unreachable, id="plain"),
        pytest.param(lambda: iter([(0.0, b"\x16\x03\x03\x00\x40")]), Unreachable, id="cut"),
        pytest.param(lambda: iter([(9.0, b"")]), FetchTimeout, id="silent"),
        pytest.param(drip(b"\x16\x03\x03\x40\x00" + b"\x02" * 500, 0.05), FetchTimeout, id="drip"),
    ],
)
def test_a_handshake_of_rubbish_ends_within_its_bound(
    rubbish: Callable[[], Pieces], error: type[FetchError]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        closing = threading.Event()

        def answer() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(4096)
                for pause, piece in rubbish():
                    if closing.wait(pause):
                        break
                    try:
                        line.sendall(piece)
                    except OSError:
                        break

        thread = threading.Thread(target=answer)
        thread.start()
        address = f"https://127.0.0.1:{listening.getsockname()[1]}"
        options = FetchOptions(deadline_seconds=DEADLINE, attempts=1).naming([address])
        started = time.monotonic()
        with pytest.raises(error):
            Fetcher(options).fetch(address + "/a")
        took = time.monotonic() - started
        closing.set()
        thread.join()
        assert took < DEADLINE + MARGIN
