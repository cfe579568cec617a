"""The fact network: an encoder of whole articles, and heads over words and mentions."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from edu_kg.extraction.learned.inputs import MARKS
from edu_kg.extraction.learned.labels import (
    DISTANCES,
    EVENT_TYPES,
    PAIR_CHANNELS,
    RANKS,
    SALIENCES,
    TITLE_CHANNELS,
    TITLE_TAGS,
    WORD_CHANNELS,
)
from edu_kg.extraction.learned.paths import PATHS
from training.encoder.net import Encoder, EncoderSize, with_one


@dataclass(frozen=True, slots=True)
class FactScores:
    """What the heads say of each article: rows of words and of mentions, padded."""

    events: Tensor
    """Articles by words by event types, none first."""
    titles: Tensor
    """Articles by words by title tags."""
    word_mentions: Tensor
    """Articles by channels by words by mentions."""
    title_mentions: Tensor
    """The same for the channels of titles."""
    pairs: Tensor
    """Articles by channels by mentions by mentions."""


_NARROW = 24


class Bilinear(nn.Module):
    """Scores of every row of one sequence with every row of another, a channel a label."""

    def __init__(
        self, width: int, inner: int, channels: int, *, prior: float, dropout: float
    ) -> None:
        super().__init__()
        self.left = nn.Linear(width, inner)
        self.right = nn.Linear(width, inner)
        self.weight = nn.Parameter(torch.zeros(channels, inner + 1, inner + 1))
        nn.init.normal_(self.weight, std=inner**-1)
        self.distance = nn.Embedding(DISTANCES, channels)
        self.rank = nn.Embedding(RANKS, channels)
        nn.init.zeros_(self.rank.weight)
        self.narrow = nn.Linear(width, _NARROW)
        self.path = nn.Parameter(torch.zeros(channels, _NARROW + 1, PATHS))
        # Most pairs are none: starting there saves the first epochs.
        nn.init.constant_(self.distance.weight, prior)
        self.drop = nn.Dropout(dropout)

    def forward(
        self, left: Tensor, right: Tensor, distances: Tensor, ranks: Tensor, paths: Tensor
    ) -> Tensor:
        """Give [batch, channel, left, right]."""
        gelu = nn.functional.gelu
        a = with_one(self.drop(gelu(self.left(left))))
        b = with_one(self.drop(gelu(self.right(right))))
        # There are more words than mentions: what is multiplied first decides the cost.
        scores = a[:, None] @ (self.weight.to(a.dtype) @ b[:, None].transpose(-1, -2))
        # What each way through the parse means for each word of the left.
        ways = with_one(self.drop(gelu(self.narrow(left))))[:, None] @ self.path.to(a.dtype)
        index = paths[:, None].expand(-1, scores.size(1), -1, -1)
        near = self.distance(distances) + self.rank(ranks)
        return scores + ways.gather(3, index) + near.permute(0, 3, 1, 2)


class FactNet(nn.Module):
    """Encoder and heads."""

    def __init__(self, size: EncoderSize, inner: int, dropout: float) -> None:
        super().__init__()
        self.encoder = Encoder(size, dropout)
        self.marks = nn.Embedding(MARKS, size.width)
        nn.init.zeros_(self.marks.weight)
        self.drop = nn.Dropout(dropout)
        self.events = nn.Linear(size.width, 1 + len(EVENT_TYPES))
        self.titles = nn.Linear(size.width, len(TITLE_TAGS))
        with torch.no_grad():
            self.events.bias[0] = 3.0
            self.titles.bias[0] = 2.0
        self.word_mentions = Bilinear(
            size.width, inner, len(WORD_CHANNELS), prior=-3.0, dropout=dropout
        )
        self.title_mentions = Bilinear(
            size.width, inner, len(TITLE_CHANNELS), prior=-3.0, dropout=dropout
        )
        self.saliences = nn.Embedding(SALIENCES, size.width)
        self.shared = nn.Linear(size.width, size.width)
        for weight in (self.saliences.weight, self.shared.weight, self.shared.bias):
            nn.init.zeros_(weight)
        self.pairs = Bilinear(size.width, inner, len(PAIR_CHANNELS), prior=-5.0, dropout=dropout)

    def contextualize(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, marks: Tensor, hidden: Tensor
    ) -> Tensor:
        """Give the vectors of pieces in their context."""
        encoder = self.encoder
        x = pieces + encoder.positions.weight[: pieces.size(1)] + encoder.types.weight[0]
        x = x + encoder.shapes(shapes) + encoder.gaps(gaps) + self.marks(marks)
        x = encoder.drop(encoder.norm(x))
        for layer in encoder.layers:
            x = layer(x, hidden)
        return x

    def read(  # noqa: PLR0913 - one argument an input of the exported graph
        self,
        pieces: Tensor,
        first: Tensor,
        last: Tensor,
        starts: Tensor,
        ends: Tensor,
        owners: Tensor,
        saliences: Tensor,
        distances: Tensor,
        ranks: Tensor,
        paths: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Give the scores of words and of pairs, and the vectors of words and mentions.

        Of these the first and last places are named.
        """
        words = self.drop(0.5 * (_rows(pieces, first) + _rows(pieces, last)))
        mentions = 0.5 * (_rows(words, starts) + _rows(words, ends))
        # Every mention knows what the others of its owner know.
        same = (owners[:, :, None] == owners[:, None, :]).to(mentions.dtype)
        mean = (same / same.sum(-1, keepdim=True)) @ mentions
        mentions = mentions + self.shared(mean) + self.saliences(saliences)
        pairs = self.pairs(mentions, mentions, distances, ranks, paths)
        return self.events(words), self.titles(words), pairs, words, mentions

    def judge(
        self, words: Tensor, mentions: Tensor, distances: Tensor, ranks: Tensor, paths: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Give what each mention is to each word as an event and as a title."""
        told = (words, mentions, distances, ranks, paths)
        return self.word_mentions(*told), self.title_mentions(*told)

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        marks: Tensor,
        hidden: Tensor,
        *rest: Tensor,
    ) -> FactScores:
        """Give the scores of a batch of articles.

        `rest` is what `read` takes after the pieces, then what `judge` takes after the vectors.
        """
        pieces = self.encoder.pieces(ids)
        context = self.contextualize(pieces, shapes, gaps, marks, hidden)
        events, titles, pairs, words, mentions = self.read(context, *rest[:-3])
        by_word, by_title = self.judge(words, mentions, *rest[-3:])
        return FactScores(
            events=events,
            titles=titles,
            word_mentions=by_word,
            title_mentions=by_title,
            pairs=pairs,
        )


def _rows(x: Tensor, index: Tensor) -> Tensor:
    return x.gather(1, index[..., None].expand(-1, -1, x.size(-1)))
