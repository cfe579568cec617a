"""Verdicts on events: gold ones and those found are paired first, then compared part by part."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from edu_kg.evaluation.alignment import Alignment, Referent, Stated, compare, judgement
from edu_kg.evaluation.gold import GoldEvent
from edu_kg.evaluation.matching import best_pairs
from edu_kg.evaluation.verdicts import Category, Judgement, Verdict
from edu_kg.model import EntityKind, EventClaim, PartialDate

_AGENTS = (EntityKind.PERSON, EntityKind.ORGANIZATION)
_RIGHT = 10.0  # one event that is right outweighs several that are nearly so
_PARTS = (
    Category.PARTICIPATIONS,
    Category.PARTICIPATIONS_LENIENT,
    Category.ON_BEHALF_OF,
    Category.EVENT_PLACE,
    Category.EVENT_END,
)
_OF_PAIRS_ONLY = {Category.EVENT_PLACE, Category.EVENT_END}

_Parts = dict[Category, dict[Hashable, Stated]]


@dataclass(frozen=True, slots=True)
class _Agreement:
    """On what a gold event and one that was found agree; ``likeness`` is of their participants."""

    type: bool
    date: bool
    likeness: float

    @property
    def is_right(self) -> bool:
        return self.type and self.date and self.likeness > 0

    @property
    def worth(self) -> float:
        """How good a pair they are; 0 for two that agree in fewer than two respects."""
        if self.type + self.date + (self.likeness > 0) < 2:
            return 0.0
        return self.type + self.date + self.likeness + _RIGHT * self.is_right


def judge_events(aligned: Alignment) -> Iterator[Judgement]:
    """The verdicts on events, and on who took part, for whom, where, and until when."""
    wanted, found = aligned.gold.facts.events, aligned.claims.events
    agreements = {
        (left, right): _agreement(aligned, gold, claim)
        for left, gold in enumerate(wanted)
        for right, claim in enumerate(found)
    }
    pairs = best_pairs({edge: a.worth for edge, a in agreements.items() if a.worth})
    for left, gold in enumerate(wanted):
        right = pairs.get(left)
        stated = _stated_gold(aligned, gold)
        if right is None:
            yield judgement(Category.EVENTS, Verdict.MISS, stated)
            yield from _compare_parts(_gold_parts(aligned, gold), None)
            continue
        claim = found[right]
        if agreements[left, right].is_right:
            yield judgement(Category.EVENTS, Verdict.RIGHT, _stated_claim(aligned, claim))
        else:
            yield judgement(Category.EVENTS, Verdict.MISS, stated)
            yield judgement(Category.EVENTS, Verdict.FALSE, _stated_claim(aligned, claim))
        yield from _compare_parts(_gold_parts(aligned, gold), _found_parts(aligned, claim))
    for right in sorted(set(range(len(found))) - set(pairs.values())):
        yield judgement(Category.EVENTS, Verdict.FALSE, _stated_claim(aligned, found[right]))
        yield from _compare_parts(None, _found_parts(aligned, found[right]))


def _agreement(aligned: Alignment, gold: GoldEvent, claim: EventClaim) -> _Agreement:
    wanted = {Referent(part.name) for part in gold.participants}
    found = {aligned.referent(part.entity, *_AGENTS) for part in claim.participants}
    return _Agreement(
        type=gold.type is claim.type,
        date=_same_date(gold.date, claim.start),
        likeness=2 * len(wanted & found) / max(1, len(wanted) + len(found)),
    )


def _same_date(gold: PartialDate | None, found: PartialDate | None) -> bool:
    """Whether the date found is that of the reader, as exactly as the reader could tell."""
    if gold is None or found is None:
        return gold is found
    return gold.covers(found)


def _compare_parts(gold: _Parts | None, found: _Parts | None) -> Iterator[Judgement]:
    """The verdicts on the parts of an event, None on the side that does not have it.

    Its place and its end count only where both sides have it.
    """
    is_pair = gold is not None and found is not None
    for category in _PARTS:
        if is_pair or category not in _OF_PAIRS_ONLY:
            wanted = gold[category] if gold is not None else {}
            told = found[category] if found is not None else {}
            yield from compare(category, wanted, told)


def _gold_parts(aligned: Alignment, event: GoldEvent) -> _Parts:
    parts: _Parts = {category: {} for category in _PARTS}
    told = _told(event.type, event.date)
    for part in event.participants:
        who = Referent(part.name)
        sentence = aligned.gold_sentence(event.quote, part.name, part.on_behalf_of)
        behalf = None if part.on_behalf_of is None else Referent(part.on_behalf_of)
        _add_part(parts, told, (who, part.manner), behalf, Stated("", sentence))
    sentence = aligned.gold_event_sentence(event, *(p.name for p in event.participants))
    if event.place is not None:
        stated = Stated(f"{told} > {event.place}", sentence)
        parts[Category.EVENT_PLACE][Referent(event.place)] = stated
    if event.end is not None:
        parts[Category.EVENT_END][event.end] = Stated(f"{told} > {event.end}", sentence)
    return parts


def _found_parts(aligned: Alignment, event: EventClaim) -> _Parts:
    parts: _Parts = {category: {} for category in _PARTS}
    told = _told(event.type, event.start)
    for part in event.participants:
        who = aligned.referent(part.entity, *_AGENTS)
        behalf = (
            None
            if part.on_behalf_of is None
            else aligned.referent(part.on_behalf_of, EntityKind.ORGANIZATION)
        )
        grounds = Stated("", aligned.found_sentence(part.evidence), part.rule)
        _add_part(parts, told, (who, part.manner), behalf, grounds)
    sentence = aligned.found_sentence(event.evidence)
    if event.place is not None:
        place = aligned.referent(event.place, EntityKind.PLACE)
        stated = Stated(f"{told} > {place}", sentence, event.rule)
        parts[Category.EVENT_PLACE][place] = stated
    if event.end is not None:
        stated = Stated(f"{told} > {event.end}", sentence, event.rule)
        parts[Category.EVENT_END][event.end] = stated
    return parts


def _add_part(
    parts: _Parts,
    told: str,
    part: tuple[Referent, str],
    behalf: Referent | None,
    grounds: Stated,
) -> None:
    """Note a participation under each category it counts in, once each."""
    who, manner = part

    def stated(words: str) -> Stated:
        return Stated(f"{told}: {who} > {words}", grounds.sentence, grounds.rule)

    parts[Category.PARTICIPATIONS].setdefault((who, manner), stated(manner.lower()))
    parts[Category.PARTICIPATIONS_LENIENT].setdefault(who, stated(manner.lower()))
    if behalf is not None:
        parts[Category.ON_BEHALF_OF].setdefault((who, behalf), stated(str(behalf)))


def _stated_gold(aligned: Alignment, event: GoldEvent) -> Stated:
    names = [part.name for part in event.participants]
    sentence = aligned.gold_event_sentence(event, *names)
    return Stated(f"{_told(event.type, event.date)} [{'; '.join(names)}]", sentence)


def _stated_claim(aligned: Alignment, event: EventClaim) -> Stated:
    names = (aligned.referent(part.entity, *_AGENTS).name for part in event.participants)
    text = f"{_told(event.type, event.start)} [{'; '.join(dict.fromkeys(names))}]"
    return Stated(text, aligned.found_sentence(event.evidence), event.rule)


def _told(kind: str, date: PartialDate | None) -> str:
    return f"{kind.lower()} {date or '-'}"
