"""A deadline over a whole request, however slowly a server drips.

The timeouts of HTTP libraries start anew with every byte, so a page sent one byte a second never
times out. Here a timer shuts the connection down, which ends any wait for it at once: for the
handshake of TLS, for the headers, for the body.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator


class Deadline:
    """A timer that cuts the connection in use; ``passed`` tells whether it did."""

    def __init__(self) -> None:
        self.passed = False
        self._handle: socket.socket | None = None
        self._lock = threading.Lock()

    def watch(self, used: socket.socket | None) -> None:
        """Cut this connection when the time is over, at once if it is over already."""
        if used is None:
            return
        # A handle of its own: TLS takes the socket it wraps away, and must keep its state.
        handle = socket.fromfd(used.fileno(), used.family, used.type)
        with self._lock:
            self._let_go()
            self._handle = handle
            if self.passed:
                self._shut()

    @contextlib.contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        """A block within which the watched connection is cut after so many seconds."""
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
                self._let_go()

    def _end(self) -> None:
        with self._lock:
            self.passed = True
            self._shut()

    def _shut(self) -> None:
        if self._handle is not None:
            with contextlib.suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None
