"""Personas to things: pairs are joined from the surest down, and never across a prohibition."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Edge:
    """A scored pair: positions of its personas."""

    first: int
    second: int
    score: float
    is_certain: bool = False


class Judge(Protocol):
    """Knows what groups show as a whole; a group goes by the position of one of its members."""

    def score(self, first: int, second: int) -> float | None:
        """What speaks for the two groups being one; None where their names do not fit."""

    def join(self, first: int, second: int, edge: Edge) -> None:
        """Take the second group into the first, for that edge's sake."""


def cluster(
    count: int, edges: Sequence[Edge], forbidden: Collection[tuple[int, int]], judge: Judge
) -> tuple[tuple[int, ...], ...]:
    """The groups, each sorted: certain edges first, then the surest; none holds a forbidden pair.

    An edge joins two groups only where what the groups show as a whole speaks for it: one weak
    link does not make one of two things that much tells apart. Then groups are looked at again,
    as two may have come to show together what none of their members does. The same for edges in
    any order.
    """
    return _Clustering(count, forbidden, judge).run(edges)


class _Clustering:
    def __init__(self, count: int, forbidden: Iterable[tuple[int, int]], judge: Judge) -> None:
        self._group_of = list(range(count))
        self._groups = {at: {at} for at in range(count)}
        self._judge = judge
        self._enemies: dict[int, set[int]] = defaultdict(set)
        for first, second in forbidden:
            self._enemies[first].add(second)
            self._enemies[second].add(first)

    def run(self, edges: Sequence[Edge]) -> tuple[tuple[int, ...], ...]:
        ranked = sorted(edges, key=_surest_first)
        for edge in ranked:
            if edge.is_certain or edge.score >= 0:
                self._try(edge)
        while self._join_groups(ranked):
            pass
        return tuple(sorted(tuple(sorted(group)) for group in self._groups.values()))

    def _join_groups(self, edges: Iterable[Edge]) -> bool:
        """Judge all groups that an edge runs between, once each; gives whether any were joined."""
        best: dict[tuple[int, int], Edge] = {}
        for edge in edges:
            first, second = sorted((self._group_of[edge.first], self._group_of[edge.second]))
            if first != second and len(self._groups[first]) + len(self._groups[second]) > 2:
                best.setdefault((first, second), edge)
        scored = []
        for (first, second), edge in best.items():
            score = self._judge.score(first, second)
            if score is not None and score >= 0:
                scored.append(Edge(edge.first, edge.second, score))
        return sum(map(self._try, sorted(scored, key=_surest_first))) > 0

    def _try(self, edge: Edge) -> bool:
        first, second = self._group_of[edge.first], self._group_of[edge.second]
        if first == second or self._enemies[first] & self._groups[second]:
            return False
        if not edge.is_certain:
            score = self._judge.score(first, second)
            if score is None or score < 0:
                return False
        small, large = sorted((first, second), key=lambda group: (len(self._groups[group]), group))
        self._judge.join(large, small, edge)
        for member in self._groups[small]:
            self._group_of[member] = large
        self._groups[large] |= self._groups.pop(small)
        self._enemies[large] |= self._enemies.pop(small, set())
        return True


def _surest_first(edge: Edge) -> tuple[bool, float, int, int]:
    return not edge.is_certain, -edge.score, edge.first, edge.second
