"""Events decoded from the network's scores."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from edu_kg.extraction.learned.decoding import Impression
from edu_kg.extraction.learned.guards import is_ahead, is_birth, is_denied, leaves_day_open
from edu_kg.extraction.learned.labels import PLACE_CHANNEL
from edu_kg.extraction.learned.participants import (
    PartThresholds,
    StandsThresholds,
    Told,
    find_participants,
    with_representation,
)
from edu_kg.extraction.reading import Reading
from edu_kg.model import (
    DateMention,
    EntityKind,
    EventClaim,
    EventType,
    Factuality,
    RoleClaim,
)

_ABOUT = re.compile(
    r"\b(?:memorandum of (?:understanding|cooperation)|(?:cooperation |framework )?agreement|MOU"
    r"|contract|protocol|plan|award|prize|medal|conference|forum|seminar|symposium|workshop)\b"
)
# Days from one to another told beside a signature or a prize are those of what it happened at.
_LASTING = frozenset({EventType.VISIT, EventType.CONFERENCE, EventType.MEETING})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventThresholds:
    """From which probability words name an event, and from which score a place is that of one."""

    trigger: float = 0.55
    place: float = 0.0
    parts: PartThresholds = field(default_factory=PartThresholds)
    representation: StandsThresholds = field(default_factory=StandsThresholds)


def decode_events(
    impression: Impression, roles: Sequence[RoleClaim], thresholds: EventThresholds
) -> tuple[EventClaim, ...]:
    """Give the events with their participants, in the order in which the text names them."""
    bonds = {(r.person, r.organization) for r in roles if r.organization is not None}
    found: list[EventClaim] = []
    scores: list[dict[str, float]] = []
    for told, seen in _told_events(impression, thresholds):
        event = with_representation(told, seen, bonds, thresholds.representation)
        same = next((n for n, e in enumerate(found) if _is_same(e, event)), None)
        if same is None:
            found.append(event)
            scores.append(dict(told.stands))
        else:
            found[same] = _joined(found[same], event)
            for key, score in told.stands.items():
                scores[same][key] = max(score, scores[same].get(key, score))
    events = _said_once(found, scores, thresholds)
    return tuple(replace(event, key=f"v{n}") for n, event in enumerate(events, 1))


def _told_events(
    impression: Impression, thresholds: EventThresholds
) -> Iterator[tuple[Told, EventClaim]]:
    """The stretches of words that name an event, each with the event; on whose behalf is open."""
    for window in impression.windows:
        for span in window.triggers(thresholds.trigger):
            told = Told.of(impression.reading, window, span)
            event = _event(told, thresholds)
            if event.participants and not _is_no_event(told, event):
                yield told, event


def _said_once(
    events: Sequence[EventClaim],
    scores: Sequence[Mapping[str, float]],
    thresholds: EventThresholds,
) -> Iterator[EventClaim]:
    """The events, each person standing for a body only where the words say it of that event.

    Who speaks for a body at a ceremony need not stand for it at the conference it opens.
    """
    best: dict[tuple[str, str | None], float] = {}
    for event, stands in zip(events, scores, strict=True):
        for part in event.participants:
            pair = part.entity, part.on_behalf_of
            best[pair] = max(best.get(pair, -math.inf), stands[part.entity])
    for event, stands in zip(events, scores, strict=True):
        yield replace(
            event,
            participants=tuple(
                replace(part, on_behalf_of=None)
                if stands[part.entity]
                < best[part.entity, part.on_behalf_of] - thresholds.representation.apart
                else part
                for part in event.participants
            ),
        )


def _event(told: Told, thresholds: EventThresholds) -> EventClaim:
    reading = told.reading
    date = _date(told)
    sentence = reading.sentence_quote(told.offset())
    evidence = [sentence]
    if date is not None and not sentence.start <= date.quote.start < sentence.end:
        if leaves_day_open(sentence.exact):
            date = None
        else:
            evidence.append(reading.sentence_quote(date.quote.start))
    about = _ABOUT.search(sentence.exact)
    return EventClaim(
        key="v0",
        type=told.span.type,
        start=date.start if date else None,
        end=date.end if date and told.span.type in _LASTING else None,
        place=_place(told, thresholds),
        about=about.group() if about else None,
        factuality=_factuality(reading, date),
        participants=tuple(find_participants(told, thresholds.parts)),
        evidence=tuple(evidence),
        rule=f"network: {told.span.type.value.lower()}",
    )


def _is_no_event(told: Told, event: EventClaim) -> bool:
    """Whether the parse shows it denied or possible, or ahead without a date; a birth is none."""
    tokens = told.trigger()
    bounds = told.reading.doc, tokens.start, tokens.end
    if is_denied(*bounds) or (is_birth(*bounds) and event.type is not EventType.LAUNCH):
        return True
    return event.start is None and is_ahead(*bounds)


def _date(told: Told) -> DateMention | None:
    """The day that the mentions of it make likelier than any other, and than none."""
    none, *odds = told.window.date_odds(told.span).tolist()
    dates = [told.reading.dates[number] for number in told.window.dates]
    by_value: dict[tuple[str, str], float] = {}
    for date, odd in zip(dates, odds, strict=True):
        value = str(date.start), str(date.end)
        by_value[value] = by_value.get(value, 0.0) + odd
    best = max(by_value, key=lambda value: by_value[value], default=None)
    if best is None or none > by_value[best]:
        return None
    _, surest = max(
        (odd, -n)
        for n, (date, odd) in enumerate(zip(dates, odds, strict=True))
        if (str(date.start), str(date.end)) == best
    )
    date = dates[-surest]
    return date if date.start is not None else None


def _place(told: Told, thresholds: EventThresholds) -> str | None:
    scores = told.window.beside(told.span, PLACE_CHANNEL).tolist()
    places = [
        (score, entity.key)
        for score, entity in zip(scores, told.entities, strict=True)
        if entity.kind is EntityKind.PLACE
    ]
    score, key = max(places, default=(thresholds.place, None), key=lambda p: p[0])
    return key if score > thresholds.place else None


def _factuality(reading: Reading, date: DateMention | None) -> Factuality:
    published = reading.article.published
    if date is None or date.start is None or published is None:
        return Factuality.HAPPENED
    is_ahead = date.start.first_day > published.last_day
    return Factuality.ANNOUNCED if is_ahead else Factuality.HAPPENED


def _is_same(known: EventClaim, event: EventClaim) -> bool:
    """Whether two stretches of words name one event: the same kind, day and people."""
    if known.type is not event.type or known.start != event.start:
        return False
    return bool({p.entity for p in known.participants} & {p.entity for p in event.participants})


def _joined(known: EventClaim, event: EventClaim) -> EventClaim:
    people = {p.entity: p for p in event.participants} | {p.entity: p for p in known.participants}
    ordered = [*known.participants, *event.participants]
    return replace(
        known,
        end=known.end or event.end,
        place=known.place or event.place,
        about=known.about or event.about,
        participants=tuple(people[key] for key in dict.fromkeys(p.entity for p in ordered)),
        evidence=tuple(dict.fromkeys([*known.evidence, *event.evidence])),
    )
