"""Stretches of documents as number sequences, and batches of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from edu_kg.nlp.features import find_gaps, find_pieces, word_shape
from training.documents import LABELS, UNKNOWN, Document

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from torch import Tensor

SCHEMES = ("news", "uner", "wiki", "gum")
MENTION_TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
IGNORED = -100
"""Target of a position that teaches nothing."""


@dataclass(frozen=True, slots=True)
class LabelSets:
    """The label inventories of the heads, in the order of their outputs."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    deps: tuple[str, ...]


def collect_labels(documents: Sequence[Document], min_morphs: int = 3) -> LabelSets:
    """Give the labels treebank documents use; "ROOT" comes first of the dependencies."""
    tags: set[str] = set()
    deps: set[str] = set()
    morphs: dict[str, int] = {}
    for document in documents:
        if document.syntax is not None:
            tags |= set(document.syntax.tags)
            deps |= set(document.syntax.deps)
            for label in document.syntax.morphs:
                morphs[label] = morphs.get(label, 0) + 1
    kept = sorted(label for label, count in morphs.items() if count >= min_morphs)
    return LabelSets(tuple(sorted(tags)), tuple(kept), ("ROOT", *sorted(deps - {"ROOT"})))


@dataclass(frozen=True, slots=True)
class Encoded:
    """A document as numbers: one entry a word (white space left out)."""

    scheme: int
    pieces: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]
    gaps: tuple[int, ...]
    sentences: tuple[int, ...]
    """First word of each sentence."""
    tags: NDArray[np.int64]
    morphs: NDArray[np.int64]
    heads: NDArray[np.int64]
    """Head word, -1 for a root, `IGNORED` where unknown."""
    deps: NDArray[np.int64]
    mentions: NDArray[np.int64]
    """Mention tag, `IGNORED` where open."""
    starts_known: bool
    ordered: bool

    def __len__(self) -> int:
        """Give the number of words."""
        return len(self.pieces)


def encode(document: Document, labels: LabelSets, pieces: Mapping[str, tuple[int, ...]]) -> Encoded:
    """Give a document as numbers."""
    keep = [n for n, word in enumerate(document.words) if not word.isspace()]
    place = {old: new for new, old in enumerate(keep)}
    gaps = find_gaps(document.words, document.spaces)
    count = len(keep)
    columns = {name: np.full(count, IGNORED) for name in ("tags", "morphs", "heads", "deps")}
    if document.syntax is not None:
        syntax = document.syntax
        numbers = _numbers(labels)
        columns["tags"][:] = [numbers["tags"].get(t, IGNORED) for t in syntax.tags]
        columns["morphs"][:] = [numbers["morphs"].get(m, IGNORED) for m in syntax.morphs]
        columns["deps"][:] = [numbers["deps"].get(d, IGNORED) for d in syntax.deps]
        columns["heads"][:] = [-1 if h == n else h for n, h in enumerate(syntax.heads)]
    paragraphs = set(document.paragraphs)
    return Encoded(
        scheme=SCHEMES.index(document.scheme),
        pieces=tuple(pieces[document.words[n]] for n in keep),
        shapes=tuple(word_shape(document.words[n]) for n in keep),
        gaps=tuple(3 if n in paragraphs else min(gaps[n], 2) if n else 2 for n in keep),
        sentences=tuple(sorted({place[s] for s in document.sentences if s in place})) or (0,),
        mentions=_mention_targets(document, place, count),
        starts_known=bool(document.sentences),
        ordered=document.ordered,
        **columns,
    )


def _numbers(labels: LabelSets) -> dict[str, dict[str, int]]:
    sets = {"tags": labels.tags, "morphs": labels.morphs, "deps": labels.deps}
    return {name: {label: n for n, label in enumerate(values)} for name, values in sets.items()}


def _mention_targets(document: Document, place: dict[int, int], count: int) -> NDArray[np.int64]:
    if document.entities is None:
        return np.full(count, IGNORED)
    targets = np.zeros(count, dtype=np.int64)
    for entity in document.entities:
        first = True
        for token in range(entity.start, entity.end):
            if token not in place:
                continue
            if entity.label == UNKNOWN:
                targets[place[token]] = IGNORED
            else:
                tag = f"{'B' if first else 'I'}-{entity.label}"
                targets[place[token]] = MENTION_TAGS.index(tag)
            first = False
    return targets


def encode_all(
    documents: Sequence[Document], labels: LabelSets, tokenizer: Tokenizer
) -> list[Encoded]:
    """Give all documents as numbers."""
    words = (w for d in documents for w in d.words if not w.isspace())
    pieces = find_pieces(words, tokenizer)
    return [encode(d, labels, pieces) for d in documents if any(not w.isspace() for w in d.words)]


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


@dataclass(frozen=True, slots=True)
class Marks:
    """Piece numbers of the marks around a window."""

    start: int
    end: int


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
