"""Stretches of documents, and which of them go through the network together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from training.encoder.encoding import Encoded


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` of an encoded document."""

    source: Encoded
    start: int
    end: int
    length: int
    """Word pieces, with the marks at both ends."""


def cut_windows(
    source: Encoded, rng: random.Random, longest: int, single: float
) -> Iterator[Window]:
    """Yield windows of whole sentences of random size, up to `longest` pieces.

    `single` is the share of windows with one sentence only: treebanks are measured that way, and a
    headline stands alone.
    """
    sizes = [len(p) for p in source.pieces]
    bounds = [*source.sentences, len(source)]
    if bounds[0] != 0:
        bounds[0] = 0
    number = 0
    while number < len(bounds) - 1:
        alone = not source.ordered or rng.random() < single
        limit = longest if not alone else 0
        if not alone and rng.random() < 0.3:
            limit = rng.randint(longest // 3, longest)
        start = bounds[number]
        length = 2 + sum(sizes[start : bounds[number + 1]])
        number += 1
        while number < len(bounds) - 1:
            more = sum(sizes[bounds[number] : bounds[number + 1]])
            if length + more > limit:
                break
            length += more
            number += 1
        end = bounds[number]
        while length > longest:
            end -= 1
            length -= sizes[end]
        yield Window(source, start, end, length)


@dataclass(frozen=True, slots=True)
class Marks:
    """Piece numbers of the marks around a window."""

    start: int
    end: int


_LENGTHS = (16, 24, 32, 48, 64, 96, 128, 160, 192, 256, 384, 512)
"""Lengths sequences are padded to: kernels are compiled anew for every new shape."""


def round_up(length: int) -> int:
    """Give the next of the lengths sequences are padded to.

    >>> round_up(33), round_up(64)
    (48, 64)
    """
    return next(size for size in _LENGTHS if size >= length)


def make_batches(windows: list[Window], budget: int, rng: random.Random) -> list[list[Window]]:
    """Give windows grouped by length, about `budget` padded pieces each, in random order."""
    order = list(windows)
    rng.shuffle(order)
    buckets: dict[int, list[Window]] = {}
    for window in order:
        buckets.setdefault(round_up(window.length), []).append(window)
    groups = []
    for length, members in buckets.items():
        rows = max(1, budget // length)
        # The last group is filled up with windows of the same length, again for its shape.
        full = members + rng.choices(members, k=-len(members) % rows)
        groups += [full[n : n + rows] for n in range(0, len(full), rows)]
    rng.shuffle(groups)
    return groups
