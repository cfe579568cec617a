"""Word shapes, gaps and word pieces."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from edu_kg.nlp.features import GAPS, MAX_PIECES, SHAPES, find_gaps, find_pieces, word_shape


@pytest.mark.parametrize(
    "word",
    ["the", "Open", "NASA", "A", "McKay", "2020", "3rd", "–", "J.", "Mr.", "国", "\x00", "٣"],
)
def test_every_word_has_a_shape_in_range(word: str) -> None:
    assert 0 < word_shape(word) < SHAPES


def test_gaps_tell_glued_spaced_and_line_starts_apart() -> None:
    gaps = find_gaps(
        ["A", "-", "b", "\n\n", "C", " ", "d"], [False, False, True, False, True, False, False]
    )
    assert gaps == [3, 1, 1, 2, 3, 2, 2]
    assert max(gaps) < GAPS


def test_a_word_has_at_least_one_piece_and_not_too_many() -> None:
    vocabulary = {"[UNK]": 0, "a": 1, "##a": 2}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106 - a piece
    pieces = find_pieces(["a" * 50, ""], tokenizer)
    assert len(pieces["a" * 50]) == MAX_PIECES
    assert pieces[""] == (0,)
