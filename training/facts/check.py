"""Figures of the fact network's heads on lessons held out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import torch

from edu_kg.extraction.learned.labels import (
    DATE_CHANNEL,
    EVENT_TYPES,
    MANNERS,
    PREDICATES,
    WORD_CHANNELS,
)
from edu_kg.model import Predicate
from training.facts.lessons import Lesson, make_batch
from training.facts.losses import owners, pool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tokenizers import Tokenizer

    from training.facts.net import FactNet, FactScores


def check(net: FactNet, lessons: list[Lesson], tokenizer: Tokenizer) -> dict[str, float]:
    """Give the F1 of each head, told the triggers and titles the annotators marked."""
    net.eval()
    counts: Counter[tuple[str, str]] = Counter()
    for lesson in lessons:
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(*make_batch([lesson], tokenizer).inputs())
        for name, wanted, said in (
            _triggers(scores, lesson),
            _titles(scores, lesson),
            _holders(scores, lesson),
            _relations(scores, lesson),
            *_parts(scores, lesson),
        ):
            counts[name, "right"] += len(wanted & said)
            counts[name, "said"] += len(said)
            counts[name, "wanted"] += len(wanted)
    heads = sorted({name for name, _ in counts})
    return {name: round(_f1(counts, name), 3) for name in heads}


def _f1(counts: Counter[tuple[str, str]], name: str) -> float:
    right, said, wanted = (counts[name, part] for part in ("right", "said", "wanted"))
    return 2 * right / max(1, said + wanted)


Compared = tuple[str, set[Any], set[Any]]
"""Name of a head, what is right, what was said."""


def _triggers(scores: FactScores, lesson: Lesson) -> Compared:
    types = [t.value.lower() for t in EVENT_TYPES]
    best = scores.events[0].float().argmax(-1).tolist()
    wanted = {(word, event["type"]) for event in lesson["events"] for word in event["trigger"]}
    return "triggers", wanted, {(n, types[b - 1]) for n, b in enumerate(best) if b}


def _titles(scores: FactScores, lesson: Lesson) -> Compared:
    tags = scores.titles[0].float().argmax(-1).tolist()
    wanted = {word for r in lesson["roles"] for word in range(r["start"], r["end"])}
    return "titles", wanted, {n for n, tag in enumerate(tags) if tag}


def _parts(scores: FactScores, lesson: Lesson) -> Iterator[Compared]:
    entities, dates = owners(lesson)
    for event in lesson["events"]:
        by_mention = scores.word_mentions[0, :, event["trigger"]].float().mean(1)
        top, which = pool(by_mention, entities)[: len(MANNERS)].max(0)
        said = {
            (n, MANNERS[int(which[n])].value.lower())
            for n, kind in enumerate(lesson["kinds"])
            if kind != "place" and top[n] > 0
        }
        yield "manners", {(int(k), v) for k, v in event["participants"].items()}, said
        if event["dates"] is not None and len(dates):
            row = pool(by_mention[WORD_CHANNELS.index(DATE_CHANNEL)], dates)
            choice = int(row.argmax()) if row.max() > 0 else -1
            # Several mentions of the day are right, one of them is said.
            right = choice in (event["dates"] or [-1])
            yield "dates", {True}, {right}


def _relations(scores: FactScores, lesson: Lesson) -> Compared:
    entities, _ = owners(lesson)
    kinds = lesson["kinds"]
    pairs = scores.pairs[0].float()
    pooled = pool(pool(pairs, entities).transpose(-1, -2), entities).transpose(-1, -2)
    said = set()
    for channel, a, b in (pooled[: len(PREDICATES)] > 0).nonzero().tolist():
        predicate = PREDICATES[channel]
        kind = "place" if predicate is Predicate.LOCATED_IN else "organization"
        if a != b and kinds[a] != "person" and kinds[b] == kind:
            said.add(_either_way(a, predicate.value, b))
    return "relations", {_either_way(*row) for row in lesson["relations"]}, said


def _either_way(a: int, predicate: str, b: int) -> tuple[int, str, int]:
    if predicate == Predicate.COOPERATES_WITH.value:
        a, b = min(a, b), max(a, b)
    return a, predicate, b


def _holders(scores: FactScores, lesson: Lesson) -> Compared:
    entities, _ = owners(lesson)
    kinds = lesson["kinds"]
    bodies = [n for n, kind in enumerate(kinds) if kind == "organization"]
    wanted = {(r["start"], r["end"], r["person"], r["organization"]) for r in lesson["roles"]}
    said = set()
    for start, end in {(r["start"], r["end"]) for r in lesson["roles"]}:
        pooled = pool(scores.title_mentions[0, :, start:end].float().mean(1), entities)
        top = max(bodies, key=lambda n: float(pooled[1, n]), default=None)
        body = top if top is not None and pooled[1, top] > 0 else None
        said |= {
            (start, end, n, body) for n, k in enumerate(kinds) if k == "person" and pooled[0, n] > 0
        }
    return "holders", wanted, said
