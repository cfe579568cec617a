"""Small made documents, a word-piece tokenizer for them, and settings of a training."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from training.documents import Document, Entity, Syntax, write_documents
from training.encoder.config import EncoderConfig

WORDS = ("Reeds", "grow", "in", "Ostby", ".")


def make_tokenizer() -> Tokenizer:
    """Every word of the samples is one piece, but for "Ostby", which is two."""
    pieces = [
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "Reeds",
        "grow",
        "in",
        "Ost",
        "##by",
        ".",
        "tall",
        "[MASK]",
    ]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    return Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106 - a piece


def make_document(name: str, sentences: int, scheme: str = "news") -> Document:
    """A document of so many sentences, each about reeds in Ostby."""
    count = sentences * len(WORDS)
    starts = tuple(range(0, count, len(WORDS)))
    return Document(
        id=name,
        scheme=scheme,
        words=WORDS * sentences,
        spaces=(True, True, True, False, True) * sentences,
        sentences=starts,
        entities=tuple(Entity(s + 3, s + 4, "PLACE") for s in starts),
        syntax=Syntax(
            tags=("NNS", "VBP", "IN", "NNP", ".") * sentences,
            morphs=("POS=NOUN", "POS=VERB", "POS=ADP", "POS=PROPN", "POS=PUNCT") * sentences,
            heads=tuple(s + h for s in starts for h in (1, 1, 3, 1, 1)),
            deps=("nsubj", "ROOT", "case", "obl", "punct") * sentences,
        ),
    )


def make_config(seed: int = 0, **changes: object) -> EncoderConfig:
    """Settings for a few short sets, a copy of augmented ones an epoch."""
    settings: dict[str, object] = {
        "seed": seed, "pieces": 4000, "batch_pieces": 96, "longest": 40, "single": 0.25,
        "encoder_rate": 1e-4, "head_rate": 1e-3, "warmup": 0.1, "dropout": 0.1, "smoothing": 0.0,
        "lower": 0.2, "upper": 0.2, "title": 0.2, "arc": 8, "label": 8, "mention": 8,
        "weights": dict.fromkeys(("tags", "morphs", "starts", "mentions", "arcs", "deps"), 1.0),
        "sets": {"tree-train": 1.5, "news-train": 1.0},
        "rotating": {"news-augmented-": 1},
    }  # fmt: skip
    return EncoderConfig(**(settings | changes))  # type: ignore[arg-type] # checked at run time


def write_sets(folder: Path) -> Path:
    """The sets the settings name, and those to measure on."""
    sets: dict[str, Iterable[Document]] = {
        "tree-train": [make_document(f"tree-{n}", n + 1, "uner") for n in range(8)],
        "news-train": [make_document(f"news-{n}", 6) for n in range(4)],
        "news-augmented-0": [make_document("copy-0", 7)],
        "news-augmented-1": [make_document("copy-1", 9)],
        "news-dev": [make_document("dev", 3)],
        "ewt-dev": [make_document("dev", 2, "uner")],
    }
    for name, documents in sets.items():
        write_documents(folder / f"{name}.jsonl", documents)
    return folder
