"""The vectors of word pieces that the encoders start from, kept once for all of them."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from edu_kg.nlp.features import find_pieces

_FOLDER = Path(__file__).parent / "models" / "pieces"
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class PieceVectors:
    """A tokenizer of word pieces and a vector for each: whole numbers times the row's scale."""

    tokenizer: Tokenizer
    numbers: NDArray[np.int8]
    scales: NDArray[np.float32]
    _remembered: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    def pieces(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Give the pieces of each word, as `find_pieces` does; words come again and again."""
        remembered = ((word, self._remembered.get(word)) for word in words)
        known = {word: pieces for word, pieces in remembered if pieces is not None}
        new = find_pieces((word for word in words if word not in known), self.tokenizer)
        if len(self._remembered) + len(new) > _MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered.update(new)
        return [known[word] if word in known else new[word] for word in words]

    def rows(self, pieces: Sequence[int]) -> NDArray[np.float32]:
        """Give the vectors of a window's pieces, with those of its two marks around them."""
        first, last = (self.tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]"))
        ids = np.array([first, *pieces, last])
        return np.asarray(self.numbers[ids] * self.scales[ids, None], dtype=np.float32)


def quantize(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Give vectors as whole numbers from -127 to 127, and the scale of each row."""
    scales = (np.abs(vectors).max(1) / 127).astype(np.float32)
    scales[scales == 0] = 1
    return np.round(vectors / scales[:, None]).astype(np.int8), scales


@functools.cache
def load_piece_vectors(folder: Path = _FOLDER) -> PieceVectors:
    """Give the shipped vectors, read once."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return PieceVectors(
        tokenizer=tokenizer,
        numbers=np.load(folder / "numbers.npy", allow_pickle=False),
        scales=np.load(folder / "scales.npy", allow_pickle=False),
    )
