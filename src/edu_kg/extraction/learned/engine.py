"""The fact network, run on one article at a time."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edu_kg.extraction.learned.arrays import MOST_PIECES, window_arrays
from edu_kg.extraction.learned.inputs import KINDS, ArticleInput, MentionInput
from edu_kg.nlp.engine import open_session
from edu_kg.nlp.features import find_pieces
from edu_kg.nlp.vectors import PieceVectors, load_piece_vectors

_MODEL = Path(__file__).parent / "model" / "facts.onnx"

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
    "word_distances",
    "pair_distances",
    "word_ranks",
    "pair_ranks",
    "word_paths",
    "pair_paths",
)
OUTPUTS = ("events", "titles", "word_mentions", "title_mentions", "pairs")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactScores:
    """What the network says of a window's words and mentions, before any decision.

    ``events`` [words, types] and ``titles`` [words, tags] score what a word is;
    ``word_mentions`` and ``title_mentions`` [channels, words, mentions] what a mention is to it;
    ``pairs`` [channels, mentions, mentions] what two mentions are to each other.
    """

    events: NDArray[np.float32]
    titles: NDArray[np.float32]
    word_mentions: NDArray[np.float32]
    title_mentions: NDArray[np.float32]
    pairs: NDArray[np.float32]


class FactEngine:
    """A loaded fact network."""

    def __init__(self, model: Path, vectors: PieceVectors) -> None:
        self._session = open_session(model.read_bytes())
        self._vectors = vectors

    def score(self, article: ArticleInput) -> Iterator[tuple[ArticleInput, FactScores]]:
        """Yield windows of whole sentences, as few as hold the article, with their scores.

        Time and memory grow with the article's length, not with its square.
        """
        known = find_pieces(article.words, self._vectors.tokenizer)
        pieces = [known[word] for word in article.words]
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
        arrays = window_arrays(window, [len(word) for word in pieces])
        feed = {"pieces": self._vectors.rows(ids), **arrays}
        events, titles, words, held, pairs = self._session.run(list(OUTPUTS), feed)
        return FactScores(
            events=events,
            titles=titles,
            word_mentions=words[:, :, :count],
            title_mentions=held[:, :, :count],
            pairs=pairs[:, :count, :count],
        )


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
