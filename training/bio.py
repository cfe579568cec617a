"""BIO tags: a tag a token, B- where a mention begins, I- inside it, O outside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.documents import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence


def bio_spans(tags: Sequence[str]) -> list[Entity]:
    """Give the spans of BIO tags; a stray I- opens a span.

    >>> bio_spans(["B-PER", "I-PER", "O", "I-LOC"])
    [Entity(start=0, end=2, label='PER'), Entity(start=3, end=4, label='LOC')]
    """
    spans: list[Entity] = []
    for number, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if prefix not in {"B", "I"} or not label or label == "O":
            continue
        last = spans[-1] if spans else None
        if prefix == "I" and last and last.end == number and last.label == label:
            spans[-1] = replace(last, end=number + 1)
        else:
            spans.append(Entity(number, number + 1, label))
    return spans
