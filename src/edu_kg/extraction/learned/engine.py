"""The fact network, run on one article at a time."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edu_kg.extraction.learned.arrays import MOST_PIECES, layout, window_arrays
from edu_kg.extraction.learned.inputs import KINDS, ArticleInput, MentionInput
from edu_kg.nlp.engine import open_session
from edu_kg.nlp.vectors import PieceVectors, load_piece_vectors

_MODEL = Path(__file__).parent / "model"
# An addition and a norm in one kernel take several times as long as one after the other.
_SLOW = ("SkipLayerNormFusion",)

INPUTS = (
    "pieces",
    "shapes",
    "gaps",
    "marks",
    "first",
    "last",
    "starts",
    "ends",
    "owners",
    "saliences",
    "pair_distances",
    "pair_ranks",
    "pair_paths",
)
OUTPUTS = ("events", "titles", "pairs", "words", "mentions")
PART_INPUTS = ("words", "mentions", "word_distances", "word_ranks", "word_paths")
PART_OUTPUTS = ("word_mentions", "title_mentions")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactScores:
    """What the network says of a window's words and mentions, before any decision.

    ``events`` [words, types] and ``titles`` [words, tags] score what a word is; ``pairs``
    [channels, mentions, mentions] what two mentions are to each other; ``parts`` gives, for some
    words, what each mention is to them as an event and as a title: twice [channels, words,
    mentions]. Few words of a text are either.
    """

    events: Floats
    titles: Floats
    pairs: Floats
    parts: Callable[[Sequence[int]], tuple[Floats, Floats]]


class FactEngine:
    """A loaded fact network: one graph reads a text, another looks at words of it again."""

    def __init__(self, model: Path, vectors: PieceVectors) -> None:
        self._session = open_session((model / "facts.onnx").read_bytes(), without=_SLOW)
        self._parts = open_session((model / "parts.onnx").read_bytes())
        self._vectors = vectors

    def score(self, article: ArticleInput) -> Iterator[tuple[ArticleInput, FactScores]]:
        """Yield windows of whole sentences, as few as hold the article, with their scores.

        Time and memory grow with the article's length, not with its square.
        """
        pieces = self._vectors.pieces(article.words)
        for start, end in _windows(article, [len(p) for p in pieces]):
            window = article.cut(start, end)
            yield window, self._scores(window, pieces[start:end])

    def _scores(self, window: ArticleInput, pieces: list[tuple[int, ...]]) -> FactScores:
        count = len(window.mentions)
        if not count:
            # The graph wants one; its scores are dropped.
            anyone = MentionInput(start=0, end=1, kind=KINDS[0], owner=0, is_name=False)
            window = replace(window, mentions=(anyone,))
        ids = [number for word in pieces for number in word][:MOST_PIECES]
        placed = layout(window)
        arrays = window_arrays(window, placed, [len(word) for word in pieces])
        feed = {"pieces": self._vectors.rows(ids), **arrays}
        events, titles, pairs, words, mentions = self._session.run(list(OUTPUTS), feed)

        def parts(asked: Sequence[int]) -> tuple[Floats, Floats]:
            feed = {"words": words[list(asked)], "mentions": mentions, **placed.beside(asked)}
            beside, held = self._parts.run(list(PART_OUTPUTS), feed)
            return beside[:, :, :count], held[:, :, :count]

        return FactScores(events=events, titles=titles, pairs=pairs[:, :count, :count], parts=parts)


@functools.cache
def load_fact_engine(model: Path = _MODEL) -> FactEngine:
    """Give the shipped network, read once."""
    return FactEngine(model, load_piece_vectors())


def _windows(article: ArticleInput, sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last word of stretches of whole sentences that fit the network."""
    bounds = [*article.sentences, len(article.words)]
    start, end, length = 0, 0, 0
    for bound in bounds:
        more = sum(sizes[end:bound])
        if length + more > MOST_PIECES and end > start:
            yield start, end
            start, length = end, 0
        length += more
        end = bound
    if end > start:
        yield start, end
