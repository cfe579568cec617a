"""On whose behalf somebody acts."""

import re
from collections.abc import Sequence, Set

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.model import EntityKind, EventClaim, EventType, Manner, Quote
from edu_kg.text import name_key

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
_RESPECTIVE = re.compile(
    r"\bon behalf of (?:(?:the|their) )?(?:respective|two|both)?\s?(?:parties|sides|universities"
    r"|institutions|organi[sz]ations|their \w+)\b|\bfor (?:their|the) respective \w+"
)


def represented_by_words(
    reading: Reading, event: EventClaim, person: str, bonds: Set[tuple[str, str]]
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
    parties = [p.entity for p in event.participants if p.manner is Manner.PARTY]
    bodies = [e.key for e in reading.entities if e.kind is EntityKind.ORGANIZATION]
    for quote in quotes:
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
    bonds: Set[tuple[str, str]],
    *,
    is_signing: bool,
) -> str | None:
    text = reading.article.text
    start, end = quote.start, quote.end
    if _RESPECTIVE.search(text, start, end):
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


def _own_party(
    reading: Reading, person: str, parties: Sequence[str], bonds: Set[tuple[str, str]]
) -> str | None:
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
