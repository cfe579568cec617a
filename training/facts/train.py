"""Train the fact network: `python -m training.facts.train --help`."""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from tokenizers import Tokenizer

from training.encoder.net import load_pretrained, read_size
from training.facts.check import check
from training.facts.lessons import batches, hide_pieces, is_test, make_batch, read_lessons
from training.facts.losses import article_losses
from training.facts.net import FactNet
from training.facts.swaps import collect_names, swap_names

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class FactConfig:
    """Settings of a training, read from a TOML file."""

    seed: int
    epochs: int
    articles: int
    """Articles of a batch."""
    inner: int
    encoder_rate: float
    head_rate: float
    warmup: float
    dropout: float
    swap: float
    """Share of entities that get another name, in every article at every epoch."""
    plain: float
    """Share of articles left as they are."""
    blank: float = 0.0
    """Share of word pieces that are hidden, so that no single word is leant on."""


def read_config(path: Path) -> FactConfig:
    """Give the settings of a TOML file."""
    return FactConfig(**tomllib.loads(path.read_text(encoding="utf-8")))


def start_net(encoder: Path, checkpoint: Path | None, config: FactConfig) -> FactNet:
    """Give a network that begins as another's checkpoint, with its encoder, or the pretrained.

    A fact network's checkpoint gives all of it, one of `training.encoder` the encoder.
    """
    torch.manual_seed(config.seed)
    net = FactNet(read_size(encoder), config.inner, config.dropout)
    if checkpoint is None:
        load_pretrained(net.encoder, encoder)
    else:
        row = torch.load(checkpoint, weights_only=True)
        stored = row["net"]
        if "inner" in row:
            # Heads that are younger than the checkpoint begin where they change nothing.
            unknown = net.load_state_dict(stored, strict=False).unexpected_keys
            if unknown:
                raise ValueError(f"{checkpoint}: no fact network of this version: {unknown}")
        state = {
            k.removeprefix("encoder."): v for k, v in stored.items() if k.startswith("encoder.")
        }
        net.encoder.load_state_dict(state)
    net.encoder.pieces.weight.requires_grad_(requires_grad=False)
    return net


def train(
    net: FactNet,
    lessons: list[dict[str, Any]],
    held_out: list[dict[str, Any]],
    tokenizer: Tokenizer,
    config: FactConfig,
    order: int = 0,
) -> None:
    """Train for all epochs, printing figures on the lessons held out.

    `order` seeds the order of the lessons, their names and dropout; the first weights are those of
    the config's seed, so that networks trained in several orders can be averaged.
    """
    rng = random.Random(f"{config.seed}-{order}")
    torch.manual_seed(config.seed + 1 + order)
    names = collect_names(lessons)
    groups = [
        {
            "params": [
                p
                for n, p in net.named_parameters()
                if p.requires_grad and n.startswith("encoder.") == inside
            ],
            "lr": rate,
            "peak": rate,
        }
        for inside, rate in ((True, config.encoder_rate), (False, config.head_rate))
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    steps = config.epochs * len(batches(lessons, config.articles, rng))
    step = 0
    for epoch in range(config.epochs):
        began = time.monotonic()
        total: dict[str, float] = {}
        net.train()
        for batch in batches(lessons, config.articles, rng):
            swapped = [
                x if rng.random() < config.plain else swap_names(x, names, config.swap, rng)
                for x in batch
            ]
            done = step / steps
            scale = min(1.0, (done + 1e-3) / config.warmup) * (1 - done)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * scale
            parts = batch_losses(net, swapped, tokenizer, config.blank)
            loss = sum(parts.values()) / len(batch)
            assert isinstance(loss, torch.Tensor)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            step += 1
            for name, part in parts.items():
                total[name] = total.get(name, 0.0) + part.item() / len(lessons)
        row: dict[str, Any] = {"epoch": epoch, "seconds": round(time.monotonic() - began)}
        row["loss"] = {name: round(value, 3) for name, value in total.items()}
        if held_out and (epoch % 2 == 1 or epoch == config.epochs - 1):
            row["held_out"] = check(net, held_out, tokenizer)
        print(json.dumps(row), flush=True)


def batch_losses(
    net: FactNet, lessons: list[dict[str, Any]], tokenizer: Tokenizer, blank: float
) -> dict[str, Tensor]:
    """Give the sum of each head's losses over the articles, a share of whose pieces is hidden."""
    batch = hide_pieces(make_batch(lessons, tokenizer), blank, tokenizer)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = net(*batch.inputs())
    sums: dict[str, Tensor] = {}
    for number, lesson in enumerate(lessons):
        for name, loss in article_losses(scores, number, lesson).items():
            sums[name] = sums.get(name, torch.zeros(())) + loss
    return sums


def main() -> None:
    """Run a training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lessons", type=Path, nargs="+")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="the pretrained encoder's folder"
    )
    parser.add_argument(
        "--start", type=Path, help="checkpoint to start from, of training.encoder or of this"
    )
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--order", type=int, default=0, help="another order of the same lessons")
    parser.add_argument("--articles", type=int, default=0, help="train on the first so many only")
    parser.add_argument(
        "--without", nargs="*", default=[], metavar="GLOB", help="ids of lessons to leave out"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    config = read_config(options.config)
    lessons = [lesson for path in options.lessons for lesson in read_lessons(path)]
    trained = [
        lesson
        for lesson in lessons
        if not is_test(lesson) and not any(fnmatchcase(lesson["id"], p) for p in options.without)
    ]
    if options.articles:
        random.Random(config.seed).shuffle(trained)
        trained = trained[: options.articles]
    net = start_net(options.encoder, options.start, config)
    train(net, trained, [x for x in lessons if is_test(x)], tokenizer, config, options.order)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"net": net.state_dict(), "inner": config.inner}, options.out)


if __name__ == "__main__":
    main()
