"""What a date's words are anchored to, and the calendar arithmetic that follows from it."""

import calendar
import datetime as dt
import enum
from dataclasses import dataclass, replace

from edu_kg.model import Granularity, PartialDate

STATED = "stated"
PUBLISHED = "published"
LAST_TOLD = "last date told"
UNKNOWN = "no anchor"


class Tense(enum.Enum):
    """The time a clause speaks of, seen from the day of publication."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    TOLD = "told"
    """A chronicle's entry, which tells what has been in any tense, or in none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A date as told: its first day, the last day of a range, and what it was anchored to."""

    start: PartialDate | None
    end: PartialDate | None = None
    reason: str = STATED

    @property
    def is_day(self) -> bool:
        """Whether it is known to the day."""
        return self.start is not None and self.start.granularity is Granularity.DAY


UNKNOWABLE = Told(start=None, reason=UNKNOWN)
"""Words that speak of a date nobody can know."""


_DATELINE_AGE = dt.timedelta(days=4)  # what is older is what the article tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What the words before a date have told.

    ``last`` is the last date of any exactness, ``last_day`` the last past one known to the day
    (its range with it), ``last_range`` the last one with an end, ``dateline`` the day on which
    the article says it was written, ``year`` the year that the words just before tell.
    """

    published: PartialDate | None
    last: Told | None = None
    last_day: Told | None = None
    last_range: Told | None = None
    dateline: dt.date | None = None
    year: int | None = None
    tense: Tense = Tense.PAST

    @property
    def today(self) -> dt.date | None:
        """The day of writing, else of publication; None unless it is known to the day."""
        if self.dateline is not None:
            return self.dateline
        if self.published is None or self.published.granularity is not Granularity.DAY:
            return None
        return self.published.first_day

    @property
    def told_day(self) -> dt.date | None:
        """The first day of the last date known to the day."""
        if self.last_day is None or self.last_day.start is None:
            return None
        return self.last_day.start.first_day

    @property
    def told_last_day(self) -> dt.date | None:
        """The last day of the last date known to the day."""
        if self.last_day is None or self.last_day.start is None:
            return None
        return (self.last_day.end or self.last_day.start).last_day

    def after(
        self, told: Told, *, opens_dateline: bool = False, looks_back: bool = False
    ) -> "Anchors":
        """These anchors once that date has been told too.

        "The next day" is never that after an earlier one to which a clause only looks back.
        """
        if told.start is None:
            return self
        anchors = replace(self, last=told)
        if told.end is not None:
            anchors = replace(anchors, last_range=told)
        if not told.is_day:
            return anchors
        first, today = told.start.first_day, self.today
        if opens_dateline and today and dt.timedelta() <= today - first <= _DATELINE_AGE:
            anchors = replace(anchors, dateline=first)
        known = self.told_day
        if looks_back and known is not None and first < known:
            return anchors
        if self.last_day is None or today is None or first <= today:
            anchors = replace(anchors, last_day=told)
        return anchors


NO_SUCH_DAY = Told(start=None, reason="no such day")
"""Words in the form of a date that no calendar has: they tell nothing."""


def on_day(date: dt.date | None, reason: str) -> Told:
    """That day, anchored so; unknowable where there is none."""
    return UNKNOWABLE if date is None else Told(start=PartialDate.of(date), reason=reason)


def shifted(date: dt.date, days: int) -> dt.date | None:
    """The date so many days later; None outside the calendar."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return None


def month_shifted(year: int, month: int, months: int) -> PartialDate | None:
    """The month so many months later; None outside the calendar."""
    index = year * 12 + month - 1 + months
    if not dt.MINYEAR <= index // 12 <= dt.MAXYEAR:
        return None
    return PartialDate(index // 12, index % 12 + 1)


def year_of(number: int) -> PartialDate | None:
    """That year; None outside the calendar."""
    return PartialDate(number) if dt.MINYEAR <= number <= dt.MAXYEAR else None


def some_day_between(first: dt.date | None, last: dt.date | None, reason: str) -> Told:
    """A day of those, not said which: their month, else their year, if they have only one."""
    if first is None or last is None or first.year != last.year:
        return UNKNOWABLE
    month = first.month if first.month == last.month else None
    return Told(start=PartialDate(first.year, month), reason=reason)


def some_day_of_week(date: dt.date | None, reason: str) -> Told:
    """A day of the week (Monday to Sunday) of that date, not said which."""
    first = date and shifted(date, -date.weekday())
    return some_day_between(first, first and shifted(first, 6), reason)


def exists(year: int, month: int, number: int) -> bool:
    """Whether that month of that year has such a day."""
    return (
        dt.MINYEAR <= year <= dt.MAXYEAR
        and 1 <= month <= 12
        and 1 <= number <= calendar.monthrange(year, month)[1]
    )


def choose_year(
    anchors: Anchors, month: int, number: int | None, weekday: int | None = None
) -> tuple[int | None, str]:
    """The year of a date told without one, and what says so.

    A year in the words just before wins. Otherwise the publication decides by the tense of the
    clause, and among the years around it a weekday told with the date. Without publication it
    is the year of the last date told.
    """
    if anchors.year is not None:
        return anchors.year, LAST_TOLD
    if anchors.published is None:
        start = anchors.last.start if anchors.last else None
        return (start.year, LAST_TOLD) if start else (None, UNKNOWN)
    years = [
        year
        for year in _years_by_tense(anchors.tense, anchors.published, month, number)
        if exists(year, month, number or 1)
    ]
    if weekday is not None and number is not None:
        fitting = [y for y in years if dt.date(y, month, number).weekday() == weekday]
        years = fitting or years
    return (years[0], PUBLISHED) if years else (None, UNKNOWN)


_HALF_A_YEAR = 186  # days
_SOON = 75  # days; news seldom speaks without a year of a day ten months ago


def _years_by_tense(
    tense: Tense, published: PartialDate, month: int, number: int | None
) -> list[int]:
    """The years around the publication, the likeliest first."""
    year, now = published.year, (published.month or 12, published.day or 31)
    gap = (month - now[0]) * 31 + (number or now[1]) - now[1]
    if tense is Tense.FUTURE:
        best = year + (gap < 0)
    elif tense is Tense.PRESENT:
        best = year + (gap < -_HALF_A_YEAR) - (gap > _HALF_A_YEAR)
    elif tense is Tense.TOLD:
        best = year - (gap > _SOON)
    else:
        soon = bool(number) and (0 < gap < _SOON or gap + 372 < _SOON)
        best = year - (gap > 0) + soon
    return sorted((year, year - 1, year + 1), key=lambda y: y != best)


def nearest_weekday(anchors: Anchors, weekday: int) -> Told:
    """The nearest such weekday: before the publication, or after it in a future clause.

    Without a day of publication it is the next such day from the last date told on.
    """
    today = anchors.today
    if today is not None:
        gap = (weekday - today.weekday()) % 7
        if anchors.tense is not Tense.FUTURE:
            gap -= 7
        return on_day(shifted(today, gap), PUBLISHED)
    last = anchors.told_day
    return on_day(last and shifted(last, (weekday - last.weekday()) % 7), LAST_TOLD)
