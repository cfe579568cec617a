"""Services that people name, asked politely."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from edu_kg.errors import ForbiddenAddress, HttpStatusError, Unreachable
from edu_kg.fetch import FetchOptions, ServiceClient


class _Busy(BaseHTTPRequestHandler):
    asked = 0

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["content-length"]))
        type(self).asked += 1
        status = {"/moved": 302, "/gone": 404}.get(self.path, 200)
        if self.path == "/busy" and self.asked < 2:
            status = 503
        self.send_response(status)
        self.send_header("Retry-After", "7")
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(form)))
        self.end_headers()
        self.wfile.write(form)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    _Busy.asked = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Busy)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_busy_service_is_asked_again_after_the_time_it_names(address: str) -> None:
    slept: list[float] = []
    with ServiceClient(FetchOptions().naming([address]), sleep=slept.append) as client:
        assert client.post(f"{address}/busy", {"queries": "{}"}) == b"queries=%7B%7D"
    assert slept == [7.0]


@pytest.mark.parametrize(("path", "error"), [("/moved", Unreachable), ("/gone", HttpStatusError)])
def test_a_form_is_not_sent_on_and_an_error_is_told(
    address: str, path: str, error: type[Exception]
) -> None:
    with ServiceClient(FetchOptions().naming([address])) as client, pytest.raises(error):
        client.post(f"{address}{path}", {"queries": "{}"})


def test_a_service_inside_that_nobody_named_is_refused(address: str) -> None:
    with ServiceClient() as client, pytest.raises(ForbiddenAddress):
        client.post(address, {"queries": "{}"})
