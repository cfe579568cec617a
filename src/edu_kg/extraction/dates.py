"""Dates as news writes them, anchored to the day of publication or to the last date told."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from edu_kg.model import DateMention, Granularity, PartialDate, Quote

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH_OF = (
    {name: i for i, name in enumerate(_MONTHS, 1)}
    | {name[:3]: i for i, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
_WEEKDAYS = [name.lower() for name in calendar.day_name]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_WEEKDAY = "|".join(calendar.day_name)
_TO = r"\s?(?:-|–|—|to(?: the)?|and|until|through)\s?"
_DATE = re.compile(
    rf"""\b(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?P<d1>{_DAY})(?:\ (?:of\ )?(?P<m1>{_MONTH}))?(?:,?\ (?P<y1>{_YEAR}))?{_TO}
      (?P<d2>{_DAY})\ (?:of\ )?(?P<m2>{_MONTH})(?:,?\ (?P<y2>{_YEAR}))?
    | (?P<d3>{_DAY})\ (?:of\ )?(?P<m3>{_MONTH})(?:,?\ (?P<y3>{_YEAR}))?
    | (?P<m4>{_MONTH})\ (?P<d4>{_DAY})(?:,?\ (?P<y4>{_YEAR}))?{_TO}
      (?P<m5>{_MONTH})\ (?P<d5>{_DAY})(?:,?\ (?P<y5>{_YEAR}))?
    | (?P<m6>{_MONTH})\ (?P<d6>{_DAY})(?:{_TO}(?P<d7>{_DAY}))?(?:,?\ (?P<y6>{_YEAR})(?!\d))?
    | (?P<m8>{_MONTH}),?\ (?:of\ )?(?P<y8>{_YEAR})
    | (?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Oo]f|[Yy]ear|spring|summer|autumn|fall|winter)
      \ (?P<y9>{_YEAR})
    | (?:[Ii]n|[Ss]ince|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id)[ -](?P<m10>{_MONTH})
      (?!,?\ (?:of\ )?{_YEAR})
    | (?P<same>(?:[Tt]he\ same|[Tt]hat)\ (?:day|afternoon|evening|morning))
    | (?P<next>[Tt]he\ (?:following|next)\ (?:day|morning|afternoon|evening)|[Aa]\ day\ later)
    | (?P<relative>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Ll]ast\ month|[Tt]his\ month|[Ll]ast\ year
      |[Tt]his\ year|[Nn]ext\ month|[Nn]ext\ year)
    | (?:[Ll]ast|[Nn]ext|[Oo]n)\ (?P<weekday>{_WEEKDAY})
    )\b""",
    re.VERBOSE,
)
_FUTURE = re.compile(r"\b(?:will|shall|is to|are to|to be|scheduled|upcoming|due)\b")
_CLAUSE = 120  # characters each side in which a future verb turns a date without a year forward


@dataclass(frozen=True, slots=True)
class _Told:
    start: PartialDate | None
    end: PartialDate | None
    reason: str


def find_dates(text: str, published: PartialDate | None) -> tuple[DateMention, ...]:
    """Every date the text tells, in text order, as exact as its words and the anchor allow.

    Days without a year are the last such day before publication, or the next after it in a
    clause about the future; without publication date they take the year of the last date told.
    """
    return tuple(_mentions(text, published))


def _mentions(text: str, published: PartialDate | None) -> Iterator[DateMention]:
    last: PartialDate | None = None
    for match in _DATE.finditer(text):
        around = text[max(0, match.start() - _CLAUSE) : match.end() + _CLAUSE]
        try:
            told = _told(match, published, last, future=_FUTURE.search(around) is not None)
        except ValueError:  # the thirtieth of February
            continue
        if told is None:
            continue
        last = told.start or last
        yield DateMention(
            quote=Quote.cut(text, match.start(), match.end()),
            start=told.start,
            end=told.end,
            reason=told.reason,
        )


def _told(
    match: re.Match[str], published: PartialDate | None, last: PartialDate | None, *, future: bool
) -> _Told | None:
    if match["iso"]:
        return _Told(PartialDate.parse(match["iso"]), None, "stated")
    parts = _stated_parts(match)
    if parts is not None:
        return _calendar(parts, published, last, future=future)
    if match["same"] or match["next"]:
        if last is None or last.granularity is not Granularity.DAY:
            return None
        step = dt.timedelta(days=1 if match["next"] else 0)
        return _Told(PartialDate.of(last.first_day + step), None, "last date told")
    if published is None or published.granularity is not Granularity.DAY:
        return None
    if match["weekday"]:
        return _weekday(match["weekday"].lower(), published.first_day, future=future)
    return _relative((match["relative"] or "").lower(), published.first_day)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a calendar date names: a first and perhaps a last day, month, year."""

    day: str | None
    month: str | None
    year: str | None
    last_day: str | None = None
    last_month: str | None = None


def _stated_parts(match: re.Match[str]) -> _Parts | None:
    if match["d1"]:
        year = match["y1"] or match["y2"]
        return _Parts(match["d1"], match["m1"] or match["m2"], year, match["d2"], match["m2"])
    if match["d3"]:
        return _Parts(match["d3"], match["m3"], match["y3"])
    if match["m4"]:
        year = match["y4"] or match["y5"]
        return _Parts(match["d4"], match["m4"], year, match["d5"], match["m5"])
    if match["m6"]:
        return _Parts(match["d6"], match["m6"], match["y6"], match["d7"], match["m6"])
    if match["m8"]:
        return _Parts(None, match["m8"], match["y8"])
    if match["y9"]:
        return _Parts(None, None, match["y9"])
    return _Parts(None, match["m10"], None) if match["m10"] else None


def _calendar(
    parts: _Parts, published: PartialDate | None, last: PartialDate | None, *, future: bool
) -> _Told | None:
    month = _month(parts.month)
    day = _number(parts.day)
    reason = "stated"
    year = int(parts.year) if parts.year else None
    if year is None and published is not None and month is not None:
        year, reason = _nearest_year(published, month, day, future=future), "published"
    elif year is None and last is not None:
        year, reason = last.year, "last date told"
    if year is None:
        return None
    start = PartialDate(year, month, day)
    end = None
    if parts.last_day is not None:
        last_month = _month(parts.last_month) or month
        over_new_year = last_month is not None and month is not None and last_month < month
        end = PartialDate(year + over_new_year, last_month, _number(parts.last_day))
        if end <= start:
            return None
    return _Told(start, end, reason)


def _nearest_year(published: PartialDate, month: int, day: int | None, *, future: bool) -> int:
    """The year of the last such day up to publication, or of the next one after it."""
    told, today = (month, day or 1), (published.month or 12, published.day or 31)
    if future:
        return published.year + (told < today)
    return published.year - (told > today)


def _weekday(name: str, today: dt.date, *, future: bool) -> _Told:
    wanted = _WEEKDAYS.index(name)
    if future:
        ahead = (wanted - today.weekday()) % 7 or 7
        return _Told(PartialDate.of(today + dt.timedelta(days=ahead)), None, "published")
    back = (today.weekday() - wanted) % 7 or 7
    return _Told(PartialDate.of(today - dt.timedelta(days=back)), None, "published")


def _relative(words: str, today: dt.date) -> _Told | None:
    days = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if words in days:
        day = today + dt.timedelta(days=days[words])
        return _Told(PartialDate.of(day), None, "published")
    which, _, unit = words.partition(" ")
    step = {"last": -1, "this": 0, "next": 1}.get(which)
    if step is None:
        return None
    if unit == "year":
        return _Told(PartialDate(today.year + step), None, "published")
    months = today.year * 12 + today.month - 1 + step
    return _Told(PartialDate(months // 12, months % 12 + 1), None, "published")


def _month(name: str | None) -> int | None:
    return _MONTH_OF[name.rstrip(".").lower()] if name else None


def _number(day: str | None) -> int | None:
    return int(re.sub(r"\D", "", day)) if day else None
