"""Dates that are told by another: "yesterday", "last week", "the following day"."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from edu_kg.extraction.date_anchors import (
    LAST_TOLD,
    PUBLISHED,
    UNKNOWABLE,
    Anchors,
    Told,
    month_shifted,
    nearest_weekday,
    on_day,
    shifted,
    some_day_between,
    some_day_of_week,
    year_of,
)
from edu_kg.extraction.date_words import (
    COUNT,
    NO_WORD_AFTER,
    NO_WORD_BEFORE,
    ORDINAL,
    PART,
    WEEKDAY,
    count_of,
    day_number,
    weekday_number,
)
from edu_kg.model import PartialDate

Reader = Callable[[re.Match[str], Anchors], Told | None]

_ANY_DAY = r"(?:day|morning|afternoon|evening|night|noon|date)"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_NEXT_TO_THAT = r"(?:the|an?|his|her|its|their|our|my|he|she|it|they|we|I|every\w{3,5})\b"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{NO_WORD_BEFORE}(?:{pattern}){NO_WORD_AFTER}", re.IGNORECASE)


def _from_today(match: re.Match[str], anchors: Anchors) -> Told | None:
    today = anchors.today
    if today is None:
        return UNKNOWABLE
    words = match["words"].casefold()
    step = -1 if words.startswith(("yesterday", "last ")) else int(words.startswith("tomorrow"))
    step = {"the day before yesterday": -2, "the day after tomorrow": 2}.get(words, step)
    return on_day(shifted(today, step), PUBLISHED)


def _this_part(_match: re.Match[str], anchors: Anchors) -> Told | None:
    return UNKNOWABLE if anchors.today is None else on_day(anchors.today, PUBLISHED)


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


def _nearby_period(match: re.Match[str], anchors: Anchors) -> Told | None:
    """Last, this or next week, month or year, seen from the publication."""
    published, step = anchors.published, _STEPS[match["which"].casefold()]
    unit = match["unit"].casefold()
    if published is None:
        return UNKNOWABLE
    if unit == "year":
        year = year_of(published.year + step)
        return UNKNOWABLE if year is None else Told(start=year, reason=PUBLISHED)
    if unit == "month":
        month = published.month and month_shifted(published.year, published.month, step)
        return Told(start=month, reason=PUBLISHED) if month else UNKNOWABLE
    today = anchors.today
    week = today and shifted(today, 7 * step)
    if unit == "weekend" and week is not None:
        saturday = shifted(week, 5 - week.weekday())
        return some_day_between(saturday, saturday and shifted(saturday, 1), PUBLISHED)
    return some_day_of_week(week, PUBLISHED)


def _ago(match: re.Match[str], anchors: Anchors) -> Told | None:
    """So many days, weeks, months or years before the publication."""
    count = count_of(match["count"])
    published = anchors.published
    if count is None or published is None:
        return UNKNOWABLE
    return _stepped(published, match["unit"].casefold(), -count, PUBLISHED)


def _stepped(date: PartialDate, unit: str, count: int, reason: str) -> Told:
    """So many units away, only as exact as the unit is."""
    if unit == "year":
        year = year_of(date.year + count)
        return Told(start=year, reason=reason) if year else UNKNOWABLE
    if unit == "month":
        month = date.month and month_shifted(date.year, date.month, count)
        return Told(start=month, reason=reason) if month else UNKNOWABLE
    if date.day is None:
        return UNKNOWABLE
    return on_day(shifted(date.first_day, count * (7 if unit == "week" else 1)), reason)


def _weekday(match: re.Match[str], anchors: Anchors) -> Told | None:
    """A weekday near the publication: "on Friday", "last Friday", "next Tuesday"."""
    number, which = weekday_number(match["weekday"]), (match["which"] or "").casefold()
    today = anchors.today
    if today is None or not which:
        return nearest_weekday(anchors, number)
    back = (today.weekday() - number) % 7 or 7
    if which in ("last", "past"):
        return on_day(shifted(today, -back), PUBLISHED)
    if which in ("next", "coming"):
        return on_day(shifted(today, 7 - back or 7), PUBLISHED)
    return nearest_weekday(anchors, number)


def _weekday_of_week(match: re.Match[str], anchors: Anchors) -> Told | None:
    """A weekday of last, this or next week."""
    today, step = anchors.today, _STEPS[match["which"].casefold()]
    if today is None:
        return UNKNOWABLE
    monday = shifted(today, 7 * step - today.weekday())
    return on_day(monday and shifted(monday, weekday_number(match["weekday"])), PUBLISHED)


def _weekdays(match: re.Match[str], anchors: Anchors) -> Told | None:
    """From one weekday to another."""
    last = nearest_weekday(anchors, weekday_number(match["last"]))
    if last.start is None:
        return last
    days = (weekday_number(match["last"]) - weekday_number(match["first"])) % 7 or 7
    first = shifted(last.start.first_day, -days)
    if first is None:
        return UNKNOWABLE
    return Told(start=PartialDate.of(first), end=last.start, reason=last.reason)


def _told_weekday(match: re.Match[str], anchors: Anchors) -> Told | None:
    """The weekday after or before the last date told."""
    number = weekday_number(match["weekday"])
    if match["side"].casefold() in ("following", "next"):
        last = anchors.told_last_day
        ahead = last and ((number - last.weekday()) % 7 or 7)
        return on_day(last and shifted(last, ahead or 7), LAST_TOLD)
    first = anchors.told_day
    back = first and ((first.weekday() - number) % 7 or 7)
    return on_day(first and shifted(first, -(back or 7)), LAST_TOLD)


def _same_day(_match: re.Match[str], anchors: Anchors) -> Told | None:
    """The last day told once more; the first of a range."""
    return on_day(anchors.told_day, LAST_TOLD)


def _next_day(_match: re.Match[str], anchors: Anchors) -> Told | None:
    last = anchors.told_last_day
    return on_day(last and shifted(last, 1), LAST_TOLD)


def _day_before(_match: re.Match[str], anchors: Anchors) -> Told | None:
    first = anchors.told_day
    return on_day(first and shifted(first, -1), LAST_TOLD)


def _later(match: re.Match[str], anchors: Anchors) -> Told | None:
    """So many units after or before the last date told."""
    count, unit = count_of(match["count"]), match["unit"].casefold()
    told = anchors.last if unit in ("month", "year") else anchors.last_day
    if count is None or told is None or told.start is None:
        return UNKNOWABLE
    later = match["side"].casefold() in ("later", "after", "afterwards")
    start = told.end or told.start if later and unit == "day" else told.start
    return _stepped(start, unit, count if later else -count, LAST_TOLD)


def _told_period(match: re.Match[str], anchors: Anchors) -> Told | None:
    """The same, following or previous month or year, seen from the last date told."""
    last = anchors.last
    if last is None or last.start is None:
        return UNKNOWABLE
    step = {"following": 1, "next": 1, "previous": -1}.get(match["which"].casefold(), 0)
    return _stepped(last.start, match["unit"].casefold(), step, LAST_TOLD)


def _day_of_range(match: re.Match[str], anchors: Anchors) -> Told | None:
    """The first, second or last day of the range told last."""
    which = (match["ordinal"] or match["number"]).casefold()
    if anchors.last_range is not None and anchors.last_range.is_day:
        anchors = replace(anchors, last_day=anchors.last_range)
    first = anchors.told_day
    if which in ("last", "final", "closing"):
        return on_day(anchors.told_last_day, LAST_TOLD)
    number = 1 if which == "opening" else day_number(which) if match["ordinal"] else count_of(which)
    if number is None:
        return UNKNOWABLE
    return on_day(first and shifted(first, number - 1), LAST_TOLD)


_LONG_PAST = dt.timedelta(days=90)


def _later_today(_match: re.Match[str], anchors: Anchors) -> Told | None:
    """A part of the day without a day: that of the last date told, unless that is long past."""
    told, today = anchors.told_day, anchors.today
    if told is None or (today and today - told > _LONG_PAST):
        return None
    return on_day(told, LAST_TOLD)


RELATIVE_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        _form(
            r"(?P<words>the\sday\s(?:before\syesterday|after\stomorrow)|last\s(?:night|evening)"
            rf"|(?:yesterday|tomorrow|today)(?:\s{PART})?)"
        ),
        _from_today,
    ),
    (_form(rf"this\s{PART}|tonight|to-day"), _this_part),
    (
        _form(
            r"(?:the\s)?(?P<which>last|past|this|current|next|coming)\s"
            r"(?P<unit>weekend|week|month|year)"
        ),
        _nearby_period,
    ),
    (_form(rf"(?P<count>{COUNT})\s{_UNIT}\sago"), _ago),
    (
        _form(
            rf"(?:(?:on\s)?(?P<weekday>{WEEKDAY})(?:\s{PART})?,?\s(?:of\s)?"
            r"(?P<which>last|this|next)\sweek)"
        ),
        _weekday_of_week,
    ),
    (
        _form(
            rf"(?:from\s|between\s)?(?P<first>{WEEKDAY})\s?(?:\sto\s|\sand\s|–|-)\s?(?P<last>{WEEKDAY})"
        ),
        _weekdays,
    ),
    (
        _form(rf"(?:the\s(?P<side>following|next|previous)\s(?P<weekday>{WEEKDAY}))"),
        _told_weekday,
    ),
    (
        _form(
            rf"(?:(?P<which>last|past|this|next|coming)\s)?(?P<weekday>{WEEKDAY})(?:\s{PART})?"
            r"(?!,?\sthe\s\d)"
        ),
        _weekday,
    ),
    (
        _form(
            rf"(?:the\s(?:very\s)?same|that(?:\svery|\ssame)?)\s(?:\w{{3,12}}\s)?{_ANY_DAY}"
            rf"|(?:later|earlier)\s(?:that|in\sthe|on\sthe\ssame)\s{_ANY_DAY}|on\sthe\sday(?!\s(?:of|when|before|after))|the\ssame\s{WEEKDAY}"
        ),
        _same_day,
    ),
    (
        _form(
            rf"(?:the\s)?(?:following|next|subsequent)\s(?:{_ANY_DAY})|the\s{_ANY_DAY}\safter"
            r"|the\sday\sfollowing|on\sthe\smorrow"
        ),
        _next_day,
    ),
    (
        _form(
            rf"the\s(?:previous|preceding)\s{_ANY_DAY}|the\s{_ANY_DAY}\s(?:before|earlier)"
            r"|on\sthe\seve(?!\sof)"
        ),
        _day_before,
    ),
    (
        _form(
            rf"(?P<count>{COUNT})\s{_UNIT}\s(?P<side>later|earlier|afterwards|previously"
            rf"|(?:before|after)(?!\s{_NEXT_TO_THAT}))"
        ),
        _later,
    ),
    (
        _form(r"(?:the\s)?(?P<which>same|that|following|next|previous)\s(?P<unit>month|year)"),
        _told_period,
    ),
    (
        _form(
            rf"the\s(?P<ordinal>{ORDINAL}|last|final|closing|opening)\s(?:and\slast\s)?"
            r"(?:day|morning|afternoon|evening)|day\s(?P<number>one|two|three|four|five|six|seven)"
        ),
        _day_of_range,
    ),
    (
        re.compile(
            r"(?:(?<=[.!?]\s)|(?<=\n)|^)(?:In|During|Later\sin)\sthe\s(?:morning|afternoon|evening)\b"
            r"|(?<=[,;]\s)in\sthe\s(?:morning|afternoon|evening)\b|\bat\snoon\b",
        ),
        _later_today,
    ),
)
"""Patterns of relative dates, each with what reads its matches."""
