"""How the names of a body meet those of a record, and how much that says.

An equal name is enough for a link if it is one that only one body can have; less is not, alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from edu_kg.linking.authorities import is_acronym
from edu_kg.linking.name_forms import (
    key_of,
    name_words,
    place_words,
    telling_words,
    without_country,
)
from edu_kg.linking.shortlists import CLOSE
from edu_kg.model import AuthorityName, AuthorityRecord, Body, Ground, NameKind, OrganizationKind

_EQUAL = {NameKind.DISPLAY: 64, NameKind.LABEL: 56, NameKind.ALIAS: 50, NameKind.ACRONYM: 25}
_FOREIGN_LABEL = 54
_KNOWN_BY_ACRONYM = 46  # of bodies of states only: acronyms of universities clash all over
_FEWER_BY_COUNTRY_WORDS = 6
_FEWER_BY_OTHER_NAME = 10
_BEGINS_THE_SAME = 22
_BEGINS_AND_MORE = 46
_ALMOST_EQUAL = 40
_SHORTEST_MISSPELT = 8


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How a name of the body meets one of the record; ``extra`` are words the latter lacks."""

    ground: Ground
    name: AuthorityName
    extra: tuple[str, ...] = ()


def name_matches(body: Body, record: AuthorityRecord) -> Iterator[NameMatch]:
    """All ways in which a name of the body meets one of the record's."""
    for name in record.names:
        if key_of(body.name) == key_of(name.text):
            yield NameMatch(_equal(body, name), name)
        elif not is_acronym(body.name):
            yield from _near(body, record, name)
            yield from _by_other_name(body, record, name)


def _equal(body: Body, name: AuthorityName) -> Ground:
    weight = _EQUAL[name.kind]
    foreign = name.language not in {None, "en"}
    if name.kind is NameKind.LABEL and foreign:
        weight = _FOREIGN_LABEL
    if is_acronym(body.name) and name.kind is not NameKind.DISPLAY:
        known_by_it = body.kind is OrganizationKind.INTERGOVERNMENTAL
        weight = _KNOWN_BY_ACRONYM if known_by_it else _EQUAL[NameKind.ACRONYM]
    language = f" in language {name.language}" if foreign else ""
    return Ground(text=f"“{body.name}” is its {_WORDS[name.kind]}{language}", weight=weight)


_WORDS = {
    NameKind.DISPLAY: "name",
    NameKind.LABEL: "label",
    NameKind.ALIAS: "alias",
    NameKind.ACRONYM: "acronym",
}


def _near(body: Body, record: AuthorityRecord, name: AuthorityName) -> Iterator[NameMatch]:
    """The body's own name and one of the record's are close, but not equal."""
    ours, theirs = name_words(body.name), name_words(name.text)
    if name.kind is NameKind.ACRONYM or not ours or not theirs:
        return
    if ours == theirs:
        text = f"“{body.name}” is its {_WORDS[name.kind]} in another spelling"
        yield NameMatch(Ground(text=text, weight=_EQUAL[name.kind] - 1), name)
        return
    shorter, their_shorter = without_country(ours), without_country(theirs)
    if shorter and shorter[0] == theirs and shorter[1] in record.countries:
        weight = _EQUAL[name.kind] - _FEWER_BY_COUNTRY_WORDS
        text = f"“{body.name}” is its {_WORDS[name.kind]} and its country"
        yield NameMatch(Ground(text=text, weight=weight), name, ours)
    elif their_shorter and their_shorter[0] == ours:
        weight = _EQUAL[name.kind] - _FEWER_BY_COUNTRY_WORDS
        text = f"“{name.text}” is the name with a country"
        yield NameMatch(Ground(text=text, weight=weight), name)
    elif _say_the_same_office(shorter, their_shorter, body):
        weight = _EQUAL[name.kind] - _FEWER_BY_COUNTRY_WORDS
        text = f"“{name.text}” names the same office of the same country"
        yield NameMatch(Ground(text=text, weight=weight), name, ours)
    elif theirs[: len(ours)] == ours and len(telling_words(ours)) > 1:
        text = f"“{name.text}” begins with the name"
        more = shared_acronyms(body, record) or _goes_on_with_and(ours, theirs, record)
        weight = _BEGINS_AND_MORE if more else _BEGINS_THE_SAME
        yield NameMatch(Ground(text=text, weight=weight), name)
    elif _is_slip(ours, theirs):
        text = f"“{name.text}” is the name but for a few letters"
        yield NameMatch(Ground(text=text, weight=_ALMOST_EQUAL), name)


_WithoutCountry = tuple[tuple[str, ...], str] | None


def _say_the_same_office(ours: _WithoutCountry, theirs: _WithoutCountry, body: Body) -> bool:
    """Whether both name a country, in their own ways: Chinese Ministry …, Ministry … of China.

    Of universities that is not enough: Mongolian National University is not the National
    University of Mongolia.
    """
    is_office = body.kind in {OrganizationKind.GOVERNMENT, OrganizationKind.UNIT}
    return is_office and ours is not None and ours == theirs


def _goes_on_with_and(
    ours: tuple[str, ...], theirs: tuple[str, ...], record: AuthorityRecord
) -> bool:
    """Whether a name that holds its own city only gets an addition: Hill University and Clinics."""
    return theirs[len(ours)] == "and" and bool(place_words(record.places) & set(ours))


def _is_slip(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two names differ in the spelling of long words only."""
    if len(ours) != len(theirs) or fuzz.ratio(" ".join(ours), " ".join(theirs)) < CLOSE:
        return False
    other = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    # Short words that differ by a letter are other words: Hunan and Henan.
    return all(
        min(map(len, pair)) >= _SHORTEST_MISSPELT and fuzz.ratio(*pair) >= CLOSE - 10
        for pair in other
    )


def _by_other_name(body: Body, record: AuthorityRecord, name: AuthorityName) -> Iterator[NameMatch]:
    """Another name of the body is one of the record's, and its main name says nothing more."""
    theirs = name_words(name.text)
    if name.kind is NameKind.ACRONYM or is_acronym(name.text):
        return
    for other in body.other_names:
        if name_words(other) != theirs or is_acronym(other):
            continue
        extra = set(telling_words(name_words(body.name))) - set(theirs)
        unexplained = extra - _own_words(record)
        if unexplained:
            continue
        weight = _EQUAL[name.kind] - _FEWER_BY_OTHER_NAME
        text = f"another name, “{other}”, is its {_WORDS[name.kind]}"
        yield NameMatch(Ground(text=text, weight=weight), name, name_words(body.name))


def _own_words(record: AuthorityRecord) -> set[str]:
    """The words of all names and places of a record, and of its countries."""
    words = {word for name in record.names for word in name_words(name.text)}
    return words | place_words(record.places)


def shares_acronym(body: Body, record: AuthorityRecord) -> bool:
    """Whether the body's own name is an acronym, or the name, of a record."""
    return key_of(body.name) in {key_of(name.text) for name in record.names}


def shared_acronyms(body: Body, record: AuthorityRecord) -> set[str]:
    """The keys of the acronyms that both have."""
    ours = {key_of(name) for name in body.other_names if is_acronym(name)}
    return ours & {key_of(n.text) for n in record.names if n.kind is NameKind.ACRONYM}
