"""Articles that tell the same story under several addresses, known by their words."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from edu_kg.model import Article
from edu_kg.text import fold_words

# Runs of so many words are compared; of two texts, this part of all their runs must be the same.
_RUN = 4
_SAME_PART = 0.9
# Texts that share nine in ten runs agree in nearly every slot, so in some whole band of slots.
_SLOTS, _BAND = 64, 4
_NAME_OR_NUMBER = re.compile(r"\b(?:[^\W\d_a-z]\w*|\d[\d.,]*)")
_COPY_ENDING = re.compile(r"-\d{1,2}(?=/?$|\.\w+$)")
# Address, title and day may differ among copies of one story; a crowd of more is a template.
_LARGEST_CROWD = 200


@dataclass(frozen=True, slots=True)
class _Words:
    """What of an article is compared: its runs of words, and its names and numbers."""

    runs: frozenset[int]
    names: frozenset[str]


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """For each article that copies another, the address of the one to keep.

    Two articles are copies if nearly all their words are the same and neither names somebody or
    some number where the other names another: notices made after one template are none. Kept is
    the one published first, else the one whose address does not end as a copy's ("…-2").

    The same for the articles in any order.
    """
    ordered = sorted(articles, key=_preference)
    words = [_words_of(article.text) for article in ordered]
    copies: dict[str, str] = {}
    for kept, other in sorted(_candidates(words)):
        if ordered[other].url not in copies and _tell_the_same(words[kept], words[other]):
            first = ordered[kept].url
            copies[ordered[other].url] = copies.get(first, first)
    return copies


def _preference(article: Article) -> tuple[bool, str, bool, int, str]:
    published = "" if article.published is None else str(article.published)
    is_copy = bool(_COPY_ENDING.search(article.url.partition("?")[0]))
    return (article.published is None, published, is_copy, len(article.url), article.url)


def _words_of(text: str) -> _Words:
    words = fold_words(text)
    runs = (" ".join(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1)))
    return _Words(
        frozenset(map(_number_of, runs)),
        frozenset(match.group().casefold() for match in _NAME_OR_NUMBER.finditer(text)),
    )


def _number_of(run: str) -> int:
    """The same number for the same run in every process, unlike ``hash``."""
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest())


def _candidates(words: Sequence[_Words]) -> set[tuple[int, int]]:
    """Pairs that share a band of slots: the few that may be copies, of all pairs there are."""
    crowds: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for place, each in enumerate(words):
        for band in _bands(each.runs):
            crowds[band].append(place)
    return {
        pair
        for crowd in crowds.values()
        if len(crowd) <= _LARGEST_CROWD
        for pair in combinations(crowd, 2)
    }


def _bands(runs: frozenset[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The smallest run of each slot (one-permutation MinHash), some slots at a time."""
    least: dict[int, int] = {}
    for run in runs:
        slot = run % _SLOTS
        least[slot] = min(run, least.get(slot, run))
    for start in range(0, _SLOTS, _BAND):
        band = tuple(least.get(slot, -1) for slot in range(start, start + _BAND))
        if any(run >= 0 for run in band):
            yield start, band


def _tell_the_same(one: _Words, other: _Words) -> bool:
    shared = len(one.runs & other.runs)
    if shared < _SAME_PART * len(one.runs | other.runs):
        return False
    return one.names <= other.names or other.names <= one.names
