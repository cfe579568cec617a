"""A window of an article as the arrays of numbers that the fact network takes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from edu_kg.extraction.learned.inputs import DATE, KINDS, ArticleInput
from edu_kg.extraction.learned.labels import distances, ranks, saliences
from edu_kg.extraction.learned.paths import Tree, paths
from edu_kg.nlp.features import word_shape

MOST_PIECES = 510
"""Pieces of the longest window; the encoder knows no more places."""

Numbers = NDArray[np.int64]


def window_arrays(window: ArticleInput, sizes: Sequence[int]) -> dict[str, Numbers]:
    """Give the network's inputs but for the pieces, of which each word has so many.

    By piece, with the window's two marks: ``shapes``, ``gaps``, ``marks``; by word: ``first`` and
    ``last`` piece; by mention: first and last word, ``starts`` and ``ends``, ``owners``, which
    are numbers from 1 on, and ``saliences``; by word and mention, and by mention and mention:
    classes of distance, of rank and of the way through the parse.
    """
    ends = np.cumsum(sizes)
    starts = np.array([m.start for m in window.mentions], dtype=np.int64)
    words = np.arange(len(window.words))
    kinds = np.array([KINDS.index(m.kind) for m in window.mentions], dtype=np.int64)
    owners = np.array([1 + 2 * m.owner + (m.kind == DATE) for m in window.mentions], dtype=np.int64)
    opening = window.sentences[1] if len(window.sentences) > 1 else len(words)
    sentence = np.searchsorted(window.sentences, words, side="right")
    tree = Tree(window.words, window.heads, window.deps)
    roots = [tree.root_of(m.start, m.end) for m in window.mentions]
    return {
        "shapes": _spread([word_shape(word) for word in window.words], sizes),
        "gaps": _spread(window.gaps, sizes),
        "marks": _spread(window.marks(), sizes),
        # A sentence longer than a window is cut: its last words share the last place.
        "first": np.minimum(1 + ends - np.array(sizes), MOST_PIECES),
        "last": np.minimum(ends, MOST_PIECES),
        "starts": starts,
        "ends": np.array([m.end - 1 for m in window.mentions], dtype=np.int64),
        "owners": owners,
        "saliences": saliences(owners, starts, opening),
        "word_distances": distances(words, starts, sentence),
        "pair_distances": distances(starts, starts, sentence),
        "word_ranks": ranks(words, starts, kinds),
        "pair_ranks": ranks(starts, starts, kinds),
        "word_paths": paths(tree, words.tolist(), roots, sentence),
        "pair_paths": paths(tree, roots, roots, sentence),
    }


def _spread(values: Sequence[int], sizes: Sequence[int]) -> Numbers:
    spread = np.repeat(values, sizes)[:MOST_PIECES]
    return np.concatenate(([0], spread, [0])).astype(np.int64)
