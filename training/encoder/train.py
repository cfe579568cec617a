"""Fine-tune the encoder on everything at once: `python -m training.encoder.train --help`."""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer

from training.documents import read_documents
from training.encoder.check import check_mentions, check_syntax
from training.encoder.net import HeadSizes, Net, choose_heads, load_pretrained, read_size
from training.encoder.windows import (
    IGNORED,
    Batch,
    Encoded,
    LabelSets,
    Marks,
    Window,
    collect_labels,
    cut_windows,
    encode_all,
    make_batch,
    make_batches,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderConfig:
    """Settings of a training, read from a TOML file."""

    seed: int
    pieces: int
    """Word pieces seen in all; the learning rate falls to nothing over them."""
    batch_pieces: int
    longest: int
    """Pieces of the longest window."""
    single: float
    encoder_rate: float
    head_rate: float
    warmup: float
    dropout: float
    smoothing: float
    lower: float
    upper: float
    title: float
    arc: int
    label: int
    mention: int
    weights: dict[str, float]
    """Weight of each head's loss."""
    sets: dict[str, float]
    """Document sets with their share in an epoch: 2.0 is twice over, 0.5 a random half."""
    rotating: dict[str, int]
    """Prefixes of numbered document sets (augmented copies) and how many an epoch takes."""


def read_config(path: Path) -> EncoderConfig:
    """Give the settings of a TOML file."""
    return EncoderConfig(**tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(slots=True)
class State:
    """How far a training has come."""

    pieces: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0


class Material:
    """Encoded document sets, and the batches of any epoch."""

    def __init__(
        self, folder: Path, config: EncoderConfig, tokenizer: Tokenizer, labels: LabelSets | None
    ) -> None:
        self.config = config
        names = [*config.sets, *self._rotating_names(folder)]
        read = {name: list(read_documents(folder / f"{name}.jsonl")) for name in names}
        self.labels = labels or collect_labels([d for ds in read.values() for d in ds])
        self.sets = {n: encode_all(ds, self.labels, tokenizer) for n, ds in read.items()}
        self.dev = {
            name: encode_all(list(read_documents(folder / f"{name}.jsonl")), self.labels, tokenizer)
            for name in ("news-dev", "ewt-dev")
        }
        self.marks = Marks(tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))

    def _rotating_names(self, folder: Path) -> list[str]:
        return sorted(
            path.stem for prefix in self.config.rotating for path in folder.glob(f"{prefix}*.jsonl")
        )

    def epoch(self, number: int) -> list[list[Window]]:
        """Give the batches of an epoch; the same number gives the same batches."""
        rng = random.Random(f"{self.config.seed}-{number}")
        windows: list[Window] = []
        for document in self._documents(number, rng):
            windows += cut_windows(document, rng, self.config.longest, self.config.single)
        return make_batches(windows, self.config.batch_pieces, rng)

    def _documents(self, number: int, rng: random.Random) -> Iterator[Encoded]:
        for name, share in self.config.sets.items():
            documents = self.sets[name]
            for _ in range(int(share)):
                yield from documents
            rest = share - int(share)
            yield from rng.sample(documents, round(len(documents) * rest))
        for prefix, count in self.config.rotating.items():
            copies = sorted(name for name in self.sets if name.startswith(prefix))
            for turn in range(count):
                yield from self.sets[copies[(number * count + turn) % len(copies)]]


def losses(net: Net, batch: Batch, config: EncoderConfig) -> dict[str, Tensor]:
    """Give the mean loss of each head over what the batch says of it."""
    hidden = torch.zeros(batch.mask.shape).masked_fill(~batch.mask, -1e4)[:, None, None, :]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = net(
            batch.ids, batch.shapes, batch.gaps, hidden, batch.first, batch.last, batch.schemes
        )
    out = {
        "tags": _cross(scores.tags, batch.tags, config.smoothing),
        "morphs": _cross(scores.morphs, batch.morphs, config.smoothing),
        "starts": _binary(scores.starts.float(), batch.starts),
    }
    known = (batch.mentions != IGNORED) & batch.words
    field = net.field.loss(scores.mentions.float(), batch.mentions, batch.words)
    out["mentions"] = field / known.sum().clamp(min=1)
    rows = (batch.heads != IGNORED).any(1)
    if rows.any():
        arcs = _same_sentence_only(scores.arcs.float(), batch.sentence)
        out["arcs"] = _cross(arcs[rows], batch.heads[rows], 0.0)
        pairs = (batch.heads != IGNORED) & (batch.deps != IGNORED)
        heads = choose_heads(scores, batch.heads.clamp(min=0))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            labels = net.labels(scores.dependents[pairs], heads[pairs])
        out["deps"] = _cross(labels[None], batch.deps[pairs][None], config.smoothing)
    return out


def _cross(scores: Tensor, targets: Tensor, smoothing: float) -> Tensor:
    count = (targets != IGNORED).sum().clamp(min=1)
    loss = torch.nn.functional.cross_entropy(
        scores.float().flatten(0, 1),
        targets.flatten(),
        ignore_index=IGNORED,
        reduction="sum",
        label_smoothing=smoothing,
    )
    return loss / count


def _binary(scores: Tensor, targets: Tensor) -> Tensor:
    known = targets != IGNORED
    loss = torch.nn.functional.binary_cross_entropy_with_logits(
        scores, targets.clamp(min=0).float(), reduction="none"
    )
    return (loss * known).sum() / known.sum().clamp(min=1)


def _same_sentence_only(arcs: Tensor, sentence: Tensor) -> Tensor:
    same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence[:, :, None] >= 0)
    root = torch.ones_like(same[:, :, :1])
    return arcs.masked_fill(~torch.cat([root, same], 2), -1e4)


class Trainer:
    """A training that can be stopped and taken up again."""

    def __init__(
        self, config: EncoderConfig, material: Material, encoder: Path, out: Path, minutes: float
    ) -> None:
        self.config = config
        self.material = material
        self.out = out
        self.minutes = minutes
        torch.manual_seed(config.seed)
        labels = material.labels
        self.outputs = HeadSizes(
            tags=len(labels.tags),
            morphs=len(labels.morphs),
            deps=len(labels.deps),
            arc=config.arc,
            label=config.label,
            mention=config.mention,
        )
        self.net = Net(read_size(encoder), self.outputs, config.dropout)
        load_pretrained(self.net.encoder, encoder)
        # The pieces' vectors stay: names not seen in training keep what pretraining knew of them.
        self.net.encoder.pieces.weight.requires_grad_(requires_grad=False)
        self.optimizer = torch.optim.AdamW(self._groups(), weight_decay=0.01, betas=(0.9, 0.98))
        self.state = State()
        self.casing = random.Random(f"casing-{config.seed}")

    def _groups(self) -> list[dict[str, object]]:
        groups: list[dict[str, object]] = []
        for is_encoder, rate in ((True, self.config.encoder_rate), (False, self.config.head_rate)):
            parameters = [
                p
                for name, p in self.net.named_parameters()
                if p.requires_grad and name.startswith("encoder.") == is_encoder
            ]
            groups.append({"params": parameters, "lr": rate, "peak": rate})
        return groups

    def progress(self) -> float:
        """Give how much of the training is done, by word pieces or time, whichever is further."""
        by_pieces = self.state.pieces / self.config.pieces
        by_time = self.state.seconds / (60 * self.minutes) if self.minutes else 0.0
        return min(1.0, max(by_pieces, by_time))

    def run(self, every: int) -> None:
        """Train to the end, with a checkpoint every so many seconds."""
        saved = time.monotonic()
        while self.progress() < 1:
            batches = self.material.epoch(self.state.epoch)
            for windows in batches[self.state.batch :]:
                began = time.monotonic()
                row = self._step(windows)
                self.state.batch += 1
                self.state.seconds += time.monotonic() - began
                if self.state.batch % 50 == 0:
                    self._report(row)
                if time.monotonic() - saved > every:
                    self.save()
                    self._check()
                    saved = time.monotonic()
                if self.progress() >= 1:
                    break
            else:
                self.state.epoch += 1
                self.state.batch = 0
        self.save()
        self._check()

    def _step(self, windows: list[Window]) -> dict[str, float]:
        progress = self.progress()
        scale = min(1.0, (progress + 1e-4) / self.config.warmup) * max(0.0, 1 - progress)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * scale
        batch = make_batch(windows, self.material.marks, [self._draw_casing() for _ in windows])
        self.net.train()
        parts = losses(self.net, batch, self.config)
        total = sum(self.config.weights[name] * part for name, part in parts.items())
        assert isinstance(total, torch.Tensor)
        self.optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.state.pieces += batch.size()
        return {name: round(part.item(), 4) for name, part in parts.items()}

    def _draw_casing(self) -> str:
        draw = self.casing.random()
        for name in ("lower", "upper", "title"):
            share = getattr(self.config, name)
            if draw < share:
                return name
            draw -= share
        return ""

    def _report(self, row: dict[str, float]) -> None:
        state = asdict(self.state) | {"progress": round(self.progress(), 4)}
        state["rate"] = round(self.state.pieces / self.state.seconds)
        print(json.dumps(state | row), flush=True)

    def _check(self) -> None:
        marks = self.material.marks
        figures = check_mentions(self.net, self.material.dev["news-dev"], marks)
        syntax = check_syntax(self.net, self.material.dev["ewt-dev"][:80], marks)
        row = {"pieces": self.state.pieces, "news-dev": figures, "ewt-dev": syntax}
        print("CHECK", json.dumps(row), flush=True)

    def save(self) -> None:
        """Write the checkpoint: weights, optimizer, labels and how far it is."""
        self.out.mkdir(parents=True, exist_ok=True)
        row = {
            "net": self.net.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "state": asdict(self.state),
            "labels": asdict(self.material.labels),
            "outputs": asdict(self.outputs),
            "torch": torch.get_rng_state(),
        }
        partial = self.out / "checkpoint.partial"
        torch.save(row, partial)
        partial.replace(self.out / "checkpoint.pt")

    def resume(self) -> None:
        """Take up the training where the checkpoint left it."""
        row = torch.load(self.out / "checkpoint.pt", weights_only=True)
        self.net.load_state_dict(row["net"])
        self.optimizer.load_state_dict(row["optimizer"])
        self.state = State(**row["state"])
        torch.set_rng_state(row["torch"])


def read_labels(checkpoint: Path) -> LabelSets:
    """Give the label sets a checkpoint was trained with."""
    row = torch.load(checkpoint, weights_only=True)["labels"]
    return LabelSets(**{name: tuple(values) for name, values in row.items()})


def main() -> None:
    """Run a training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the pretrained encoder"
    )
    parser.add_argument("--data", type=Path, required=True, help="what training.convert wrote")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--minutes", type=float, default=0, help="end by then whatever the config says"
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=600, help="seconds between checkpoints")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    checkpoint = options.out / "checkpoint.pt"
    labels = read_labels(checkpoint) if checkpoint.exists() else None
    config = read_config(options.config)
    material = Material(options.data, config, tokenizer, labels)
    trainer = Trainer(config, material, options.encoder, options.out, options.minutes)
    if checkpoint.exists():
        trainer.resume()
    trainer.run(options.every)


if __name__ == "__main__":
    main()
