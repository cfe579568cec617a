"""A session whose requests end at a deadline, however slowly a server drips.

The timeouts of requests start anew with every byte, so a page sent one byte a second never times
out. Here a timer shuts the socket down, which ends any wait for headers or body at once.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection


class Deadline:
    """A timer that cuts the connection in use; ``passed`` tells whether it did."""

    def __init__(self) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()

    def watch(self, used: socket.socket | None) -> None:
        """Cut this socket when the time is over, at once if it is over already."""
        with self._lock:
            self._socket = used
            if self.passed:
                self._shut()

    @contextlib.contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        """A block within which the watched socket is cut after so many seconds."""
        self.passed = False
        timer = threading.Timer(seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            with self._lock:
                self._socket = None

    def _end(self) -> None:
        with self._lock:
            self.passed = True
            self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            # The plain method also for TLS: SSLSocket's own would drop the state a waiting
            # reader still uses.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class WatchedSession(requests.Session):
    """A session without cookies, whose connections a deadline can cut."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for prefix in ("http://", "https://"):
            self.mount(prefix, _WatchedAdapter(deadline))


class _WatchedAdapter(HTTPAdapter):
    def __init__(self, deadline: Deadline) -> None:
        self._pools = _watched_pools(deadline)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _watched_pools(deadline: Deadline) -> dict[str, type[HTTPConnectionPool]]:
    """Pools of connections that name their socket to the deadline before they wait on it."""

    class Connection(HTTPConnection):
        def getresponse(self) -> Any:
            deadline.watch(self.sock)
            return super().getresponse()

    class SecureConnection(HTTPSConnection):
        def getresponse(self) -> Any:
            deadline.watch(self.sock)
            return super().getresponse()

    class Pool(HTTPConnectionPool):
        ConnectionCls = Connection

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    return {"http": Pool, "https": SecurePool}
