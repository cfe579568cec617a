"""A server of a graph on loopback, as users start it, for tests."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import uvicorn
from pyoxigraph import Quad

from edu_kg.serve import Limits, serving_app
from edu_kg.store import Store


def write_quads(output: Path, quads: Iterable[Quad]) -> None:
    """Bring a graph to these quads, graph by graph."""
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name)[1:-1], []).append(quad)
    store = Store.on_disk(output / "store", writable=True)
    store.replace_graphs(graphs)
    store.close()


@contextlib.contextmanager
def serving(
    output: Path, limits: Limits | None = None, origins: tuple[str, ...] = ()
) -> Iterator[httpx.Client]:
    """A client of a running server that answers: what it prepares at its start is behind it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        app = serving_app(output, limits or Limits(workers=2), origins)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            until = time.monotonic() + 60
            while not server.started and thread.is_alive() and time.monotonic() < until:
                time.sleep(0.02)
            address = f"http://127.0.0.1:{listening.getsockname()[1]}"
            with httpx.Client(base_url=address, timeout=60) as client:
                while client.get("/health").status_code != 200 and time.monotonic() < until:
                    time.sleep(0.02)
                yield client
        finally:
            server.should_exit = True
            thread.join(30)
