"""Timelines as rows, for tables and for programs."""

import datetime as dt
from collections.abc import Iterable

from edu_kg.model import PartialDate, Rows
from edu_kg.query.timelines.answers import holders_on
from edu_kg.query.timelines.offices import Office
from edu_kg.query.timelines.statements import Bound

_TERMS = (
    "organization", "post", "holder", "not_before", "begun_by", "lasted_to", "not_after", "articles"
)  # fmt: skip
_ANSWERS = ("organization", "post", "holder", "verdict", "some_day", "because")


def term_rows(offices: Iterable[Office]) -> Rows:
    """A row a term: its four bounding days, ISO text or None, and its articles."""
    return Rows(
        _TERMS,
        tuple(
            (
                office.organization_name,
                office.post,
                holder_name(term.name, acting=term.acting),
                *(
                    _day(bound)
                    for bound in (term.not_before, term.begun_by, term.lasted_to, term.not_after)
                ),
                len({known.article for known in term.known}),
            )
            for office in offices
            for term in office.terms
        ),
    )


def answer_rows(offices: Iterable[Office], date: PartialDate) -> Rows:
    """A row an answer: whether each holder held the post on the date, and what decides."""
    return Rows(
        _ANSWERS,
        tuple(
            (
                office.organization_name,
                office.post,
                holder_name(answer.name, acting=answer.acting),
                answer.verdict.value,
                answer.some_day,
                "; ".join(map(str, answer.because)),
            )
            for office in offices
            for answer in holders_on(office, date)
        ),
    )


def conflict_lines(offices: Iterable[Office]) -> list[str]:
    """What contradicts, a line each."""
    return [
        f"{office.organization_name}, {office.post}: {conflict.clash.value}: "
        f"{' and '.join(conflict.names)}, {conflict.first} to {conflict.last}; "
        f"see {' and '.join(conflict.articles)}"
        for office in offices
        for conflict in office.conflicts
    ]


def holder_name(name: str, *, acting: bool) -> str:
    """The name with what it is held as."""
    return f"{name} (acting)" if acting else name


def _day(bound: Bound | None) -> str | None:
    return None if bound is None else dt.date.isoformat(bound.day)
