"""The outputs of the fact network, in their order, and how far apart words are for it."""

import numpy as np
from numpy.typing import NDArray

from edu_kg.model import EventType, Manner, Predicate

EVENT_TYPES = tuple(EventType)
"""Types of event; the network's column 0 is for words that name none."""
TITLE_TAGS = ("O", "B", "I")
MANNERS = tuple(Manner)
DATE_CHANNEL, PLACE_CHANNEL, STANDS_CHANNEL = "date", "place", "stands"
WORD_CHANNELS = (*(m.value for m in MANNERS), DATE_CHANNEL, PLACE_CHANNEL, STANDS_CHANNEL)
"""Of a word that names an event and a mention: its manner, its date, its place, and whether the
person stands for a body in it."""
TITLE_CHANNELS = ("holder", "body")
"""Of a word of a title and a mention."""
BEHALF_CHANNEL = "behalf"
PREDICATES = tuple(Predicate)
PAIR_CHANNELS = (*(p.value for p in PREDICATES), BEHALF_CHANNEL)
"""Of two mentions: the relations of the first to the second, and on whose behalf the first acts."""

_BOUNDS = np.array([1, 2, 3, 5, 9, 17, 33, 65])
_SIDES = 2 * (len(_BOUNDS) + 1)
DISTANCES = 2 * _SIDES
"""Classes of distance: how many words before or after, in the same sentence or not."""
_MOST_BETWEEN = 4
RANKS = 2 * (_MOST_BETWEEN + 1)
"""Classes of rank: the nearest of its kind before or after a word, the second, ..."""
_COUNTS = np.array([2, 3, 4, 6, 9])
SALIENCES = 2 * (len(_COUNTS) + 1)
"""Classes of salience: how often a text speaks of a thing, and whether its first sentence does."""


def distances(
    left: NDArray[np.int64], right: NDArray[np.int64], sentence: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Give the class of distance of every word of `left` to every word of `right`.

    `sentence` is the number of the sentence of each word.
    """
    gap = right[None, :] - left[:, None]
    size = np.searchsorted(_BOUNDS, np.abs(gap), side="right")
    side = np.where(gap < 0, len(_BOUNDS) + 1, 0)
    apart = sentence[left][:, None] != sentence[right][None, :]
    return np.asarray(size + side + np.where(apart, _SIDES, 0), dtype=np.int64)


def ranks(
    left: NDArray[np.int64], right: NDArray[np.int64], kinds: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Give the class of rank of every mention for every word of `left`.

    `right` holds the first words of the mentions, in text order, `kinds` what they are of.
    """
    found = np.zeros((len(left), len(right)), dtype=np.int64)
    for kind in np.unique(kinds):
        own = np.flatnonzero(kinds == kind)
        before = np.searchsorted(right[own], left, side="left")
        place = np.arange(len(own))[None, :] - before[:, None]
        nearer = np.minimum(np.where(place < 0, -1 - place, place), _MOST_BETWEEN)
        found[:, own] = nearer + np.where(place < 0, _MOST_BETWEEN + 1, 0)
    return found


def saliences(
    owners: NDArray[np.int64], starts: NDArray[np.int64], opening: int
) -> NDArray[np.int64]:
    """Give the class of salience of each mention, of whose text `opening` words open it."""
    same = owners[:, None] == owners[None, :]
    opens = (same & (starts < opening)[None, :]).any(1)
    count = np.searchsorted(_COUNTS, same.sum(1), side="right")
    return np.asarray(count + np.where(opens, len(_COUNTS) + 1, 0), dtype=np.int64)
