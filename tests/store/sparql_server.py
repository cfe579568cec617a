"""Oxigraph behind HTTP as its server offers it, which can be told to fail, for tests."""

import base64
import contextlib
import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox

from edu_kg.store.sparql import names_dataset

CUT = 0
"""In the place of a status: the connection ends without an answer."""


@dataclass(slots=True, kw_only=True)
class SparqlServer:
    """What the server holds and did.

    ``failures`` are the statuses of the next answers to updates, before any is done.
    ``refuse_after`` is how many more updates are done before all are refused.
    ``basic`` is the user:password it wants for updates; ``is_union`` whether its default graph is
    all others'.
    """

    endpoint: str = ""
    store: ox.Store = field(default_factory=ox.Store)
    failures: list[int] = field(default_factory=list)
    updates: list[str] = field(default_factory=list)
    refuse_after: int | None = None
    basic: str | None = None
    is_union: bool = True
    redirect: str | None = None
    seen: list[str] = field(default_factory=list)


@contextlib.contextmanager
def serving_sparql() -> Iterator[SparqlServer]:
    """A running server, empty."""
    state = SparqlServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            state.seen.append(self.headers.get("Authorization", ""))
            if state.redirect is not None:
                self._answer(307, b"", Location=state.redirect)
            elif self.path == "/query":
                self._query(parse_qs(body)["query"][0])
            elif self.path == "/update":
                self._update(body)
            else:
                self._answer(404, b"nothing here")

        def _query(self, sparql: str) -> None:
            try:
                answer = state.store.query(
                    sparql,
                    use_default_graph_as_union=state.is_union and not names_dataset(sparql),
                )
            except SyntaxError as error:
                self._answer(400, str(error).encode())
                return
            content = io.BytesIO()
            if isinstance(answer, ox.QueryTriples):
                answer.serialize(content, format=ox.RdfFormat.N_TRIPLES)
            else:
                answer.serialize(content, format=ox.QueryResultsFormat.JSON)
            self._answer(200, content.getvalue())

        def _update(self, update: str) -> None:
            failure = state.failures.pop(0) if state.failures else None
            if failure == CUT:
                self.close_connection = True
                return
            if failure is not None:
                self._answer(failure, b"not now", **{"Retry-After": "0"})
            elif state.refuse_after == 0:
                self._answer(400, b"no more")
            elif state.basic is not None and not self._is_known(state.basic):
                self._answer(401, b"who?", **{"WWW-Authenticate": 'Basic realm="graphs"'})
            else:
                if state.refuse_after is not None:
                    state.refuse_after -= 1
                state.store.update(update)
                state.updates.append(update)
                self._answer(204, b"")

        def _is_known(self, basic: str) -> bool:
            wanted = "Basic " + base64.b64encode(basic.encode()).decode()
            return self.headers.get("Authorization") == wanted

        def _answer(self, status: int, body: bytes, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing: tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    state.endpoint = f"http://127.0.0.1:{server.server_port}/query"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
