"""On whose behalf somebody acts."""

import re
from collections.abc import Mapping, Sequence

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.model import EntityClaim, EntityKind
from edu_kg.text import name_key

_BEHALF = re.compile(
    r"\b(?:on behalf of|in the name of|acting for|signed for|spoke for|represent(?:ing|ed)"
    r"|as (?:the )?representatives? of)\s(?:the\s|his\s|her\s|its\s)?$"
)
_RESPECTIVE = re.compile(
    r"\bon behalf of (?:(?:the|their) )?(?:respective|two|both)?\s?(?:parties|sides|universities"
    r"|institutions|organi[sz]ations|their \w+)\b|\bfor (?:their|the) respective \w+"
)


def represented(
    reading: Reading,
    person: Mentioned,
    sentence: tuple[int, int],
    parties: Sequence[EntityClaim],
    employers: Mapping[str, Sequence[str]],
) -> str | None:
    """The key of the body a person of this sentence acts for, where its words say so.

    ``employers`` gives the bodies a person holds titles at.
    """
    text = reading.article.text
    start, end = sentence
    if _RESPECTIVE.search(text, start, end):
        return _own_party(reading, person.entity.key, parties, employers)
    found = None
    for body in reading.mentions_within(start, end, EntityKind.ORGANIZATION):
        if body.start < person.end or not _BEHALF.search(text[start : body.start]):
            continue
        between = list(reading.mentions_within(person.end, body.start, EntityKind.PERSON))
        if not between or between[0].entity.key == person.entity.key:
            found = body.entity.key
            break
    return found


def _own_party(
    reading: Reading,
    person: str,
    parties: Sequence[EntityClaim],
    employers: Mapping[str, Sequence[str]],
) -> str | None:
    """The party the person belongs to: his own body, or the one whose unit that is."""
    keys = {party.key for party in parties}
    for employer in employers.get(person, ()):
        if employer in keys:
            return employer
    for employer in employers.get(person, ()):
        unit = f" {name_key(reading.entity(employer).name)} "
        for party in parties:
            names = (name_key(name) for name in (party.name, *party.aliases))
            if any(f" {name} " in unit for name in names):
                return party.key
    return None
