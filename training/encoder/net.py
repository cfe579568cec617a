"""The network: a MiniLM encoder that also sees casing, and its heads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from edu_kg.nlp.features import GAPS, SHAPES
from training.encoder.crf import MentionField
from training.encoder.encoding import MENTION_TAGS, SCHEMES

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class EncoderSize:
    """Dimensions of the encoder, as its `config.json` gives them."""

    width: int
    inner: int
    layers: int
    heads: int
    vocabulary: int
    positions: int
    epsilon: float


def read_size(folder: Path) -> EncoderSize:
    """Give the dimensions of a BERT-like encoder's folder."""
    row = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return EncoderSize(
        row["hidden_size"],
        row["intermediate_size"],
        row["num_hidden_layers"],
        row["num_attention_heads"],
        row["vocab_size"],
        row["max_position_embeddings"],
        row["layer_norm_eps"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSizes:
    """Outputs of the heads and the widths inside the parser and the mention head."""

    tags: int
    morphs: int
    deps: int
    arc: int = 256
    label: int = 96
    mention: int = 256


class Layer(nn.Module):
    """One transformer layer: self-attention and a feed-forward step, normalised after each."""

    def __init__(self, size: EncoderSize, dropout: float) -> None:
        super().__init__()
        self.count = size.heads
        self.query = nn.Linear(size.width, size.width)
        self.key = nn.Linear(size.width, size.width)
        self.value = nn.Linear(size.width, size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm_attention = nn.LayerNorm(size.width, eps=size.epsilon)
        self.rise = nn.Linear(size.width, size.inner)
        self.fall = nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.drop = nn.Dropout(dropout)
        self.mix = Layer.attend
        """How attention is computed; an export may choose another way to the same result."""

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """Give the layer's output; `hidden` is added to attention scores (very low on padding)."""
        x = self.norm_attention(x + self.out(self.mix(self, x, hidden)))
        out: Tensor = self.norm(x + self.drop(self.fall(nn.functional.gelu(self.rise(x)))))
        return out

    def attend(self, x: Tensor, hidden: Tensor) -> Tensor:
        """Give the values of all places, mixed for each by its attention."""
        rows, length, width = x.shape
        shape = (rows, length, self.count, width // self.count)
        query = (self.query(x) * (width // self.count) ** -0.5).view(shape).transpose(1, 2)
        key = self.key(x).view(shape).transpose(1, 2)
        value = self.value(x).view(shape).transpose(1, 2)
        # Written out: on CPU this trains several times faster than the fused attention.
        scores = query @ key.transpose(-1, -2) + hidden.to(query.dtype)
        mixed = (_softmax(scores) @ value).transpose(1, 2)
        return mixed.reshape(rows, length, width)


def _softmax(scores: Tensor) -> Tensor:
    # Autocast would widen the largest tensors of all to single precision and back.
    with torch.autocast("cpu", enabled=False):
        return torch.softmax(scores, -1)


class Encoder(nn.Module):
    """Word pieces in context, with casing and gaps added to the pieces' embeddings."""

    def __init__(self, size: EncoderSize, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(size.vocabulary, size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.types = nn.Embedding(2, size.width)
        self.shapes = nn.Embedding(SHAPES, size.width)
        self.gaps = nn.Embedding(GAPS, size.width)
        # Nothing is added at first, so training starts from the encoder as it came.
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(size, dropout) for _ in range(size.layers)])

    def forward(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, hidden: Tensor) -> Tensor:
        """Give the vectors of pieces in their context."""
        x: Tensor = pieces + self.positions.weight[: pieces.size(1)] + self.types.weight[0]
        x = self.drop(self.norm(x + self.shapes(shapes) + self.gaps(gaps)))
        for layer in self.layers:
            x = layer(x, hidden)
        return x


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm_attention": "attention.output.LayerNorm",
    "rise": "intermediate.dense",
    "fall": "output.dense",
    "norm": "output.LayerNorm",
}


def load_pretrained(encoder: Encoder, folder: Path) -> None:
    """Fill an encoder with the weights of a BERT-like `model.safetensors`."""
    stored = load_file(folder / "model.safetensors")
    stored = {name.removeprefix("bert."): tensor for name, tensor in stored.items()}
    state = encoder.state_dict()
    for ours, theirs in (
        ("pieces", "word_embeddings"),
        ("positions", "position_embeddings"),
        ("types", "token_type_embeddings"),
    ):
        state[f"{ours}.weight"] = stored[f"embeddings.{theirs}.weight"].float()
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = stored[f"embeddings.LayerNorm.{part}"].float()
        for number in range(len(encoder.layers)):
            for ours, theirs in _NAMES.items():
                source = stored[f"encoder.layer.{number}.{theirs}.{part}"]
                state[f"layers.{number}.{ours}.{part}"] = source.float()
    encoder.load_state_dict(state)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of each word of each window."""

    tags: Tensor
    morphs: Tensor
    starts: Tensor
    mentions: Tensor
    arcs: Tensor
    """Words by heads, the root first."""
    dependents: Tensor
    """The words as dependents, for the labels."""
    heads: Tensor
    """The root and the words as heads, for the labels."""


class Net(nn.Module):
    """Encoder and heads; `labels` scores the labels of arcs once heads are chosen."""

    def __init__(self, size: EncoderSize, outputs: HeadSizes, dropout: float = 0.1) -> None:
        super().__init__()
        width = size.width
        self.encoder = Encoder(size, dropout)
        self.drop = nn.Dropout(dropout)
        self.tags = nn.Linear(width, outputs.tags)
        self.morphs = nn.Linear(width, outputs.morphs)
        self.starts = nn.Linear(width, 1)
        self.mention_in = nn.Linear(width, outputs.mention)
        self.schemes = nn.Embedding(len(SCHEMES), outputs.mention)
        nn.init.zeros_(self.schemes.weight)
        self.mention_out = nn.Linear(outputs.mention, len(MENTION_TAGS))
        self.field = MentionField()
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dependent = nn.Linear(width, outputs.arc)
        self.arc_head = nn.Linear(width, outputs.arc)
        self.label_dependent = nn.Linear(width, outputs.label)
        self.label_head = nn.Linear(width, outputs.label)
        self.arc = nn.Linear(outputs.arc, outputs.arc)
        self.arc_bias = nn.Linear(outputs.arc, 1, bias=False)
        self.label = nn.Parameter(torch.empty(outputs.deps, outputs.label + 1, outputs.label + 1))
        nn.init.xavier_uniform_(self.label)

    def forward(  # noqa: PLR0913 - one argument an input of the exported graph
        self,
        ids: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        hidden: Tensor,
        first: Tensor,
        last: Tensor,
        schemes: Tensor,
    ) -> Scores:
        """Give the scores of the words whose first and last pieces are named."""
        pieces = self.encoder.pieces(ids)
        return self.read_vectors(pieces, shapes, gaps, hidden, first, last, schemes)

    def read_vectors(  # noqa: PLR0913 - one argument an input of the exported graph
        self,
        pieces: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        hidden: Tensor,
        first: Tensor,
        last: Tensor,
        schemes: Tensor,
    ) -> Scores:
        """Give the same from the vectors of pieces."""
        pieces = self.encoder(pieces, shapes, gaps, hidden)
        width = pieces.size(-1)
        at_first = pieces.gather(1, first[..., None].expand(-1, -1, width))
        at_last = pieces.gather(1, last[..., None].expand(-1, -1, width))
        words = self.drop((at_first + at_last) * 0.5)
        gelu = nn.functional.gelu
        mention = self.drop(gelu(self.mention_in(words) + self.schemes(schemes)[:, None]))
        root = self.root.to(words.dtype).expand(words.size(0), 1, width)
        candidates = torch.cat([root, words], 1)
        dependent = self.drop(gelu(self.arc_dependent(words)))
        head = self.drop(gelu(self.arc_head(candidates)))
        arcs = self.arc(dependent) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return Scores(
            tags=self.tags(words),
            morphs=self.morphs(words),
            starts=self.starts(words)[..., 0],
            mentions=self.mention_out(mention),
            arcs=arcs,
            dependents=with_one(self.drop(gelu(self.label_dependent(words)))),
            heads=with_one(self.drop(gelu(self.label_head(candidates)))),
        )

    def labels(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Give label scores of pairs: rows of `Scores.dependents` under rows of `Scores.heads`."""
        width = dependents.size(-1)
        flat = self.label.permute(1, 0, 2).reshape(width, -1)
        mixed = (dependents @ flat).view(len(dependents), -1, width)
        return (mixed @ heads[..., None].to(mixed.dtype))[..., 0]


def choose_heads(scores: Scores, heads: Tensor) -> Tensor:
    """Give for every word the row of `Scores.heads` of the head named for it (0 is the root)."""
    index = heads[..., None].expand(-1, -1, scores.heads.size(-1))
    return scores.heads.gather(1, index)


def with_one(x: Tensor) -> Tensor:
    """Give the rows with a one at their end, for a bias in a product of rows."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
