"""Readers beside a writer: no error, and whole articles only.

Five seconds with five readers; EDU_KG_LONG=1 makes it sixty with twenty.
"""

import os
import sys
import threading
import time
from pathlib import Path

import httpx
from benchmarks.large_graph import graphs_of
from serve.served_graph import serving

from edu_kg.query import Graph, readable_state
from edu_kg.serve import Limits
from edu_kg.store import Store

SECONDS, READERS = (60, 20) if os.environ.get("EDU_KG_LONG") else (5, 5)
ARTICLES = 40
# Of every article graph of the generator: one event, three parts in it, one post.
PARTIAL = """SELECT ?g WHERE {
  { SELECT ?g (COUNT(DISTINCT ?p) AS ?parts) WHERE { GRAPH ?g { ?p a edu:Participation } }
    GROUP BY ?g }
  FILTER(?parts != 3 || NOT EXISTS { GRAPH ?g { ?e a edu:Event } }
    || NOT EXISTS { GRAPH ?g { ?r a org:Membership } }) }"""
NAMELESS = "SELECT ?x WHERE { ?x edu:mentionedIn ?a FILTER NOT EXISTS { ?x schema:name ?n } }"
SIZE = "SELECT (COUNT(*) AS ?n) WHERE { ?a a schema:NewsArticle }"


def _write(output: Path, first: int, last: int) -> None:
    graphs = list(graphs_of(ARTICLES))
    store = Store.on_disk(output / "store", writable=True)
    store.replace_graphs(dict(graphs[:1]))
    for name, quads in graphs[1 + first : 1 + last]:
        store.replace_graph(name, quads)
    store.close()


def test_readers_beside_a_writer_see_whole_articles_and_newer_states(tmp_path: Path) -> None:
    _write(tmp_path, 0, 10)
    problems: list[str] = []
    sizes: set[int] = set()
    until = time.monotonic() + SECONDS
    with serving(tmp_path, Limits(workers=2)) as client:
        address = str(client.base_url).rstrip("/")

        def read() -> None:
            with httpx.Client(base_url=address, timeout=60) as reader:
                while time.monotonic() < until:
                    for query in (PARTIAL, NAMELESS, SIZE):
                        answer = reader.get("/sparql", params={"query": query})
                        if answer.status_code != 200:
                            problems.append(answer.text)
                            continue
                        rows = answer.json()["results"]["bindings"]
                        if query == SIZE:
                            sizes.add(int(rows[0]["n"]["value"]))
                        elif rows:
                            problems.append(str(rows[:2]))

        readers = [threading.Thread(target=read) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        number = 10
        while time.monotonic() < until:
            number = number + 5 if number < ARTICLES else 10
            _write(tmp_path, 0, number)
            time.sleep(0.3)
        for reader in readers:
            reader.join()
    assert problems == []
    assert len(sizes) > 1, f"no newer state was seen: {sizes} in {sys.platform}"


def test_a_state_is_read_while_a_writer_holds_the_store(tmp_path: Path) -> None:
    _write(tmp_path, 0, 3)
    graphs = list(graphs_of(ARTICLES))
    store = Store.on_disk(tmp_path / "store", writable=True)
    store.replace_graphs(dict(graphs))
    assert Graph.at(readable_state(tmp_path)).query(SIZE).values == ((3,),)
    store.close()
    assert Graph.at(readable_state(tmp_path)).query(SIZE).values == ((ARTICLES,),)


def test_a_store_without_a_state_set_aside_gets_one(tmp_path: Path) -> None:
    _write(tmp_path, 0, 3)
    for state in (tmp_path / "snapshots").iterdir():
        state.rename(tmp_path / f"away-{state.name}")
    assert Graph.at(readable_state(tmp_path)).query(SIZE).values == ((3,),)


def test_old_states_do_not_pile_up(tmp_path: Path) -> None:
    for _ in range(4):
        _write(tmp_path, 0, 2)
    assert len(list((tmp_path / "snapshots").iterdir())) == 2
