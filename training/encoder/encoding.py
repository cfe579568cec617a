"""Documents as numbers: pieces, shapes, gaps, and a target a word for every head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from edu_kg.nlp.features import find_gaps, find_pieces, word_shape
from training.documents import LABELS, UNKNOWN, Document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

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
