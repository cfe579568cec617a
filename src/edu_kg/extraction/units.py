"""Names of units that hold the name of the body: "School of Law of Lakeside University"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from edu_kg.model import EntityKind
from edu_kg.nlp.acronyms import PART_LINK, is_acronym
from edu_kg.nlp.organizations import head_word, is_bare_head, is_whole_body
from edu_kg.nlp.spans import Name
from edu_kg.text import name_key

_POSSESSIVE = re.compile(r"['’]s?\s+(?=[^\W\d_a-z])")
# No real name is longer; a bound for what broken pages make of one.
_LONGEST = 200
# Missions are told apart by their seats; "X College, Y" has the seat behind a comma.
_SEAT = re.compile(
    r"(?P<body>.*\b(?:Embassy|Consulate|Mission)\b.*)\sin\s(?:the\s)?(?P<place>[^\W\d_a-z].*)"
    r"|(?P<college>.*\b(?:College|University|Museum|Institute|Hall)\b[^,]*)"
    r",\s(?P<town>[^\W\d_a-z]\w+)"
)


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name cut into the unit's own name and the body's.

    ``unit`` is None where the unit has no name without the body ("Library of Lakeside College").
    """

    whole: Name
    unit: Name | None
    body: Name


def find_unit_names(names: Iterable[Name]) -> Iterator[UnitName]:
    """The cut of every organisation name that holds another one or its seat, outermost first."""
    names = tuple(names)
    known = {name_key(n.text): n.kind for n in names if n.kind is not EntityKind.PERSON}
    for name in names:
        if name.kind is EntityKind.ORGANIZATION and len(name.text) <= _LONGEST:
            yield from _cuts(name, known)


def _cuts(name: Name, known: Mapping[str, EntityKind]) -> Iterator[UnitName]:
    cut = next(_possible_cuts(name, known), None)
    while cut is not None:
        yield cut
        inner = cut.body
        cut = next(_possible_cuts(inner, known), None) if inner.kind is name.kind else None


def _possible_cuts(name: Name, known: Mapping[str, EntityKind]) -> Iterator[UnitName]:
    """Where the name may be cut, by preposition, possessive, seat and leading acronym."""
    text = name.text
    for link in PART_LINK.finditer(text):
        unit = text[: link.start()]
        if head_word(unit) is not None and _is_body(text[link.end() :], known):
            yield _cut(name, (0, link.start()), (link.end(), len(text)))
    for link in _POSSESSIVE.finditer(text):
        owner = known.get(name_key(text[: link.start()]))
        if owner is not None and head_word(text[link.end() :]) is not None:
            yield _cut(name, (link.end(), len(text)), (0, link.start()), owner)
    seat = _SEAT.fullmatch(text)
    if seat is not None:
        body, place = ("body", "place") if seat["body"] else ("college", "town")
        yield _cut(name, seat.span(body), seat.span(place), EntityKind.PLACE)
    first, _, rest = text.partition(" ")
    if is_acronym(first) and name_key(first) in known and head_word(rest):
        yield UnitName(name, None, _part(name, (0, len(first)), name.kind))


def _cut(
    name: Name,
    unit: tuple[int, int],
    body: tuple[int, int],
    kind: EntityKind = EntityKind.ORGANIZATION,
) -> UnitName:
    own = _part(name, unit, name.kind)
    return UnitName(name, None if is_bare_head(own.text) else own, _part(name, body, kind))


def _is_body(text: str, known: Mapping[str, EntityKind]) -> bool:
    """Whether the words after "of the" name a body: by themselves, or elsewhere in the text."""
    return known.get(name_key(text)) is EntityKind.ORGANIZATION or is_whole_body(text)


def _part(name: Name, span: tuple[int, int], kind: EntityKind) -> Name:
    start, end = span
    return Name(name.start + start, name.start + end, name.text[start:end], kind)
