"""The network in training, where PyTorch is installed (it is not among the requirements)."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from training_samples import make_config, make_document, make_tokenizer, write_sets

from training.encoder.encoding import IGNORED, MENTION_TAGS, collect_labels, encode_all
from training.encoder.material import read_material
from training.encoder.windows import Marks, Window

torch: Any = pytest.importorskip("torch")
safetensors: Any = pytest.importorskip("safetensors.torch")

from training.encoder.batch import make_batch  # noqa: E402 - needs PyTorch
from training.encoder.crf import FORBIDDEN, MentionField  # noqa: E402
from training.encoder.train import Trainer, read_labels  # noqa: E402
from training.facts.lessons import FactBatch, hide_pieces  # noqa: E402

WIDTH, INNER = 16, 32


def _window(sentences: int) -> Window:
    document = make_document("reeds", sentences)
    (encoded,) = encode_all([document], collect_labels([document] * 3), make_tokenizer())
    length = 2 + sum(map(len, encoded.pieces))
    return Window(encoded, 0, len(encoded), length)


def test_a_batch_is_padded_and_says_where_words_are() -> None:
    batch = make_batch([_window(1), _window(3)], Marks(1, 2))
    assert batch.ids.shape == (2, 24)
    assert batch.words.sum(1).tolist() == [5, 15]
    assert batch.ids[0, 0] == 1
    assert batch.ids[0, 7] == 2
    assert batch.heads[0, :5].tolist() == [2, 0, 4, 2, 2]
    assert batch.starts[1, :6].tolist() == [IGNORED, 0, 0, 0, 0, 1]
    assert batch.mentions[0, 5] == IGNORED


def test_casing_changes_shapes_and_nothing_else() -> None:
    plain, upper = (make_batch([_window(1)], Marks(1, 2), [case]) for case in ("", "upper"))
    assert torch.equal(plain.ids, upper.ids)
    assert not torch.equal(plain.shapes, upper.shapes)


def test_steps_that_break_the_scheme_are_forbidden() -> None:
    steps = MentionField().transitions()
    begin, inside, other = (MENTION_TAGS.index(t) for t in ("B-ORG", "I-ORG", "I-PERSON"))
    assert steps[0, inside] == FORBIDDEN
    assert steps[begin, other] == FORBIDDEN
    assert steps[begin, inside] == 0


def test_open_positions_cost_nothing() -> None:
    scores = torch.randn(1, 4, len(MENTION_TAGS))
    targets = torch.full((1, 4), IGNORED)
    words = torch.ones(1, 4, dtype=torch.bool)
    assert MentionField().loss(scores, targets, words).item() == pytest.approx(0, abs=1e-4)
    targets[0, 1] = 0
    assert MentionField().loss(scores, targets, words).item() > 0


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT-like encoder of one tiny layer with drawn weights."""
    folder = tmp_path_factory.mktemp("encoder")
    config = {
        "hidden_size": WIDTH, "intermediate_size": INNER, "num_hidden_layers": 1,
        "num_attention_heads": 2, "vocab_size": 10, "max_position_embeddings": 64,
        "layer_norm_eps": 1e-12,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (10, WIDTH),
        "embeddings.position_embeddings.weight": (64, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    layer = {
        "attention.self.query": (WIDTH, WIDTH), "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH), "attention.output.dense": (WIDTH, WIDTH),
        "attention.output.LayerNorm": (WIDTH,), "intermediate.dense": (INNER, WIDTH),
        "output.dense": (WIDTH, INNER), "output.LayerNorm": (WIDTH,),
    }  # fmt: skip
    for name, shape in {"embeddings.LayerNorm": (WIDTH,), **layer}.items():
        full = name if name.startswith("embeddings") else f"encoder.layer.0.{name}"
        shapes |= {f"{full}.weight": shape, f"{full}.bias": shape[:1]}
    torch.manual_seed(1)
    weights = {name: torch.randn(shape) * 0.1 for name, shape in shapes.items()}
    safetensors.save_file(weights, folder / "model.safetensors")
    return folder


def _train(data: Path, encoder: Path, out: Path, pieces: int) -> Trainer:
    config = make_config(pieces=pieces)
    checkpoint = out / "checkpoint.pt"
    labels = read_labels(checkpoint) if checkpoint.exists() else None
    material = read_material(data, config, make_tokenizer(), labels)
    trainer = Trainer(config, material, encoder, out, minutes=0)
    if checkpoint.exists():
        trainer.resume()
    trainer.run(every=3600)
    return trainer


def test_the_same_seed_trains_the_same_weights(tmp_path: Path, encoder: Path) -> None:
    data = write_sets(tmp_path / "sets")
    nets = [_train(data, encoder, tmp_path / name, 2000).net for name in ("one", "two")]
    for one, two in zip(nets[0].parameters(), nets[1].parameters(), strict=True):
        assert torch.equal(one, two)


def test_a_training_is_taken_up_where_it_was_left(tmp_path: Path, encoder: Path) -> None:
    data, out = write_sets(tmp_path / "sets"), tmp_path / "run"
    first = _train(data, encoder, out, 1000)
    assert first.progress() == 1
    second = _train(data, encoder, out, 2000)
    assert second.state.pieces > first.state.pieces
    assert second.outputs == first.outputs


@pytest.mark.parametrize(("share", "hidden"), [(0.0, []), (1.0, [1, 2])])
def test_pieces_are_hidden_but_for_the_marks_around_a_text_and_what_is_padded(
    share: float, hidden: list[int]
) -> None:
    tokenizer = make_tokenizer()
    first, last, mask = (tokenizer.token_to_id(m) for m in ("[CLS]", "[SEP]", "[MASK]"))
    ids = torch.tensor([[first, 7, 8, last, 0]])
    unused = {field.name: torch.zeros(1) for field in fields(FactBatch)}
    batch = FactBatch(**{**unused, "ids": ids, "mask": torch.tensor([[True] * 4 + [False]])})
    found = hide_pieces(batch, share, tokenizer).ids
    assert [n for n, piece in enumerate(found[0].tolist()) if piece == mask] == hidden
    assert found[0, [0, 3, 4]].tolist() == [first, last, 0]
