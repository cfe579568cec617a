"""Events decoded from the network's scores."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Span

from edu_kg.extraction.learned.decoding import Impression, TriggerSpan, Window
from edu_kg.extraction.learned.guards import is_ahead, is_birth, is_denied, leaves_day_open
from edu_kg.extraction.learned.labels import (
    BEHALF_CHANNEL,
    MANNERS,
    PLACE_CHANNEL,
    STANDS_CHANNEL,
)
from edu_kg.extraction.learned.parties import bodies_that_sign
from edu_kg.extraction.reading import Reading
from edu_kg.extraction.representation import represented_by_words
from edu_kg.model import (
    DateMention,
    EntityClaim,
    EntityKind,
    EventClaim,
    EventType,
    Factuality,
    ParticipationClaim,
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
    """Probabilities, and scores, from which on something is believed.

    ``party`` is asked for bodies that sign by the parse, ``likeliest`` for the likeliest
    participant, ``actor`` for those whose score of standing for a body is above ``acts`` in a
    signing, ``stands`` elsewhere. That somebody stands for one is believed above ``stands``, not
    with a score ``apart`` below that in another event; ``bond`` is added for a body that takes
    part, and for one of the person's; under ``doubt`` what a rule reads is not believed.
    """

    trigger: float = 0.6
    participant: float = 0.66
    likeliest: float = 0.5
    actor: float = 0.3
    acts: float = 3.0
    party: float = 0.1
    stands: float = 3.0
    place: float = 0.0
    bond: float = 0.5
    doubt: float = -2.0
    behalf: float = -1.0
    apart: float = 3.0


def decode_events(
    impression: Impression, roles: Sequence[RoleClaim], thresholds: EventThresholds
) -> tuple[EventClaim, ...]:
    """Give the events with their participants, in the order in which the text names them."""
    bonds = {(r.person, r.organization) for r in roles if r.organization is not None}
    found: list[EventClaim] = []
    scores: list[dict[str, float]] = []
    seen = ((w, span) for w in impression.windows for span in w.triggers(thresholds.trigger))
    for window, span in seen:
        told = _told(impression.reading, window, span)
        event = _event(told, thresholds)
        if not event.participants or _is_no_event(told, event):
            continue
        event = _with_representation(told, event, bonds, thresholds)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Words of a window that name an event."""

    reading: Reading
    window: Window
    span: TriggerSpan
    entities: tuple[EntityClaim, ...]
    """The entities of the window, in its order."""
    stands: Mapping[str, float]
    """How likely each of them stands for somebody in the event, as a score, by key."""

    def trigger(self) -> Span:
        """The tokens of the words."""
        offsets = self.window.article.offsets
        return self.reading.tokens(offsets[self.span.start][0], offsets[self.span.end - 1][1])


def _told(reading: Reading, window: Window, span: TriggerSpan) -> _Told:
    entities = tuple(reading.entities[number] for number in window.entities)
    scores = window.beside(span, STANDS_CHANNEL).tolist()
    stands = {entity.key: score for entity, score in zip(entities, scores, strict=True)}
    return _Told(reading=reading, window=window, span=span, entities=entities, stands=stands)


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
                if stands[part.entity] < best[part.entity, part.on_behalf_of] - thresholds.apart
                else part
                for part in event.participants
            ),
        )


def _event(told: _Told, thresholds: EventThresholds) -> EventClaim:
    reading = told.reading
    date = _date(told)
    sentence = reading.sentence_quote(told.window.offset(told.span.start))
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
        participants=tuple(_participants(told, thresholds)),
        evidence=tuple(evidence),
        rule=f"network: {told.span.type.value.lower()}",
    )


def _is_no_event(told: _Told, event: EventClaim) -> bool:
    """Whether the parse shows it denied or possible, or ahead without a date; a birth is none."""
    tokens = told.trigger()
    bounds = told.reading.doc, tokens.start, tokens.end
    if is_denied(*bounds) or (is_birth(*bounds) and event.type is not EventType.LAUNCH):
        return True
    return event.start is None and is_ahead(*bounds)


def _date(told: _Told) -> DateMention | None:
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


def _place(told: _Told, thresholds: EventThresholds) -> str | None:
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


def _participants(told: _Told, thresholds: EventThresholds) -> Iterator[ParticipationClaim]:
    reading, window = told.reading, told.window
    odds = window.manners(told.span)
    agents = [n for n, e in enumerate(told.entities) if e.kind is not EntityKind.PLACE]
    # To sign is to stand for somebody; elsewhere it is said of few.
    is_signing = told.span.type is EventType.SIGNING
    enough = thresholds.acts if is_signing else thresholds.stands
    parties = bodies_that_sign(reading, told.trigger()) if is_signing else frozenset()
    likeliest = min(agents, key=lambda n: float(odds[n, 0]), default=None)
    for place in agents:
        entity = told.entities[place]
        acts = entity.kind is EntityKind.PERSON and told.stands[entity.key] > enough
        least = thresholds.actor if acts else thresholds.participant
        if place == likeliest:
            least = min(least, thresholds.likeliest)
        if entity.key in parties:
            least = min(least, thresholds.party)
        if 1 - odds[place, 0] <= least:
            continue
        manner = MANNERS[int(odds[place, 1:].argmax())]
        mention = window.manner_mention(told.span, place, manner)
        yield ParticipationClaim(
            entity=entity.key,
            manner=manner,
            evidence=(reading.sentence_quote(window.offset(mention.start)),),
            rule=f"network: {manner.value.lower()}",
        )


def _with_representation(
    told: _Told,
    event: EventClaim,
    bonds: Set[tuple[str, str]],
    thresholds: EventThresholds,
) -> EventClaim:
    """The event, with the body each person acts for.

    A body that takes part, or where the person holds a title, goes before others.
    """
    entities = told.entities
    bodies = [n for n, e in enumerate(entities) if e.kind is EntityKind.ORGANIZATION]
    place = {entity.key: n for n, entity in enumerate(entities)}
    behalf = told.window.of_pairs(BEHALF_CHANNEL)
    present = {part.entity for part in event.participants}

    def represented(part: ParticipationClaim) -> str | None:
        person = place[part.entity]
        if entities[person].kind is not EntityKind.PERSON or not bodies:
            return None
        said = represented_by_words(told.reading, event, part.entity, bonds)
        if said is not None and told.stands[part.entity] > thresholds.doubt:
            return said
        if told.stands[part.entity] <= thresholds.stands:
            return None

        def score(body: int) -> float:
            key = entities[body].key
            likely = (key in present) + ((part.entity, key) in bonds)
            return float(behalf[person, body]) + thresholds.bond * likely

        best = max(bodies, key=score)
        return entities[best].key if score(best) > thresholds.behalf else None

    parts = tuple(replace(part, on_behalf_of=represented(part)) for part in event.participants)
    return replace(event, participants=parts)


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
