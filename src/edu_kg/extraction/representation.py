"""On whose behalf somebody acts."""

import re
from collections.abc import Sequence, Set

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.model import EntityKind, EventClaim, EventType, Manner, Quote
from edu_kg.text import name_key

Bonds = Set[tuple[str, str]]
"""Persons and the bodies of their titles, by key."""

_BEHALF = re.compile(
    r"\b(?:on behalf of|in the name of|on the part of|acting for|signed for|spoke for"
    r"|represent(?:ing|ed)|as (?:the )?representatives? of)\s(?:the\s|his\s|her\s|its\s)?$"
)
# "on the academy's behalf", "in the bank's name"
_WHOSE = re.compile(r"\b(?:on|in)\s(?:the\s|his\s|her\s|its\s)?$")
_BEHALF_AFTER = re.compile(r"['’]s? (?:behalf|name|part)\b")
# "signed by An Li, its dean, for the academy": in a signature "for" is said of nothing else.
_SIGNING_FOR = re.compile(r"(?:,[^,.;:]{2,60},)? for (?:the |his |her |its )?")
# "the academy, represented by its dean, An Li"
_REPRESENTED_BY = re.compile(
    r"(?: \([^()]{2,20}\))?(?:,| (?:was|were|is|are|being))? represented by "
    r"(?:(?:the|its|their) )?(?:[\w.-]+,? ){0,6}"
)
# "opened on behalf of the academy by Ms An Li"
_BY = re.compile(r"(?: \([^()]{2,20}\))?,? by (?:(?:the|its|their) )?(?:[\w.-]+ ){0,4}")
_ACTS = (
    r"(?:on behalf of|in the names? of|on the part of|as (?:the )?representatives? of"
    r"|by (?:the )?representatives of|representing|standing for|acting for)"
)
_BODY = (
    "party|side|university|institution|institute|organi[sz]ation|body|school|college|house|museum"
    "|employer|academy|foundation|company|association|partner|faculty|centre|center|library|society"
)
_BODIES = (
    "parties|sides|universities|institutions|institutes|organi[sz]ations|bodies|schools|colleges"
    "|houses|museums|employers|academies|foundations|companies|associations|partners|faculties"
    "|centres|centers|libraries|societies|countries|departments|ministries"
)
_COUNT = "own|respective|both|two|three|four|five"
# "On behalf of both sides", "for their respective universities", "by representatives of the two".
_RESPECTIVE = re.compile(
    rf"\b{_ACTS} (?:(?:the|their|these|all|of|{_COUNT}) )*(?:{_BODIES})\b"
    rf"|\b(?:for|by) (?:the |all )?(?:their|these|{_COUNT})(?: (?:{_COUNT}))* (?:{_BODIES})\b",
    re.IGNORECASE,
)
# "Each signing for his or her own institution".
_EACH = re.compile(
    r"\beach (?:(?:sign(?:ing|ed)|acting|standing|speaking|doing so|of (?:them|whom)) )?"
    rf"(?:{_ACTS}|for) (?:his or her|her or his|his|her|its|their|the) (?:own )?(?:\w+ )?"
    rf"(?:{_BODY})\b",
    re.IGNORECASE,
)
# "On behalf of the academy and the bank respectively".
_IN_ORDER = re.compile(
    rf"\b(?:{_ACTS}|for) (?P<bodies>[^;:]{{3,300}}?),? respectively\b", re.IGNORECASE
)
# "The former for the academy and the latter for the bank", "the one for …, the other for …".
_OF_TWO = re.compile(
    r"\b(?:the )?(?P<which>former|latter|first|second|one|other)"
    r"(?: (?:sign(?:ing|ed)|act(?:ing|ed)|speaking|spoke|doing so|did so))?,? "
    rf"(?:{_ACTS}|for) (?:the |its |his |her )?",
    re.IGNORECASE,
)
_FIRST = frozenset({"former", "first", "one"})


def represented_by_words(
    reading: Reading, event: EventClaim, person: str, bonds: Bonds
) -> str | None:
    """The body a person acts for in an event, where the words of its sentences say so by a rule.

    ``bonds`` are the persons and bodies of titles.
    """
    quotes = dict.fromkeys(
        quote
        for evidence in (event.evidence, *(p.evidence for p in event.participants))
        for quote in evidence
    )
    is_signing = event.type is EventType.SIGNING
    present = {p.entity for p in event.participants}
    parties = [p.entity for p in event.participants if p.manner is Manner.PARTY]
    bodies = [e.key for e in reading.entities if e.kind is EntityKind.ORGANIZATION]
    for quote in quotes:
        paired = _paired(reading, person, quote, present)
        if paired is not None:
            return paired
        for mentioned in reading.mentions_within(quote.start, quote.end, EntityKind.PERSON):
            if mentioned.entity.key == person:
                found = _said(
                    reading, mentioned, quote, parties or bodies, bonds, is_signing=is_signing
                )
                if found is not None:
                    return found
    return None


def _said(
    reading: Reading,
    person: Mentioned,
    quote: Quote,
    parties: Sequence[str],
    bonds: Bonds,
    *,
    is_signing: bool,
) -> str | None:
    text = reading.article.text
    start, end = quote.start, quote.end
    if _RESPECTIVE.search(text, start, end) or _EACH.search(text, start, end):
        return _own_party(reading, person.entity.key, parties, bonds)
    for body in reading.mentions_within(start, end, EntityKind.ORGANIZATION):
        if _REPRESENTED_BY.fullmatch(text, body.end, person.start) and not any(
            reading.mentions_within(body.end, person.start, EntityKind.PERSON)
        ):
            return body.entity.key
        if is_signing and _SIGNING_FOR.fullmatch(text, person.end, body.start):
            return body.entity.key
        before = text[start : body.start]
        whose = _WHOSE.search(before) and _BEHALF_AFTER.match(text, body.end)
        if not whose and not _BEHALF.search(before):
            continue
        if _BY.fullmatch(text, body.end, person.start):
            return body.entity.key
        if body.start < person.end:
            continue
        between = list(reading.mentions_within(person.end, body.start, EntityKind.PERSON))
        if not between or between[0].entity.key == person.entity.key:
            return body.entity.key
    return None


def _paired(reading: Reading, person: str, quote: Quote, present: Set[str]) -> str | None:
    """The body a sentence pairs the person with by order: "respectively", "the former … for"."""
    text = reading.article.text
    for said in _IN_ORDER.finditer(text, quote.start, quote.end):
        if any(reading.mentions_within(*said.span("bodies"), EntityKind.PERSON)):
            continue
        bodies = _in_order(reading, *said.span("bodies"), EntityKind.ORGANIZATION)
        before = _in_order(reading, quote.start, said.start(), EntityKind.PERSON, present)
        after = _in_order(reading, said.end(), quote.end, EntityKind.PERSON, present)
        people = before[-len(bodies) :] if before else after[: len(bodies)]
        if len(bodies) > 1 and len(people) == len(bodies) and person in people:
            return bodies[people.index(person)]
    of_two = list(_OF_TWO.finditer(text, quote.start, quote.end))
    if len(of_two) < 2:
        return None
    people = _in_order(reading, quote.start, of_two[0].start(), EntityKind.PERSON)[-2:]
    for said in of_two:
        meant = people[:1] if said["which"].lower() in _FIRST else people[1:]
        named = reading.mentions_within(said.end(), quote.end, EntityKind.ORGANIZATION)
        body = next(named, None)
        if body is not None and body.start == said.end() and person in meant:
            return body.entity.key
    return None


def _in_order(
    reading: Reading, start: int, end: int, kind: EntityKind, among: Set[str] | None = None
) -> list[str]:
    """The entities named between these characters, each once, none within another's name."""
    found: list[str] = []
    last = start
    for mentioned in reading.mentions_within(start, end, kind):
        if mentioned.start < last:
            continue
        last = mentioned.end
        key = mentioned.entity.key
        if key not in found and (among is None or key in among):
            found.append(key)
    return found


def _own_party(reading: Reading, person: str, parties: Sequence[str], bonds: Bonds) -> str | None:
    """The party the person belongs to: the person's own body, or the one whose unit that is."""
    employers = [e for e in reading.entities if (person, e.key) in bonds]
    for employer in employers:
        unit = f" {name_key(employer.name)} "
        for party in parties:
            body = reading.entity(party)
            names = (name_key(name) for name in (body.name, *body.aliases))
            if body is not employer and any(f" {name} " in unit for name in names):
                return party
    return next((e.key for e in employers if e.key in parties), None)
