"""Train the small pipeline's entity recogniser: `python -m training.small --help`.

The tagger, morphologizer, parser and lemmatizer are taken over from a given spaCy pipeline. The
recogniser starts from that pipeline's word vectors and convolution layers and learns our labels.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from training.documents import LABELS, UNKNOWN, Document, read_documents
from training.figures import mention_figures
from training.gemm import use_numpy_gemm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallConfig:
    """Settings of a training, read from a TOML file."""

    seed: int
    words: int
    """Words seen in all; the learning rate falls to nothing over them."""
    batch_words: int
    learning_rate: float
    warmup: float
    dropout: float
    lower: float
    upper: float
    keep_empty: dict[str, float]
    """Share of pieces without a mention that are kept, by set name."""
    sets: dict[str, int]
    """Document sets with how often each is taken in an epoch."""


def read_config(path: Path) -> SmallConfig:
    """Give the settings of a TOML file."""
    return SmallConfig(**tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Piece:
    """A few sentences of a document with their mentions."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    entities: tuple[tuple[int, int, str], ...]


_SENTENCES = 10
"""Sentences a piece of a general corpus has; news articles stay whole, as they are at run time."""


def cut(document: Document) -> Iterator[Piece]:
    """Yield the pieces of a document."""
    spans = list(document.sentence_spans())
    step = len(spans) if document.scheme == "news" else _SENTENCES
    for first in range(0, len(spans), step):
        start, end = spans[first][0], spans[min(first + step, len(spans)) - 1][1]
        entities = tuple(
            (e.start - start, e.end - start, e.label)
            for e in document.entities or ()
            if start <= e.start and e.end <= end
        )
        yield Piece(document.words[start:end], document.spaces[start:end], entities)


def read_pieces(folder: Path, config: SmallConfig) -> list[Piece]:
    """Give the training pieces of an epoch."""
    rng = random.Random(config.seed)
    pieces = []
    for name, times in config.sets.items():
        keep = config.keep_empty.get(name, 1.0)
        for document in read_documents(folder / f"{name}.jsonl"):
            for piece in cut(document):
                if any(e[2] != "DATE" for e in piece.entities) or rng.random() < keep:
                    pieces += [piece] * times
    return pieces


def to_example(piece: Piece, vocab: Vocab, rng: random.Random, config: SmallConfig) -> Example:
    """Give a piece as a training example, now and then in capitals or without any."""
    words = list(piece.words)
    draw = rng.random()
    if draw < config.lower:
        words = [w.lower() for w in words]
    elif draw < config.lower + config.upper:
        words = [w.upper() for w in words]
    spaces = list(piece.spaces)
    reference = Doc(vocab, words=words, spaces=spaces)
    spans: dict[bool, list[Span]] = {True: [], False: []}
    for start, end, label in piece.entities:
        is_open = label == UNKNOWN
        spans[is_open].append(Span(reference, start, end, label="" if is_open else label))
    reference.set_ents(spans[False], missing=spans[True], default="outside")
    return Example(Doc(vocab, words=words, spaces=spaces), reference)


def make_pipeline(base: Path) -> Language:
    """Give the base pipeline with a fresh recogniser that starts from the old one's layers."""
    nlp = spacy.load(base)
    # spaCy types components as callables of documents; recognisers are compiled and have no types.
    old: Any = nlp.get_pipe("ner")
    settings = nlp.get_pipe_config("ner")
    settings.pop("factory", None)
    weights = old.model.get_ref("tok2vec").to_bytes()
    nlp.remove_pipe("ner")
    ner: Any = nlp.add_pipe("ner", config=settings)
    for label in LABELS:
        ner.add_label(label)
    blank = Doc(nlp.vocab, words=["Word"])
    blank.set_ents([], default="outside")
    ner.initialize(lambda: [Example(Doc(nlp.vocab, words=["Word"]), blank)], nlp=nlp)
    ner.model.get_ref("tok2vec").from_bytes(weights)
    return nlp


def train(base: Path, data: Path, config: SmallConfig, out: Path) -> None:
    """Train the recogniser and write the pipeline, with checkpoints beside it on the way."""
    use_numpy_gemm()
    fix_random_seed(config.seed)
    rng = random.Random(config.seed)
    nlp = make_pipeline(base)
    pieces = read_pieces(data, config)
    dev = list(read_documents(data / "news-dev.jsonl"))
    optimizer = Adam(
        config.learning_rate, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    seen = step = 0
    began = time.monotonic()
    losses: dict[str, float] = {}
    with nlp.select_pipes(enable="ner"):
        for batch in make_batches(pieces, config, rng):
            progress = seen / config.words
            if progress >= 1:
                break
            rise = min(1.0, progress / config.warmup)
            optimizer.learn_rate = config.learning_rate * rise * (1 - progress)
            examples = [to_example(piece, nlp.vocab, rng, config) for piece in batch]
            nlp.update(examples, drop=config.dropout, sgd=optimizer, losses=losses)
            seen += sum(len(piece.words) for piece in batch)
            step += 1
            if step % 500 == 0:
                with nlp.use_params(optimizer.averages):
                    figures = mention_figures(nlp, dev)
                    nlp.to_disk(out.with_name(out.name + "-checkpoint"))
                rate = seen / (time.monotonic() - began)
                row = {
                    "step": step,
                    "words": seen,
                    "rate": round(rate),
                    "loss": round(float(losses["ner"]), 1),
                }
                print(json.dumps(row | {"dev": figures}), flush=True)
                losses = {}
    with nlp.use_params(optimizer.averages):
        nlp.to_disk(out)


def make_batches(
    pieces: Sequence[Piece], config: SmallConfig, rng: random.Random
) -> Iterator[list[Piece]]:
    """Yield batches of about `batch_words` words without end, the pieces shuffled every epoch."""
    order = list(pieces)
    batch: list[Piece] = []
    words = 0
    while True:
        rng.shuffle(order)
        for piece in order:
            batch.append(piece)
            words += len(piece.words)
            if words >= config.batch_words:
                yield batch
                batch, words = [], 0


def main() -> None:
    """Run a training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="spaCy pipeline to start from")
    parser.add_argument("--data", type=Path, required=True, help="what training.convert wrote")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    train(options.base, options.data, read_config(options.config), options.out)


if __name__ == "__main__":
    main()
