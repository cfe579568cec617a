"""Corrections of facts, applied to the claims of one article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from edu_kg.corrections.matching import Place, find_places, find_reason, tell_place
from edu_kg.model import Claims, EntityKind, EventClaim, RoleClaim
from edu_kg.model.corrections import (
    CorrectionOutcome,
    FactCorrection,
    Redate,
    Repoint,
    Retitle,
    Retract,
    Unapplied,
    corrected_rule,
)
from edu_kg.text import fold_words, name_key

Corrected = tuple[Claims, tuple[CorrectionOutcome, ...]]


def correct_claims(
    claims: Claims, corrections: Iterable[FactCorrection], text: str = ""
) -> Corrected:
    """The claims of an article after all corrections that speak of it, and what became of each.

    The same for the corrections in any order: all are held against the claims as they were read,
    and of two that contradict each other neither is applied. An event whose last participation is
    retracted goes, too. ``text`` is the article's, for the reason where a quote is not found.
    """
    ordered = sorted(
        (each for each in corrections if claims.article_url in _articles(each)),
        key=lambda correction: correction.id,
    )
    outcomes: list[CorrectionOutcome] = []
    wanted: dict[Place, list[FactCorrection]] = defaultdict(list)
    for correction in ordered:
        places = find_places(claims, correction.fact)
        reason = find_reason(claims, correction.fact, places, text)
        if reason is None:
            for place in places:
                wanted[place].append(correction)
        else:
            outcomes.append(_left_out(claims, correction, *reason))
    changes: dict[Place, list[FactCorrection]] = {}
    done: dict[str, CorrectionOutcome] = {}
    for place, rivals in wanted.items():
        changes[place] = []
        for correction in rivals:
            outcome = _judge(claims, place, correction, rivals, changes[place])
            if outcome.reason is None:
                changes[place].append(correction)
            known = done.get(correction.id)
            # A statement made twice in one article counts once, as applied where it was anywhere.
            if known is None or known.reason is not None:
                done[correction.id] = outcome
    return _changed(claims, changes), tuple(sorted([*outcomes, *done.values()]))


def _articles(correction: FactCorrection) -> set[str]:
    return {passage.article_url for passage in correction.fact.passages}


def _judge(
    claims: Claims,
    place: Place,
    correction: FactCorrection,
    rivals: Sequence[FactCorrection],
    before: Sequence[FactCorrection],
) -> CorrectionOutcome:
    """Whether a correction can be applied at a place, beside all others that speak of it."""
    against = [rival for rival in rivals if _contradict(correction, rival)]
    if against:
        told = f"contradicts {', '.join(rival.id for rival in against)}; keep one of them"
        return _left_out(claims, correction, Unapplied.CONTRADICTED, told)
    same = [other for other in before if _change_of(other) == _change_of(correction)]
    if same:
        told = f"{same[0].id} says the same; delete one of them"
        return _left_out(claims, correction, Unapplied.ALREADY_TRUE, told)
    reason = _find_objection(claims, place, correction)
    if reason is not None:
        return _left_out(claims, correction, *reason)
    return CorrectionOutcome(
        correction=correction.id,
        article_url=claims.article_url,
        told=_told(claims, place, correction),
    )


def _contradict(one: FactCorrection, other: FactCorrection) -> bool:
    if isinstance(one, Retract) != isinstance(other, Retract):
        return True
    return type(one) is type(other) and _change_of(one) != _change_of(other)


def _change_of(correction: FactCorrection) -> tuple[str, ...]:
    """What a correction makes of a fact, so that two may be compared."""
    match correction:
        case Retract():
            return ("retract",)
        case Redate():
            return "redate", str(correction.start), str(correction.end or "")
        case Retitle():
            return "retitle", *fold_words(correction.title)
        case Repoint():
            return "repoint", name_key(correction.organization)


def _find_objection(
    claims: Claims, place: Place, correction: FactCorrection
) -> tuple[Unapplied, str] | None:
    """What the claims themselves say against a change; None for nothing."""
    match correction, place.claim(claims):
        case Redate(), EventClaim() as event:
            if (event.start, event.end) == (correction.start, correction.end):
                return Unapplied.ALREADY_TRUE, "the event has this date; delete the correction"
        case Retitle(), RoleClaim() as role:
            if fold_words(role.title) == fold_words(correction.title):
                return Unapplied.ALREADY_TRUE, "the role has this title; delete the correction"
        case Repoint(), RoleClaim() as role:
            bodies = _bodies(claims, correction.organization)
            if not bodies:
                told = f"the article names no body {correction.organization!r}; use a name it has"
                return Unapplied.ENTITY_GONE, told
            if len(bodies) > 1:
                told = f"the article names several bodies {correction.organization!r}"
                return Unapplied.AMBIGUOUS, told
            if role.organization == bodies[0]:
                return Unapplied.ALREADY_TRUE, "the role is held there; delete the correction"
    return None


def _bodies(claims: Claims, name: str) -> list[str]:
    """The keys of the bodies of that name: those of that full name, else of that other name."""
    key = name_key(name)
    bodies = [each for each in claims.entities if each.kind is EntityKind.ORGANIZATION]
    full = [each.key for each in bodies if name_key(each.name) == key]
    return full or [each.key for each in bodies if key in map(name_key, each.aliases)]


def _left_out(
    claims: Claims, correction: FactCorrection, reason: Unapplied, told: str
) -> CorrectionOutcome:
    return CorrectionOutcome(
        correction=correction.id, article_url=claims.article_url, told=told, reason=reason
    )


def _told(claims: Claims, place: Place, correction: FactCorrection) -> str:
    fact = tell_place(claims, place)
    match correction:
        case Retract():
            return f"retracted: {fact}"
        case Redate():
            until = "" if correction.end is None else f" until {correction.end}"
            return f"dated {correction.start}{until}: {fact}"
        case Retitle():
            return f"titled {correction.title!r}: {fact}"
        case Repoint():
            return f"at {correction.organization}: {fact}"


def _changed(claims: Claims, changes: Mapping[Place, Sequence[FactCorrection]]) -> Claims:
    if not any(changes.values()):
        return claims
    return replace(
        claims,
        roles=tuple(
            role
            for n, old in enumerate(claims.roles)
            for role in _role(claims, old, changes.get(Place("roles", n), ()))
        ),
        events=tuple(
            event for n, old in enumerate(claims.events) for event in _event(old, n, changes)
        ),
        relations=tuple(
            relation
            for n, relation in enumerate(claims.relations)
            if not changes.get(Place("relations", n))
        ),
    )


def _role(
    claims: Claims, role: RoleClaim, corrections: Iterable[FactCorrection]
) -> Iterator[RoleClaim]:
    for correction in corrections:
        match correction:
            case Retract():
                return
            case Retitle():
                role = replace(role, title=correction.title)
            case Repoint():
                role = replace(role, organization=_bodies(claims, correction.organization)[0])
        role = replace(role, rule=corrected_rule(role.rule, correction.id))
    yield role


def _event(
    event: EventClaim, number: int, changes: Mapping[Place, Sequence[FactCorrection]]
) -> Iterator[EventClaim]:
    for correction in changes.get(Place("events", number), ()):
        if not isinstance(correction, Redate):
            return
        event = replace(
            event,
            start=correction.start,
            end=correction.end,
            rule=corrected_rule(event.rule, correction.id),
        )
    kept = tuple(
        part
        for n, part in enumerate(event.participants)
        if not changes.get(Place("events", number, n))
    )
    if kept or not event.participants:
        yield replace(event, participants=kept)
