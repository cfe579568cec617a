"""How long the pages of a running server take, the first time and then.

``python tests/benchmarks/pages.py http://127.0.0.1:8000`` against a graph of large_graph.py.
"""

import statistics
import sys
import time

import httpx

PAGES = (
    "/",
    "/?q=hill&year=2020",
    "/id/organization/hill-{n}",
    "/id/person/ada-{n}",
    "/explore/partners?body=https://w3id.org/edu-kg/id/organization/hill-{n}",
    "/explore/network",
    "/explore/network.json?kind=co-signing&from={y}",
    "/explore/entity.json?iri=https://w3id.org/edu-kg/id/organization/hill-{n}",
    "/explore/sparql",
)


def main(address: str) -> None:
    """Print the first time, and the median of nine others."""
    with httpx.Client(base_url=address, timeout=120, headers={"Accept": "text/html"}) as client:
        for page in PAGES:
            seconds = []
            for number in range(10):
                started = time.perf_counter()
                client.get(page.format(n=number, y=2000 + number)).raise_for_status()
                seconds.append(time.perf_counter() - started)
            told = f"first {seconds[0] * 1000:6.0f} ms, then {statistics.median(seconds[1:]) * 1000:6.1f} ms"
            print(f"{told}  {page}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
