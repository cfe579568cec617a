"""Bodies of the graph linked to the records of an authority, each with what for and against."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from edu_kg.linking.authorities import read_records
from edu_kg.linking.shortlists import Shortlist, find_candidates
from edu_kg.linking.streams import file_digest
from edu_kg.linking.weighing import weigh
from edu_kg.model import (
    Authority,
    AuthorityRecord,
    Body,
    Candidate,
    Ground,
    LinkDecision,
    Linking,
    LinkOutcome,
)

ENOUGH = 55
"""Points that make a link."""
MARGIN = 8
"""Points by which the best candidate must stand out."""
_KEPT_CANDIDATES = 5
_SUCCESSIONS = 5
_TOLD_EVERY = 1000

Records = Callable[[], Iterable[AuthorityRecord]]


def link_to_file(
    bodies: Collection[Body],
    path: Path,
    name: str | None = None,
    on_read: Callable[[int], None] | None = None,
) -> Linking:
    """The bodies linked to the authority in that file; the same for bodies in any order.

    ``name`` is the authority's: without one that of the host its ids begin with ("ror.org").
    ``on_read`` is told now and then how many records were read.

    Raises:
        SourceNotFound: there is no such file.
        UnusableSource: it is damaged, or of no form that is read here.
    """
    seen: list[str] = []

    def records() -> Iterable[AuthorityRecord]:
        for done, record in enumerate(read_records(path)):
            if not seen:
                seen.append(record.id)
            if on_read is not None and done % _TOLD_EVERY == 0:
                on_read(done)
            yield record

    decisions, read = decide_all(bodies, records)
    return Linking(
        authority=Authority(
            name=name or _host(seen[0]),
            source=path.name,
            digest=file_digest(path),
            records=read,
        ),
        decisions=decisions,
    )


def decide_all(bodies: Collection[Body], records: Records) -> tuple[tuple[LinkDecision, ...], int]:
    """The decision on every body, by id, and how many records there are.

    ``records`` gives all of them anew with each call; it is called twice or more only where a
    record is withdrawn in favour of another.
    """
    known = find_candidates(bodies, records())
    successors = _successors(known, records)
    ordered = sorted(bodies, key=lambda body: body.id)
    return tuple(decide(body, known, successors) for body in ordered), known.read


def decide(
    body: Body,
    known: Shortlist,
    successors: Mapping[str, AuthorityRecord] = MappingProxyType({}),
    told: Mapping[str, Ground] = MappingProxyType({}),
) -> LinkDecision:
    """Whether one body is one of the records that may be it.

    ``told`` are grounds that come with the candidates, by record.
    """
    weighed = [
        Candidate(
            id=record.id,
            name=record.name,
            score=sum(ground.weight for ground in grounds),
            grounds=grounds,
        )
        for record in known.candidates(body)
        if (grounds := weigh(body, record, known, told.get(record.id)))
    ]
    weighed.sort(key=lambda candidate: (-candidate.score, candidate.id))
    outcome = _outcome(weighed)
    target: AuthorityRecord | None = None
    if outcome is LinkOutcome.LINKED:
        target = _standing_in(known.records[weighed[0].id], successors)
        if target is None:
            outcome = LinkOutcome.WITHDRAWN
    return LinkDecision(
        body=body.id,
        name=body.name,
        other_names=body.other_names,
        outcome=outcome,
        target=target.id if target else None,
        target_name=target.name if target else None,
        same_as=target.same_as if target else (),
        candidates=tuple(weighed[:_KEPT_CANDIDATES]),
    )


def _outcome(weighed: list[Candidate]) -> LinkOutcome:
    if not weighed:
        return LinkOutcome.NO_CANDIDATE
    best = weighed[0]
    for_it = sum(ground.weight for ground in best.grounds if ground.weight > 0)
    second = weighed[1].score if len(weighed) > 1 else best.score - MARGIN
    if best.score >= ENOUGH and best.score - second >= MARGIN:
        return LinkOutcome.LINKED
    if for_it >= ENOUGH and best.score - second < MARGIN:
        return LinkOutcome.AMBIGUOUS
    return LinkOutcome.CONTRADICTED if for_it >= ENOUGH else LinkOutcome.TOO_WEAK


def _successors(known: Shortlist, records: Records) -> dict[str, AuthorityRecord]:
    """The records that stand in for the withdrawn ones, and for these in turn."""
    found: dict[str, AuthorityRecord] = {}
    for _ in range(_SUCCESSIONS):
        withdrawn = [r for r in (*known.records.values(), *found.values()) if r.withdrawn]
        wanted = {each for record in withdrawn for each in record.successors} - set(found)
        if not wanted:
            break
        found |= {record.id: record for record in records() if record.id in wanted}
    return found


def _standing_in(
    record: AuthorityRecord, successors: Mapping[str, AuthorityRecord]
) -> AuthorityRecord | None:
    """The record itself, or the one that took its place; None where none or several did."""
    for _ in range(_SUCCESSIONS):
        if not record.withdrawn:
            return record
        if len(record.successors) != 1 or record.successors[0] not in successors:
            return None
        record = successors[record.successors[0]]
    return None


def _host(iri: str) -> str:
    return iri.partition("//")[2].partition("/")[0] or iri
