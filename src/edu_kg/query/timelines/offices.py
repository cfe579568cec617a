"""Offices: who held a post of a body in order of time, and what contradicts."""

import datetime as dt
import enum
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from edu_kg.query.timelines.posts import Post, is_single, read_title
from edu_kg.query.timelines.statements import Bound, Known, Says, Statement
from edu_kg.query.timelines.terms import Days, Holder, Term, find_terms, gather


class Clash(enum.StrEnum):
    """How what articles say does not go together."""

    AT_ONCE = "two holders at once"
    """Two people hold at once what only one can hold."""
    RETURNED = "held again after it had ended"
    """Somebody is attested again after an end or "former": a second term, or a mistake."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Conflict:
    """Statements of one post that contradict each other, on the days ``first`` to ``last``.

    ``names`` are the people, ``articles`` one or more for each, in the same order.
    """

    first: dt.date
    last: dt.date
    clash: Clash
    names: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post of a body. ``single``: of its kind there is one holder at a time.

    ``terms`` stand in order of time. ``organization`` is empty where no article names the body.
    """

    organization: str
    organization_name: str
    post: str
    single: bool
    terms: tuple[Term, ...]
    conflicts: tuple[Conflict, ...]


def find_offices(statements: Iterable[Statement]) -> tuple[Office, ...]:
    """The offices that the statements speak of, by body and post; the same in any order."""
    grouped: dict[tuple[str, str], set[tuple[bool, Statement]]] = defaultdict(set)
    for said in statements:
        for post in read_title(said.title):
            grouped[said.organization, post.name].add((post.acting, _as_held(said, post)))
    return tuple(_office(key, sorted(said)) for key, said in sorted(grouped.items()))


def _as_held(said: Statement, post: Post) -> Statement:
    """The statement with what the title itself says: nobody is attested as former president."""
    if said.says is Says.ATTESTED and (post.former or post.coming):
        return replace(said, says=Says.FORMER if post.former else Says.DESIGNATE)
    return said


def _office(key: tuple[str, str], said: Sequence[tuple[bool, Statement]]) -> Office:
    organization, post = key
    statements = [statement for _, statement in said]
    of_unit = any(statement.of_unit for statement in statements)
    single = bool(organization) and is_single(post, of_unit=of_unit)
    holders = _holders(said)
    terms = [term for holder in holders for term in _terms(holder, holders, single=single)]
    return Office(
        organization=organization,
        organization_name=min(statement.organization_name for statement in statements),
        post=post,
        single=single,
        terms=tuple(sorted(_with_certain_days(terms, single=single), key=_order)),
        conflicts=tuple(sorted(_conflicts(holders, single=single))),
    )


def _holders(said: Sequence[tuple[bool, Statement]]) -> list[Holder]:
    grouped: dict[tuple[str, bool], list[Statement]] = defaultdict(list)
    for acting, statement in said:
        grouped[statement.person, acting].append(statement)
    return [gather(own, acting=acting) for (_, acting), own in sorted(grouped.items())]


def _terms(holder: Holder, holders: Sequence[Holder], *, single: bool) -> tuple[Term, ...]:
    if not single or holder.acting:
        return find_terms(holder)  # somebody may act for one who is still in office
    return find_terms(holder, _known_of_others(holder, holders))


def _known_of_others(holder: Holder, holders: Sequence[Holder]) -> list[Known]:
    return [
        known
        for other in holders
        if other.person != holder.person and not other.acting
        for known in other.known
    ]


def _with_certain_days(terms: Sequence[Term], *, single: bool) -> Iterator[Term]:
    """The terms with their certain days: of two that overlap, only the attested days themselves."""
    disputed = {id(term) for pair in _overlapping(terms, single=single) for term in pair[:2]}
    for term in terms:
        if term.inner is None:
            yield term
        elif id(term) in disputed:
            days = sorted({known.first for known in term.known if known.first == known.last})
            yield replace(term, certain=tuple((day, day) for day in days))
        else:
            yield replace(term, certain=(term.inner,))


def _overlapping(terms: Sequence[Term], *, single: bool) -> Iterator[tuple[Term, Term, Days]]:
    """Pairs of terms of two people that share more than the day of a handover."""
    if not single:
        return
    spans = sorted(
        (span for term in terms if not term.acting and (span := _span(term)) is not None),
        key=lambda span: (span.first, span.last, span.term.person),
    )
    running: list[_Span] = []
    for span in spans:
        running = [other for other in running if other.last > span.first]
        for other in running:
            if other.term.person != span.term.person and _share(other, span):
                yield other.term, span.term, (span.first, min(other.last, span.last))
        running.append(span)


@dataclass(frozen=True, slots=True)
class _Span:
    """Days of a term: all of them certain or, of a ``vague`` one, some day of them."""

    first: dt.date
    last: dt.date
    vague: bool
    term: Term


def _span(term: Term) -> _Span | None:
    if term.begun_by is None or term.lasted_to is None:
        return None
    first, last = sorted((term.begun_by.day, term.lasted_to.day))
    return _Span(first, last, term.inner is None, term)


def _share(one: _Span, other: _Span) -> bool:
    """Whether they cannot both be right; ``one`` begins first."""
    if one.vague:
        return False
    if other.vague or other.first == other.last:
        return one.first < other.first and other.last < one.last
    return min(one.last, other.last) > other.first


def _conflicts(holders: Sequence[Holder], *, single: bool) -> Iterator[Conflict]:
    """What contradicts, seen in terms that only the holder's own statements part."""
    terms = {(h.person, h.acting): find_terms(h) for h in holders}
    every = [term for own in terms.values() for term in own]
    for one, other, (first, last) in _overlapping(every, single=single):
        yield Conflict(
            first=first,
            last=last,
            clash=Clash.AT_ONCE,
            names=(one.name, other.name),
            articles=(_witness(one, first, last), _witness(other, first, last)),
        )
    for own in terms.values():
        told = [term for term in own if term.known]
        for term, following in itertools.pairwise(told):
            end, begin = term.lasted_to, following.begun_by
            if end is None or begin is None:
                continue
            left = term.not_after or end
            yield Conflict(
                first=end.day,
                last=max(end.day, begin.day),
                clash=Clash.RETURNED,
                names=(term.name,),
                articles=tuple(dict.fromkeys((left.article, begin.article))),
            )


def _witness(term: Term, first: dt.date, last: dt.date) -> str:
    """The article that best shows the term to overlap those days."""

    def distance(known: Known) -> tuple[int, Known]:
        return max((first - known.last).days, (known.first - last).days, 0), known

    return min(term.known, key=distance).article


def _order(term: Term) -> tuple[dt.date, dt.date, str, bool]:
    days = (term.begun_by, term.not_before, term.lasted_to, term.not_after)
    told = [bound.day for bound in days if bound is not None]
    return told[0], told[-1], term.person, term.acting


def people_of(office: Office) -> Mapping[tuple[str, bool], tuple[Term, ...]]:
    """The terms of each person, acting and not apart."""
    grouped: dict[tuple[str, bool], list[Term]] = defaultdict(list)
    for term in office.terms:
        grouped[term.person, term.acting].append(term)
    return {key: tuple(terms) for key, terms in grouped.items()}


def inner_bounds(
    office: Office, person: str, *, acting: bool = False
) -> tuple[Bound, Bound] | None:
    """By when a person had surely begun, and to when it lasted, over all terms; None if untold."""
    terms = people_of(office).get((person, acting), ())
    begun = [term.begun_by for term in terms if term.begun_by is not None]
    lasted = [term.lasted_to for term in terms if term.lasted_to is not None]
    if not begun or not lasted:
        return None
    return min(begun), min(lasted, key=lambda b: (-b.day.toordinal(), b.article, b.says))
