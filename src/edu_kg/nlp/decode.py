"""From the encoder's scores to annotations: the best label path, the best tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Integers = NDArray[np.int64]


def best_path(emissions: Floats, transitions: Floats, start: Floats) -> list[int]:
    """Give the best label sequence of a linear chain.

    `emissions` is words by labels, `transitions` from label by to label, `start` a score a label.

    >>> emissions = np.array([[0.0, 1.0], [0.2, 0.0]])
    >>> best_path(emissions, np.array([[0.0, 0.0], [-9.0, 0.0]]), np.zeros(2))
    [1, 1]
    """
    if len(emissions) == 0:
        return []
    score = emissions[0] + start
    back = np.zeros(emissions.shape, dtype=np.int64)
    for step in range(1, len(emissions)):
        total = score[:, None] + transitions
        back[step] = total.argmax(axis=0)
        score = total.max(axis=0) + emissions[step]
    label = int(score.argmax())
    path = [label]
    for step in range(len(emissions) - 1, 0, -1):
        label = int(back[step, label])
        path.append(label)
    return path[::-1]


def best_tree(scores: Floats) -> Integers:
    """Give the head of every word of a sentence: 0 for the root, else the head's number from 1.

    `scores` is words by heads with column 0 for the root. The result is a tree with one root
    (Chu and Liu 1965, Edmonds 1967); it is searched for only where taking each word's best head
    does not give one already, which is the rule.

    >>> best_tree(np.array([[1.0, 0.0, 5.0], [3.0, 6.0, 0.0]]))
    array([2, 0])
    """
    count = len(scores)
    scores = np.asarray(scores, dtype=np.float64).copy()
    scores[np.arange(count), np.arange(1, count + 1)] = -np.inf
    heads: Integers = scores.argmax(axis=1)
    if _is_tree(heads):
        return heads
    finite = scores[np.isfinite(scores)]
    # A root edge costs more than all other edges together could win, so just one is taken.
    scores[:, 0] -= (finite.max() - finite.min() + 1.0) * (count + 1)
    full = np.full((count + 1, count + 1), -np.inf)
    full[1:] = scores
    found: Integers = _arborescence(full)[1:]
    return found


def _is_tree(heads: Integers) -> bool:
    if np.count_nonzero(heads == 0) != 1:
        return False
    return _find_cycle(np.concatenate(([0], heads))) is None


def _find_cycle(heads: Integers) -> list[int] | None:
    """Give the nodes of a cycle among heads (node 0 is the root and has none), if there is one."""
    state = np.zeros(len(heads), dtype=np.int64)
    state[0] = -1
    for first in range(1, len(heads)):
        node = first
        while state[node] == 0:
            state[node] = first
            node = int(heads[node])
        if state[node] == first:
            cycle = [node]
            while (following := int(heads[cycle[-1]])) != node:
                cycle.append(following)
            return cycle
        # Whatever is reached from here is known to end at the root.
        node = first
        while state[node] == first:
            state[node] = -1
            node = int(heads[node])
    return None


def _arborescence(scores: Floats) -> Integers:
    """Give the heads of the best spanning arborescence of node 0; `scores` is node by head."""
    heads: Integers = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    members = np.array(cycle)
    # The cycle becomes one node, the last. Entering it at a member gives up that member's edge.
    enter = scores[np.ix_(members, rest)] - scores[members, heads[members]][:, None]
    leave = scores[np.ix_(rest, members)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = enter.max(axis=0)
    small[:-1, -1] = leave.max(axis=1)
    found = _arborescence(small)
    for number, node in enumerate(rest[1:], 1):
        head = int(found[number])
        is_member = head == len(rest)
        heads[node] = members[leave[number].argmax()] if is_member else rest[head]
    entry = int(found[-1])
    broken = members[enter[:, entry].argmax()]
    heads[broken] = rest[entry]
    return heads
