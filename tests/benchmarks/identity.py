"""How well names are joined and kept apart across articles, on made articles.

python -m tests.benchmarks.identity [--half tune|report] [--seeds N] [--errors]
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from identity_world import World, make_world

from edu_kg.resolution import Resolver, State

Ref = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """B-cubed figures, and which pairs of namesakes were taken for one."""

    precision: float
    recall: float
    wrong_merges: tuple[tuple[str, str], ...]
    clashes: int
    untold: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(truth: Mapping[Ref, str], found: Mapping[Ref, str]) -> tuple[float, float]:
    """Precision and recall of a clustering, averaged over mentions."""
    both = Counter((truth[ref], found[ref]) for ref in truth)
    true, made = Counter(truth.values()), Counter(found[ref] for ref in truth)
    precision = sum(n * n / made[cluster] for (_, cluster), n in both.items())
    recall = sum(n * n / true[thing] for (thing, _), n in both.items())
    return precision / len(truth), recall / len(truth)


def assignments(world: World) -> dict[Ref, str]:
    """The entity that resolution gives each mention."""
    state = State.in_memory()
    Resolver(state).update(world.claims)
    return {
        (c.article_url, key): i for c in world.claims for key, i in state.ids(c.article_url).items()
    }


def measure(
    world: World, found: Mapping[Ref, str], kinds: Sequence[str] = ("person", "body")
) -> Figures:
    """The figures of people and bodies; places are known by their names.

    A mention that nobody could place is neither right nor wrong as long as it stands by itself;
    put with others, it counts like all.
    """
    accepted = _left_alone(world, found)
    truth = {ref: thing for ref, thing in world.truth.items() if thing.startswith(tuple(kinds))}
    weighed = {ref: thing for ref, thing in truth.items() if ref not in accepted}
    ids: dict[str, set[str]] = defaultdict(set)
    for ref, thing in truth.items():
        ids[thing].add(found[ref])
    clashes = [pair for pair in world.clashes if pair[0] in ids and pair[1] in ids]
    wrong = tuple(pair for pair in clashes if ids[pair[0]] & ids[pair[1]])
    figures = b_cubed(weighed, found)
    return Figures(*figures, wrong, len(clashes), len(truth) - len(weighed))


def _left_alone(world: World, found: Mapping[Ref, str]) -> set[Ref]:
    """The mentions that nobody could place, where they are with none but their like."""
    together: dict[str, set[Ref]] = defaultdict(set)
    for ref, entity in found.items():
        together[entity].add(ref)
    return {
        ref
        for refs in together.values()
        if refs <= world.untold and len({world.truth[ref] for ref in refs}) == 1
        for ref in refs
    }


def errors(world: World, found: Mapping[Ref, str]) -> Iterable[str]:
    """What is in several pieces, and what holds several things."""
    names = {(c.article_url, e.key): e.name for c in world.claims for e in c.entities}
    by_thing: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    by_found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for ref, thing in world.truth.items():
        by_thing[thing][found[ref]][names[ref]] += 1
        by_found[found[ref]][thing][names[ref]] += 1
    for kind, groups in (("split", by_thing), ("mixed", by_found)):
        for one, others in sorted(groups.items()):
            if len(others) > 1:
                yield f"{kind} {one}"
                yield from (f"    {other}: {dict(seen)}" for other, seen in sorted(others.items()))


def main() -> int:
    """Measure, and print one line a seed and kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", default="report", choices=("tune", "report"))
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    for seed in range(given.seeds):
        world = make_world(given.half, seed)
        found = assignments(world)
        for kinds in (("person", "body"), ("person",), ("body",)):
            f = measure(world, found, kinds)
            line = f"{given.half} {seed} {'+'.join(kinds):12} P {f.precision:.3f} R {f.recall:.3f} F1 {f.f1:.3f}"
            sys.stdout.write(
                f"{line}  wrong merges {len(f.wrong_merges)} of {f.clashes} clashes"
                f"  ({f.untold} mentions nobody could place)\n"
            )
        if given.errors:
            sys.stdout.writelines(f"{line}\n" for line in errors(world, found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
