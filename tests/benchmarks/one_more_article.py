"""How long one article takes to resolve into a collection of many.

python -m tests.benchmarks.one_more_article [ARTICLES] [MORE] [SEED]
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from identity_world import Size, make_world

from edu_kg.resolution import Resolver, State


def main(articles: int, more: int, seed: int) -> int:
    """Build, add the last articles one by one, and print the seconds that the longest took.

    Wall time, and the processor's alone, as the machine may have other work.
    """
    size = Size(articles=articles, people=articles // 5, bodies=articles // 10)
    claims = make_world("tune", seed, size).claims
    with tempfile.TemporaryDirectory() as folder:
        state = State.on_disk(Path(folder) / "resolution.sqlite")
        started = time.process_time()
        Resolver(state).update(claims[:-more])
        state.commit()
        spent = time.process_time() - started
        sys.stdout.write(f"{articles - more} articles: {spent:.1f} s of processor\n")
        taken = []
        for one in claims[-more:]:
            began, started = time.perf_counter(), time.process_time()
            changes = Resolver(state).update([one])
            state.commit()
            wall, spent = time.perf_counter() - began, time.process_time() - started
            told = f"{len(changes.articles)} articles and {len(changes.entities)} entities changed"
            taken.append((spent, wall, told))
    taken.sort(reverse=True)
    for spent, wall, told in taken[:5]:
        sys.stdout.write(f"one more: {spent:.2f} s of processor, {wall:.2f} s in all, {told}\n")
    median = taken[len(taken) // 2][0]
    over = sum(spent >= 1 for spent, _, _ in taken)
    sys.stdout.write(f"{more} one by one: half under {median:.2f} s, {over} of them over 1 s\n")
    return 0


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    sys.exit(main(*(given + [10_000, 100, 1][len(given) :])))
