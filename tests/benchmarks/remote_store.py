"""A graph in Virtuoso, copied and loaded in bulk, and what questions take there and here.

``python tests/benchmarks/remote_store.py FOLDER`` starts a Virtuoso of its own and fills it with
the graph that ``large_graph.py`` wrote into the folder, by its bulk loader, and by ``edu-kg ingest
--store``'s way. Figures are seconds and milliseconds of wall time, medians of three.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from store.virtuoso_server import PASSWORD, USER, Virtuoso, running

from edu_kg.pipeline.replicating import Destination, replicate
from edu_kg.pipeline.workspace import Workspace
from edu_kg.query import Graph

T = TypeVar("T")
_ROUNDS = 3
QUESTIONS: dict[str, Callable[[Graph], object]] = {
    "signatories of a body": lambda graph: graph.run("signatories", organization="HU1"),
    "signatories of all": lambda graph: graph.run("signatories"),
    "events of a person": lambda graph: graph.run("events", participant="Ada Bello 1"),
    "a card": lambda graph: graph.cards("Ada Bello 1"),
    "who signs with whom, network": lambda graph: graph.ties("co-signing"),
    "two hops": lambda graph: graph.query(
        """SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?a ?c WHERE {
             ?one edu:event ?e ; edu:participant ?a . ?two edu:event ?e ; edu:participant ?b .
             ?three edu:event ?f ; edu:participant ?b . ?four edu:event ?f ; edu:participant ?c .
             ?a schema:name "Hill University 1" } }"""
    ),
    "per year": lambda graph: graph.query(
        """SELECT ?year (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e schema:startDate ?date
           BIND(SUBSTR(STR(?date), 1, 4) AS ?year) } GROUP BY ?year ORDER BY ?year"""
    ),
}


def main(output: Path) -> None:
    """Measure, and print a line for each figure."""
    os.environ.update(EDU_KG_STORE_USER=USER, EDU_KG_STORE_PASSWORD=PASSWORD)
    workspace = Workspace(output)
    workspace.replicas.unlink(missing_ok=True)
    here = Graph.open(output)
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "dump" / "graph.nq.gz"
        dump.parent.mkdir()
        statements, seconds = timed(lambda: here.export(dump, force=True, runs=True))
        tell(f"export of {statements} statements: {seconds:.1f} s")
        server_at = partial(running, buffers=100_000, rows=1_000_000)
        with server_at(Path(folder) / "loaded", loaded=dump.parent) as server:
            _, seconds = timed(lambda: load_in_bulk(server, dump))
            tell(f"bulk load: {seconds:.1f} s")
            destination = Destination(address=server.endpoint, loaded=True)
            done, seconds = timed(lambda: replicate(workspace, {}, destination))
            tell(f"looked through, as loaded ({done.written} graphs written): {seconds:.1f} s")
            there = Graph.on_server(server.endpoint)
            for name, ask in QUESTIONS.items():
                tell(f"{name}: {median(ask, here):.0f} ms here, {median(ask, there):.0f} ms there")
        with server_at(Path(folder) / "copied") as server:
            destination = Destination(address=server.endpoint)
            for what in ("copy", "copy again"):
                done, seconds = timed(lambda: replicate(workspace, {}, destination))
                tell(f"{what} ({done.written} graphs written): {seconds:.1f} s")


def tell(line: str) -> None:
    """Write a line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def load_in_bulk(server: Virtuoso, dump: Path) -> None:
    """Load the file with Virtuoso's own loader."""
    steps = f"ld_dir('{dump.parent}', '{dump.name}', 'urn:unused'); rdf_loader_run(); checkpoint;"
    command = ["isql-vt", f"127.0.0.1:{server.sql_port}", USER, PASSWORD, f"exec={steps}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def timed(do: Callable[[], T]) -> tuple[T, float]:
    """What it gives, and the seconds it took."""
    began = time.perf_counter()
    return do(), time.perf_counter() - began


def median(ask: Callable[[Graph], object], graph: Graph) -> float:
    """The milliseconds a question takes, after the first time."""
    ask(graph)
    return 1000 * statistics.median(timed(lambda: ask(graph))[1] for _ in range(_ROUNDS))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
