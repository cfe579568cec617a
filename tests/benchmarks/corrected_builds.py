"""How long corrections take in a graph of many articles, and whether they give the same bytes.

python -m tests.benchmarks.corrected_builds [ARTICLES]
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from identity_world import Size, World, make_world
from pipeline.corrected_worlds import bring_up, corrections_for, graph_of

from edu_kg.model.corrections import AnyCorrection
from edu_kg.pipeline.amending import Amendments
from edu_kg.pipeline.building import preview_amendments
from edu_kg.pipeline.workspace import Workspace


def main(articles: int) -> int:
    """Build, correct step by step, build all at once, and print the seconds of each."""
    size = Size(articles=articles, people=articles // 5, bodies=articles // 10)
    world = make_world("tune", 1, size)
    corrections = corrections_for(world, seed=1, each=20)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "in-steps"
        told = "articles, no corrections"
        _timed(f"{articles - 1} {told}", lambda: _build(output, world, articles - 1, ()))
        for told, number, given in (
            ("the first corrections, one of each kind", articles - 1, corrections[:5]),
            ("one correction more", articles - 1, corrections[:6]),
            ("the other 94", articles - 1, corrections),
            ("one article more", articles, corrections),
            ("one correction less", articles, corrections[:-1]),
        ):
            _timed(told, lambda n=number, c=given: _build(output, world, n, c))  # type: ignore[misc]
        _timed("a look at all of them", lambda: _preview(output, corrections))
        fresh = Path(folder) / "at-once"
        _timed("all built at once", lambda: _build(fresh, world, articles, corrections[:-1]))
        same = graph_of(output) == graph_of(fresh)
    sys.stdout.write(f"{'the same bytes' if same else 'OTHER BYTES'}\n")
    return 0 if same else 1


def _build(output: Path, world: World, articles: int, given: Sequence[AnyCorrection]) -> None:
    bring_up(output, world, range(articles), given)


def _preview(output: Path, given: Sequence[AnyCorrection]) -> None:
    workspace = Workspace(output)
    preview_amendments(workspace, workspace.load_index(), Amendments(corrections=tuple(given)))


def _timed(told: str, work: Callable[[], object]) -> None:
    started = time.perf_counter()
    work()
    sys.stdout.write(f"{told}: {time.perf_counter() - started:.2f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
