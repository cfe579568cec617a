"""The batches of an epoch: a function of the sets, the settings and the epoch's number."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from training_samples import make_config, make_tokenizer, write_sets

from training.encoder.config import EncoderConfig, read_config
from training.encoder.encoding import LabelSets
from training.encoder.material import Material, draw_casing, make_epoch, read_material

Plan = list[list[tuple[str, int, int, int]]]


@pytest.fixture
def material(tmp_path: Path) -> Material:
    return read_material(write_sets(tmp_path), make_config(), make_tokenizer(), None)


def _plan(material: Material, config: EncoderConfig, number: int) -> Plan:
    """The batches as plain values: set and place of the document, and the stretch of it."""
    names = {
        id(document): f"{name}/{place}"
        for name, documents in material.sets.items()
        for place, document in enumerate(documents)
    }
    return [
        [(names[id(w.source)], w.start, w.end, w.length) for w in windows]
        for windows in make_epoch(material.sets, config, number)
    ]


def test_batches_are_determined_by_the_seed_and_the_epoch(tmp_path: Path) -> None:
    write_sets(tmp_path)
    one, other = (read_material(tmp_path, make_config(), make_tokenizer(), None) for _ in range(2))
    config = make_config(seed=7)
    assert _plan(one, config, 2) == _plan(other, config, 2)
    assert _plan(one, config, 2) != _plan(one, config, 3)
    assert _plan(one, config, 2) != _plan(one, make_config(seed=8), 2)


def test_batches_are_still_those_the_shipped_models_were_trained_by(material: Material) -> None:
    # Taken from the code that trained them; another digest means that no training can be repeated.
    text = json.dumps([_plan(material, make_config(), number) for number in range(3)])
    assert hashlib.sha256(text.encode()).hexdigest() == (
        "e04670149630a1c2a4317daf44be031c2f912ae0828e3ccda2b6f02c362491dd"
    )


def test_an_epoch_takes_each_set_as_often_as_its_share_says(material: Material) -> None:
    seen: Counter[str] = Counter()
    for windows in _plan(material, make_config(batch_pieces=1), 0):
        for name, start, end, _ in windows:
            seen[name] += end - start
    assert all(seen[f"news-train/{n}"] == 30 for n in range(4))
    times = Counter(seen[f"tree-train/{n}"] // (5 * (n + 1)) for n in range(8))
    assert times == {1: 4, 2: 4}


def test_epochs_take_turns_with_augmented_copies(material: Material) -> None:
    taken = [
        {name for windows in _plan(material, make_config(), number) for name, *_ in windows}
        for number in range(3)
    ]
    copies = [sorted(n for n in names if n.startswith("news-augmented")) for names in taken]
    assert copies == [["news-augmented-0/0"], ["news-augmented-1/0"], ["news-augmented-0/0"]]


def test_labels_of_an_earlier_sitting_are_kept(tmp_path: Path) -> None:
    labels = LabelSets(("NNP", "VBP"), ("POS=PROPN",), ("ROOT",))
    material = read_material(write_sets(tmp_path), make_config(), make_tokenizer(), labels)
    assert material.labels == labels
    assert set(material.dev) == {"news-dev", "ewt-dev"}


def test_a_tokenizer_without_marks_is_refused(tmp_path: Path) -> None:
    tokenizer = Tokenizer(WordPiece({"[UNK]": 0}, unk_token="[UNK]"))  # noqa: S106 - a piece
    with pytest.raises(ValueError, match="BERT-like"):
        read_material(write_sets(tmp_path), make_config(), tokenizer, None)


def test_casing_is_drawn_in_the_shares_of_the_settings() -> None:
    rng = random.Random("casing-0")
    drawn = Counter(draw_casing(make_config(), rng) for _ in range(2000))
    assert set(drawn) == {"", "lower", "upper", "title"}
    assert all(300 < drawn[name] < 500 for name in ("lower", "upper", "title"))


def test_the_settings_in_the_repository_are_whole() -> None:
    config = read_config(Path(__file__).parents[2] / "training/configs/encoder.toml")
    assert config.seed == 0
    assert set(config.weights) == {"tags", "morphs", "starts", "mentions", "arcs", "deps"}
