"""Which records of an authority may be one of the bodies at all, found in one reading of it.

Only these are held in memory: a dump may have any number of records.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from edu_kg.linking.authorities import is_acronym
from edu_kg.linking.name_forms import name_words, telling_words, without_country
from edu_kg.model import AuthorityRecord, Body, NameKind
from edu_kg.text import name_key

CLOSE = 92.0
"""Percent of letters that two names share, in order, which are one but for a slip of the pen."""
_FEWEST_WORDS = 2
_MANY_COUNTRIES = 3
_SMALL_AUTHORITY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The records that may be a body, and what the whole authority tells of names and places."""

    records: dict[str, AuthorityRecord]
    by_body: dict[str, tuple[str, ...]]
    countries_of_place: dict[str, frozenset[str]]
    common_words: frozenset[str]
    read: int

    def candidates(self, body: Body) -> Iterator[AuthorityRecord]:
        """The records that may be this body, by id."""
        return (self.records[each] for each in self.by_body.get(body.id, ()))


def find_candidates(bodies: Collection[Body], records: Iterable[AuthorityRecord]) -> Shortlist:
    """The shortlist for these bodies, from one reading of the records, in any order."""
    blocks = _Blocks(bodies)
    places, words = _Places(bodies), _Words(bodies)
    kept: dict[str, AuthorityRecord] = {}
    by_body: dict[str, set[str]] = defaultdict(set)
    count = 0
    for record in records:
        count += 1
        places.note(record)
        words.note(record)
        for body in blocks.bodies_like(record):
            kept[record.id] = record
            by_body[body].add(record.id)
    return Shortlist(
        records=kept,
        by_body={body: tuple(sorted(ids)) for body, ids in by_body.items()},
        countries_of_place={name: frozenset(codes) for name, codes in places.found.items()},
        common_words=words.common(count),
        read=count,
    )


@dataclass(slots=True)
class _Blocks:
    """Bodies by what a record must share with them to be looked at."""

    bodies: Collection[Body]
    by_name: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    by_acronym: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_initials: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for body in self.bodies:
            if is_acronym(body.name):
                self.by_acronym[name_key(body.name)].add(body.id)
            for name in (body.name, *body.other_names):
                words = name_words(name)
                if not words or (is_acronym(name) and name != body.name):
                    continue
                self.by_name[words].add(body.id)
                if shorter := without_country(words):
                    self.by_name[shorter[0]].add(body.id)
                if name == body.name:
                    self.by_initials[_initials(words)].add((" ".join(words), body.id))

    def bodies_like(self, record: AuthorityRecord) -> set[str]:
        """The ids of the bodies that the record may be."""
        found: set[str] = set()
        for name in record.names:
            words = name_words(name.text)
            if name.kind is NameKind.ACRONYM or is_acronym(name.text):
                found |= self.by_acronym.get(name_key(name.text), set())
            # A record may go on where the body's name ends: "… of the United Nations".
            found |= self.by_name.get(words, set())
            for end in range(_FEWEST_WORDS, len(words)):
                found |= self.by_name.get(words[:end], set())
            if shorter := without_country(words):
                found |= self.by_name.get(shorter[0], set())
            text = " ".join(words)
            found |= {
                body
                for other, body in self.by_initials.get(_initials(words), ())
                if fuzz.ratio(text, other, score_cutoff=CLOSE)
            }
        return found


class _Places:
    """In which countries the places that bodies are said to be at lie."""

    def __init__(self, bodies: Collection[Body]) -> None:
        self.found: dict[str, set[str]] = {
            name_key(place): set()
            for body in bodies
            for place in (*body.places, *body.event_places, *body.settings)
        }

    def note(self, record: AuthorityRecord) -> None:
        """Learn from where a record says it is."""
        if len(record.countries) == 1:
            for place in record.places:
                if (key := name_key(place)) in self.found:
                    self.found[key].add(record.countries[0])


class _Words:
    """In how many countries the words of bodies' names stand in names of bodies."""

    def __init__(self, bodies: Collection[Body]) -> None:
        self._found: dict[str, set[str]] = {
            word: set() for body in bodies for word in telling_words(name_words(body.name))
        }

    def note(self, record: AuthorityRecord) -> None:
        """Learn from the words of a record's name."""
        for word in name_words(record.name):
            if word in self._found:
                self._found[word].update(record.countries)

    def common(self, read: int) -> frozenset[str]:
        """The words that bodies of many countries share; unknown in a small authority."""
        if read < _SMALL_AUTHORITY:
            return frozenset()
        return frozenset(
            word for word, countries in self._found.items() if len(countries) > _MANY_COUNTRIES
        )


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in telling_words(words))
