"""From the words of a text to its analysis, window by window."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from edu_kg.nlp.decode import best_path, best_tree
from edu_kg.nlp.engine import Engine, WindowScores, WordInput
from edu_kg.nlp.features import LINE_START, find_gaps, word_shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WINDOW_PIECES = 188
"""Word pieces of a window without its two marks; training windows had at most 190 with them."""


@dataclass(frozen=True, slots=True)
class WordAnalysis:
    """Annotations of one word; `head` is a word number, a root is its own head."""

    tag: str
    morph: str
    head: int
    dep: str
    mention: str
    """BIO tag."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a text.

    `starts` says of each whether it starts a sentence, None where that is open.
    """

    words: Sequence[str]
    spaces: Sequence[bool]
    starts: Sequence[bool | None]


def analyse(engine: Engine, tokens: Tokens, scheme: int) -> list[WordAnalysis]:
    """Give the analysis of every token that is no white space."""
    words = tokens.words
    gaps = find_gaps(words, tokens.spaces)
    kept = [n for n, word in enumerate(words) if not word.isspace()]
    settled = [True if gaps[n] == LINE_START else tokens.starts[n] for n in kept]
    pieces = engine.vectors.pieces([words[n] for n in kept])
    inputs = [
        WordInput(own, word_shape(words[n]), gaps[n]) for n, own in zip(kept, pieces, strict=True)
    ]
    analysis: list[WordAnalysis] = []
    while len(analysis) < len(inputs):
        start = len(analysis)
        end, is_certain = _window_end(inputs, start)
        scores = engine.score(inputs[start:end], scheme)
        starts = _sentence_starts(scores, settled[start:end])
        size = end - start
        if not is_certain and len(starts) > 1:
            # The last sentence may go on beyond the window: it is read again, whole, in the next.
            size = starts.pop()
        analysis += _annotate(engine, scores, [*starts, size], start)
    return analysis


def _window_end(inputs: Sequence[WordInput], start: int) -> tuple[int, bool]:
    """Give where a window from `start` ends, and whether a sentence is sure to end there."""
    pieces = 0
    last_line = 0
    for number in range(start, len(inputs)):
        if number > start and inputs[number].gap == LINE_START:
            last_line = number
        pieces += len(inputs[number].pieces)
        if pieces > WINDOW_PIECES:
            return (last_line, True) if last_line else (number, False)
    return len(inputs), True


def _sentence_starts(scores: WindowScores, settled: Sequence[bool | None]) -> list[int]:
    return [
        number
        for number, is_start in enumerate(settled)
        if number == 0 or (scores.starts[number] > 0 if is_start is None else is_start)
    ]


def _annotate(
    engine: Engine, scores: WindowScores, bounds: list[int], offset: int
) -> Iterator[WordAnalysis]:
    """Yield the analysis of the sentences between bounds of a window."""
    settings = engine.settings
    size = bounds[-1]
    path = best_path(scores.mentions[:size], settings.transitions, settings.start)
    for start, end in pairwise(bounds):
        columns = np.array([0, *range(start + 1, end + 1)])
        heads = best_tree(scores.arcs[start:end, columns])
        for word, head in enumerate(heads, start):
            is_root = head == 0
            label = 0 if is_root else scores.labels[word, columns[head]]
            yield WordAnalysis(
                tag=settings.tags[scores.tags[word]],
                morph=settings.morphs[scores.morphs[word]],
                head=offset + (word if is_root else start + int(head) - 1),
                dep=settings.deps[label],
                mention=settings.mentions[path[word]],
            )
