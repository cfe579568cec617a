"""Calendar expressions by pattern: silver DATE mentions where a corpus has no gold ones."""

from __future__ import annotations

import re
from itertools import pairwise

from training.documents import Entity

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[4-9]|20)\d\d"
_TO = r"(?: ?[-–—] ?| (?:to|until|through|and) )"
# Longest first: alternatives are tried in order, and "October 2024" must not end at "20".
_PATTERN = re.compile(
    r"(?<!\S)(?:"
    + "|".join(
        (
            rf"(?:{_WEEKDAY} ?,? )?{_DAY}(?: of)?(?: {_MONTH})?(?: {_YEAR})?{_TO}"
            rf"(?:the )?{_DAY}(?: of)? {_MONTH}(?: ?,? {_YEAR})?",
            rf"(?:{_WEEKDAY} ?,? )?{_DAY}(?: of)? {_MONTH}(?: ?,? {_YEAR})?",
            rf"(?:{_WEEKDAY} ?,? )?{_MONTH} {_DAY}(?:{_TO}(?:{_MONTH} )?{_DAY})?(?: ?,? {_YEAR})?",
            rf"{_MONTH}{_TO}{_MONTH} ?,? {_YEAR}",
            rf"{_MONTH}(?: of| ,)? {_YEAR}",
            r"\d{4} ?- ?\d\d ?- ?\d\d",
            r"\d{1,2}/\d{1,2}/\d{2,4}",
            rf"{_YEAR} ?[-–—/] ?(?:{_YEAR}|\d\d)",
            rf"{_YEAR[:-4]}\d0 ?'?s",
            _WEEKDAY,
            r"(?:January|February|April|June|July|August|September|October|November|December)",
            _YEAR,
        )
    )
    + r")(?!\S)"
)
_NO_YEAR_AFTER = frozenset(
    [
        "$",
        "£",
        "€",
        "no.",
        "no",
        "room",
        "page",
        "pp.",
        "route",
        "about",
        "over",
        "than",
        "nearly",
        "with",
        "some",
    ]
)
_NO_YEAR_BEFORE = frozenset(
    [
        "people",
        "students",
        "teachers",
        "learners",
        "participants",
        "members",
        "words",
        "pages",
        "copies",
        "books",
        "km",
        "m",
        "metres",
        "miles",
        "feet",
        "kg",
        "%",
        "percent",
        "million",
        "billion",
        "dollars",
        "euros",
        "votes",
        "seats",
        "points",
        "degrees",
        "places",
        "hours",
        "schools",
        "delegates",
        "visitors",
        "graduates",
        "of",
    ]
)


def find_dates(words: list[str]) -> list[Entity]:
    """Give the calendar expressions in tokens as DATE mentions.

    >>> [(e.start, e.end) for e in find_dates("signed on 19 May 2020 by 2000 people".split())]
    [(2, 5)]
    """
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    text = ""
    for number, word in enumerate(words):
        starts[len(text)] = number
        # White-space tokens must not glue two lines into one expression.
        text += "\x00" if word.isspace() else word
        ends[len(text)] = number + 1
        text += " "
    found = []
    for match in _PATTERN.finditer(text):
        start, end = starts.get(match.start()), ends.get(match.end())
        if start is None or end is None:
            continue
        if end - start == 1 and not _is_year(words, start):
            continue
        found.append(Entity(start, end, "DATE"))
    return found


def _is_year(words: list[str], number: int) -> bool:
    word = words[number]
    if not word.isdigit():
        return True
    before = words[number - 1].lower() if number else ""
    after = words[number + 1].lower() if number + 1 < len(words) else ""
    return before not in _NO_YEAR_AFTER and after not in _NO_YEAR_BEFORE


def add_dates(words: list[str], entities: list[Entity]) -> list[Entity]:
    """Give `entities` with the dates that touch none of them, in order."""
    taken = {token for entity in entities for token in range(entity.start, entity.end)}
    new = [d for d in find_dates(words) if taken.isdisjoint(range(d.start, d.end))]
    merged = sorted([*entities, *new], key=lambda e: e.start)
    assert all(a.end <= b.start for a, b in pairwise(merged))
    return merged
