"""Lessons as tensors: one padded batch of whole articles at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from edu_kg.extraction.learned.arrays import MOST_PIECES, layout, window_arrays
from edu_kg.extraction.learned.engine import INPUTS, PART_INPUTS
from edu_kg.extraction.learned.inputs import ArticleInput, MentionInput
from edu_kg.nlp.features import find_pieces

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from torch import Tensor

Lesson = dict[str, Any]
"""A row of what `training.facts.convert` wrote: `training.facts.convert.Lesson` as JSON."""


def read_lessons(path: Path) -> list[Lesson]:
    """Give the lessons `training.facts.convert` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def is_test(lesson: Lesson) -> bool:
    """Whether the lesson belongs to the fixed test fold: every tenth article of each prefix."""
    return str(lesson["id"]).endswith("0")


@dataclass(frozen=True, slots=True)
class FactBatch:
    """Inputs of the network for some articles, padded; `mask` tells the real pieces."""

    ids: Tensor
    shapes: Tensor
    gaps: Tensor
    marks: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    starts: Tensor
    ends: Tensor
    owners: Tensor
    saliences: Tensor
    word_distances: Tensor
    pair_distances: Tensor
    word_ranks: Tensor
    pair_ranks: Tensor
    word_paths: Tensor
    pair_paths: Tensor

    def inputs(self) -> tuple[Tensor, ...]:
        """Give the network's arguments."""
        hidden = torch.zeros(self.mask.shape).masked_fill(~self.mask, -1e4)[:, None, None, :]
        rest = (getattr(self, name) for name in (*INPUTS[4:], *PART_INPUTS[2:]))
        return (self.ids, self.shapes, self.gaps, self.marks, hidden, *rest)


def make_batch(lessons: Sequence[Lesson], tokenizer: Tokenizer) -> FactBatch:
    """Give a padded batch; words beyond the longest window share its last place."""
    rows = [_arrays(lesson["article"], tokenizer) for lesson in lessons]
    lengths = torch.tensor([len(row["ids"]) for row in rows])
    return FactBatch(
        mask=torch.arange(int(lengths.max()))[None] < lengths[:, None],
        **{name: torch.from_numpy(_padded([row[name] for row in rows])) for name in rows[0]},
    )


def hide_pieces(batch: FactBatch, share: float, tokenizer: Tokenizer) -> FactBatch:
    """Give the batch with that share of its pieces replaced by the mask, drawn by torch's dice.

    What a word looks like, where it stands and how it hangs in the parse stay: only its meaning is
    left to be told from the words around it.
    """
    ends = torch.tensor([tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")])
    hidden = (torch.rand(batch.ids.shape) < share) & batch.mask & ~torch.isin(batch.ids, ends)
    return replace(batch, ids=batch.ids.masked_fill(hidden, tokenizer.token_to_id("[MASK]")))


def _arrays(article: dict[str, Any], tokenizer: Tokenizer) -> dict[str, NDArray[np.int64]]:
    mentions = tuple(MentionInput(**row) for row in article["mentions"])
    window = ArticleInput(**{**article, "mentions": mentions, "offsets": ()})
    known = find_pieces(window.words, tokenizer)
    pieces = [known[word] for word in window.words]
    ids = [number for word in pieces for number in word][:MOST_PIECES]
    first, last = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    placed = layout(window)
    return {
        "ids": np.array([first, *ids, last], dtype=np.int64),
        **window_arrays(window, placed, [len(word) for word in pieces]),
        **placed.beside(range(len(window.words))),
    }


def _padded(arrays: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """The arrays as one, with noughts after the shorter ones; no axis is empty."""
    shape = np.maximum(np.max([array.shape for array in arrays], axis=0), 1)
    out = np.zeros((len(arrays), *shape), dtype=np.int64)
    for number, array in enumerate(arrays):
        out[number][tuple(slice(0, size) for size in array.shape)] = array
    return out


def batches(lessons: Sequence[Lesson], size: int, rng: random.Random) -> list[list[Lesson]]:
    """Give the lessons in batches of articles of similar length, in random order."""
    order = sorted(lessons, key=lambda x: len(x["article"]["words"]) + rng.uniform(-20, 20))
    cut = [order[n : n + size] for n in range(0, len(order), size)]
    rng.shuffle(cut)
    return cut
