"""Relations between bodies, and between bodies and places."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.model import (
    EntityKind,
    EventClaim,
    EventType,
    Manner,
    OrganizationKind,
    Predicate,
    RelationClaim,
)
from edu_kg.text import name_key

_NOT_SAID = re.compile(r"\b(?:not|never|would|may|might|plans?|hopes?|if|former|declined)\b")
_OF = re.compile(r"(?:,?\s(?:of|under|at|affiliated (?:to|with)|attached to)\s(?:the\s)?|['’]s\s)")
_IN = re.compile(
    r"(?:\s\([^)]{1,20}\))?,?\s(?:in|based in|which is based in|located in|headquartered in|with"
    r" its (?:seat|headquarters) in)\s(?:the\s)?"
)
_MEMBER = re.compile(
    r"(?:\s\([^)]{1,20}\))?,?\s(?:is|was admitted as|became|has been|has become|joined)"
    r"(?:\s(?:a|an|the|full|founding|new))*\s?(?:member(?: institution)? of\s)?(?:the\s)?"
)
_FORMER = re.compile(
    r"(?:\s\([^)]{1,20}\))?,?\s\(?(?:formerly|previously|once)(?: (?:known|called) as| the)?"
    r"\s(?:the\s)?"
)


def find_relations(reading: Reading, events: tuple[EventClaim, ...]) -> tuple[RelationClaim, ...]:
    """What the text, or a name, says of how bodies belong together and where they are."""
    found: dict[tuple[str, Predicate, str], RelationClaim] = {}
    for relation in (*_between_neighbours(reading), *_in_names(reading), *_parties(events)):
        key = (relation.subject, relation.predicate, relation.object)
        if relation.subject != relation.object:
            found.setdefault(key, relation)
    return tuple(found.values())


def _between_neighbours(reading: Reading) -> Iterator[RelationClaim]:
    """What the words between two mentions of one sentence say."""
    text = reading.article.text
    named = [m for m in reading.mentioned if m.entity.kind is not EntityKind.PERSON]
    for first, second in pairwise(named):
        between = text[first.end : second.start]
        sentence = reading.sentence_at(first.start)
        if second.end > sentence.end_char or first.entity.kind is EntityKind.PLACE:
            continue
        if _NOT_SAID.search(text[sentence.start_char : second.start]):
            continue
        read = _said_between(first, second, between)
        if read is not None:
            predicate, rule = read
            turned = rule == "possessive"  # "Y's X": the second is part of the first
            subject, object_ = (second, first) if turned else (first, second)
            yield RelationClaim(
                subject=subject.entity.key,
                predicate=predicate,
                object=object_.entity.key,
                evidence=(reading.sentence_quote(first.start),),
                rule=rule,
            )


def _said_between(
    first: Mentioned, second: Mentioned, between: str
) -> tuple[Predicate, str] | None:
    """The relation that the words between two mentions state, and the rule that reads it."""
    if second.entity.kind is EntityKind.PLACE:
        return (Predicate.LOCATED_IN, "body in place") if _IN.fullmatch(between) else None
    if _OF.fullmatch(between):
        if between[0] in "'’":
            return Predicate.SUB_ORGANIZATION_OF, "possessive"
        is_unit = first.entity.organization_kind is OrganizationKind.UNIT
        return (Predicate.SUB_ORGANIZATION_OF, "unit of body") if is_unit else None
    if _FORMER.fullmatch(between):
        return Predicate.SUCCESSOR_OF, "formerly"
    if "member" in between and _MEMBER.fullmatch(between):
        return Predicate.MEMBER_OF, "member of"
    return None


def _in_names(reading: Reading) -> Iterator[RelationClaim]:
    """A unit whose name begins or ends with that of another body is part of it."""
    bodies = [e for e in reading.entities if e.kind is EntityKind.ORGANIZATION and e.mentions]
    for unit in bodies:
        name = name_key(unit.name)
        for body in bodies:
            if body.key == unit.key:
                continue
            keys = {name_key(n) for n in (body.name, *body.aliases)}
            if any(name.startswith(f"{k} ") or name.endswith(f" of {k}") for k in keys if k):
                yield RelationClaim(
                    subject=unit.key,
                    predicate=Predicate.SUB_ORGANIZATION_OF,
                    object=body.key,
                    evidence=(reading.sentence_quote(unit.mentions[0].start),),
                    rule="name within name",
                )
                break


def _parties(events: tuple[EventClaim, ...]) -> Iterator[RelationClaim]:
    """Bodies that sign with each other cooperate."""
    for event in events:
        if event.type is not EventType.SIGNING:
            continue
        parties = sorted({p.entity for p in event.participants if p.manner is Manner.PARTY})
        for first, second in combinations(parties, 2):
            yield RelationClaim(
                subject=first,
                predicate=Predicate.COOPERATES_WITH,
                object=second,
                evidence=event.evidence[:1],
                rule="parties of a signing",
            )
