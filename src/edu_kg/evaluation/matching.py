"""Pairing what was found with what was to be found."""

from collections.abc import Mapping

Edge = tuple[int, int]
_NOTHING = 1e-9  # below this, a gain is the rounding of sums


def best_pairs(worth: Mapping[Edge, float]) -> dict[int, int]:
    """Left to right, each at most once, so that the worths add up to as much as they can.

    Only the pairs given, all of positive worth, may be made.

    >>> best_pairs({(0, 0): 3.0, (0, 1): 2.0, (1, 0): 2.0})
    {0: 1, 1: 0}
    """
    pairs: dict[int, int] = {}
    while path := _best_path(worth, pairs):
        pairs.update(path)
    return dict(sorted(pairs.items()))


def _best_path(worth: Mapping[Edge, float], pairs: Mapping[int, int]) -> list[Edge]:
    """The new pairs of the change that gains most; none where every change loses.

    Such a change pairs somebody free, who may take a partner from another, who takes one in turn
    (an augmenting path; found as Bellman and Ford find longest paths).
    """
    owner = {right: left for left, right in pairs.items()}
    gains = {left: 0.0 for left, _ in worth if left not in pairs}
    came: dict[int, Edge] = {}
    for _ in range(len(gains) + len(pairs)):
        if not _extend(worth, owner, gains, came):
            break
    ends = {
        (left, right): gains[left] + value
        for (left, right), value in worth.items()
        if left in gains and right not in owner
    }
    last = max(ends, key=ends.__getitem__, default=None)
    if last is None or ends[last] <= _NOTHING:
        return []
    path = [last]
    while (left := path[-1][0]) in came:
        path.append(came[left])
    return path


def _extend(
    worth: Mapping[Edge, float],
    owner: Mapping[int, int],
    gains: dict[int, float],
    came: dict[int, Edge],
) -> bool:
    """Let each who may gain a partner take one that is owned; tells whether a gain grew.

    ``gains`` has what is won until somebody needs a new partner, ``came`` who took the old one.
    """
    grew = False
    for (left, right), value in worth.items():
        robbed = owner.get(right)
        if left not in gains or robbed is None or robbed == left:
            continue
        gain = gains[left] + value - worth[robbed, right]
        if gain > gains.get(robbed, float("-inf")) + _NOTHING:
            gains[robbed], came[robbed] = gain, (left, right)
            grew = True
    return grew
