"""Persons the pipeline passed over where the words around leave no doubt."""

import re
from collections.abc import Iterable, Iterator

from edu_kg.extraction.name_words import HONORIFICS, PARTICLE, after_titles, is_no_name, is_title
from edu_kg.model import EntityKind
from edu_kg.nlp.organizations import head_word
from edu_kg.nlp.spans import Name

_CAPITALISED = r"(?:[A-Z]\.|(?![\d_])[^\W\d_a-z][\w’'-]{1,40}\.?)"
_RUN = re.compile(rf"{_CAPITALISED}(?: (?:{PARTICLE} ){{0,2}}{_CAPITALISED}){{1,6}}")
_WORD_BEFORE = re.compile(r"([\w-]+) $")
_OFFICE_AFTER = re.compile(
    r",\s(?:(?:the|a|an|its|then|former|who is|now|acting|hitherto)\s){0,2}([a-z-]+)"
)
_BYLINE = re.compile(
    r"(?:^|\n)[ \t]*(?:(?:by|text|story|reported by|written by|author|words|photos?|—|–|-)[:.]?\s+)"
    r"$",
    re.IGNORECASE,
)
_LETTERS_AFTER = re.compile(r" [A-Z]{2,}$")
_MOST_WORDS = 5


def find_overlooked(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """The persons in runs of capitalised words that no name covers.

    An honorific or office stands before them, an office behind them, or it is a by-line.
    """
    covered = bytearray(len(text))
    for name in names:
        covered[name.start : name.end] = b"\1" * (name.end - name.start)
    for run in _RUN.finditer(text):
        start = max(run.start(), covered.rfind(1, run.start(), run.end()) + 1)
        while start < run.end() and not text[start].isalpha():
            start += 1
        if start > run.start() and text[start - 1] != " ":
            continue
        name_start = after_titles(text, start, run.end())
        end = run.end() - (text[run.end() - 1] == ".")
        while (post := _LETTERS_AFTER.search(text, name_start, end)) is not None:
            end = post.start()
        found = text[name_start:end]
        if _may_be_person(found) and (name_start > start or _is_introduced(text, name_start, end)):
            yield Name(name_start, end, found, EntityKind.PERSON)


def _may_be_person(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS or head_word(name) is not None:
        return False
    return not any(is_title(w) or is_no_name(w) or (w.isupper() and "." not in w) for w in words)


def _is_introduced(text: str, start: int, end: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    if before is not None and is_title(before[1]) and before[1].lower() not in HONORIFICS - {"dr"}:
        return True
    after = _OFFICE_AFTER.match(text, end)
    if after is not None and is_title(after[1]):
        return True
    return _BYLINE.search(text, max(0, start - 20), start) is not None
