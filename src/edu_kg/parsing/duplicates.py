"""Articles that tell the same story under several addresses, known by their words."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from edu_kg.model import Article
from edu_kg.model.forgotten import ForgottenArticle
from edu_kg.text import digest, fold_words

# Runs of so many words are compared; of two texts, this part of all their runs must be the same.
_RUN = 4
_SAME_PART = 0.9
# Texts that share nine in ten runs agree in nearly every slot, so in some whole band of slots.
_SLOTS, _BAND = 64, 4
_MARK = 8  # hexadecimal digits: a chance match costs a comparison and no more
_NAME_OR_NUMBER = re.compile(r"\b(?:[^\W\d_a-z]\w*|\d[\d.,]*)")
_COPY_ENDING = re.compile(r"-\d{1,2}(?=/?$|\.\w+$)")
# Address, title and day may differ among copies of one story; a crowd of more is a template.
_LARGEST_CROWD = 200


@dataclass(frozen=True, slots=True)
class _Words:
    """What of an article is compared: its runs of words, and its names and numbers."""

    runs: frozenset[int]
    names: frozenset[str]


def sketch(text: str) -> tuple[str, ...]:
    """A few short marks of a text: two that share nine in ten runs of words share one of them.

    The least run of each slot (one-permutation MinHash), some slots a mark.
    """
    return tuple(_marks(_runs_of(text)))


def names_digest(text: str) -> str:
    """The digest of the names and numbers in a text: another for notices made after one template.

    >>> names_digest("Ada met Bo.") == names_digest("Bo met Ada again."), names_digest("hello")
    (True, '')
    """
    names = _names_of(text)
    return digest(*sorted(names)) if names else ""


def find_retold(text: str, forgotten: Iterable[ForgottenArticle]) -> ForgottenArticle | None:
    """The forgotten article that the text tells again; None where it tells none.

    Stricter than ``find_copies``, which has both texts to compare: the names and numbers and half
    of the marks must be the same.
    """
    known = [each for each in forgotten if any(each.sketch)]
    if not known:
        return None
    names, marks = names_digest(text), sketch(text)
    for each in known:
        if each.names == names and 2 * _shared(each.sketch, marks) >= sum(map(bool, each.sketch)):
            return each
    return None


def find_copies(
    sketches: Mapping[str, Sequence[str]], load: Callable[[str], Article]
) -> dict[str, str]:
    """For each article that copies another, by its address, the address of the one to keep.

    ``sketches`` are those of the articles' texts, by address; only articles that share a mark are
    loaded. Two articles are copies if nearly all their words are the same and neither names
    somebody or some number where the other names another: notices made after one template are
    none. Kept is the one published first, else the one that does not name another address as its
    own, else the one whose address does not end as a copy's ("…-2").

    The same for the articles in any order.
    """
    pairs = _candidates(sketches)
    wanted = {url for pair in pairs for url in pair}
    ordered = sorted(map(load, sorted(wanted)), key=_preference)
    place = {article.url: n for n, article in enumerate(ordered)}
    words = [_words_of(article.text) for article in ordered]
    copies: dict[str, str] = {}
    for kept, other in sorted(_in_order(place[a], place[b]) for a, b in pairs):
        if ordered[other].url not in copies and _tell_the_same(words[kept], words[other]):
            first = ordered[kept].url
            copies[ordered[other].url] = copies.get(first, first)
    return copies


def _in_order(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _preference(article: Article) -> tuple[bool, str, bool, bool, int, str]:
    published = "" if article.published is None else str(article.published)
    is_elsewhere = article.canonical is not None and article.canonical != article.url
    is_copy = bool(_COPY_ENDING.search(article.url.partition("?")[0]))
    return (
        article.published is None,
        published,
        is_elsewhere,
        is_copy,
        len(article.url),
        article.url,
    )


def _words_of(text: str) -> _Words:
    return _Words(_runs_of(text), _names_of(text))


def _names_of(text: str) -> frozenset[str]:
    return frozenset(match.group().casefold() for match in _NAME_OR_NUMBER.finditer(text))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(bool(mark) and mark == same for mark, same in zip(one, other, strict=False))


def _runs_of(text: str) -> frozenset[int]:
    words = fold_words(text)
    runs = (" ".join(words[n : n + _RUN]) for n in range(max(1, len(words) - _RUN + 1)))
    return frozenset(map(_number_of, runs))


def _number_of(run: str) -> int:
    """The same number for the same run in every process, unlike ``hash``."""
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest())


def _candidates(sketches: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    """Pairs that share a mark: the few that may be copies, of all pairs there are."""
    crowds: dict[tuple[int, str], list[str]] = defaultdict(list)
    for url, marks in sorted(sketches.items()):
        for number, mark in enumerate(marks):
            if mark:
                crowds[number, mark].append(url)
    return {
        pair
        for crowd in crowds.values()
        if len(crowd) <= _LARGEST_CROWD
        for pair in combinations(crowd, 2)
    }


def _marks(runs: frozenset[int]) -> Iterator[str]:
    """A mark for each band of slots; empty for a band that no run falls in."""
    least: dict[int, int] = {}
    for run in runs:
        slot = run % _SLOTS
        least[slot] = min(run, least.get(slot, run))
    for start in range(0, _SLOTS, _BAND):
        band = [least.get(slot, -1) for slot in range(start, start + _BAND)]
        is_empty = all(run < 0 for run in band)
        yield "" if is_empty else digest(*map(str, band))[:_MARK]


def _tell_the_same(one: _Words, other: _Words) -> bool:
    shared = len(one.runs & other.runs)
    if shared < _SAME_PART * len(one.runs | other.runs):
        return False
    return one.names <= other.names or other.names <= one.names
