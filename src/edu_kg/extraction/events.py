"""Events: what happened, when, where, and who took part as what."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from edu_kg.extraction.participants import manner_of
from edu_kg.extraction.reading import Reading
from edu_kg.extraction.representation import represented
from edu_kg.extraction.triggers import ANNOUNCED, HELD, NEGATED, TRIGGERS, UNCERTAIN, Trigger
from edu_kg.model import (
    DateMention,
    EntityClaim,
    EntityKind,
    EventClaim,
    EventType,
    Factuality,
    Granularity,
    Manner,
    ParticipationClaim,
    Quote,
    RoleClaim,
)

_BY_LINE = re.compile(r"By [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3},? ?(?:[A-Z].{0,60})?$")
_CONTINUED = re.compile(
    r"\b(?:the|this|also) (?:signing |opening |closing |award )?(?:ceremony|event|signing|meeting"
    r"|conference|forum|seminar|workshop|symposium|visit|talks)\b"
    r"|\balso present\b|\bpresent were\b",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r"\b(?:in|at)\s(?:the\s)?$")
_ABOUT = re.compile(
    r"\b(?:memorandum of (?:understanding|cooperation)|(?:cooperation |framework )?agreement|MOU"
    r"|contract|protocol|plan|award|prize|medal|conference|forum|seminar|symposium|workshop)\b"
)
_UNDATED = re.compile(r"\b(?:recently|earlier|previously|once|in the past|years ago)\b")
_SUBJECTLESS = frozenset({EventType.CONFERENCE, EventType.CEREMONY, EventType.MEETING})


@dataclass(slots=True)
class _Draft:
    """An event while its sentences are gathered."""

    type: EventType
    date: DateMention | None
    evidence: list[Quote]
    parts: dict[str, ParticipationClaim] = field(default_factory=dict)
    place: str | None = None
    about: str | None = None
    announced: bool = False
    trigger: int = 0

    @property
    def is_dated(self) -> bool:
        """Whether the sentence that states it tells the date itself."""
        return self.date is not None and self.date.quote.start >= self.evidence[0].start


def find_events(reading: Reading, roles: tuple[RoleClaim, ...]) -> tuple[EventClaim, ...]:
    """The events the text tells as past, or announces for a stated date, with named participants.

    Negated, planned, conditional and cancelled ones are none.
    """
    employers: dict[str, list[str]] = defaultdict(list)
    for role in roles:
        if role.organization is not None:
            employers[role.person].append(role.organization)
    drafts: list[_Draft] = []
    for sentence in reading.sentences:
        quote = reading.sentence_quote(sentence.start_char) if sentence.text.strip() else None
        if quote is None or _BY_LINE.fullmatch(quote.exact):
            continue
        found = list(_drafts(reading, quote))
        if not found and drafts and _CONTINUED.search(quote.exact):
            _add_participants(reading, drafts[-1], quote)
            drafts[-1].evidence.append(quote)
        for draft in found:
            _merge(drafts, draft, quote)
    for draft in drafts:
        for quote in draft.evidence:
            _add_representation(reading, draft, quote, employers)
    complete = (draft for draft in drafts if draft.parts)
    return tuple(_claim(number, draft) for number, draft in enumerate(complete, 1))


def _drafts(reading: Reading, quote: Quote) -> Iterator[_Draft]:
    taken: set[EventType] = set()
    for trigger in TRIGGERS:
        match = trigger.pattern.search(quote.exact)
        if match is None or trigger.type in taken or not _counts(trigger, quote, taken):
            continue
        clause = quote.exact[max(0, match.start() - 60) : match.end() + 20]
        announced = ANNOUNCED.search(clause) is not None
        date = _date_of(reading, quote, quote.start + match.start())
        if NEGATED.search(clause) or (UNCERTAIN.search(clause) and not (announced and date)):
            continue
        draft = _Draft(trigger.type, date, [quote], announced=announced)
        draft.trigger = quote.start + match.start()
        draft.place = _place_of(reading, quote)
        about = _ABOUT.search(quote.exact)
        draft.about = about.group() if about else None
        _add_participants(reading, draft, quote)
        if draft.parts:
            taken.add(trigger.type)
            yield draft


def _counts(trigger: Trigger, quote: Quote, taken: set[EventType]) -> bool:
    """Whether the words name an event here, and not a part of one already found."""
    if not trigger.verbal and not HELD.search(quote.exact):
        return False
    if trigger.type in _SUBJECTLESS and taken & {
        EventType.SIGNING,
        EventType.AWARD,
        EventType.APPOINTMENT,
        EventType.VISIT,
    }:
        return False
    return not (trigger.type is EventType.LAUNCH and taken)


def _date_of(reading: Reading, quote: Quote, trigger: int) -> DateMention | None:
    """The date of the sentence closest to the words that name the event, else the last day told.

    News tells its dates once and goes on with what happened then.
    """
    dates = [d for d in reading.dates_within(quote.start, quote.end) if d.start is not None]
    if dates:
        return min(dates, key=lambda d: abs(d.quote.start - trigger))
    told = [d for d in reading.dates_within(0, quote.start) if _is_day(d)]
    return (
        None
        if _UNDATED.search(quote.exact)
        else max(told, key=lambda d: d.quote.start, default=None)
    )


def _is_day(date: DateMention) -> bool:
    return date.start is not None and date.start.granularity is Granularity.DAY


def _place_of(reading: Reading, quote: Quote) -> str | None:
    for place in reading.mentions_within(quote.start, quote.end, EntityKind.PLACE):
        if _IN_PLACE.search(reading.article.text[quote.start : place.start]):
            return place.entity.key
    return None


def _add_participants(reading: Reading, draft: _Draft, quote: Quote) -> None:
    """Everybody named in the sentence whose words say how they take part."""
    agents = [
        m
        for m in reading.mentions_within(quote.start, quote.end)
        if m.entity.kind is not EntityKind.PLACE
    ]
    continued = quote is not draft.evidence[0]
    trigger = quote.end if continued else draft.trigger
    for agent in agents:
        manner = manner_of(reading, agent, draft.type, (quote.start, trigger, quote.end))
        if manner is not None and agent.entity.key not in draft.parts:
            draft.parts[agent.entity.key] = ParticipationClaim(
                entity=agent.entity.key,
                manner=manner,
                evidence=(quote,),
                rule=f"{draft.type.value.lower()}, {'continued' if continued else 'same sentence'}",
            )


def _add_representation(
    reading: Reading,
    draft: _Draft,
    quote: Quote,
    employers: Mapping[str, Sequence[str]],
) -> None:
    """Say for whom the persons of the sentence act, once it is known who the parties are."""
    parties = _parties(reading, draft)
    for agent in reading.mentions_within(quote.start, quote.end, EntityKind.PERSON):
        part = draft.parts.get(agent.entity.key)
        if part is None or part.on_behalf_of:
            continue
        body = represented(reading, agent, (quote.start, quote.end), parties, employers)
        if body is None:
            continue
        draft.parts[agent.entity.key] = replace(part, on_behalf_of=body)
        if draft.type is EventType.SIGNING and body not in draft.parts:
            draft.parts[body] = ParticipationClaim(
                entity=body, manner=Manner.PARTY, evidence=(quote,), rule="signed for"
            )


def _parties(reading: Reading, draft: _Draft) -> list[EntityClaim]:
    """The bodies that may be acted for: the event's parties, else all the article's bodies."""
    own = [reading.entity(k) for k, part in draft.parts.items() if part.manner is Manner.PARTY]
    return own or [e for e in reading.entities if e.kind is EntityKind.ORGANIZATION]


def _merge(drafts: list[_Draft], draft: _Draft, quote: Quote) -> None:
    """Add the draft, or join it to the event it goes on telling."""
    for known in reversed(drafts[-3:]):
        same_day = (
            known.date is None or draft.date is None or (known.date.start == draft.date.start)
        )
        if known.type is not draft.type or not same_day:
            continue
        told_on = not draft.is_dated or known.date is None
        if told_on or set(known.parts) & set(draft.parts):
            known.date = known.date or draft.date
            known.place = known.place or draft.place
            known.about = known.about or draft.about
            known.evidence.append(quote)
            parties = {k for k, p in known.parts.items() if p.manner is Manner.PARTY}
            for key, part in draft.parts.items():
                if (
                    part.manner is Manner.PARTY
                    and parties
                    and key not in parties
                    and (part.rule != "signed for")
                ):
                    continue
                known.parts.setdefault(key, part)
            return
    drafts.append(draft)


def _claim(number: int, draft: _Draft) -> EventClaim:
    evidence = tuple(dict.fromkeys(draft.evidence))
    return EventClaim(
        key=f"v{number}",
        type=draft.type,
        start=draft.date.start if draft.date else None,
        end=draft.date.end if draft.date else None,
        place=draft.place,
        about=draft.about,
        factuality=Factuality.ANNOUNCED if draft.announced else Factuality.HAPPENED,
        participants=tuple(draft.parts.values()),
        evidence=evidence,
        rule=f"{draft.type.value.lower()} trigger",
    )
