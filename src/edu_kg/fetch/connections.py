"""Connections to machines of the open Internet only, each cut at a deadline.

The name of a host is looked up once a connection, what was found is judged, and the connection is
made to just that number: a name that leads elsewhere a moment later (DNS rebinding) leads nowhere.
The name stays what is asked for (Host) and what the certificate must be for (SNI).
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from edu_kg.fetch.addresses import is_public
from edu_kg.fetch.deadlines import Deadline

Resolve = Callable[[str, int], Sequence[str]]

# Enough for a host of two networks; a name with a hundred dead numbers must not keep us.
_TRIED = 4


class InsideTarget(Exception):
    """A host turned out to be this machine, or one of a private network."""


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The numeric addresses of a host, in the order the system prefers.

    Raises OSError where there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


class Gate:
    """Opens connections, only to public machines and to the ``inside`` ones named on purpose.

    ``inside`` holds hosts with their ports (``127.0.0.1:8000``).
    """

    def __init__(self, deadline: Deadline, resolve: Resolve, inside: frozenset[str]) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._inside = inside

    def open(self, connection: HTTPConnection) -> socket.socket:
        """A connected socket for that connection.

        Raises InsideTarget, and for a connection that fails what urllib3 raises.
        """
        host, port = connection.host.rstrip("."), connection.port
        try:
            numbers = self._numbers(host, port, _seconds(connection))
        except TimeoutError as error:
            raise ConnectTimeoutError(connection, "its name was not found in time") from error
        except (OSError, UnicodeError) as error:
            reason = socket.gaierror(*error.args) if isinstance(error, OSError) else error
            raise NameResolutionError(connection.host, connection, reason) from error  # type: ignore[arg-type]  # read as text only
        for number in numbers:
            self._refuse_inside(host, port, number)
        return self._first_that_answers(connection, numbers)

    def watch(self, used: Any) -> None:
        """Let the deadline cut that socket."""
        self._deadline.watch(used)

    def _numbers(self, host: str, port: int, seconds: float | None) -> Sequence[str]:
        """The numeric addresses of the host, looked up aside: a resolver knows no deadline."""
        with contextlib.suppress(ValueError):
            is_public(host)
            return (host,)
        found: Future[Sequence[str]] = Future()

        def look_up() -> None:
            try:
                found.set_result(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                found.set_exception(error)

        threading.Thread(target=look_up, daemon=True).start()
        return found.result(seconds)

    def _refuse_inside(self, host: str, port: int, number: str) -> None:
        if not is_public(number) and f"{host}:{port}" not in self._inside:
            raise InsideTarget(
                f"{host} is {number}, inside a private network; "
                "give that address itself as a source or with --at if it is meant"
            )

    def _first_that_answers(
        self, connection: HTTPConnection, numbers: Sequence[str]
    ) -> socket.socket:
        problem = OSError("no address")
        for number in numbers[:_TRIED]:
            if self._deadline.passed:
                break
            try:
                opened = create_connection(
                    (number, connection.port),
                    connection.timeout,
                    socket_options=connection.socket_options,
                )
            except OSError as error:
                problem = error
                continue
            self._check_peer(connection, opened)
            return opened
        if isinstance(problem, TimeoutError):
            raise ConnectTimeoutError(connection, "no connection in time") from problem
        raise NewConnectionError(connection, str(problem)) from problem

    def _check_peer(self, connection: HTTPConnection, opened: socket.socket) -> None:
        """The last word: who is at the other end of what was opened."""
        try:
            number = str(opened.getpeername()[0])
            self._refuse_inside(connection.host.rstrip("."), connection.port, number)
            self.watch(opened)
        except BaseException:
            opened.close()
            raise


class GuardedAdapter(HTTPAdapter):
    """An adapter of requests whose connections go through a gate, those to a proxy excepted."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of connections that go straight to a host."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._gate, guarded=True)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> PoolManager:
        """The pools of connections to a proxy, which stands inside more often than not."""
        manager: PoolManager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _pools(self._gate, guarded=False)
        return manager


def _pools(gate: Gate, *, guarded: bool) -> dict[str, type[HTTPConnectionPool]]:
    """Pools of connections that open through the gate and name their socket to the deadline."""

    class Connection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return gate.open(self) if guarded else super()._new_conn()

        def getresponse(self) -> Any:
            gate.watch(self.sock)
            return super().getresponse()

    class SecureConnection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return gate.open(self) if guarded else super()._new_conn()

        def connect(self) -> None:
            super().connect()
            # A line cut in the middle must not pass for the end of a page.
            with contextlib.suppress(AttributeError):
                self.sock.suppress_ragged_eofs = False  # type: ignore[union-attr]  # SSLSocket's

        def getresponse(self) -> Any:
            gate.watch(self.sock)
            return super().getresponse()

    class Pool(HTTPConnectionPool):
        ConnectionCls = Connection

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    return {"http": Pool, "https": SecurePool}


def _seconds(connection: HTTPConnection) -> float | None:
    return connection.timeout if isinstance(connection.timeout, int | float) else None
