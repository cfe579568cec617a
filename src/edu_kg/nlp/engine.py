"""The encoder's graph, run on one window of words at a time.

One window a call, never a padded batch: quantised activations are scaled by the largest value in
the tensor, so a neighbour in the batch would change a text's scores. Alone, the same window always
gives the same numbers, whatever the batch size or the number of workers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from onnxruntime import ExecutionMode, InferenceSession, SessionOptions

from edu_kg.nlp.vectors import load_piece_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class EncoderFiles:
    """The bytes of an exported encoder."""

    model: bytes
    settings: bytes


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """Labels in the order of the graph's outputs, and the scores between mention tags."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    deps: tuple[str, ...]
    mentions: tuple[str, ...]
    schemes: tuple[str, ...]
    transitions: NDArray[np.float64]
    start: NDArray[np.float64]


def parse_settings(data: bytes) -> EncoderSettings:
    """Give the settings of a `settings.json`."""
    row = json.loads(data)
    names = ("tags", "morphs", "deps", "mentions", "schemes")
    return EncoderSettings(
        **{name: tuple(row[name]) for name in names},
        transitions=np.array(row["transitions"], dtype=np.float64),
        start=np.array(row["start"], dtype=np.float64),
    )


@dataclass(frozen=True, slots=True)
class WordInput:
    """What the encoder is told of a word."""

    pieces: tuple[int, ...]
    shape: int
    gap: int


@dataclass(frozen=True, slots=True)
class WindowScores:
    """What the graph says of a window, a row a word; heads have the root in column 0."""

    tags: NDArray[np.int64]
    morphs: NDArray[np.int64]
    starts: NDArray[np.float32]
    mentions: NDArray[np.float32]
    arcs: NDArray[np.float32]
    labels: NDArray[np.int64]
    """The best dependency label for every dependent under every head but the root."""


def open_session(model: bytes, *, without: Sequence[str] = ()) -> InferenceSession:
    """Give a session of a graph that computes the same numbers on every run.

    `without` names optimizers of the run time that are left out.
    """
    options = SessionOptions()
    # One thread: workers are processes, and sums over several threads may round differently.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
    return InferenceSession(
        model,
        sess_options=options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(without),
    )


class Engine:
    """A loaded encoder: settings, tokenizer and graph."""

    def __init__(self, files: EncoderFiles) -> None:
        self.files = files
        self.settings = parse_settings(files.settings)
        self.vectors = load_piece_vectors()
        self._session = open_session(files.model)

    def score(self, words: Sequence[WordInput], scheme: int) -> WindowScores:
        """Give the scores of a window of at least one word."""
        sizes = np.array([len(word.pieces) for word in words])
        ends = 1 + np.cumsum(sizes)
        feed = {
            "pieces": self.vectors.rows([p for word in words for p in word.pieces]),
            "shapes": _spread([word.shape for word in words], sizes),
            "gaps": _spread([word.gap for word in words], sizes),
            "first": ends - sizes,
            "last": ends - 1,
            "scheme": np.array([scheme], dtype=np.int64),
        }
        return WindowScores(*self._session.run(list(WindowScores.__slots__), feed))


def _spread(values: list[int], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.repeat(values, sizes), [0])).astype(np.int64)
