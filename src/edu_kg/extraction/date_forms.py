"""Dates that are told by their parts: "19 May 2020", "June 19-20", "in spring 2018"."""

import re
from dataclasses import dataclass, replace

from edu_kg.extraction.date_anchors import (
    LAST_TOLD,
    NO_SUCH_DAY,
    PUBLISHED,
    STATED,
    UNKNOWABLE,
    Anchors,
    Told,
    choose_year,
    exists,
    month_shifted,
    year_of,
)
from edu_kg.extraction.date_words import (
    DASH,
    DAY,
    MONTH,
    NO_WORD_AFTER,
    NO_WORD_BEFORE,
    ORDINAL,
    SHORT_WEEKDAY,
    UP_TO,
    WEEKDAY,
    YEAR,
    day_number,
    month_number,
    weekday_number,
)
from edu_kg.model import PartialDate

_W = rf"(?:(?:(?:[Ll]ast|[Nn]ext|[Tt]his)\s)?(?P<weekday>{SHORT_WEEKDAY}),?\s(?:the\s)?)?"
_W2 = rf"(?:{SHORT_WEEKDAY},?\s(?:the\s)?)?"
_COMMA_YEAR = r"(?:,?\s(?:of\s)?|,)"
_NEARBY_YEAR = r"(?P<nearby>last|this|next|the\ssame|that)\syear"
_PREPOSITION = (
    r"(?:[Ii]n|[Ss]ince|[Ii]nto|[Uu]ntil|[Tt]ill|[Bb]y|[Dd]uring|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter"
    r"|[Ll]ate|[Ee]arly|[Mm]id|[Mm]iddle\sof|[Tt]his|[Tt]o|[Tt]hrough|[Oo]nly|[Aa]lready|[Aa]s"
    r"|[Bb]etween|[Ff]or|[Ff]ounded|[Ee]stablished|[Bb]orn|[Bb]uilt|[Oo]pened|[Aa]round|[Aa]bout|[Cc]irca|[Ii]n\sthe\syear)"
)
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"


def _form(pattern: str) -> re.Pattern[str]:
    """The pattern between word boundaries; a group "words" says which characters are the date."""
    return re.compile(rf"{NO_WORD_BEFORE}(?:{pattern}){NO_WORD_AFTER}")


CALENDAR_FORMS = (
    _form(  # 28 November – 2 December 2018; 5th to the 8th of December, 2016
        rf"{_W}(?P<day>{DAY})(?:\s(?:of\s)?(?P<month>{MONTH})(?:{_COMMA_YEAR}(?P<year>{YEAR}))?)?"
        rf"(?:,\s{DAY}){{0,5}}{UP_TO}{_W2}(?P<day2>{DAY})\s(?:of\s)?(?P<month2>{MONTH})"
        rf"(?:{_COMMA_YEAR}(?P<year2>{YEAR}))?"
    ),
    _form(  # 19 May 2020; Friday, the 3rd of May
        rf"{_W}(?P<day>{DAY}|{ORDINAL}(?=\sof))\s(?:of\s)?(?P<month>{MONTH})"
        rf"(?:{_COMMA_YEAR}(?:(?P<year>{YEAR})|{_NEARBY_YEAR}))?"
    ),
    _form(  # November 28, 2018 – December 2, 2018
        rf"{_W}(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY})(?:{_COMMA_YEAR}(?P<year>{YEAR}))?"
        rf"{UP_TO}{_W2}(?P<month2>{MONTH})\s(?:the\s)?(?P<day2>{DAY})"
        rf"(?:{_COMMA_YEAR}(?P<year2>{YEAR}))?"
    ),
    _form(  # June 19-20, 2018
        rf"{_W}(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY}){UP_TO}(?P<day2>{DAY})"
        rf"(?:{_COMMA_YEAR}(?P<year>{YEAR}))?"
    ),
    _form(  # May 19th, 2020
        rf"{_W}(?P<month>{MONTH})\s(?:the\s)?(?P<day>{DAY}|{ORDINAL}(?!\s\w))"
        rf"(?:{_COMMA_YEAR}(?P<year>{YEAR}))?"
    ),
    _form(  # from March 2017 to June 2018; in May or June 2016 tells neither
        rf"(?P<month>{MONTH})(?:\s(?P<year>{YEAR}))?(?:{DASH}|\s(?:to|until|till|through)\s)"
        rf"(?P<month2>{MONTH}){_COMMA_YEAR}(?P<year2>{YEAR})"
    ),
    _form(rf"(?P<month>{MONTH}){_COMMA_YEAR}(?:(?P<year>{YEAR})|{_NEARBY_YEAR})"),
    _form(  # in November; May and March are also verbs and names, so a preposition must stand
        rf"(?:{_PREPOSITION}|[Oo]n|[Ll]ast|[Nn]ext)[\s-](?:the\s)?(?P<words>(?P<month>{MONTH}))"
        r"(?!\s(?:\d|(?!I\b)[A-Z]))"
    ),
    _form(rf"(?P<year>{YEAR}){DASH}(?P<year2>{YEAR})"),
    _form(  # in 2018, spring 2018, (2018), 2018: …
        rf"(?:(?:{_PREPOSITION}|[Yy]ear|[Aa]nd|{_SEASON})[\s-](?:the\s)?"
        rf"|{_SEASON}\sof\s)(?P<words>(?P<year>{YEAR}))(?!\s?[-–/]\d)"
    ),
    re.compile(rf"(?:^|[\n(])(?P<words>(?P<year>{YEAR}))(?=\)|\s[–—]\s|[:.,]\s)"),
)
_ISO = r"(?P<{0}>(?:1[5-9]|20)\d\d)-(?P<{1}>\d\d)-(?P<{2}>\d\d)"
ISO_FORM = _form(
    _ISO.format("year", "month", "day")
    + r"(?:(?:T|\s)\d\d:\d\d\S{0,12})?(?:(?:\s(?:to|until|till|and)\s|\s[–—]\s|/)"
    + _ISO.format("year2", "month2", "day2")
    + ")?"
)
NUMERIC_FORMS = (
    _form(r"(?P<year>(?:19|20)\d\d)(?P<mark>[/.])(?P<a>\d\d?)(?P=mark)(?P<b>\d\d?)"),
    _form(r"(?P<a>\d\d?)(?P<mark>[/.\-])(?P<b>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the words name of one date."""

    day: int | None
    month: int | None
    year: int | None

    def within(self, year: int) -> PartialDate | None:
        """The date in that year; None where no calendar has it."""
        if self.month is not None and not exists(year, self.month, self.day or 1):
            return None
        return PartialDate(year, self.month, self.day)


def read_calendar(match: re.Match[str], anchors: Anchors) -> Told | None:
    """The date of a match of ``CALENDAR_FORMS``; None where no calendar has it."""
    parts = match.groupdict()
    month2 = parts.get("month2")
    month1 = parts.get("month") or month2
    first = _Parts(
        day=day_number(parts["day"]) if parts.get("day") else None,
        month=month_number(month1) if month1 else None,
        year=int(parts["year"]) if parts.get("year") else None,
    )
    if parts.get("nearby"):
        return _one_date(replace(first, year=_nearby_year(parts["nearby"], anchors)), anchors, None)
    last = _Parts(
        day=day_number(parts["day2"]) if parts.get("day2") else None,
        month=month_number(month2) if month2 else first.month,
        year=int(parts["year2"]) if parts.get("year2") else None,
    )
    if last.day is None and month2 is None and last.year is None:
        weekday = parts.get("weekday")
        return _one_date(first, anchors, weekday_number(weekday) if weekday else None)
    return _range(first, last, anchors)


def _nearby_year(which: str, anchors: Anchors) -> int | None:
    if which in ("the same", "that"):
        return anchors.last.start.year if anchors.last and anchors.last.start else None
    step = {"last": -1, "this": 0, "next": 1}[which]
    return None if anchors.published is None else anchors.published.year + step


def _one_date(parts: _Parts, anchors: Anchors, weekday: int | None) -> Told | None:
    year, reason = parts.year, STATED
    if year is None:
        if parts.month is None:
            return None
        year, reason = choose_year(anchors, parts.month, parts.day, weekday)
        if year is None:
            return UNKNOWABLE
    start = parts.within(year)
    return NO_SUCH_DAY if start is None else Told(start=start, reason=reason)


def _range(first: _Parts, last: _Parts, anchors: Anchors) -> Told | None:
    year, reason = last.year or first.year, STATED
    over_new_year = bool(first.month and last.month and first.month > last.month)
    if year is None:
        if first.month is None:
            return None
        year, reason = choose_year(anchors, first.month, first.day)
        if year is None:
            return UNKNOWABLE
    if last.year is None and over_new_year:
        year += 1
    end = last.within(year)
    start = first.within(first.year or (year - 1 if over_new_year else year))
    if start is None or end is None or end <= start:
        return None
    return Told(start=start, end=end, reason=reason)


def read_iso(match: re.Match[str], _anchors: Anchors) -> Told | None:
    """The date of a match of ``ISO_FORM``; None where no calendar has it."""
    numbers = {name: int(found) for name, found in match.groupdict().items() if found}
    if not exists(numbers["year"], numbers["month"], numbers["day"]):
        return None
    start = PartialDate(numbers["year"], numbers["month"], numbers["day"])
    end = None
    if "year2" in numbers and exists(numbers["year2"], numbers["month2"], numbers["day2"]):
        end = PartialDate(numbers["year2"], numbers["month2"], numbers["day2"])
    return Told(start=start, end=end if end and end > start else None)


def read_numeric(match: re.Match[str], _anchors: Anchors) -> Told | None:
    """The date of a match of ``NUMERIC_FORMS``; None where it could be another, or none."""
    year, a, b = int(match["year"]), int(match["a"]), int(match["b"])
    year_first = match.start("year") < match.start("a")
    days = {(a, b)} if year_first else {(a, b), (b, a)}
    if not year_first and match["mark"] == ".":  # dots are only used day first
        days = {(b, a)}
    found = [
        PartialDate(year, month, number) for month, number in days if exists(year, month, number)
    ]
    return Told(start=found[0]) if len(found) == 1 else None


SEASON_FORM = _form(
    rf"(?:[Tt]his|[Ll]ast|[Nn]ext|[Ii]n(?:\sthe)?)\s(?P<season>{_SEASON})(?!\s(?:of\s)?\d)"
)
_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def read_season(match: re.Match[str], anchors: Anchors) -> Told | None:
    """The year of a season told without one."""
    year, reason = choose_year(anchors, _SEASON_MONTH[match["season"].casefold()], None)
    start = None if year is None else year_of(year)
    return UNKNOWABLE if start is None else Told(start=start, reason=reason)


BARE_DAY_FORM = _form(
    r"(?:(?P<opening>On)|on|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Ss]ince|to|and|morning\sof"
    rf"|afternoon\sof|evening\sof|{WEEKDAY},?)\sthe\s"
    r"(?P<words>(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))"
    r"(?:(?:\s(?:to|until|and)\s|\s?[-–]\s?)(?:the\s)?(?P<day2>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)))?)"
    r"(?=[,.;:)–]|\s[–—(]|\s(?:of\s(?:that|the\s(?:same|following))\smonth|and|to|the|an?|at|in|by"
    r"|with|under|during|he|she|it|they|its|his|her|their|for|when|where|after|before|was|were"
    r"|saw|both|all|President|Prof|Dr|Mr|Ms)\b|$|(?(opening)\s[A-Z]|$))"
)


def read_bare_day(match: re.Match[str], anchors: Anchors) -> Told | None:
    """A day of the month last told, or of the months around the publication."""
    number = day_number(match["day"])
    month, reason = _month_before(number, anchors)
    if month is None or month.month is None:
        return UNKNOWABLE
    if not exists(month.year, month.month, number):
        return None
    start = PartialDate(month.year, month.month, number)
    end = None
    if match["day2"] and exists(month.year, month.month, day_number(match["day2"])):
        end = PartialDate(month.year, month.month, day_number(match["day2"]))
    return Told(start=start, end=end if end and end > start else None, reason=reason)


def _month_before(number: int, anchors: Anchors) -> tuple[PartialDate | None, str]:
    told = anchors.last.start if anchors.last else None
    if told is not None and told.month is not None:
        return told, LAST_TOLD
    today = anchors.today
    if today is None:
        return None, LAST_TOLD
    back = -1 if number > today.day else 0
    return month_shifted(today.year, today.month, back), PUBLISHED
