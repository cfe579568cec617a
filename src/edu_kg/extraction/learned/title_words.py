"""Where a text says a title, and how a title that it says is written down."""

import functools
import re
from collections.abc import Sequence

from edu_kg.nlp.titles import TitleWords, load_title_words

_FUNCTION_WORDS = frozenset(
    {"the", "of", "its", "a", "an", "to", "in", "at", "for", "and", "on", "with"}
)
_LONGEST = 12
_LEAST_LIKENESS = 0.6
_PART = re.compile(r"[\w'’]+")
_MOST_REMEMBERED = 20_000
_LOOSE_HYPHEN = re.compile(r" ?([-–/]) ?")


def locate_title(title: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Give the words that say a title: the likest; of those the shortest, then the first.

    >>> locate_title("vice president", "the Vice Presidents Ada Bello and".split())
    (1, 3)
    """
    wanted = _content(title)
    plain = [_content(word) for word in words]
    # The likest words begin and end with one of the title: any other makes them less like it.
    bounds = [n for n, said in enumerate(plain) if said & wanted]
    best: tuple[float, int, int] | None = None
    span = None
    for place, start in enumerate(bounds):
        for last in bounds[place:]:
            if last - start >= _LONGEST:
                break
            said = frozenset().union(*plain[start : last + 1])
            likeness = 2 * len(said & wanted) / (len(said) + len(wanted))
            rank = (likeness, start - last, -start)
            if likeness >= _LEAST_LIKENESS and (best is None or rank > best):
                best, span = rank, (start, last + 1)
    return span


@functools.lru_cache(_MOST_REMEMBERED)
def _content(text: str) -> frozenset[str]:
    parts = (_plain(part) for part in _PART.findall(text.lower()))
    return frozenset(part for part in parts if part not in _FUNCTION_WORDS)


def _plain(word: str) -> str:
    titles = load_title_words()
    said = titles.spelled(word)
    said = titles.heads.get(said, said)
    return titles.verbs.get(said, said)


def write_title(said: Sequence[str], words: TitleWords) -> str:
    """Give a title as it is written down: singular, in full, lower case but for names.

    >>> write_title(["Vice", "-", "Presidents"], load_title_words())
    'vice-president'
    """
    plain = [words.spelled(word) for word in said if word != "."]
    plain = [words.person(word) or word for word in plain]
    plain = [words.verbs.get(word, word) for word in plain]
    text = " ".join(words.capitals.get(word, word) for word in plain)
    return _LOOSE_HYPHEN.sub(r"\1", text).replace(" 's", "'s").replace(" ,", ",")
