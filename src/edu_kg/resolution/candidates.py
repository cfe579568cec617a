"""Which personas of a component are compared: those that share a key, not all with all."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from edu_kg.resolution.blocking import Side, keys_of
from edu_kg.resolution.personas import Persona

At = tuple[int, int]
"""The positions of two personas, the lower one first."""


def candidate_pairs(personas: Sequence[Persona], stratum: str) -> list[At]:
    """Pairs of positions that keys join, each once, in order."""
    sides: dict[str, dict[Side, set[int]]] = defaultdict(lambda: defaultdict(set))
    for at, persona in enumerate(personas):
        # A thousand mentions write a name in a few ways.
        ways = {(s.name, s.aliases, s.acronyms): s for s in persona.observations}
        for seen in ways.values():
            for key in keys_of(seen, stratum):
                sides[key.text][key.side].add(at)
    found: set[At] = set()
    for by_side in sides.values():
        found.update(combinations(sorted(by_side[Side.EQUAL]), 2))
        found.update(
            in_order(short, full)
            for short in by_side[Side.SHORT]
            for full in by_side[Side.FULL]
            if short != full
        )
    return sorted(found)


def in_order(one: int, other: int) -> At:
    """The two positions, the lower one first."""
    return (one, other) if one < other else (other, one)
