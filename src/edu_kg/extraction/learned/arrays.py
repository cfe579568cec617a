"""A window of an article as the arrays of numbers that the fact network takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edu_kg.extraction.learned.inputs import DATE, KINDS, ArticleInput
from edu_kg.extraction.learned.labels import distances, ranks, saliences
from edu_kg.extraction.learned.paths import Tree, paths
from edu_kg.nlp.features import word_shape

MOST_PIECES = 510
"""Pieces of the longest window; the encoder knows no more places."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the words and mentions of a window stand to each other."""

    starts: Numbers
    """The first word of each mention."""
    kinds: Numbers
    """What each mention is of, as places in ``KINDS``."""
    sentence: Numbers
    """The number of each word's sentence."""
    tree: Tree
    roots: list[int]
    """The word of each mention that hangs on a word outside."""

    def beside(self, words: Sequence[int]) -> dict[str, Numbers]:
        """Give classes of distance, rank and way through the parse, by word and mention."""
        left = np.array(words, dtype=np.int64)
        return {
            "word_distances": distances(left, self.starts, self.sentence),
            "word_ranks": ranks(left, self.starts, self.kinds),
            "word_paths": paths(self.tree, words, self.roots, self.sentence),
        }


def layout(window: ArticleInput) -> Layout:
    """Give how the words and mentions of a window stand to each other."""
    tree = Tree(window.words, window.heads, window.deps)
    words = np.arange(len(window.words))
    return Layout(
        starts=np.array([m.start for m in window.mentions], dtype=np.int64),
        kinds=np.array([KINDS.index(m.kind) for m in window.mentions], dtype=np.int64),
        sentence=np.searchsorted(window.sentences, words, side="right"),
        tree=tree,
        roots=[tree.root_of(m.start, m.end) for m in window.mentions],
    )


def window_arrays(window: ArticleInput, placed: Layout, sizes: Sequence[int]) -> dict[str, Numbers]:
    """Give the network's inputs but for the pieces, of which each word has so many.

    By piece, with the window's two marks: ``shapes``, ``gaps``, ``marks``; by word: ``first`` and
    ``last`` piece; by mention: first and last word, ``starts`` and ``ends``, ``owners``, which
    are numbers from 1 on, and ``saliences``; by mention and mention: classes of distance, of rank
    and of the way through the parse.
    """
    ends = np.cumsum(sizes)
    starts, roots, sentence = placed.starts, placed.roots, placed.sentence
    owners = np.array([1 + 2 * m.owner + (m.kind == DATE) for m in window.mentions], dtype=np.int64)
    opening = window.sentences[1] if len(window.sentences) > 1 else len(window.words)
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
        "pair_distances": distances(starts, starts, sentence),
        "pair_ranks": ranks(starts, starts, placed.kinds),
        "pair_paths": paths(placed.tree, roots, roots, sentence),
    }


def _spread(values: Sequence[int], sizes: Sequence[int]) -> Numbers:
    spread = np.repeat(values, sizes)[:MOST_PIECES]
    return np.concatenate(([0], spread, [0])).astype(np.int64)
