"""What the encoder sees of a token beside its letters: its casing and what stands before it.

The encoder's vocabulary is uncased, so casing has to come in on a way of its own.
"""

from __future__ import annotations

import functools
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tokenizers import Tokenizer

SHAPES = 12
"""Number of word shapes; 0 is for tokens that are no word (start and end of a window)."""
GAPS = 4
"""Number of gaps: no word, glued to the word before, after a space, first of its line."""
GLUED, SPACED, LINE_START = 1, 2, 3
MAX_PIECES = 8
"""Word pieces kept of one word; only web addresses and the like have more."""
_MOST_KNOWN_SHAPES = 50_000


@functools.lru_cache(_MOST_KNOWN_SHAPES)
def word_shape(word: str) -> int:
    """Give the class of a word's casing and characters.

    >>> [word_shape(w) for w in ("the", "Open", "NASA", "J.", "McKay", "2020", "3rd", "–", "国")]
    [1, 2, 3, 9, 5, 6, 7, 8, 11]
    """
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6 if word.isdigit() else 7 if any(c.isdigit() for c in word) else 8
    if any(c.isdigit() for c in word):
        return 7
    return _letter_shape(word, letters)


def _letter_shape(word: str, letters: list[str]) -> int:
    if word[-1] == "." and letters[0].isupper():
        return 9 if len(letters) == 1 else 10
    if all(c.islower() for c in letters):
        return 1
    if all(c.isupper() for c in letters):
        return 3 if len(letters) > 1 else 4
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 2
    # Scripts without case come last: in them no letter is upper or lower.
    return 5 if any(c.isupper() for c in letters) else 11


def find_pieces(words: Iterable[str], tokenizer: Tokenizer) -> Mapping[str, tuple[int, ...]]:
    """Give the word pieces of every distinct word; a word without any becomes the unknown piece."""
    distinct = sorted(set(words))
    unknown = tokenizer.token_to_id("[UNK]") or 0
    encodings = tokenizer.encode_batch(distinct, add_special_tokens=False)
    return {
        word: tuple(islice(encoding.ids, MAX_PIECES)) or (unknown,)
        for word, encoding in zip(distinct, encodings, strict=True)
    }


def find_gaps(words: Sequence[str], spaces: Sequence[bool]) -> list[int]:
    r"""Give what stands before each token of a text.

    >>> find_gaps(["No", "!", "\n", "Yes"], [False, True, False, False])
    [3, 1, 2, 3]
    """
    gaps = []
    previous = LINE_START
    for word, has_space in zip(words, spaces, strict=True):
        gaps.append(previous)
        if word.isspace():
            # A line break counts until a word follows; other white space is a space.
            is_break = "\n" in word or previous == LINE_START
            previous = LINE_START if is_break else SPACED
        else:
            previous = SPACED if has_space else GLUED
    return gaps
