"""Acronyms and other short names that a text defines beside the full name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from edu_kg.model import EntityKind
from edu_kg.nlp.organizations import head_word, is_foreign
from edu_kg.nlp.spans import Name

_DEFINING = re.compile(
    r"(?:(?:here(?:in)?after|henceforth|in short|for short)[,:]?\s*)?"
    r"(?:(?:also |commonly |better )?(?:simply )?(?:referred to as|known as|called"
    r"|abbreviated (?:as|to)|abbr\.|or)[,:]?\s*)?"
    r"(?:in (?:French|Spanish|English|Chinese)[,:]\s*)?"
    r"(?:the\s+)?[\"“‘']?",
)
_BRACKET = re.compile(r"\s?[(（](?P<inside>[^()（）\n]{2,120})[)）]")
_AFTER_COMMA = re.compile(
    r",\s(?:(?:hereinafter|hereafter|henceforth)\s(?:referred to as\s|called\s)?"
    r"|(?:also |better |commonly )?known as\s|abbreviated (?:as|to)\s|or\s(?=[A-Z]{2,}\b))"
    r"(?:the\s)?[\"“]?(?P<short>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,4})",
)
_ACRONYM = re.compile(r"[^\W\d_a-z][\w&/-]*")
PART_LINK = re.compile(r"\s(?:of|at|from|under)\s(?:the\s)?(?=[^\W\d_a-z])")
"""What stands between the name of a unit and the name of the body it is part of."""

_SMALL_WORDS = frozenset(
    (
        "of",
        "the",
        "for",
        "and",
        "in",
        "on",
        "at",
        "to",
        "de",
        "la",
        "le",
        "du",
        "des",
        "der",
        "die",
        "das",
        "y",
        "e",
        "e",
    )
)
_MARKS = "\"“”‘’' "


@dataclass(frozen=True, slots=True)
class Definition:
    """``short`` is stated to be another name of what ``full`` names."""

    full: Name
    short: Name


def is_acronym(text: str) -> bool:
    """Whether the word is written as an acronym: one word with two capitals or more.

    >>> is_acronym("LOU"), is_acronym("Lou"), is_acronym("LakeU")
    (True, False, True)
    """
    capitals = sum(char.isupper() for char in text.replace("-", " ").split(" ")[0])
    return capitals > 1 and _ACRONYM.fullmatch(text) is not None


def spells(acronym: str, name: str) -> bool:
    """Whether the capitals of the acronym are the initials of the name, in order.

    >>> spells("LOU", "Lakeside Open University"), spells("LOU", "Lakeside College")
    (True, False)
    """
    words = [word for word in re.split(r"[\s-]+", name) if word and word[0].isalnum()]
    initials = [word if word.isupper() and len(word) < 4 else word[0].upper() for word in words]
    every = "".join(initials)
    strong = "".join(
        i for i, word in zip(initials, words, strict=True) if word.lower() not in _SMALL_WORDS
    )
    capitals = "".join(char for char in acronym if char.isupper())
    return len(capitals) > 1 and capitals in {strong, every}


def find_definitions(text: str, names: Iterable[Name]) -> Iterator[Definition]:
    """The short names in brackets or after "known as" that follow a body's full name."""
    names = tuple(names)
    others = {n.start for n in names if n.kind is not EntityKind.ORGANIZATION}
    bodies = {n.start: n.text for n in names if n.kind is EntityKind.ORGANIZATION}
    for name in names:
        if name.kind is not EntityKind.ORGANIZATION:
            continue
        bracket = _BRACKET.match(text, name.end)
        if bracket is not None and not _holds_other(name, bracket, others):
            yield from _inside(name, bracket, bodies)
        comma = _AFTER_COMMA.match(text, name.end)
        if comma is not None:
            yield Definition(name, _name_at(comma.start("short"), comma["short"]))


def _holds_other(full: Name, bracket: re.Match[str], others: Set[int]) -> bool:
    """Whether a person or place stands in the bracket, and no acronym mistaken for one."""
    inside = bracket["inside"]
    if is_acronym(inside) and _initials_hold(full.text, inside):
        return False
    return any(at in others for at in range(*bracket.span("inside")))


def _inside(full: Name, bracket: re.Match[str], bodies: Mapping[int, str]) -> Iterator[Definition]:
    """The names between the brackets: "LOU", "hereinafter the School", "Ústav mokradí, ÚM"."""
    start = bracket.start("inside")
    fulls = [full.text]
    for piece in re.split(r"([,;/]\s*)", bracket["inside"]):
        word = _DEFINING.match(piece)
        offset = word.end() if word else 0
        short = piece[offset:].strip(_MARKS)
        at = start + offset + (len(piece[offset:]) - len(piece[offset:].lstrip(_MARKS)))
        start += len(piece)
        if len(short) < 2 or short == full.text or not short[0].isupper():
            continue
        introduced = offset > 0 or bodies.get(at) == short == bracket["inside"]
        if any(_is_short_of(short, text, introduced=introduced) for text in fulls):
            fulls.append(short)
            yield Definition(_spelled_part(full, short), _name_at(at, short))


def _is_short_of(short: str, full: str, *, introduced: bool) -> bool:
    """Whether the words in the bracket name the body before it, not its seat or its parent."""
    if is_acronym(short):
        initials = {word[0].upper() for word in full.split()}
        return introduced or spells(short, full) or short[0] in initials
    if contracts(short, full) or short in full.split():
        return True
    if introduced:
        return len(short.split()) <= 8 and (head_word(short) is None or is_foreign(short))
    return len(short.split()) > 1 and is_foreign(short) and not is_foreign(full)


def contracts(short: str, full: str) -> bool:
    """Whether the short name is the full one with an acronym for some of its words.

    >>> contracts("Lakeside RTVU", "Lakeside Radio and TV University")
    True
    """
    words, full_words = short.split(), full.split()
    for at, word in enumerate(words):
        if is_acronym(word) and words[:at] == full_words[:at]:
            rest = len(words) - at - 1
            end = len(full_words) - rest
            if words[at + 1 :] == full_words[end:] and spells(word, " ".join(full_words[at:end])):
                return True
    return False


def _spelled_part(full: Name, short: str) -> Name:
    """Of "Board of the Lakeside University (LU)" the part that the acronym spells.

    An acronym may leave words out, "(ICDE)" that of "Open"; then the whole must begin otherwise.
    """
    if not is_acronym(short) or spells(short, full.text):
        return full
    parts = [
        Name(full.start + link.end(), full.end, full.text[link.end() :], full.kind)
        for link in PART_LINK.finditer(full.text)
    ]
    loose = (p for p in parts if short[0] != full.text[0] and _abbreviates(short, p.text))
    return next((p for p in parts if spells(short, p.text)), next(loose, full))


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the acronym's capitals stand among the initials in order, the first one first."""
    return acronym[0] == name[0].upper() and _initials_hold(name, acronym)


def _initials_hold(name: str, acronym: str) -> bool:
    """Whether the acronym's capitals stand among the initials of the name, in order."""
    rest = iter([word[0].upper() for word in re.split(r"[\s-]+", name) if word])
    return all(char in rest for char in acronym if char.isupper())


def _name_at(start: int, text: str) -> Name:
    return Name(start, start + len(text), text, EntityKind.ORGANIZATION)
