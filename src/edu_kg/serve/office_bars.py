"""Posts over time as a page draws them: a row a holder and post, its bars on one axis of years."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from edu_kg.query.timelines import Known, Office, Term

_MOST_ROWS = 40
_BEYOND = dt.timedelta(days=365)  # how far an open end is drawn past what is known
_WIDTH = 1000.0
_LEAST = 4.0  # of the width: less cannot be seen
_MOST_YEARS_TOLD = 8
_LAST_YEAR_AT = 930.0  # what stands further right would leave the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time as it is drawn, from the left edge of a picture 1000 wide."""

    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One holder's time in one post.

    ``link`` is the IRI of the other side: of the holder on a body's page, of the body on a
    person's. ``told`` says the bounds in words, for who cannot see the bars.
    """

    label: str
    link: str
    told: str
    possible: Bar
    certain: tuple[Bar, ...]
    attested: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeBars:
    """Rows in order of time, the years under them with their places, and how many are left out."""

    rows: tuple[Row, ...]
    years: tuple[tuple[int, float], ...]
    more: int


def office_bars(offices: Iterable[Office], person: str | None = None) -> OfficeBars | None:
    """The bars of a body's posts, or of the posts of that person; None where nothing is dated.

    Of more than forty the latest are shown.
    """
    held = [
        (_days(term), office, term)
        for office in offices
        for term in office.terms
        if person in {None, term.person} and _days(term)
    ]
    if not held:
        return None
    held.sort(key=lambda each: (each[0][-1], each[0][0], each[1].post, each[2].person))
    shown = sorted(held[-_MOST_ROWS:], key=lambda each: each[0][0])
    first = _moved(min(days[0] for days, *_ in shown), -_BEYOND)
    last = _moved(max(days[-1] for days, *_ in shown), _BEYOND)
    scale = _Scale(first, last)
    return OfficeBars(
        rows=tuple(_row(office, term, scale, person) for _, office, term in shown),
        years=scale.years(),
        more=len(held) - len(shown),
    )


class _Scale:
    """Days as places between the first and the last one drawn."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, last
        self._days = max((last - first).days + 1, 1)

    def bar(self, first: dt.date, last: dt.date) -> Bar:
        first = min(max(first, self.first), self.last)
        last = min(max(last, first), self.last)
        x = self._place(first)
        width = max(self._place(last) + _WIDTH / self._days - x, _LEAST)
        return Bar(x=round(min(x, _WIDTH - width), 1), width=round(width, 1))

    def years(self) -> tuple[tuple[int, float], ...]:
        first, last = self.first.year + 1, self.last.year
        step = max(-(-(last - first + 1) // _MOST_YEARS_TOLD), 1)
        return tuple(
            (year, round(self._place(dt.date(year, 1, 1)), 1))
            for year in range(first, last + 1, step)
            if self._place(dt.date(year, 1, 1)) <= _LAST_YEAR_AT
        )

    def _place(self, day: dt.date) -> float:
        return _WIDTH * (day - self.first).days / self._days


def _row(office: Office, term: Term, scale: _Scale, person: str | None) -> Row:
    acting = "acting " if term.acting else ""
    if person is None:
        label, link = f"{term.name}, {acting}{term.title}", term.person
    else:
        label, link = f"{acting}{term.title}, {office.organization_name}", office.organization
    begin = term.not_before.day if term.not_before else scale.first
    end = term.not_after.day if term.not_after else scale.last
    return Row(
        label=label,
        link=link,
        told=_told(term),
        possible=scale.bar(begin, end),
        certain=tuple(scale.bar(*days) for days in term.certain),
        attested=tuple(scale.bar(day, day) for day in map(_middle, term.known)),
    )


def _middle(known: Known) -> dt.date:
    """The day at which something said of a month or a year is drawn."""
    return known.first + (known.last - known.first) / 2


def _told(term: Term) -> str:
    """What is known of the term in words."""
    parts = []
    if term.not_before is not None:
        parts.append(f"not before {term.not_before.day}")
    if term.inner is not None:
        first, last = term.inner
        parts.append(f"on {first}" if first == last else f"from {first} to {last}")
    elif term.known:
        parts.append(f"some day of {term.known[0].first} to {term.known[-1].last}")
    if term.not_after is not None:
        parts.append(f"not after {term.not_after.day}")
    return ", ".join(parts)


def _days(term: Term) -> Sequence[dt.date]:
    """The days said of the term, in order."""
    bounds = (term.not_before, term.begun_by, term.lasted_to, term.not_after)
    told: list[Any] = [bound.day for bound in bounds if bound is not None]
    return sorted([*told, *(day for known in term.known for day in (known.first, known.last))])


def _moved(day: dt.date, by: dt.timedelta) -> dt.date:
    if by < dt.timedelta():
        return max(dt.date(2, 1, 1), day) + by
    return min(dt.date(9998, 1, 1), day) + by
