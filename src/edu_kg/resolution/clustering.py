"""Personas to things: pairs are joined from the surest down, and never across a prohibition."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

Scores = Callable[[int, int], float | None]
"""What speaks for two personas, the lower position first, being one; None: names do not fit."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A scored pair: positions of its personas."""

    first: int
    second: int
    score: float
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Clustering:
    """The groups, each sorted, and the edges that made them."""

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[Edge, ...]


def cluster(
    count: int, edges: Iterable[Edge], forbidden: Collection[tuple[int, int]], scores: Scores
) -> Clustering:
    """Join along the edges, certain ones first, then by score; no group holds a forbidden pair.

    Groups are joined by a score only where all that is known of their pairs speaks for it
    together: one weak link does not make one of two things that much tells apart. The same for
    edges in any order.
    """
    group_of = list(range(count))
    groups = {at: {at} for at in range(count)}
    enemies: dict[int, set[int]] = defaultdict(set)
    for first, second in forbidden:
        enemies[first].add(second)
        enemies[second].add(first)
    joined = []
    for edge in sorted(edges, key=lambda e: (not e.is_certain, -e.score, e.first, e.second)):
        first, second = group_of[edge.first], group_of[edge.second]
        if first == second or enemies[first] & groups[second]:
            continue
        if not edge.is_certain and not _agree(groups[first], groups[second], scores):
            continue
        small, large = sorted((first, second), key=lambda group: (len(groups[group]), group))
        for member in groups[small]:
            group_of[member] = large
        groups[large] |= groups.pop(small)
        enemies[large] |= enemies.pop(small, set())
        joined.append(edge)
    return Clustering(
        tuple(sorted(tuple(sorted(group)) for group in groups.values())), tuple(joined)
    )


def _agree(first: Iterable[int], second: Collection[int], scores: Scores) -> bool:
    """Whether the pairs between two groups speak for joining them, and none is impossible."""
    total = 0.0
    for one in sorted(first):
        for other in sorted(second):
            score = scores(min(one, other), max(one, other))
            if score is None:
                return False
            total += score
    return total >= 0
