"""Which observations may name one thing: keys that two of them must share to be compared."""

import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edu_kg.resolution.body_names import initials, is_acronym, parse_body
from edu_kg.resolution.observations import Observation, Stratum
from edu_kg.resolution.person_names import PersonName, is_pinyin, parse_person, skeleton

_LONGEST_ACRONYM = 8
_FEWEST_CONSONANTS = 5
_FEWEST_SOUNDS = 4


class Side(enum.IntEnum):
    """How an observation bears a key.

    All that bear it as EQUAL may be one; a SHORT form may be any of the FULL ones, but two full
    forms are no more alike for one acronym or initial that fits both.
    """

    EQUAL = 0
    SHORT = 1
    FULL = 2


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A key and the side on which it is borne."""

    text: str
    side: Side = Side.EQUAL


def keys_of(observation: Observation, stratum: str) -> frozenset[Key]:
    """The keys under which an observation is found."""
    if observation.alone:
        return frozenset({Key(f"alone:{observation.article} {observation.form}")})
    if stratum == Stratum.PEOPLE:
        return frozenset(_person_keys(parse_person(observation.name), observation.name))
    if stratum == Stratum.BODIES:
        return frozenset(_body_keys(observation))
    return frozenset({Key(f"n:{observation.form}")})


def components(bearers: Sequence[Iterable[Key]]) -> list[list[int]]:
    """The positions of bearers in groups that no key joins, in order of their first members."""
    groups = list(range(len(bearers)))

    def root(at: int) -> int:
        while groups[at] != at:
            groups[at] = groups[groups[at]]
            at = groups[at]
        return at

    sides: dict[str, dict[Side, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, keys in enumerate(bearers):
        for key in sorted(keys):
            sides[key.text][key.side].append(at)
    for by_side in sides.values():
        joined = [by_side[Side.EQUAL]]
        if by_side[Side.SHORT] and by_side[Side.FULL]:
            joined.append(by_side[Side.SHORT] + by_side[Side.FULL])
        for members in joined:
            for member in members[1:]:
                first, second = sorted((root(members[0]), root(member)))
                groups[second] = first
    found: dict[int, list[int]] = defaultdict(list)
    for at in range(len(bearers)):
        found[root(at)].append(at)
    return list(found.values())


def _person_keys(name: PersonName, written: str) -> Iterator[Key]:
    words = name.words
    if len(words) < 2:  # a family name alone is somebody of that article only
        return
    if name.is_initialled:
        (family,) = (word for word in words if len(word) > 1)
        first = next(word for word in words if len(word) == 1)
        yield Key(f"i:{family} {first}")
        yield Key(f"i:{family} {first}", Side.SHORT)
        return
    full = [word for word in words if len(word) > 1]
    yield Key(f"a:{''.join(sorted(''.join(words)))}")
    yield Key(f"f:{words[0]} {words[-1]}")
    if len(words) > 2 and "-" not in written and not is_pinyin(name):
        # Another middle name, or a second family name, may be left out.
        for word in full[1:]:
            yield Key(f"g:{words[0]} {word}")
    # A second family name may be left out: "María García (López)".
    yield Key(f"p:{words[0]} {words[1]}", Side.FULL if len(words) > 2 else Side.SHORT)
    yield Key(f"i:{words[-1]} {words[0][0]}", Side.FULL)
    yield Key(f"i:{words[0]} {words[1][0]}", Side.FULL)
    if len(words) > 2:
        yield Key(f"i:{words[0]} {words[-1][0]}", Side.FULL)
        yield Key(f"i:{words[-2]} {words[0][0]}", Side.FULL)
        yield Key(f"p:{words[0]} {words[-2]}", Side.FULL)
    if not is_pinyin(name):
        for heard in {tuple(full), (words[0], words[-1])}:
            sounds = sorted(skeleton(word) for word in heard)
            if len("".join(sounds)) >= _FEWEST_SOUNDS:
                yield Key(f"k:{' '.join(sounds)}")


def _body_keys(body: Observation) -> Iterator[Key]:
    name = parse_body(body.name)
    if name.acronym:
        yield Key(f"n:{name.acronym}")
        yield Key(f"c:{name.acronym}", Side.SHORT)
        for alias in body.aliases:
            if not is_acronym(alias):
                yield Key(f"t:{parse_body(alias).turned}", Side.SHORT)
        return
    yield Key(f"t:{name.turned}")
    yield Key(f"t:{name.turned}", Side.FULL)
    for alias in body.aliases:
        if not is_acronym(alias) and len(parse_body(alias).words) > 1:
            yield Key(f"t:{parse_body(alias).turned}", Side.SHORT)
    for acronym in body.acronyms:
        yield Key(f"c:{acronym}", Side.FULL)
    for acronym in sorted(initials(body.name)):
        if len(acronym) <= _LONGEST_ACRONYM:
            yield Key(f"c:{acronym}", Side.FULL)
    longest = max(name.words, key=lambda word: (len(word), word))
    rest = [word for word in name.words if word != longest]
    if len(longest) >= _FEWEST_CONSONANTS and rest:
        yield Key(f"k:{' '.join(rest)} {longest[0]} {skeleton(longest)}")
