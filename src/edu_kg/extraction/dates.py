"""Dates as news writes them, anchored to the day of publication or to the last date told."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from edu_kg.extraction.date_anchors import (
    LAST_TOLD,
    NO_SUCH_DAY,
    STATED,
    Anchors,
    Tense,
    Told,
    shifted,
)
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
from edu_kg.extraction.date_words import COUNT, MONTH, YEAR, count_of, day_number, month_number
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
    r"|will|shall|would|may|is\sto|are\sto|due|scheduled|upcoming|forthcoming|planned|expected|awaited"
    r"|is\sset|are\sset|with\seffect\sfrom|[Rr]eminder"
)
_PRESENT = (
    r"retires|ends|begins|starts|opens|takes|closes|leaves|joins|runs|expires|continues|becomes"
    r"|succeeds|celebrates|holds|hosts|follows|remains|moves|goes|meets|gives|speaks|is|are"
)
_PAST = (
    r"was|were|had|did|\w{2,20}ed|took|held|gave|became|met|came|went|left|paid|began|won|spoke|led"
    r"|made|ran|saw|drew|sat|stood|set|told|brought|sent|put|cut|wrote|read|rose|grew|fell|handed"
    r"|chose|flew|drove|lost|kept|laid|hung|rang|sang|taught|heard|found|got|broke|threw|bade"
)
_TENSED = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<present>{_PRESENT})|(?P<past>{_PAST}))\b")
_HEADED_BY_YEAR = re.compile(  # "1958. ", "March 2013 – ": the entry of a chronicle
    rf"[-–•*\s]{{0,4}}(?:{MONTH}\s)?(?P<year>{YEAR})\*{{0,2}}(?:[.:,]\*{{0,2}}\s|\s?[–—]\s)"
)
_ENTRY_REACH = 2000  # characters of an entry that its year is told for
_NO_MORE_THAN_ON = re.compile(r",?\s(?:and\s)?(?:on\s|in\s|from\s)?(?:the\s)?(?:\w+day,?\s)?")
_DATELINE = 60  # characters of a line before the date of a dateline
_AFTER_DATELINE = re.compile(r",?\.?\s?(?:\([A-Z][\w. /-]{1,20}\)\s?)?(?:[–—]|--|-\s)")
_PLACE_OF_DATELINE = re.compile(
    r"[A-Z][\w.'-]{1,20}(?:\s[A-Z][\w.'-]{1,20}){0,2}(?:\s\([\w .'-]{1,30}\))?,\s"
)
_REACH = 240  # characters of a sentence in which a verb can tell the tense
_OF_A_PERFECT = 2  # verbs: "had" and its participle, of a clause that looks back
_LATELY = 75  # days
_DAYS_OF_YEAR = 12 * 31  # where every month has 31
_ENTRY_OPENS = re.compile(r"(?:^|\n)[-–•*\s]{0,4}$")
_ENTRY_FOLLOWS = re.compile(r"\*{0,2}[.:]\*{0,2}\s(?=\S)|\s[–—]\s")
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
    in_order = _in_order(text)
    entries = _entries_of_a_chronicle(text, in_order, published)
    for found in in_order:
        if found.start < covered:
            continue
        start, end = sentences[bisect_right(sentences, (found.start, len(text))) - 1]
        verbs = [*_TENSED.finditer(text, max(start, found.start - _REACH), found.start)]
        is_entry = found.start in entries
        told = found.read(
            found.match,
            replace(
                anchors,
                tense=Tense.TOLD if is_entry else _tense(text, end, found, verbs),
                year=_year_before(text, max(start, covered), found, anchors),
            ),
        )
        if told is None:
            continue
        covered = found.end
        if told is NO_SUCH_DAY:
            continue
        told = _lasting(text, found, told)
        anchors = anchors.after(
            told,
            opens_dateline=_opens_dateline(text, start, found),
            looks_back=any(v.group() == "had" for v in verbs[-_OF_A_PERFECT:]),
        )
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
    """The year told by the words just before, "in 2013, on 8 August", or at the line's head."""
    line = text.rfind("\n", max(0, found.start - _ENTRY_REACH), found.start)
    is_near = line >= 0 or found.start < _ENTRY_REACH
    heading = _HEADED_BY_YEAR.match(text, line + 1, found.start) if is_near else None
    if heading is not None:
        return int(heading["year"])
    last = anchors.last
    if last is None or last.start is None or last.reason not in (STATED, LAST_TOLD):
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


def _tense(text: str, end: int, found: _Found, before: list[re.Match[str]]) -> Tense:
    """What the nearest verb says: the last one before the date, else the first one after it."""
    verb = before[-1] if before else _TENSED.search(text, found.end, min(end, found.end + _REACH))
    if verb is None or verb["present"]:
        return Tense.PRESENT
    return Tense.FUTURE if verb["future"] else Tense.PAST


def _entries_of_a_chronicle(
    text: str, in_order: list[_Found], published: PartialDate | None
) -> frozenset[int]:
    """Where the days stand that open a chronicle's entries, as in "3 April: a visit".

    Such entries tell what has been in any tense, or in none. A calendar of what comes looks the
    same, so the latest of the days must lie shortly before the publication.
    """
    entries = {
        found.start: _days_back(found.match, published)
        for found in in_order
        if _ENTRY_OPENS.search(text, max(0, found.start - 8), found.start)
        and _ENTRY_FOLLOWS.match(text, found.end)
    }
    back = [days for days in entries.values() if days is not None]
    is_chronicle = len(back) > 1 and min(back) < _LATELY
    return frozenset(entries) if is_chronicle else frozenset()


def _days_back(match: re.Match[str], published: PartialDate | None) -> int | None:
    """How many days a day told without a year lies behind the publication, at least."""
    parts = match.groupdict()
    if published is None or parts.get("year") or not (parts.get("day") and parts.get("month")):
        return None
    day, month = published.day or 31, published.month or 12
    gap = (month - month_number(parts["month"])) * 31 + day - day_number(parts["day"])
    return gap % _DAYS_OF_YEAR


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
