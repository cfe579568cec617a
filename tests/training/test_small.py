"""What the small pipeline's recogniser is trained on."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest
import spacy
from training_samples import make_document

from training.documents import UNKNOWN, Document, Entity, write_documents
from training.small import (
    Piece,
    SmallConfig,
    cut,
    make_batches,
    read_config,
    read_pieces,
    to_example,
)


def _config(**changes: object) -> SmallConfig:
    settings: dict[str, object] = {
        "seed": 0, "words": 100, "batch_words": 60, "learning_rate": 0.001, "warmup": 0.1,
        "dropout": 0.1, "lower": 0.0, "upper": 0.0, "keep_empty": {},
        "sets": {"tree": 1, "news": 2},
    }  # fmt: skip
    return SmallConfig(**(settings | changes))  # type: ignore[arg-type] # checked at run time


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    write_documents(tmp_path / "tree.jsonl", [make_document(f"t{n}", n, "uner") for n in (3, 12)])
    write_documents(tmp_path / "news.jsonl", [make_document(f"n{n}", 12) for n in range(5)])
    return tmp_path


def test_news_stays_whole_and_other_texts_are_cut_every_ten_sentences() -> None:
    assert [len(p.words) for p in cut(make_document("n", 12))] == [60]
    assert [len(p.words) for p in cut(make_document("t", 12, "uner"))] == [50, 10]


def test_mentions_move_with_their_piece() -> None:
    _, last = cut(make_document("t", 12, "uner"))
    assert last.entities == ((3, 4, "PLACE"), (8, 9, "PLACE"))


def test_sets_are_taken_as_often_as_said(sets: Path) -> None:
    assert len(read_pieces(sets, _config())) == 3 + 2 * 5


def test_pieces_without_a_name_are_thinned_out(tmp_path: Path) -> None:
    empty = [
        Document("e", "news", ("Reeds",), (True,), (0,), (Entity(0, 1, "DATE"),))
        for _ in range(200)
    ]
    write_documents(tmp_path / "news.jsonl", empty)
    kept = read_pieces(tmp_path, _config(sets={"news": 1}, keep_empty={"news": 0.25}))
    assert 30 < len(kept) < 70


def test_batches_are_determined_by_the_seed(sets: Path) -> None:
    def first(seed: int) -> list[list[Piece]]:
        pieces = read_pieces(sets, _config())
        return list(islice(make_batches(pieces, _config(), random.Random(seed)), 12))

    assert first(1) == first(1)
    assert first(1) != first(2)
    assert all(sum(len(p.words) for p in batch) >= 60 for batch in first(1))


def test_open_stretches_are_missing_and_the_rest_is_outside() -> None:
    piece = Piece(("Reeds", "grow", "tall"), (True,) * 3, ((0, 1, "ORG"), (1, 2, UNKNOWN)))
    example = to_example(piece, spacy.blank("en").vocab, random.Random(0), _config())
    assert [t.ent_iob_ for t in example.reference] == ["B", "", "O"]


@pytest.mark.parametrize(("share", "text"), [("lower", "reeds"), ("upper", "REEDS")])
def test_casing_noise_keeps_mentions(share: str, text: str) -> None:
    piece = Piece(("Reeds",), (True,), ((0, 1, "ORG"),))
    config = _config(**{share: 1.0})
    example = to_example(piece, spacy.blank("en").vocab, random.Random(0), config)
    assert [(e.text, e.label_) for e in example.reference.ents] == [(text, "ORG")]


def test_the_settings_in_the_repository_are_whole() -> None:
    config = read_config(Path(__file__).parents[2] / "training/configs/small.toml")
    assert config.seed == 0
    assert set(config.keep_empty) <= set(config.sets)
