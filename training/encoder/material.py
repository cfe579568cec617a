"""What a training reads: encoded document sets, and the batches of any epoch.

Nothing here needs PyTorch: the batches of an epoch are a function of the sets, the settings (the
seed among them) and the epoch's number.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.documents import read_documents
from training.encoder.encoding import Encoded, LabelSets, collect_labels, encode_all
from training.encoder.windows import Marks, Window, cut_windows, make_batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

    from training.encoder.config import EncoderConfig

DEV_SETS = ("news-dev", "ewt-dev")
"""The sets a training measures itself on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Encoded document sets to train and to measure on, and what their numbers mean."""

    sets: Mapping[str, Sequence[Encoded]]
    dev: Mapping[str, Sequence[Encoded]]
    labels: LabelSets
    marks: Marks


def read_material(
    folder: Path, config: EncoderConfig, tokenizer: Tokenizer, labels: LabelSets | None
) -> Material:
    """Give the material of a training; without `labels` they are those of its documents.

    Raises:
        ValueError: the tokenizer has no marks to put around a window.
    """
    names = [*config.sets, *_rotating_names(folder, config)]
    read = {name: list(read_documents(folder / f"{name}.jsonl")) for name in names}
    labels = labels or collect_labels([d for documents in read.values() for d in documents])
    dev = {name: list(read_documents(folder / f"{name}.jsonl")) for name in DEV_SETS}
    return Material(
        sets={n: encode_all(documents, labels, tokenizer) for n, documents in read.items()},
        dev={n: encode_all(documents, labels, tokenizer) for n, documents in dev.items()},
        labels=labels,
        marks=Marks(_find_mark(tokenizer, "[CLS]"), _find_mark(tokenizer, "[SEP]")),
    )


def _rotating_names(folder: Path, config: EncoderConfig) -> list[str]:
    return sorted(
        path.stem for prefix in config.rotating for path in folder.glob(f"{prefix}*.jsonl")
    )


def _find_mark(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"the tokenizer has no piece {piece}; give a BERT-like encoder's folder")
    return number


def make_epoch(
    sets: Mapping[str, Sequence[Encoded]], config: EncoderConfig, number: int
) -> list[list[Window]]:
    """Give the batches of an epoch; the same number and seed give the same batches."""
    rng = random.Random(f"{config.seed}-{number}")
    windows: list[Window] = []
    for document in _choose_documents(sets, config, number, rng):
        windows += cut_windows(document, rng, config.longest, config.single)
    return make_batches(windows, config.batch_pieces, rng)


def _choose_documents(
    sets: Mapping[str, Sequence[Encoded]], config: EncoderConfig, number: int, rng: random.Random
) -> Iterator[Encoded]:
    for name, share in config.sets.items():
        documents = sets[name]
        for _ in range(int(share)):
            yield from documents
        rest = share - int(share)
        yield from rng.sample(documents, round(len(documents) * rest))
    for prefix, count in config.rotating.items():
        copies = sorted(name for name in sets if name.startswith(prefix))
        for turn in range(count):
            yield from sets[copies[(number * count + turn) % len(copies)]]


def draw_casing(config: EncoderConfig, rng: random.Random) -> str:
    """Give how a window is cased: "lower", "upper" or "title" now and then, else as it is ("")."""
    draw = rng.random()
    for name, share in (("lower", config.lower), ("upper", config.upper), ("title", config.title)):
        if draw < share:
            return name
        draw -= share
    return ""
