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
