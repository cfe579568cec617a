"""50 normal queries beside one that never ends, and as many alone before and after it.

``python tests/benchmarks/endless_query.py http://127.0.0.1:8000`` measures a running server. What
other work on the machine takes changes from second to second: that is why the usual time is that
of fifty queries before and fifty after.
"""

import statistics
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Median seconds of a query alone and beside the endless one, and how that one ended."""

    usual: float
    beside: float
    endless_status: int
    endless_seconds: float

    @property
    def ratio(self) -> float:
        """How many times its usual time a query takes."""
        return self.beside / self.usual


def normal_queries() -> Iterator[str]:
    """Fifty queries, none of which was asked before, not in another run either."""
    run = time.time_ns()
    for number in range(50):
        yield (
            f"SELECT ?x{run} ?name WHERE {{ ?x{run} a schema:Person ; schema:name ?name }} "
            f"LIMIT {300 + number}"
        )


def seconds_of(client: httpx.Client) -> list[float]:
    """How long each of fifty queries takes, one after the other."""
    seconds = []
    for query in normal_queries():
        started = time.perf_counter()
        client.get("/sparql", params={"query": query}).raise_for_status()
        seconds.append(time.perf_counter() - started)
    return seconds


def measure(address: str) -> Beside:
    """The fifty before, beside and after."""
    ended: list[tuple[int, float]] = []

    def ask_endlessly() -> None:
        started = time.perf_counter()
        answer = httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=120)
        ended.append((answer.status_code, time.perf_counter() - started))

    with httpx.Client(base_url=address, timeout=120) as client:
        seconds_of(client)
        alone = seconds_of(client)
        thread = threading.Thread(target=ask_endlessly)
        thread.start()
        time.sleep(0.3)
        beside = seconds_of(client)
        thread.join()
        alone += seconds_of(client)
    status, seconds = ended[0]
    return Beside(
        usual=statistics.median(alone),
        beside=statistics.median(beside),
        endless_status=status,
        endless_seconds=seconds,
    )


if __name__ == "__main__":
    found = measure(sys.argv[1])
    print(  # noqa: T201
        f"alone {found.usual * 1000:.1f} ms, beside {found.beside * 1000:.1f} ms: "
        f"{found.ratio:.2f} times; the endless query: {found.endless_status} "
        f"after {found.endless_seconds:.1f} s"
    )
