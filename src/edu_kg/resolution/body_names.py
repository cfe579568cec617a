"""Forms of bodies' names, and how two forms may name one body."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from edu_kg.resolution.name_relations import NameRelation
from edu_kg.resolution.name_words import name_words
from edu_kg.text import fold_words

_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&-]{1,11}")
_DOTS = re.compile(r"(?<=\w)\.(?=\w|$)")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b|(?<=s)['’](?=\s)")
# Heads that very many bodies have a unit or office of: the name alone says too little.
_UNIT = re.compile(
    r"(?:graduate |law |business |medical )?"
    r"(?:(?:school|faculty|department|college|division|section|center|institute|office) of\b.*"
    r"|secretariat\b.*|library|press|council|senate|syndicate"
    r"|(?:board|council) of (?:directors|trustees|governors|regents|management|studies)"
    r"|(?:graduate|law|business|medical) school)"
)
_LAST_UNIT = re.compile(
    r"(?P<body>.*\b(?:university|college|institute|academy|ministry|council|agency)\b.*?) "
    r"(?P<unit>(?:school|faculty|department|division|section|center|institute|office) of .+"
    r"|library|press|secretariat|(?:graduate|law|business|medical) school)"
)
_OF_BODY = re.compile(r" (?:of|at|from|in) (?:the )?")
_HEADS = {"university", "college", "institute", "academy", "ministry", "council", "agency"}
_DEPARTMENTS = {"faculty", "school", "department", "college", "institute", "division", "center"}
_LONGEST_SUBJECT = 5  # words
_SHORTEST_MISSPELT = 8  # letters
_LONGEST = 30  # words; no real name has more, and a broken page's must cost nothing


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name of a body: its words as folded, of one spelling, without what links them."""

    words: tuple[str, ...]
    acronym: str = ""

    @property
    def key(self) -> str:
        """The words as one text; the folded acronym where the name is one."""
        return self.acronym or " ".join(self.words)

    @property
    def turned(self) -> str:
        """A key that "University of Hill" and "Hill University" share."""
        return " ".join(sorted(self.words))


@dataclass(frozen=True, slots=True)
class UnitParts:
    """The name of a unit without the body it is part of, and the words of that body if told."""

    unit: str
    body: str | None


@lru_cache(maxsize=20_000)  # the same names come again and again
def parse_body(name: str) -> BodyName:
    """The name's form.

    >>> parse_body("The Univ. of Hill & Dale").key, parse_body("O.U.C.").key
    ('university hill dale', 'ouc')
    """
    undotted = _DOTS.sub("", name.strip())
    if is_acronym(undotted):
        return BodyName((), acronym="".join(fold_words(undotted.replace("&", ""))))
    known = name_words()
    words = [known.abbreviations.get(word, word) for word in plain_words(name)]
    kept = [word for word in words if word not in known.links]
    while len(kept) > 1 and kept[-1] in known.company_forms:
        kept.pop()
    return BodyName(tuple(map(_singular, kept)) or tuple(words) or (name,))


def is_acronym(name: str) -> bool:
    """Whether the name is one word, half of it capitals or more."""
    name = _DOTS.sub("", name.strip())
    capitals = sum(char.isupper() for char in name)
    return _ACRONYM.fullmatch(name) is not None and 2 * capitals > len(name) and capitals > 1


def plain_words(name: str) -> list[str]:
    """The folded words of the name, without "the" in front and possessive endings."""
    words = list(fold_words(_POSSESSIVE.sub("", name)))[:_LONGEST]
    return words[1:] if len(words) > 1 and words[0] == "the" else words


@lru_cache(maxsize=20_000)  # the same names come again and again
def initials(name: str) -> frozenset[str]:
    """The acronyms that the name may be spelled out of, folded: with and without small words."""
    links = name_words().links
    words = plain_words(name)
    every = "".join(word[0] for word in words)
    strong = "".join(word[0] for word in words if word not in links)
    return frozenset(found for found in (every, strong) if len(found) > 1)


def relate_bodies(
    first: BodyName, second: BodyName, others: tuple[Collection[str], Collection[str]]
) -> NameRelation | None:
    """How the two may name one body; None where they do not.

    ``others`` are the keys of the other names that texts give to the first and to the second.

    >>> a, b = parse_body("University of Hill"), parse_body("Hill University")
    >>> relate_bodies(a, b, ((), ())).value
    'name_inverted'
    """
    if first.key == second.key:
        return NameRelation.SAME
    if first.acronym or second.acronym:
        return _relate_acronym(first, second, others)
    if first.key in others[1] or second.key in others[0]:
        return NameRelation.ALIAS
    if first.turned == second.turned:
        return NameRelation.INVERTED
    if _is_close(first, second):
        return NameRelation.SIMILAR
    return None


def find_unit_parts(name: str) -> UnitParts | None:
    """The unit and the body in a unit's name; None for a name that stands by itself.

    >>> find_unit_parts("Hill University's School of Law")
    UnitParts(unit='school of law', body='hill university')
    >>> find_unit_parts("School of Law, Hill University")
    UnitParts(unit='school of law', body='hill university')
    >>> find_unit_parts("HDU Executive Committee")
    UnitParts(unit='executive committee', body='hdu')
    >>> find_unit_parts("the university's education faculty")
    UnitParts(unit='education faculty', body=None)
    >>> find_unit_parts("School of Law")
    UnitParts(unit='school of law', body=None)
    """
    for unit, body in _cuts(name):
        if _is_unit(unit) or (body is not None and _is_department(unit)):
            return UnitParts(unit, body or None)
    return None


def find_unit(rest: str) -> str | None:
    """The unit in what is left of a name without its body's: any department is one there.

    >>> find_unit("education faculty"), find_unit("education")
    ('education faculty', None)
    """
    parts = find_unit_parts(rest)
    if parts is not None:
        return parts.unit
    return rest if _is_department(rest) else None


def _cuts(name: str) -> Iterator[tuple[str, str | None]]:
    """The ways to read a name as a unit's, with and without the body that it is part of.

    The body is "" where it is not said which: "the university's library".
    """
    head, comma, tail = name.partition(",")
    if comma and _has_head(tail):
        yield _plain(head), _plain(tail)
    owner, possessive, owned = _partition_possessive(name)
    if possessive and (_has_head(owner) or is_acronym(owner) or _is_unit(_plain(owned))):
        body = _plain(owner)
        yield _plain(owned), "" if body in _HEADS else body
    whole = _plain(name)
    last = _LAST_UNIT.fullmatch(whole)
    if last is not None and not _is_unit(whole):
        yield last["unit"], last["body"]
    final = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    # The longest unit first: "Department of Physics" of "University of Dale".
    for link in reversed([*_OF_BODY.finditer(whole)]):
        unit, body = whole[: link.start()], whole[link.end() :]
        if _is_unit(unit) and (_has_head(body) or (body.count(" ") == 0 and is_acronym(final))):
            yield unit, body
    first, _, rest = name.strip().partition(" ")
    if is_acronym(first) and rest and _is_unit(_plain(rest)):
        yield _plain(rest), _plain(first)
    yield whole, None


def _is_department(words: str) -> bool:
    """Whether it is a unit's name where the body is told: "Education Faculty"."""
    *before, head = words.split() or [""]
    return head in _DEPARTMENTS and 0 < len(before) <= _LONGEST_SUBJECT


def _is_unit(words: str) -> bool:
    """Whether so many bodies have a unit of that name that it says too little by itself."""
    known = name_words()
    *before, head = words.split() or [""]
    if not known.unit_places.isdisjoint(before) or head in known.unit_places:
        return False
    if _UNIT.fullmatch(words):
        return words.partition(" of ")[2] not in known.wide_places
    return head in known.unit_heads and set(before) <= known.unit_words | known.links


def _plain(name: str) -> str:
    return " ".join(plain_words(name)).replace("centre", "center")


def _partition_possessive(name: str) -> tuple[str, str, str]:
    """What stands before and after the first possessive ending."""
    found = _POSSESSIVE.search(name)
    return (
        (name, "", "") if found is None else (name[: found.start()], found[0], name[found.end() :])
    )


def without_body(name: str, body: str) -> str | None:
    """A unit's name without its body's, in front of it or behind; None where it is not in there.

    >>> without_body("School of Law of the LOU", "LOU"), without_body("LOU School of Law", "LOU")
    ('school of law', 'school of law')
    """
    words, inner = plain_words(name), plain_words(body)
    size = len(inner)
    if size and words[:size] == inner:
        rest = words[size:]
    elif size and words[-size:] == inner:
        rest = words[:-size]
        while rest and rest[-1] in {"of", "the", "at", "in", "from"}:
            rest.pop()
    else:
        return None
    return " ".join(rest) or None


def _has_head(text: str) -> bool:
    return not _HEADS.isdisjoint(fold_words(text))


def _relate_acronym(
    first: BodyName, second: BodyName, others: tuple[Collection[str], Collection[str]]
) -> NameRelation | None:
    """How an acronym may stand for a name: as a text says, or by its initials."""
    if first.acronym and second.acronym:
        return None
    short, full, known = (first, second, others[1]) if first.acronym else (second, first, others[0])
    if short.key in known:
        return NameRelation.ACRONYM_DEFINED
    if full.key in others[0 if first.acronym else 1]:
        return NameRelation.ACRONYM_DEFINED
    return NameRelation.ACRONYM_SPELLED if f"={short.key}" in known else None


def _is_close(first: BodyName, second: BodyName) -> bool:
    """Whether the names differ in the spelling of one longer word, and in no number."""
    if len(first.words) != len(second.words):
        return False
    pairs = [(a, b) for a, b in zip(first.words, second.words, strict=True) if a != b]
    if len(pairs) != 1 or len(first.words) < 2:
        return False
    ((a, b),) = pairs
    # "Hebei" is not "Hubei", nor is "Shanxi" "Shaanxi": only long words are likelier misspelt.
    if min(len(a), len(b)) < _SHORTEST_MISSPELT or any(char.isdigit() for char in a + b):
        return False
    return a[0] == b[0] and DamerauLevenshtein.distance(a, b) == 1


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
