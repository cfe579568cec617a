"""One component: who is who among the observations that share keys, and why."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations, product

from edu_kg.model import Entity, IdentityDecision, Outcome
from edu_kg.resolution.blocking import Side, keys_of
from edu_kg.resolution.body_names import is_acronym
from edu_kg.resolution.clustering import Edge, cluster
from edu_kg.resolution.evidence import (
    Bond,
    Features,
    Surroundings,
    compare,
    relate,
    survey,
)
from edu_kg.resolution.name_relations import NameRelation
from edu_kg.resolution.naming import describe, identities
from edu_kg.resolution.observations import Observation, Stratum
from edu_kg.resolution.personas import Persona, absorb, copy_of, make_persona, make_personas
from edu_kg.resolution.scoring import AMBIGUOUS, VETO, Weights, reasons, score
from edu_kg.text import digest

Ref = tuple[str, str]

_FORCED, _UNSPLIT = 2e9, 1e9
# A pair that so much speaks against is in no group, whatever joins each of them to a third.
_FORBIDDING = -5.0
# So many of the things that one was kept apart from are told, the likeliest first.
_MOST_REFUSALS = 5
# By so much a reading of a short form must be likelier than the next one.
_MARGIN = 0.7

Names = Callable[[int, int], NameRelation | None]
"""How the names of two personas, the lower position first, may name one thing."""
_BY_PEOPLE = "a correction"


Sides = tuple[tuple[Ref, ...], tuple[Ref, ...]]


@dataclass(frozen=True, slots=True)
class Pins:
    """What people settled, in terms of observations: pairs of one or many on either side.

    ``apart`` are observations that people speak of one by one, whatever they agree in.
    """

    same: tuple[Sides, ...] = ()
    different: tuple[Sides, ...] = ()
    apart: frozenset[Ref] = frozenset()


@dataclass(frozen=True, slots=True)
class Matched:
    """The things of a component, each with its observations, and the decisions."""

    things: tuple[tuple[Entity, tuple[Ref, ...]], ...]
    decisions: tuple[IdentityDecision, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two personas, by position, that may be one, and what speaks for and against it."""

    first: int
    second: int
    features: Features
    score: float


def match(
    observations: Iterable[Observation],
    stratum: str,
    bond: Bond,
    weights: Weights,
    pins: Pins = Pins(),
) -> Matched:
    """Who is who in a component; the same for the observations in any order."""
    personas, split = _split(make_personas(observations, stratum), pins)
    around = survey(personas, stratum, bond)
    pairs = _scored(personas, stratum, around, weights)
    at = {seen.ref: i for i, persona in enumerate(personas) for seen in persona.observations}
    same, different = _positions(pins.same, at), _positions(pins.different, at)
    settled = frozenset({*same, *different})
    names = _name_relations(personas, stratum)
    doubtful = _doubtful(pairs, names)
    edges = [Edge(p.first, p.second, p.score) for p in pairs if (p.first, p.second) not in doubtful]
    edges += [Edge(*pair, _FORCED, is_certain=True) for pair in sorted(same)]
    edges += [Edge(*pair, _UNSPLIT, is_certain=True) for pair in split]
    forbidden = {(p.first, p.second) for p in pairs if _forbids(p, stratum)} - settled
    judge = _Judge(personas, stratum, names, around, weights)
    positions = cluster(len(personas), edges, forbidden | different, judge)
    groups = [
        sorted((seen for i in group for seen in personas[i].observations), key=lambda s: s.ref)
        for group in positions
    ]
    entities = [
        describe(identity, group)
        for identity, group in zip(identities(groups, stratum), groups, strict=True)
    ]
    ids = {i: e.id for group, e in zip(positions, entities, strict=True) for i in group}
    told = _Decisions(personas, ids, weights, settled)
    return Matched(
        tuple(
            (entity, tuple(seen.ref for seen in group))
            for entity, group in zip(entities, groups, strict=True)
        ),
        told.tell(pairs, judge.joined),
    )


class _Judge:
    """Compares groups of personas by what they show together, and notes why they were joined."""

    def __init__(
        self,
        personas: Sequence[Persona],
        stratum: str,
        names: Names,
        around: Surroundings,
        weights: Weights,
    ) -> None:
        self._personas = personas
        self._stratum = stratum
        self._names = names
        self._around = around
        self._weights = weights
        self._whole: dict[int, Persona] = {}
        self._members: dict[int, list[int]] = {}
        self.joined: list[Pair] = []

    def score(self, first: int, second: int) -> float | None:
        features = self._compare(first, second)
        return None if features is None else score(features, self._weights)

    def join(self, first: int, second: int, edge: Edge) -> None:
        features = {} if edge.is_certain else self._compare(first, second) or {}
        at = _pair(edge.first, edge.second)
        self.joined.append(Pair(*at, features, score(features, self._weights) if features else 0.0))
        whole = self._whole.setdefault(first, copy_of(self._personas[first]))
        absorb(whole, self._whole.pop(second, self._personas[second]))
        members = self._members.setdefault(first, [first])
        members += self._members.pop(second, [second])

    def _compare(self, first: int, second: int) -> Features | None:
        relation = self._relation(first, second)
        if relation is None:
            return None
        one = self._whole.get(first, self._personas[first])
        other = self._whole.get(second, self._personas[second])
        return compare(one, other, relation, self._stratum, self._around)

    def _relation(self, first: int, second: int) -> NameRelation | None:
        """The weightiest relation between names of the two groups; None where any two differ."""
        best: NameRelation | None = None
        for one in self._members.get(first, (first,)):
            for other in self._members.get(second, (second,)):
                found = self._names(*_pair(one, other))
                if found is None and not self._is_short_form_of_other(one, other):
                    return None
                if found is not None and (best is None or self._rank(found) > self._rank(best)):
                    best = found
        return best

    def _is_short_form_of_other(self, one: int, other: int) -> bool:
        """Whether one is an acronym: of "Hill University" it is HU, and of its other form UH."""
        return self._stratum == Stratum.BODIES and (
            is_acronym(self._personas[one].name) != is_acronym(self._personas[other].name)
        )

    def _rank(self, relation: NameRelation) -> tuple[float, str]:
        return self._weights.get(relation.value, 0.0), relation.value


def score_pairs(
    personas: Sequence[Persona], stratum: str, bond: Bond, weights: Weights
) -> list[Pair]:
    """The pairs of personas that share a key and whose names may name one thing."""
    return _scored(personas, stratum, survey(personas, stratum, bond), weights)


def _scored(
    personas: Sequence[Persona], stratum: str, around: Surroundings, weights: Weights
) -> list[Pair]:
    found = []
    for first, second in _candidates(personas, stratum):
        a, b = personas[first], personas[second]
        relation = relate(a, b, stratum)
        if relation is not None:
            features = compare(a, b, relation, stratum, around)
            found.append(Pair(first, second, features, score(features, weights)))
    return found


def _candidates(personas: Sequence[Persona], stratum: str) -> Iterator[tuple[int, int]]:
    """Pairs of positions that keys join, each once, in order."""
    sides: dict[str, dict[Side, set[int]]] = defaultdict(lambda: defaultdict(set))
    for at, persona in enumerate(personas):
        # A thousand mentions write a name in a few ways.
        ways = {(s.name, s.aliases, s.acronyms): s for s in persona.observations}
        for seen in ways.values():
            for key in keys_of(seen, stratum):
                sides[key.text][key.side].add(at)
    found: set[tuple[int, int]] = set()
    for by_side in sides.values():
        found.update(combinations(sorted(by_side[Side.EQUAL]), 2))
        found.update(
            _pair(short, full)
            for short in by_side[Side.SHORT]
            for full in by_side[Side.FULL]
            if short != full
        )
    return iter(sorted(found))


def _positions(pairs: Iterable[Sides], at: Mapping[Ref, int]) -> set[tuple[int, int]]:
    """The pairs of personas that the settled pairs of observations stand for."""
    return {
        _pair(first, second)
        for sides in pairs
        for first, second in product(*({at[ref] for ref in side if ref in at} for side in sides))
        if first != second
    }


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _name_relations(personas: Sequence[Persona], stratum: str) -> Names:
    """Tells how the names of two personas may name one thing."""

    @cache
    def names(first: int, second: int) -> NameRelation | None:
        return relate(personas[first], personas[second], stratum)

    return names


def _doubtful(pairs: Sequence[Pair], names: Names) -> set[tuple[int, int]]:
    """The readings of short forms that another one, of something else, is about as likely as."""
    found: set[tuple[int, int]] = set()
    readings: dict[int, list[tuple[int, Pair]]] = defaultdict(list)
    for pair in pairs:
        if AMBIGUOUS in pair.features and pair.score >= -_MARGIN:
            readings[pair.first].append((pair.second, pair))
            readings[pair.second].append((pair.first, pair))
    for choices in readings.values():
        for (one, likely), (other, rival) in permutations(choices, 2):
            if likely.score < rival.score + _MARGIN and names(*_pair(one, other)) is None:
                found.add((likely.first, likely.second))
    return found


def _forbids(pair: Pair, stratum: str) -> bool:
    """Whether the two may be in no group: two people beside each other in one article are two.

    People move from body to body, so that other ties speak against, but forbid nothing.
    """
    return VETO in pair.features if stratum == Stratum.PEOPLE else pair.score <= _FORBIDDING


def _split(personas: list[Persona], pins: Pins) -> tuple[list[Persona], list[tuple[int, int]]]:
    """The personas, each observation that people speak of one of its own, and where it was."""
    apart = pins.apart
    found: list[tuple[Persona, Persona | None]] = []
    for persona in personas:
        own = [seen for seen in persona.observations if seen.ref in apart]
        rest = [seen for seen in persona.observations if seen.ref not in apart]
        if not own or (not rest and len(own) == 1):
            found.append((persona, None))
            continue
        remaining = make_persona(rest or own[:1])
        found.append((remaining, None))
        found += [(make_persona([seen]), remaining) for seen in (own if rest else own[1:])]
    found.sort(key=lambda item: item[0].id)
    made = [persona for persona, _ in found]
    at = {persona.id: i for i, persona in enumerate(made)}
    return made, [_pair(at[p.id], at[of.id]) for p, of in found if of is not None]


@dataclass(frozen=True, slots=True)
class _Decisions:
    """Turns pairs into decisions; ``settled`` are the pairs that people spoke of."""

    personas: Sequence[Persona]
    ids: Mapping[int, str]
    weights: Weights
    settled: Collection[tuple[int, int]]

    def tell(self, pairs: Iterable[Pair], joined: Iterable[Pair]) -> tuple[IdentityDecision, ...]:
        """The pairs that made the groups, and the likeliest between groups, by id."""
        by_position = {(pair.first, pair.second): pair for pair in pairs}
        chosen = []
        for pair in joined:
            position = (pair.first, pair.second)
            known = pair if pair.features else by_position.get(position, pair)
            if known.features or position in self.settled:
                chosen.append(known)
        chosen += self._refused(by_position.values())
        for position in sorted(self.settled):
            first, second = position
            if self.ids[first] != self.ids[second] and position not in by_position:
                chosen.append(Pair(first, second, {}, 0.0))
        told = {decision.id: decision for decision in map(self._decision, chosen)}
        return tuple(told[key] for key in sorted(told))

    def _refused(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Of the pairs between two things the likeliest, and of these few for each thing."""
        best: dict[tuple[str, str], Pair] = {}
        for pair in sorted(pairs, key=self._likeliest_first):
            first, second = sorted((self.ids[pair.first], self.ids[pair.second]))
            if first != second:
                best.setdefault((first, second), pair)
        told: dict[str, int] = defaultdict(int)
        kept = []
        for (first, second), pair in best.items():
            is_settled = (pair.first, pair.second) in self.settled
            if is_settled or min(told[first], told[second]) < _MOST_REFUSALS:
                kept.append(pair)
                told[first] += 1
                told[second] += 1
        return kept

    def _likeliest_first(self, pair: Pair) -> tuple[float, int, int]:
        return -pair.score, pair.first, pair.second

    def _decision(self, pair: Pair) -> IdentityDecision:
        first, second = self.personas[pair.first], self.personas[pair.second]
        ids = self.ids[pair.first], self.ids[pair.second]
        merged = ids[0] == ids[1]
        settled_by = _BY_PEOPLE if (pair.first, pair.second) in self.settled else None
        if not merged and settled_by is None and pair.score >= 0:
            settled_by = (
                "an article tells them apart"
                if VETO in pair.features
                else "what speaks against others of the name"
            )
        return IdentityDecision(
            id=f"decision/{digest(first.id, second.id)}",
            first=ids[0],
            second=ids[1],
            first_name=first.name,
            second_name=second.name,
            outcome=Outcome.MERGED if merged else Outcome.KEPT_APART,
            score=pair.score,
            reasons=reasons(pair.features, self.weights),
            settled_by=settled_by,
        )
