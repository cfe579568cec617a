"""Pairs of personas that may name one thing, each with what speaks for and against it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from edu_kg.resolution.candidates import At, in_order
from edu_kg.resolution.evidence import Features, compare, relate
from edu_kg.resolution.name_relations import NameRelation
from edu_kg.resolution.observations import Stratum
from edu_kg.resolution.personas import Persona
from edu_kg.resolution.scoring import AMBIGUOUS, VETO, Weights, score
from edu_kg.resolution.surroundings import Surroundings

# A pair that so much speaks against is in no group, whatever joins each of them to a third.
_FORBIDDING = -5.0
# By so much a reading of a short form must be likelier than the next one.
_MARGIN = 0.7

Names = Callable[[int, int], NameRelation | None]
"""How the names of two personas, the lower position first, may name one thing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two personas, by position, that may be one, and what speaks for and against it."""

    first: int
    second: int
    features: Features
    score: float


def score_pairs(
    personas: Sequence[Persona],
    stratum: str,
    candidates: Iterable[At],
    around: Surroundings,
    weights: Weights,
) -> list[Pair]:
    """Those of the candidates whose names may name one thing, with their scores."""
    found = []
    for first, second in candidates:
        a, b = personas[first], personas[second]
        relation = relate(a, b, stratum)
        features = None if relation is None else compare(a, b, relation, stratum, around)
        if features is not None:
            found.append(Pair(first, second, features, score(features, weights)))
    return found


def name_relations(personas: Sequence[Persona], stratum: str) -> Names:
    """Tells how the names of two personas may name one thing."""

    @cache
    def names(first: int, second: int) -> NameRelation | None:
        return relate(personas[first], personas[second], stratum)

    return names


def doubtful(pairs: Sequence[Pair], names: Names) -> set[At]:
    """The readings of short forms that another one, of something else, is about as likely as."""
    found: set[At] = set()
    readings: dict[int, list[tuple[int, Pair]]] = defaultdict(list)
    for pair in pairs:
        if AMBIGUOUS in pair.features and pair.score >= -_MARGIN:
            readings[pair.first].append((pair.second, pair))
            readings[pair.second].append((pair.first, pair))
    for choices in readings.values():
        for (one, likely), (other, rival) in permutations(choices, 2):
            if likely.score < rival.score + _MARGIN and names(*in_order(one, other)) is None:
                found.add((likely.first, likely.second))
    return found


def forbids(pair: Pair, stratum: str) -> bool:
    """Whether the two may be in no group: two people beside each other in one article are two.

    People move from body to body, so that other ties speak against, but forbid nothing.
    """
    return VETO in pair.features if stratum == Stratum.PEOPLE else pair.score <= _FORBIDDING
