"""A loopback server that does to a reader what no server should."""

import gzip
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from types import TracebackType
from typing import Self

GOOD = b"<html><head><title>A page</title></head><body><p>Text of a page.</p></body></html>"
FINE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
_END = b"\r\n\r\n"

# What a path answers: pieces of bytes, each sent after a pause of so many seconds.
Pieces = Iterator[tuple[float, bytes]]


def at_once(*pieces: bytes) -> Callable[[], Pieces]:
    """The pieces without a pause."""
    return lambda: zip(repeat(0.0), pieces, strict=False)


def whole(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> Callable[[], Pieces]:
    """An answer as it should be."""
    lines = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), b"Connection: close"]
    return at_once(b"\r\n".join([*lines, *headers]) + _END + body)


def to(location: bytes, *headers: bytes) -> Callable[[], Pieces]:
    """A redirect."""
    return whole(b"", b"Location: " + location, *headers, status=b"302 Found")


def drip(text: bytes, pause: float = 1.0) -> Callable[[], Pieces]:
    """One byte a second."""
    return lambda: ((pause, bytes([byte])) for byte in text)


def _endless() -> Pieces:
    yield 0.0, FINE + b"\r\n"
    yield from repeat((0.0, b"x" * 65536))


def _then_drip() -> Pieces:
    yield 0.0, FINE + b"Content-Length: 1000\r\n\r\n"
    yield from drip(b"x" * 1000)()


_BOMB = gzip.compress(bytes(20_000_000))

HOSTILE: Mapping[str, Callable[[], Pieces]] = {
    "/robots.txt": whole(b"", status=b"404 Not Found"),
    "/redirect-loop": to(b"/redirect-loop"),
    "/cookie-wall": to(b"/cookie-wall", b"Set-Cookie: seen=1; Path=/"),
    "/local-file": to(b"file:///etc/passwd"),
    "/inward": to(b"http://169.254.169.254/latest/meta-data/"),
    "/user": to(b"http://admin:admin@news.tolvik.example/"),
    "/endless-body": _endless,
    "/ten-gigabytes": at_once(FINE + b"Content-Length: 10000000000" + _END, b"x" * 65536),
    "/gzip-bomb": whole(_BOMB, b"Content-Encoding: gzip"),
    "/gzip-bombs-nested": whole(gzip.compress(_BOMB), b"Content-Encoding: gzip, gzip"),
    "/unasked-brotli": whole(b"\x0b\x02\x80", b"Content-Encoding: br"),
    "/broken-gzip": whole(b"\x1f\x8b\x08rubbish", b"Content-Encoding: gzip"),
    "/a-byte-a-second": _then_drip,
    "/headers-a-byte-a-second": drip(FINE),
    "/less-than-promised": at_once(FINE + b"Content-Length: 1000" + _END + b"half"),
    "/cut-chunk": at_once(FINE + b"Transfer-Encoding: chunked\r\n\r\nff\r\nhalf"),
    "/no-http": at_once(b"\x00\x01\x02 rubbish\r\n\r\n"),
    "/nothing": at_once(),
    "/one-huge-header": at_once(FINE + b"X: " + b"x" * 200_000 + _END),
    "/thousands-of-headers": at_once(FINE + b"X: x\r\n" * 5000 + b"\r\n"),
    "/teapot": whole(b"", status=b"418 I'm a teapot"),
}


class HostileServer(socketserver.ThreadingTCPServer):
    """Answers each path of ``answers`` as told there, any other with a good page; TLS if given.

    with HostileServer(HOSTILE) as server:
        fetch(f"{server.address}/redirect-loop")
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(
        self, answers: Mapping[str, Callable[[], Pieces]], tls: ssl.SSLContext | None = None
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = {**answers}
        self.tls = tls
        self.asked: list[str] = []
        self.heads: list[bytes] = []
        self.closing = threading.Event()
        self.address = f"http{'s' if tls else ''}://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, *args: object) -> None:
        """Nothing: readers hang up on purpose."""


class _Handler(socketserver.BaseRequestHandler):
    server: HostileServer

    def setup(self) -> None:
        if self.server.tls is not None:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)

    def finish(self) -> None:
        self.request.close()

    def handle(self) -> None:
        line = self.request
        head = b""
        while _END not in head:
            piece = line.recv(65536)
            if not piece:
                return
            head += piece
        path = head.split(b" ", 2)[1].decode("ascii")
        self.server.asked.append(path)
        self.server.heads.append(head)
        for pause, bytes_ in self.server.answers.get(path, whole(GOOD))():
            if self.server.closing.wait(pause):
                return
            line.sendall(bytes_)
