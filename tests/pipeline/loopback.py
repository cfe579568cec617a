"""Pages served on loopback, which a test may change between two requests."""

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXT = (
    "On 2 March 2021 Tolvik College and the Ardane Institute signed an agreement on shared "
    "courses in the great hall of the college, with many guests."
)


def page(text: str = TEXT, title: str = "Two Colleges Sign") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title></head><body><main>"
        f"<article><h1>{title}</h1><p>{text}</p><p>{text[::-1]}</p></article></main></body></html>"
    ).encode()


@dataclass(slots=True)
class Told:
    """What a path is answered with."""

    body: bytes
    status: int = 200
    kind: str = "text/html; charset=utf-8"


class Web(ThreadingHTTPServer):
    """Pages by path on loopback; all else is 404. What was asked is noted."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Told] = {}
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        told = self.server.pages.get(self.path, Told(b"none", 404))
        self.send_response(told.status)
        self.send_header("Content-Type", told.kind)
        self.send_header("Content-Length", str(len(told.body)))
        self.end_headers()
        self.wfile.write(told.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""
