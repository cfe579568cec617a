"""One person's terms in one post: what is known of when they began and ended.

Four days are kept of a term. It had begun by ``begun_by`` and lasted to ``lasted_to``: every day
between is certain. It did not begin before ``not_before`` nor end after ``not_after``: every day
outside is excluded. More articles move the inner days outwards and the outer days inwards.

A term is taken for one stretch of time unless something said between two attestations parts
them: an end, "former", a begin, or another holder of a post that only one can hold.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edu_kg.query.timelines.statements import Bound, Known, Says, Statement

Days = tuple[dt.date, dt.date]

_HOLDS = frozenset({Says.ATTESTED, Says.BEGAN, Says.ENDED})
_ENDS = frozenset({Says.ENDED, Says.FORMER})
_BEGINS = frozenset({Says.BEGAN, Says.DESIGNATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One person's time in a post. ``title`` is a title as printed.

    ``known`` is what proves it, in order of time. The bounds are None where nothing was said.
    ``certain`` are the days on which it was surely held, as stretches with first and last day.
    """

    person: str
    name: str
    title: str
    acting: bool
    known: tuple[Known, ...]
    begun_by: Bound | None
    lasted_to: Bound | None
    not_before: Bound | None
    not_after: Bound | None
    certain: tuple[Days, ...] = ()

    @property
    def inner(self) -> Days | None:
        """The stretch that is surely part of the term; None where no day is."""
        if self.begun_by is None or self.lasted_to is None:
            return None
        if self.begun_by.day > self.lasted_to.day:
            return None  # held on some day of 2019: no one day is certain
        return self.begun_by.day, self.lasted_to.day

    @property
    def possible(self) -> Days:
        """The first and the last day that nothing said excludes."""
        return (
            self.not_before.day if self.not_before else dt.date.min,
            self.not_after.day if self.not_after else dt.date.max,
        )


@dataclass(frozen=True, slots=True)
class Holder:
    """All that is said of one person in one post, acting or not."""

    person: str
    name: str
    title: str
    acting: bool
    known: tuple[Known, ...]
    ends: tuple[Bound, ...]
    begins: tuple[Bound, ...]


def gather(statements: Sequence[Statement], *, acting: bool) -> Holder:
    """The holder that the statements, all of one person and post, are of."""
    known, ends, begins = set(), set(), set()
    for said in statements:
        first, last = said.date.first_day, said.date.last_day
        if said.says in _HOLDS:
            known.add(Known(first, last, said.article, said.says))
        if said.says in _ENDS:
            ends.add(Bound(last, said.article, said.says))
        if said.says in _BEGINS:
            begins.add(Bound(first, said.article, said.says))
    titles = sorted({said.title for said in statements}, key=lambda title: (len(title), title))
    return Holder(
        person=statements[0].person,
        name=min(said.person_name for said in statements),
        title=titles[0],
        acting=acting,
        known=tuple(sorted(known)),
        ends=tuple(sorted(ends)),
        begins=tuple(sorted(begins)),
    )


def find_terms(holder: Holder, others: Sequence[Known] = ()) -> tuple[Term, ...]:
    """The terms of a holder, in order of time.

    ``others`` is when other people are known to hold the same post, where only one can.
    """
    if not holder.known:
        return _terms_between(holder)
    gaps = _Gaps(others)
    runs: list[list[Known]] = []
    for known in holder.known:
        if runs and not _parted(runs[-1], known, holder, gaps):
            runs[-1].append(known)
        else:
            runs.append([known])
    terms = [
        _term(
            holder,
            run,
            others,
            before=runs[number - 1] if number else None,
            after=runs[number + 1] if number + 1 < len(runs) else None,
        )
        for number, run in enumerate(runs)
    ]
    return (*_left_before(holder, runs), *terms, *_to_come(holder, runs))


def _parted(run: Sequence[Known], known: Known, holder: Holder, gaps: "_Gaps") -> bool:
    """Whether something said between a run and the next attestation makes it a new term."""
    latest = max(k.first for k in run)
    earliest_end = max(k.last for k in run)
    if any(latest <= end.day < known.first for end in holder.ends):
        return True
    if any(earliest_end < begin.day <= known.first for begin in holder.begins):
        return True
    return gaps.hold_between(earliest_end, known.first)


class _Gaps:
    """Asks quickly whether others hold the post between two days."""

    def __init__(self, others: Sequence[Known]) -> None:
        ordered = sorted(others)
        self._firsts = [known.first for known in ordered]
        self._least_last: list[dt.date] = []
        for known in reversed(ordered):
            so_far = self._least_last[-1] if self._least_last else known.last
            self._least_last.append(min(so_far, known.last))
        self._least_last.reverse()

    def hold_between(self, after: dt.date, before: dt.date) -> bool:
        if after >= before:
            return False
        at = bisect_left(self._firsts, after + dt.timedelta(days=1))
        return at < len(self._firsts) and self._least_last[at] < before


def _term(
    holder: Holder,
    run: Sequence[Known],
    others: Sequence[Known],
    *,
    before: Sequence[Known] | None,
    after: Sequence[Known] | None,
) -> Term:
    begun = min(run, key=lambda k: (k.last, k.article, k.says))
    lasted = min(run, key=lambda k: (-k.first.toordinal(), k.article, k.says))
    first, last = min(k.first for k in run), max(k.last for k in run)
    floor = max(k.last for k in before) if before else dt.date.min
    ceiling = min(k.first for k in after) if after else dt.date.max
    begins = [
        *(b for b in holder.begins if floor < b.day <= begun.last),
        *(e for e in holder.ends if before and floor <= e.day < first),
        *(Bound(o.first, o.article, Says.OTHER_HOLDER) for o in others if o.last < first),
    ]
    ends = [
        *(e for e in holder.ends if lasted.first <= e.day < ceiling),
        *(b for b in holder.begins if after and last < b.day <= ceiling),
        *(Bound(o.last, o.article, Says.OTHER_HOLDER) for o in others if o.first > last),
    ]
    return Term(
        person=holder.person,
        name=holder.name,
        title=holder.title,
        acting=holder.acting,
        known=tuple(run),
        begun_by=Bound(begun.last, begun.article, begun.says),
        lasted_to=Bound(lasted.first, lasted.article, lasted.says),
        not_before=_latest(begins),
        not_after=min(ends, default=None),
    )


def _terms_between(holder: Holder) -> tuple[Term, ...]:
    """The terms of somebody of whom only is told what was not yet, or no more."""
    begin, end = _latest(holder.begins), min(holder.ends, default=None)
    if begin is None or end is None or begin.day <= end.day:
        return (_untold(holder, not_before=begin, not_after=end),)
    return (
        _untold(holder, not_before=None, not_after=end),
        _untold(holder, not_before=begin, not_after=None),
    )


def _left_before(holder: Holder, runs: Sequence[Sequence[Known]]) -> Iterable[Term]:
    """A term of which only its end is told: "former" before any attestation."""
    first = min(k.first for k in runs[0])
    ends = [end for end in holder.ends if end.day < first]
    if ends:
        yield _untold(holder, not_before=None, not_after=min(ends))


def _to_come(holder: Holder, runs: Sequence[Sequence[Known]]) -> Iterable[Term]:
    """A term of which only is told that it had not begun after the last attestation."""
    last = max(k.last for k in runs[-1])
    begins = [begin for begin in holder.begins if begin.day > last]
    if begins:
        yield _untold(holder, not_before=_latest(begins), not_after=None)


def _untold(holder: Holder, *, not_before: Bound | None, not_after: Bound | None) -> Term:
    return Term(
        person=holder.person,
        name=holder.name,
        title=holder.title,
        acting=holder.acting,
        known=(),
        begun_by=None,
        lasted_to=None,
        not_before=not_before,
        not_after=not_after,
    )


def _latest(bounds: Iterable[Bound]) -> Bound | None:
    return min(bounds, key=lambda b: (-b.day.toordinal(), b.article, b.says), default=None)
