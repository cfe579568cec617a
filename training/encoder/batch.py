"""Windows as tensors, padded to one shape, with what each head has to learn of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.encoder.encoding import IGNORED
from training.encoder.windows import Marks, Window, round_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from torch import Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows; see `edu_kg.nlp` for the inputs, `IGNORED` fills the targets."""

    ids: Tensor
    shapes: Tensor
    gaps: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    words: Tensor
    """Which word positions are words."""
    schemes: Tensor
    tags: Tensor
    morphs: Tensor
    heads: Tensor
    """0 for the root, else the head's word position from 1."""
    deps: Tensor
    mentions: Tensor
    starts: Tensor
    sentence: Tensor
    """Number of the sentence each word is in, -1 where there is no word."""

    def size(self) -> int:
        """Give the number of word pieces."""
        return int(self.mask.sum())


def make_batch(windows: Sequence[Window], marks: Marks, casing: Sequence[str] = ()) -> Batch:
    """Give windows as tensors; `casing` may say "lower", "upper" or "title" for each."""
    rows = len(windows)
    pieces = round_up(max(w.length for w in windows)) if len(windows) > 1 else windows[0].length
    words = max(w.end - w.start for w in windows)
    words = round_up(words) if len(windows) > 1 else words
    flat = {name: np.zeros((rows, pieces), dtype=np.int64) for name in ("ids", "shapes", "gaps")}
    mask = np.zeros((rows, pieces), dtype=bool)
    index = {name: np.zeros((rows, words), dtype=np.int64) for name in ("first", "last")}
    names = ("tags", "morphs", "heads", "deps", "mentions", "starts")
    target = {name: np.full((rows, words), IGNORED) for name in names}
    sentence = np.full((rows, words), -1)
    for row, window in enumerate(windows):
        case = casing[row] if casing else ""
        _fill_pieces(row, window, marks, case, flat, index)
        mask[row, : window.length] = True
        _fill_targets(row, window, target, sentence)
    tensors = {k: torch.from_numpy(v) for k, v in (flat | index | target).items()}
    return Batch(
        mask=torch.from_numpy(mask),
        words=torch.from_numpy(sentence >= 0),
        schemes=torch.tensor([w.source.scheme for w in windows]),
        sentence=torch.from_numpy(sentence),
        **tensors,
    )


_RECASED = {"lower": {2: 1, 3: 1, 4: 1, 5: 1, 9: 1, 10: 1}, "upper": {1: 3, 2: 3, 5: 3, 10: 3}}
_RECASED["title"] = {1: 2}


def _fill_pieces(
    row: int,
    window: Window,
    marks: Marks,
    casing: str,
    flat: dict[str, NDArray[np.int64]],
    index: dict[str, NDArray[np.int64]],
) -> None:
    source = window.source
    at = 1
    flat["ids"][row, 0] = marks.start
    changed = _RECASED.get(casing, {})
    for number, word in enumerate(range(window.start, window.end)):
        ids = source.pieces[word]
        index["first"][row, number] = at
        index["last"][row, number] = at + len(ids) - 1
        flat["ids"][row, at : at + len(ids)] = ids
        shape = source.shapes[word]
        flat["shapes"][row, at : at + len(ids)] = changed.get(shape, shape)
        flat["gaps"][row, at : at + len(ids)] = source.gaps[word]
        at += len(ids)
    flat["ids"][row, at] = marks.end


def _fill_targets(
    row: int,
    window: Window,
    target: dict[str, NDArray[np.int64]],
    sentence: NDArray[np.int64],
) -> None:
    source, start, end = window.source, window.start, window.end
    count = end - start
    for name in ("tags", "morphs", "deps", "mentions"):
        target[name][row, :count] = getattr(source, name)[start:end]
    heads = source.heads[start:end]
    inside = (heads >= start) & (heads < end)
    target["heads"][row, :count] = np.where(
        heads == -1, 0, np.where(inside, heads - start + 1, IGNORED)
    )
    begins = np.zeros(len(source) + 1, dtype=np.int64)
    begins[list(source.sentences)] = 1
    sentence[row, :count] = np.cumsum(begins[start:end])
    if source.starts_known:
        target["starts"][row, :count] = begins[start:end]
        # The first word of a window starts a sentence by construction; nothing to learn there.
        target["starts"][row, 0] = IGNORED
