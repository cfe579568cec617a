"""Titles as printed, and the posts they name: "former president" and "president" are one post."""

import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edu_kg.records import read_table
from edu_kg.text import fold_words

_AND = re.compile(r",? (?:and|&) (?:the |its |concurrently )?|; |/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post a title names. ``name`` is folded; the flags say how it is held."""

    name: str
    acting: bool = False
    former: bool = False
    coming: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWords:
    """The lists of ``data/posts.toml``, which says what each is for."""

    former: tuple[str, ...]
    acting: tuple[str, ...]
    coming: tuple[str, ...]
    coming_after: tuple[str, ...]
    acting_after: tuple[str, ...]
    single: frozenset[str]
    single_beginnings: tuple[str, ...]
    single_in_units: frozenset[str]
    same: Mapping[str, str]
    heads: frozenset[str]


def read_title(title: str) -> tuple[Post, ...]:
    """The posts a title names, one for most, in the order named.

    >>> [post.name for post in read_title("Former President and Party Secretary")]
    ['president', 'party secretary']
    >>> read_title("acting vice-chancellor")
    (Post(name='vice chancellor', acting=True, former=False, coming=False),)
    """
    words = load_post_words()
    parts = _cut(title, words)
    first = _read_part(parts[0], words)
    # "former president and secretary" was both.
    later = [
        Post(
            name=post.name,
            acting=post.acting or first.acting,
            former=post.former or first.former,
            coming=post.coming or first.coming,
        )
        for post in (_read_part(part, words) for part in parts[1:])
    ]
    return (first, *later)


def names_post(asked: str, name: str) -> bool:
    """Whether a title that somebody asks for is that post: "president" is no vice president.

    >>> names_post("The President", "president"), names_post("president", "vice president")
    (True, False)
    """
    return any(post.name == name for post in read_title(asked))


def is_single(name: str, *, of_unit: bool) -> bool:
    """Whether a body has one holder of that post at a time.

    >>> is_single("dean", of_unit=True), is_single("vice president", of_unit=False)
    (True, False)
    """
    words = load_post_words()
    return (
        name in words.single
        or name.startswith(words.single_beginnings)
        or (of_unit and name in words.single_in_units)
    )


def _cut(title: str, words: PostWords) -> list[str]:
    """The parts of a title that are posts of their own: each has a head noun."""
    parts: list[str] = []
    start = 0
    for joint in _AND.finditer(title):
        before = fold_words(title[start : joint.start()])
        after = list(
            itertools.takewhile(
                lambda w: w not in ("of", "for", "at"), fold_words(title[joint.end() :])
            )
        )
        if words.heads.intersection(before) and words.heads.intersection(after):
            parts.append(title[start : joint.start()])
            start = joint.end()
    return [*parts, title[start:]]


def _read_part(title: str, words: PostWords) -> Post:
    said = list(fold_words(title))
    if said[:1] == ["the"]:
        del said[0]
    former = acting = coming = False
    while True:
        if _take_beginning(said, words.former):
            former = True
        elif _take_beginning(said, words.acting) or _take_ending(said, words.acting_after):
            acting = True
        elif _take_beginning(said, words.coming) or _take_ending(said, words.coming_after):
            coming = True
        else:
            break
    name = " ".join(words.same.get(word, word) for word in said)
    return Post(name=name or title.casefold(), acting=acting, former=former, coming=coming)


def _take_beginning(said: list[str], phrases: Sequence[str]) -> bool:
    for phrase in phrases:
        length = len(phrase.split())
        if len(said) > length and " ".join(said[:length]) == phrase:
            del said[:length]
            return True
    return False


def _take_ending(said: list[str], phrases: Sequence[str]) -> bool:
    for phrase in phrases:
        length = len(phrase.split())
        if len(said) > length and " ".join(said[-length:]) == phrase:
            del said[-length:]
            return True
    return False


@functools.cache
def load_post_words() -> PostWords:
    """The shipped lists, read once."""
    data = read_table("edu_kg.query.timelines", "posts.toml")
    return PostWords(
        former=tuple(data["former"]),
        acting=tuple(data["acting"]),
        coming=tuple(data["coming"]),
        coming_after=tuple(data["coming_after"]),
        acting_after=tuple(data["acting_after"]),
        single=frozenset(data["single"]),
        single_beginnings=tuple(data["single_beginnings"]),
        single_in_units=frozenset(data["single_in_units"]),
        same=data["same"],
        heads=frozenset(data["cut"]["heads"]),
    )
