"""Was P the holder of a post on a date: certain, possible or no, with what says so."""

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from edu_kg.model import PartialDate
from edu_kg.query.timelines.offices import Office, people_of
from edu_kg.query.timelines.statements import Bound, Known
from edu_kg.query.timelines.terms import Term


class Verdict(enum.StrEnum):
    """What the articles allow to say. ``NO`` only where they exclude it."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether a person held a post on a date; on a month or year, all of it.

    ``some_day``: it is certain for some day of that month or year. ``because`` is what decides.
    """

    person: str
    name: str
    title: str
    acting: bool
    verdict: Verdict
    some_day: bool
    because: tuple[Bound, ...]


def holders_on(office: Office, date: PartialDate) -> tuple[Answer, ...]:
    """An answer for each person the office knows, the surest first, then in order of time."""
    answers = [_answer(terms, date) for terms in people_of(office).values()]
    ranks = list(Verdict)
    return tuple(sorted(answers, key=lambda a: (ranks.index(a.verdict), not a.some_day)))


def _answer(terms: Sequence[Term], date: PartialDate) -> Answer:
    first, last = date.first_day, date.last_day
    verdict, because = _verdict(terms, first, last)
    return Answer(
        person=terms[0].person,
        name=terms[0].name,
        title=terms[0].title,
        acting=terms[0].acting,
        verdict=verdict,
        some_day=any(_on_some_day(term, first, last) for term in terms),
        because=because,
    )


def _verdict(
    terms: Sequence[Term], first: dt.date, last: dt.date
) -> tuple[Verdict, tuple[Bound, ...]]:
    for term in terms:
        if any(begin <= first and last <= end for begin, end in term.certain):
            return Verdict.CERTAIN, _witnesses(term, first, last)
    open_ = [term for term in terms if term.possible[0] <= last and first <= term.possible[1]]
    if open_:
        return Verdict.POSSIBLE, _nearest(open_, first, last)
    return Verdict.NO, _excluding(terms, first, last)


def _on_some_day(term: Term, first: dt.date, last: dt.date) -> bool:
    if any(begin <= last and first <= end for begin, end in term.certain):
        return True
    return any(first <= known.first and known.last <= last for known in term.known)


def _witnesses(term: Term, first: dt.date, last: dt.date) -> tuple[Bound, ...]:
    """What is known at or next before, and at or next after."""
    before = [known for known in term.known if known.last <= first]
    after = [known for known in term.known if known.first >= last]
    found = []
    if before:
        known = max(before, key=lambda k: (k.last, k.first))
        found.append(Bound(known.last, known.article, known.says))
    if after:
        known = min(after)
        found.append(Bound(known.first, known.article, known.says))
    return tuple(dict.fromkeys(found))


def _nearest(terms: Sequence[Term], first: dt.date, last: dt.date) -> tuple[Bound, ...]:
    """Of the terms it may have been, the last known before and the first known after."""
    known = [k for term in terms for k in term.known]
    before = [k for k in known if k.first <= last]
    after = [k for k in known if k.last >= first]
    found: list[Known] = []
    if before:
        found.append(max(before, key=lambda k: (k.first, k.last)))
    if after:
        found.append(min(after, key=lambda k: (k.last, k.first)))
    if not found:
        bounds = [b for term in terms for b in (term.not_before, term.not_after) if b is not None]
        return tuple(sorted(bounds)[:1])
    return tuple(dict.fromkeys(Bound(k.first, k.article, k.says) for k in found))


def _excluding(terms: Sequence[Term], first: dt.date, last: dt.date) -> tuple[Bound, ...]:
    """The bounds that shut the date out: the next before it and the next after it."""
    ended = [b for term in terms if (b := term.not_after) is not None and b.day < first]
    not_begun = [b for term in terms if (b := term.not_before) is not None and b.day > last]
    return (*sorted(ended)[-1:], *sorted(not_begun)[:1])
