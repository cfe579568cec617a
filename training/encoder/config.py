"""Settings of a training of the accurate tier."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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
