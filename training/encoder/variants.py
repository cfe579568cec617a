"""Trainings that differ in their material alone: fewer articles, or a set left out."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from training.encoder.config import EncoderConfig
    from training.encoder.material import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A training of the comparison: articles of the corpus (0: all), and sets left out."""

    articles: int = 0
    without: tuple[str, ...] = ()


def variants(articles: Sequence[int], without: Sequence[str]) -> Iterator[Variant]:
    """Give a variant for each number of articles, then everything without each of the sets."""
    for count in articles:
        yield Variant(articles=count)
    for name in without:
        yield Variant(without=(name,))


def narrowed(
    material: Material, config: EncoderConfig, variant: Variant
) -> tuple[Material, EncoderConfig]:
    """Give the material and settings of a variant. Fewer articles are part of more of them."""
    places = list(range(len(material.sets["news-train"])))
    random.Random(config.seed).shuffle(places)
    kept = sorted(places[: variant.articles or None])
    # Copies of the articles stand in the order of the articles.
    sets = {
        name: [documents[place] for place in kept] if name.startswith("news-") else documents
        for name, documents in material.sets.items()
        if name not in variant.without
    }
    shares = {name: share for name, share in config.sets.items() if name not in variant.without}
    return replace(material, sets=sets), replace(config, sets=shares)
