"""How long one article takes to resolve into a collection of many.

python -m tests.benchmarks.one_more_article [ARTICLES]
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from identity_world import Size, make_world

from edu_kg.resolution import Resolver, State


def main(articles: int) -> int:
    """Build, then add the last five articles one by one, and print the seconds of each."""
    size = Size(articles=articles, people=articles // 5, bodies=articles // 10)
    claims = make_world("tune", 1, size).claims
    with tempfile.TemporaryDirectory() as folder:
        state = State.on_disk(Path(folder) / "resolution.sqlite")
        started = time.perf_counter()
        Resolver(state).update(claims[:-5])
        state.commit()
        sys.stdout.write(f"{articles - 5} articles: {time.perf_counter() - started:.1f} s\n")
        for one in claims[-5:]:
            started = time.perf_counter()
            changes = Resolver(state).update([one])
            state.commit()
            seconds = time.perf_counter() - started
            told = f"{len(changes.articles)} articles and {len(changes.entities)} entities changed"
            sys.stdout.write(f"one more: {seconds:.3f} s, {told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
