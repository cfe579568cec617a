"""How the server fares, for Prometheus (text format 0.0.4)."""

import time
from collections import Counter, defaultdict
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PLACES = frozenset(("sparql", "graphs", "queries", "id", "health", "metrics", "reconcile"))


class Metrics:
    """Counts of requests and seconds, by the first part of the address."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, int]] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def note(self, path: str, status: int, seconds: float) -> None:
        """Count one request."""
        first = path.split("/", 2)[1] if path.startswith("/") else ""
        place = first if first in _PLACES else "pages"  # else anybody could name new series
        self.requests[place, status] += 1
        self.seconds[place] += seconds

    def text(self, gauges: Mapping[str, tuple[str, float]], cut: int) -> str:
        """All of it, with ``gauges`` (what each is, and its value) and how many were cut."""
        lines = ["# HELP edu_kg_requests_total Requests answered.", _type("requests_total")]
        lines += [
            f'edu_kg_requests_total{{place="{place}",status="{status}"}} {count}'
            for (place, status), count in sorted(self.requests.items())
        ]
        lines += ["# HELP edu_kg_seconds_total Seconds spent answering.", _type("seconds_total")]
        lines += [
            f'edu_kg_seconds_total{{place="{place}"}} {seconds:.6f}'
            for place, seconds in sorted(self.seconds.items())
        ]
        lines += ["# HELP edu_kg_cut_total Questions cut at a limit.", _type("cut_total")]
        lines.append(f"edu_kg_cut_total {cut}")
        for name, (meaning, value) in gauges.items():
            lines += [f"# HELP edu_kg_{name} {meaning}", f"# TYPE edu_kg_{name} gauge"]
            lines.append(f"edu_kg_{name} {value:g}")
        return "\n".join(lines) + "\n"


def _type(name: str) -> str:
    return f"# TYPE edu_kg_{name} counter"


class Measured:
    """An application whose requests are counted."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and count."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._metrics.note(scope["path"], status, time.perf_counter() - started)
