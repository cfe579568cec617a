"""As what somebody named beside an event takes part in it."""

import re

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.model import EntityKind, EventType, Manner

_ATTENDED = re.compile(
    r"\b(?:attended by|present were|in the presence of|witnessed by|attended|accompanied by"
    r"|joined by|together with|were present|was present|took part|participated)\b",
    re.IGNORECASE,
)
_SPOKE = re.compile(
    r"\b(?:spoke|speech(?:es)?|address(?:ed)?|lecture[ds]?|reported|report by|keynote|presented a"
    r"|talk by|said|read out|announced|remarks|opened with|gave (?:a|an|the))\b",
    re.IGNORECASE,
)
_HOSTED = re.compile(
    r"\b(?:hosted|organi[sz]ed|sponsored|received|welcomed|chaired|presided(?: over)?|held|led"
    r"|guided|co-?hosted)(?: (?:jointly )?by)?\s(?:the\s)?",
    re.IGNORECASE,
)
_GIVEN_BY = re.compile(r"\b(?:by|from)\s(?:the\s)?(?:[A-Z]\w*\s){0,4}$")
_TITLE_TAIL = re.compile(r"\b(?:of|at|from)\s(?:the\s)?$|,\s(?:the\s)?$")
_SENTENCE = tuple[int, int, int]


def manner_of(
    reading: Reading, agent: Mentioned, kind: EventType, sentence: _SENTENCE
) -> Manner | None:
    """The manner in which the mention takes part in an event of that type; None for not at all.

    ``sentence`` gives where it starts, where the words stand that name the event, where it ends.
    """
    start, trigger, end = sentence
    text = reading.article.text
    before = text[start : agent.start]
    if agent.entity.kind is EntityKind.ORGANIZATION and _belongs_to_a_name(reading, agent, before):
        return None
    is_person = agent.entity.kind is EntityKind.PERSON
    if _ATTENDED.search(before):
        return Manner.ATTENDEE if is_person else None
    after = agent.start >= trigger
    match kind:
        case EventType.SIGNING:
            return Manner.SIGNATORY if is_person else Manner.PARTY
        case EventType.MEETING:
            return Manner.ATTENDEE if is_person else Manner.PARTY
        case EventType.VISIT:
            return _in_visit(is_person=is_person, after=after)
        case EventType.APPOINTMENT:
            return _in_appointment(before, is_person=is_person, after=after)
        case EventType.AWARD:
            return Manner.PRESENTER if _GIVEN_BY.search(before) else Manner.RECIPIENT
        case EventType.LAUNCH:
            return _in_launch(text[trigger:end], is_person=is_person, after=after)
        case _:
            return _in_gathering(text[agent.end : end], before, is_person=is_person)


def _belongs_to_a_name(reading: Reading, agent: Mentioned, before: str) -> bool:
    """Whether the body stands there only to say whose title somebody holds."""
    if not _TITLE_TAIL.search(before):
        return (
            re.match(
                r"\s(?:\w+\s){0,3}(?:president|director|rector|dean)\b",
                reading.article.text[agent.end : agent.end + 50],
                re.IGNORECASE,
            )
            is not None
        )
    tail = before[-70:].lower()
    return (
        re.search(
            r"\b(?:president|director|rector|dean|secretary|head|chair\w*|professor|minister"
            r"|representative|chancellor|officer|ambassador|librarian|coordinator)\b[^.;]{0,45}$",
            tail,
        )
        is not None
    )


def _in_visit(*, is_person: bool, after: bool) -> Manner:
    if after:
        return Manner.HOST
    return Manner.VISITOR if is_person else Manner.PARTY


def _in_appointment(before: str, *, is_person: bool, after: bool) -> Manner | None:
    if not is_person:
        return None
    if after and re.search(
        r"\b(?:succeeded|took over from|succeeds|replaces|replaced)\s(?:\w+\s)?$", before
    ):
        return Manner.ATTENDEE
    return Manner.PRESENTER if after and _GIVEN_BY.search(before) else Manner.RECIPIENT


def _in_launch(rest: str, *, is_person: bool, after: bool) -> Manner | None:
    passive = re.match(r"(?:was|were|has been)\b", rest) is not None
    if is_person or passive == after:
        return Manner.HOST
    return Manner.FOUNDED


def _in_gathering(rest: str, before: str, *, is_person: bool) -> Manner | None:
    if _HOSTED.search(before[-40:]) or re.match(
        r"\s(?:jointly )?(?:hosted|organi[sz]ed|held|sponsored|chaired)\b", rest
    ):
        return Manner.HOST
    if not is_person:
        return None
    return Manner.SPEAKER if _SPOKE.search(rest) or _SPOKE.search(before) else Manner.ATTENDEE
