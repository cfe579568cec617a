"""50 normal queries alone, and beside one that never ends: ``python … http://127.0.0.1:8000``."""

import statistics
import sys
import threading
import time
from collections.abc import Iterator

import httpx

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def normal_queries(first: int) -> Iterator[str]:
    """Fifty queries, none of which was asked before, not in another run either."""
    run = time.time_ns()
    for number in range(first, first + 50):
        yield (
            f"SELECT ?x{run} ?name WHERE {{ ?x{run} a schema:Person ; schema:name ?name }} "
            f"LIMIT {300 + number}"
        )


def seconds_of(client: httpx.Client, first: int) -> list[float]:
    """How long each of fifty queries takes, one after the other."""
    seconds = []
    for query in normal_queries(first):
        started = time.perf_counter()
        client.get("/sparql", params={"query": query}).raise_for_status()
        seconds.append(time.perf_counter() - started)
    return seconds


def main(address: str) -> None:
    """Print both medians, and how the endless query ended."""
    with httpx.Client(base_url=address, timeout=120) as client:
        seconds_of(client, 0)
        alone = seconds_of(client, 50)
        ended: list[str] = []

        def ask_endlessly() -> None:
            started = time.perf_counter()
            answer = httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=120)
            ended.append(f"{answer.status_code} after {time.perf_counter() - started:.1f} s")

        thread = threading.Thread(target=ask_endlessly)
        thread.start()
        time.sleep(0.3)
        beside = seconds_of(client, 100)
        assert thread.is_alive(), "it ended too early to tell"
        thread.join()
        usual, then = statistics.median(alone), statistics.median(beside)
        print(  # noqa: T201
            f"alone {usual * 1000:.1f} ms, beside {then * 1000:.1f} ms: {then / usual:.2f} times"
        )
        print(  # noqa: T201
            f"the endless query: {ended[0]}"
        )


if __name__ == "__main__":
    main(sys.argv[1])
