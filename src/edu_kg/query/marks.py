"""Which words of a quote name the entities of a fact, and which state the fact itself.

The graph keeps the sentence a fact was read from, not the words that made the rule fire. Those
marked here are the words that usually state a fact of its kind; they help a reader's eye.
"""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass

# By local name of the event type, manner or relation: beginnings of words that state it.
_STATED_BY = {
    "Signing": "sign|conclu|ink|seal",
    "Meeting": "meet|met|talk|receiv|call|convers|discuss",
    "Visit": "visit|tour|call|travel|arriv|inspect|receiv|deleg",
    "Conference": "conferenc|forum|seminar|symposi|workshop|lectur|train|review|meeting|congress"
    "|summit|webinar|course|session",
    "Ceremony": "ceremon|open|inaugurat|unveil|graduat|clos|commenc",
    "Launch": "launch|found|establish|releas|open|set up|start|publish|creat|unveil",
    "Award": "award|prize|medal|honou?r|confer|title|receiv|won|present|grant",
    "Appointment": "appoint|elect|nam|succe|took|tak|step|resign|retir|becam|becom|inaugurat|sworn",
    "behalf": "on behalf of|behalf|represent|spoke for|signed for",
    "subOrganizationOf": "part|under|belong|affiliat|branch|within",
    "cooperatesWith": "cooperat|collaborat|partner|joint|together|agree|sign|work",
    "locatedIn": "based|located|seat|headquarter|campus",
    "successorOf": "former|predecess|success|renam|grew|founded as|known",
    "memberOf": "member|join|belong",
}
# Where none of those stands in the quote, these do it: "the Faculty of Arts of Hill University".
_AT_LEAST_BY = {
    "behalf": "for",
    "subOrganizationOf": "of",
    "cooperatesWith": "with|and",
    "locatedIn": "in|at",
}
_LIGHT_WORDS = frozenset({"the", "of", "and", "for", "its", "in", "at", "to"})


class MarkedAs(enum.StrEnum):
    """What marked words do in a quote."""

    NAME = "name"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words of a quote, by their offsets in it, and what they do there."""

    start: int
    end: int
    marked_as: MarkedAs


def find_marks(
    quote: str, names: Iterable[str], *, kinds: Iterable[str] = (), title: str | None = None
) -> tuple[Mark, ...]:
    """The marks of a quote, in order and apart from each other; names go before statements.

    ``names`` are all names of the fact's entities; ``kinds`` the local names of what kind of fact
    it is; ``title`` that of a post.

    >>> [quote[m.start : m.end] for quote in ["Ada signed."] for m in find_marks(
    ...     quote, ["Ada"], kinds=["Signing"])]
    ['Ada', 'signed']
    """
    marks: list[Mark] = []
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    for name in longest_first:
        _mark(quote, re.escape(name), MarkedAs.NAME, marks)
    if title is not None:
        _mark_title(quote, title, marks)
    for kind in kinds:
        if kind in _STATED_BY:
            words = "|".join(rf"{word}\w*" for word in _STATED_BY[kind].split("|"))
            is_stated = _mark(quote, words, MarkedAs.STATEMENT, marks)
            if not is_stated and kind in _AT_LEAST_BY:
                _mark(quote, _AT_LEAST_BY[kind], MarkedAs.STATEMENT, marks)
    return tuple(sorted(marks))


def _mark_title(quote: str, title: str, marks: list[Mark]) -> None:
    """Mark a title where it stands whole, else each of its words of weight."""
    words = title.split()
    if not _mark(quote, r"\W+".join(map(re.escape, words)), MarkedAs.STATEMENT, marks):
        for word in words:
            if word.lower() not in _LIGHT_WORDS:
                _mark(quote, re.escape(word), MarkedAs.STATEMENT, marks)


def _mark(quote: str, words: str, marked_as: MarkedAs, marks: list[Mark]) -> bool:
    """Add a mark wherever words of that pattern stand unmarked; tells whether they do."""
    count = len(marks)
    for found in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", quote, re.IGNORECASE):
        apart = all(found.end() <= mark.start or mark.end <= found.start() for mark in marks)
        if apart and found.group():
            marks.append(Mark(*found.span(), marked_as))
    return len(marks) > count
