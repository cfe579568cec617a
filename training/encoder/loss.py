"""What the network is trained to make small: the losses of its heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from training.encoder.encoding import IGNORED
from training.encoder.net import Net, choose_heads

if TYPE_CHECKING:
    from torch import Tensor

    from training.encoder.batch import Batch
    from training.encoder.config import EncoderConfig


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
