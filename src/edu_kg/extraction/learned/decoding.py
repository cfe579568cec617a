"""Scores of words and mentions pooled to scores of entities and dates."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from edu_kg.extraction.learned.engine import FactEngine, FactScores
from edu_kg.extraction.learned.inputs import DATE, ArticleInput, MentionInput, article_input
from edu_kg.extraction.learned.labels import (
    DATE_CHANNEL,
    EVENT_TYPES,
    MANNERS,
    PAIR_CHANNELS,
    TITLE_CHANNELS,
    WORD_CHANNELS,
)
from edu_kg.extraction.reading import Reading
from edu_kg.model import EventType, Manner

Floats = NDArray[np.float32]
_UNRELATED = -1e4
_LIKELY = 0.2  # probability from which on a word's parts are got with the first that are asked for
_LEAST_ODDS = 1e-300  # before the logarithm


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerSpan:
    """Words ``start`` to ``end`` of a window that name an event of a type."""

    start: int
    end: int
    type: EventType


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch of an article that the network read as one, with its scores.

    ``entities`` and ``dates`` are the numbers, in the reading, of those that are mentioned in it;
    what the methods give is in their order.
    """

    article: ArticleInput
    scores: FactScores

    @cached_property
    def entities(self) -> tuple[int, ...]:
        """Give the numbers of the entities mentioned here."""
        return tuple(sorted({m.owner for m in self.article.mentions if m.kind != DATE}))

    @cached_property
    def dates(self) -> tuple[int, ...]:
        """Give the numbers of the dates told here."""
        return tuple(sorted({m.owner for m in self.article.mentions if m.kind == DATE}))

    @cached_property
    def _of_entities(self) -> NDArray[np.bool_]:
        return _owned(self.article.mentions, self.entities, of_dates=False)

    @cached_property
    def _of_dates(self) -> NDArray[np.bool_]:
        return _owned(self.article.mentions, self.dates, of_dates=True)

    @cached_property
    def _known_parts(self) -> dict[int, tuple[Floats, Floats]]:
        return {}

    @cached_property
    def _likely(self) -> list[int]:
        none = np.minimum(self._event_odds[:, 0], self._title_odds[:, 0])
        return np.flatnonzero(1 - none > _LIKELY).tolist()

    @cached_property
    def _event_odds(self) -> NDArray[np.float64]:
        return _softmax(self.scores.events)

    @cached_property
    def _title_odds(self) -> NDArray[np.float64]:
        return _softmax(self.scores.titles)

    @cached_property
    def _pairs(self) -> Floats:
        by_object = pool(self.scores.pairs, self._of_entities)
        return pool(by_object.swapaxes(1, 2), self._of_entities).swapaxes(1, 2)

    def triggers(self, threshold: float) -> list[TriggerSpan]:
        """Give the stretches of words that name an event, in text order."""
        odds = self._event_odds
        return [
            TriggerSpan(
                start=start, end=end, type=EVENT_TYPES[int(odds[start:end, 1:].sum(0).argmax())]
            )
            for start, end in _runs(1 - odds[:, 0] > threshold)
        ]

    def titles(self, threshold: float) -> list[tuple[int, int]]:
        """Give the stretches of words that are a title."""
        odds = self._title_odds
        spans: list[tuple[int, int]] = []
        for start, end in _runs(1 - odds[:, 0] > threshold):
            cuts = [n for n in range(start + 1, end) if odds[n, 1] > max(odds[n, 2], threshold)]
            spans += pairwise([start, *cuts, end])
        return spans

    def title_odds(self, start: int, end: int) -> float:
        """Give the probability that the least likely of these words belongs to a title."""
        return float(1 - self._title_odds[start:end, 0].max())

    def manners(self, span: TriggerSpan) -> NDArray[np.float64]:
        """Give the probability of no part and of each manner: [entity, 1 + manner]."""
        scores = pool(self._at(span)[: len(MANNERS)], self._of_entities).T
        return _softmax(np.concatenate([np.zeros((len(scores), 1)), scores], 1))

    def date_odds(self, span: TriggerSpan) -> NDArray[np.float64]:
        """Give the probability of no date and of each date: [1 + date]."""
        scores = pool(self._at(span)[WORD_CHANNELS.index(DATE_CHANNEL)], self._of_dates)
        return _softmax(np.concatenate([[0.0], scores]))

    def beside(self, span: TriggerSpan, channel: str) -> Floats:
        """Give the score of each entity in a channel of words and mentions."""
        return pool(self._at(span)[WORD_CHANNELS.index(channel)], self._of_entities)

    def of_title(self, start: int, end: int, channel: str) -> Floats:
        """Give the score of each entity as holder or body of a title."""
        scores = self._parts(start, end)[1][TITLE_CHANNELS.index(channel)]
        return pool(scores, self._of_entities)

    def of_pairs(self, channel: str) -> Floats:
        """Give the score of each pair of entities: [subject, object]."""
        return np.asarray(self._pairs[PAIR_CHANNELS.index(channel)])

    def pair_mentions(
        self, channel: str, subject: int, other: int
    ) -> tuple[MentionInput, MentionInput]:
        """Give the two mentions that speak most for a pair, by places in ``entities``."""
        scores = self.scores.pairs[PAIR_CHANNELS.index(channel)]
        own = self._of_entities
        shown = np.where(own[subject][:, None] & own[other][None, :], scores, -np.inf)
        first, second = np.unravel_index(int(shown.argmax()), shown.shape)
        return self.article.mentions[first], self.article.mentions[second]

    def manner_mention(self, span: TriggerSpan, entity: int, manner: Manner) -> MentionInput:
        """Give the mention that speaks most for a part in an event."""
        scores = self._at(span)[MANNERS.index(manner)]
        best = int(np.where(self._of_entities[entity], scores, -np.inf).argmax())
        return self.article.mentions[best]

    def offset(self, word: int) -> int:
        """Give the place of a word's first character in the text."""
        return self.article.offsets[word][0]

    def _at(self, span: TriggerSpan) -> Floats:
        return self._parts(span.start, span.end)[0]

    def _parts(self, start: int, end: int) -> tuple[Floats, Floats]:
        """Give what each mention is to these words as an event and as a title: two means."""
        known, words = self._known_parts, range(start, end)
        if any(word not in known for word in words):
            # With those that are likely to be asked for, too: one run of the network is cheaper.
            asked = sorted({*words, *self._likely} - known.keys())
            beside, held = self.scores.parts(asked)
            known.update((n, (beside[:, k], held[:, k])) for k, n in enumerate(asked))
        first, second = zip(*(known[word] for word in words), strict=True)
        return np.asarray(sum(first) / len(words)), np.asarray(sum(second) / len(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """What the network makes of a reading, window by window."""

    reading: Reading
    windows: tuple[Window, ...]


def impression(engine: FactEngine, reading: Reading) -> Impression:
    """Give what the network makes of a reading."""
    windows = engine.score(article_input(reading))
    return Impression(
        reading=reading, windows=tuple(Window(article=a, scores=s) for a, s in windows)
    )


def pool(scores: Floats, owned: NDArray[np.bool_]) -> Floats:
    """Give [..., owner] from [..., mention]: the log of the sum over an owner's mentions."""
    if owned.shape[1] == 0 or owned.shape[0] == 0:
        return np.full((*scores.shape[:-1], owned.shape[0]), _UNRELATED, dtype=np.float32)
    top = scores.max(-1, keepdims=True).astype(np.float64)
    odds = np.exp(scores - top) @ owned.T
    pooled = top + np.log(np.maximum(odds, _LEAST_ODDS))
    return np.where(odds > 0, pooled, _UNRELATED).astype(np.float32)


def _owned(
    mentions: tuple[MentionInput, ...], owners: tuple[int, ...], *, of_dates: bool
) -> NDArray[np.bool_]:
    place = {owner: n for n, owner in enumerate(owners)}
    owned = np.zeros((len(owners), len(mentions)), dtype=np.bool_)
    for number, mention in enumerate(mentions):
        if (mention.kind == DATE) == of_dates:
            owned[place[mention.owner], number] = True
    return owned


def _softmax(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    if scores.size == 0:
        return scores.astype(np.float64)
    shifted = np.exp(scores.astype(np.float64) - scores.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True))


def _runs(named: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], named.astype(np.int8), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
