"""Dates as news writes them, anchored to the day of publication or to the last date told."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from edu_kg.extraction.date_anchors import NO_SUCH_DAY, STATED, Anchors, Tense, Told, shifted
from edu_kg.extraction.date_forms import (
    BARE_DAY_FORM,
    CALENDAR_FORMS,
    ISO_FORM,
    NUMERIC_FORMS,
    SEASON_FORM,
    read_bare_day,
    read_calendar,
    read_iso,
    read_numeric,
    read_season,
)
from edu_kg.extraction.date_relatives import RELATIVE_FORMS, Reader
from edu_kg.extraction.date_words import COUNT, count_of
from edu_kg.model import DateMention, PartialDate, Quote

_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (ISO_FORM, read_iso),
    *((pattern, read_numeric) for pattern in NUMERIC_FORMS),
    *((pattern, read_calendar) for pattern in CALENDAR_FORMS),
    (BARE_DAY_FORM, read_bare_day),
    (SEASON_FORM, read_season),
    *RELATIVE_FORMS,
)
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bProf)[.!?][\"'”’)]?\s(?![a-z])|\n"
)
_FUTURE = (
    r"(?:will|shall|would|is\sto|are\sto|to)(?:\s(?:also|then|not|soon|again))?\sbe(?:\s\w{1,20})?"
    r"|will|shall|would|is\sto|are\sto|due|scheduled|upcoming|forthcoming|planned|expected|awaited"
    r"|is\sset|are\sset|with\seffect\sfrom|[Rr]eminder"
)
_PRESENT = (
    r"retires|ends|begins|starts|opens|takes|closes|leaves|joins|runs|expires|continues|becomes"
    r"|succeeds|celebrates|holds|hosts|follows|remains|moves|goes|meets|gives|speaks|is|are"
)
_PAST = (
    r"was|were|had|did|\w{2,20}ed|took|held|gave|became|met|came|went|left|paid|began|won|spoke|led"
    r"|made|ran|saw|drew|sat|stood|set|told|brought|sent|put|cut|wrote|read|rose|grew|fell|handed"
)
_TENSED = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<present>{_PRESENT})|(?P<past>{_PAST}))\b")
_NO_MORE_THAN_ON = re.compile(r",?\s(?:and\s)?(?:on\s|in\s|from\s)?(?:the\s)?(?:\w+day,?\s)?")
_DATELINE = 60  # characters of a line before the date of a dateline
_AFTER_DATELINE = re.compile(r",?\.?\s?(?:\([A-Z][\w. /-]{1,20}\)\s?)?(?:[–—]|--|-\s)")
_PLACE_OF_DATELINE = re.compile(r"[A-Z][\w .'-]{1,40},\s")
_REACH = 240  # characters of a sentence in which a verb can tell the tense
_LASTING_BEFORE = re.compile(
    rf"\bfor\s(?P<count>{COUNT})\s(?P<unit>day|week)s?,?\s(?:from|starting(?:\son)?|beginning(?:\son)?)\s$"
)
_LASTING_AFTER = re.compile(rf"\s?,?\s(?:for|lasting)\s(?P<count>{COUNT})\s(?P<unit>day|week)s?\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """Words that look like a date, and what reads them."""

    start: int
    end: int
    match: re.Match[str]
    read: Reader


def find_dates(text: str, published: PartialDate | None) -> tuple[DateMention, ...]:
    """Every date the text tells, in text order, as exact as its words and the anchor allow.

    Dates without a year are the nearest before the publication, or after it in a clause about
    the future; without a publication date they take the year of the last date told. Days like
    "the following day" count from the last day told. ``start`` is None where words speak of a
    date that can't be known.

    >>> [str(d.start) for d in find_dates("on 19 May, and the next day", PartialDate(2020, 6, 2))]
    ['2020-05-19', '2020-05-20']
    """
    return tuple(_mentions(text, published))


def _mentions(text: str, published: PartialDate | None) -> Iterator[DateMention]:
    sentences = _sentence_bounds(text)
    anchors, covered = Anchors(published=published), 0
    for found in _in_order(text):
        if found.start < covered:
            continue
        start, end = sentences[bisect_right(sentences, (found.start, len(text))) - 1]
        told = found.read(
            found.match,
            replace(
                anchors,
                tense=_tense(text, start, end, found),
                year=_year_before(text, max(start, covered), found, anchors),
            ),
        )
        if told is None:
            continue
        covered = found.end
        if told is NO_SUCH_DAY:
            continue
        told = _lasting(text, found, told)
        anchors = anchors.after(told, opens_dateline=_opens_dateline(text, start, found))
        yield DateMention(
            quote=Quote.cut(text, found.start, found.end),
            start=told.start,
            end=told.end,
            reason=told.reason,
        )


def _sentence_bounds(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text) + 1]
    return list(pairwise(cuts))


def _year_before(text: str, at: int, found: _Found, anchors: Anchors) -> int | None:
    """The year told by the words just before: "in 2013, on 8 August"."""
    last = anchors.last
    if last is None or last.start is None or last.reason != STATED:
        return None
    return last.start.year if _NO_MORE_THAN_ON.fullmatch(text, at, found.start) else None


def _opens_dateline(text: str, start: int, found: _Found) -> bool:
    """Whether the date is that of a dateline: "KUMASI, 12 Feb. (XNA) – ..."."""
    if found.start - start > _DATELINE:
        return False
    if _AFTER_DATELINE.match(text, found.end):
        return True
    placed = _PLACE_OF_DATELINE.fullmatch(text, start, found.start)
    return placed is not None and text[found.end : found.end + 2] == ". "


def _in_order(text: str) -> list[_Found]:
    """All that looks like a date, in text order, longer words first."""
    found = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            start, end = match.span("words" if "words" in pattern.groupindex else 0)
            found.append(_Found(start, end, match, read))
    return sorted(found, key=lambda f: (f.start, -f.end))


def _tense(text: str, start: int, end: int, found: _Found) -> Tense:
    """What the nearest verb says: the last one before the date, else the first one after it."""
    before = list(_TENSED.finditer(text, max(start, found.start - _REACH), found.start))
    verb = before[-1] if before else _TENSED.search(text, found.end, min(end, found.end + _REACH))
    if verb is None or verb["present"]:
        return Tense.PRESENT
    return Tense.FUTURE if verb["future"] else Tense.PAST


def _lasting(text: str, found: _Found, told: Told) -> Told:
    """The date with its last day, where the words around it say how long it lasts."""
    if told.start is None or told.end is not None or not told.is_day:
        return told
    lasting = _LASTING_BEFORE.search(text, max(0, found.start - 60), found.start)
    lasting = lasting or _LASTING_AFTER.match(text, found.end, found.end + 60)
    count = count_of(lasting["count"]) if lasting else None
    if lasting is None or count is None:
        return told
    days = count * (7 if lasting["unit"] == "week" else 1) - 1
    end = shifted(told.start.first_day, days)
    return replace(told, end=PartialDate.of(end)) if end and days > 0 else told
