"""The same articles in any order, split into any runs, on 1, 2 or 4 workers, under five hash seeds
give the same bytes of canonical N-Quads, through the command line.

EDU_KG_LONG=1 makes it sixty articles in a dozen ways instead of sixteen in five.
"""

import json
import os
import random
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_line import edu_kg
from identity_world import Size, make_world

from edu_kg.query import Graph

LONG = bool(os.environ.get("EDU_KG_LONG"))
ARTICLES = 60 if LONG else 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to come to a graph: so many runs, each on so many processes."""

    runs: int
    workers: int
    hash_seed: int


WAYS = [
    Way(runs=1, workers=2, hash_seed=1),
    Way(runs=1, workers=4, hash_seed=2),
    Way(runs=2, workers=1, hash_seed=3),
    Way(runs=3, workers=2, hash_seed=4),
]
if LONG:
    WAYS += [Way(runs=5, workers=w, hash_seed=10 * w + n) for w in (1, 2, 4) for n in range(3)]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Made articles as JSON records, full of namesakes, acronyms and other name forms."""
    folder = tmp_path_factory.mktemp("records")
    size = Size(articles=ARTICLES, people=12, bodies=18, name_clashes=6, acronym_clashes=3)
    written = []
    for article in make_world("tune", 3, size).articles:
        file = folder / f"{article.url.rpartition('/')[2]}.json"
        told = {"id": file.stem, "url": article.url, "title": article.title, "text": article.text}
        told["published"] = f"{article.published}-06-01"
        file.write_text(json.dumps(told), encoding="utf-8")
        written.append(file)
    return written


def graph_of(records: list[Path], way: Way, output: Path) -> bytes:
    """The export of the graph that comes out that way, articles in an order of its own."""
    ordered = list(records)
    random.Random(way.hash_seed).shuffle(ordered)
    for part in range(way.runs):
        ran = edu_kg(
            "ingest",
            *ordered[part :: way.runs],
            "--model",
            "small",
            "--workers",
            str(way.workers),
            "--output",
            output,
            hash_seed=str(way.hash_seed),
        )
        assert ran.code == 0, ran.out + ran.err
    Graph.open(output).export(output / "g.nq")
    return (output / "g.nq").read_bytes()


@pytest.fixture(scope="module")
def at_once(records: list[Path], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return graph_of(
        records, Way(runs=1, workers=1, hash_seed=0), tmp_path_factory.mktemp("once") / "output"
    )


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_any_split_order_workers_and_hash_seed_give_the_same_bytes(
    records: list[Path], at_once: bytes, way: Way, tmp_path: Path
) -> None:
    assert graph_of(records, way, tmp_path / "output") == at_once


def test_the_graph_that_is_compared_is_no_empty_one(at_once: bytes) -> None:
    assert at_once.count(b"\n") > 50 * ARTICLES
    assert b"IdentityDecision" in at_once
