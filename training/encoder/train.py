"""Fine-tune the encoder on everything at once: `python -m training.encoder.train --help`."""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer

from training.encoder.batch import make_batch
from training.encoder.check import check_mentions, check_syntax
from training.encoder.config import EncoderConfig, read_config
from training.encoder.encoding import LabelSets
from training.encoder.loss import losses
from training.encoder.material import Material, draw_casing, make_epoch, read_material
from training.encoder.net import HeadSizes, Net, load_pretrained, read_size

if TYPE_CHECKING:
    from training.encoder.windows import Window


@dataclass(slots=True)
class State:
    """How far a training has come."""

    pieces: int = 0
    epoch: int = 0
    batch: int = 0
    seconds: float = 0.0


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
        self.net.encoder.pieces.weight.requires_grad = False
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
            batches = make_epoch(self.material.sets, self.config, self.state.epoch)
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
        casing = [draw_casing(self.config, self.casing) for _ in windows]
        batch = make_batch(windows, self.material.marks, casing)
        self.net.train()
        parts = losses(self.net, batch, self.config)
        total = sum(self.config.weights[name] * part for name, part in parts.items())
        assert isinstance(total, torch.Tensor)
        self.optimizer.zero_grad()
        torch.autograd.backward(total)
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.state.pieces += batch.size()
        return {name: round(part.item(), 4) for name, part in parts.items()}

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
    material = read_material(options.data, config, tokenizer, labels)
    trainer = Trainer(config, material, options.encoder, options.out, options.minutes)
    if checkpoint.exists():
        trainer.resume()
    trainer.run(options.every)


if __name__ == "__main__":
    main()
