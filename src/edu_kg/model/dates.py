"""Dates known to the day, the month or the year, as news gives them."""

import calendar
import datetime as dt
import enum
import re
from dataclasses import dataclass
from functools import total_ordering

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Granularity(enum.StrEnum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date known to its year, month or day (ISO 8601 reduced precision).

    Ordered by first possible day, then by exactness: a year stands before its own January.

    >>> str(PartialDate(2020, 5)), PartialDate.parse("2020-05-19").granularity.value
    ('2020-05', 'day')

    Raises ValueError for a day no calendar has.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """The date written as YYYY, YYYY-MM or YYYY-MM-DD; ValueError for anything else."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"no ISO date: {text!r}")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, date: dt.date) -> "PartialDate":
        """That day."""
        return cls(date.year, date.month, date.day)

    @property
    def granularity(self) -> Granularity:
        """How exactly it is known."""
        if self.month is None:
            return Granularity.YEAR
        return Granularity.MONTH if self.day is None else Granularity.DAY

    @property
    def first_day(self) -> dt.date:
        """The earliest day it may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day it may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def covers(self, other: "PartialDate") -> bool:
        """Whether every day the other may mean is a day this may mean."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.year, self.month or 0, self.day or 0) < (
            other.year,
            other.month or 0,
            other.day or 0,
        )
