"""One component: who is who among the observations that share keys, and why."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations, product

from edu_kg.model import Entity, IdentityDecision, Outcome
from edu_kg.resolution.blocking import Side, keys_of
from edu_kg.resolution.clustering import Clustering, Edge, cluster
from edu_kg.resolution.evidence import Bond, Features, compare, relate, survey
from edu_kg.resolution.naming import describe, identities
from edu_kg.resolution.observations import Observation, Stratum
from edu_kg.resolution.personas import Persona, make_persona, make_personas
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

Fits = Callable[[int, int], bool]
"""Whether the names of two personas, the lower position first, may name one thing."""
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
    pairs = score_pairs(personas, stratum, bond, weights)
    at = {seen.ref: i for i, persona in enumerate(personas) for seen in persona.observations}
    same, different = _positions(pins.same, at), _positions(pins.different, at)
    settled = frozenset({*same, *different})
    fits = _name_fit(personas, stratum)
    doubtful = _doubtful(pairs, fits)
    edges = [
        Edge(p.first, p.second, p.score)
        for p in pairs
        if p.score >= 0 and (p.first, p.second) not in doubtful
    ]
    edges += [Edge(*pair, _FORCED, is_certain=True) for pair in same]
    edges += [Edge(*pair, _UNSPLIT, is_certain=True) for pair in split]
    forbidden = {(p.first, p.second) for p in pairs if _forbids(p, stratum)} - settled
    by_position = {(pair.first, pair.second): pair.score for pair in pairs}

    def scored(first: int, second: int) -> float | None:
        known = by_position.get((first, second))
        return known if known is not None else 0.0 if fits(first, second) else None

    clustering = cluster(len(personas), edges, forbidden | different, scored)
    groups = [
        sorted((seen for i in group for seen in personas[i].observations), key=lambda s: s.ref)
        for group in clustering.groups
    ]
    entities = [
        describe(identity, group)
        for identity, group in zip(identities(groups, stratum), groups, strict=True)
    ]
    ids = {i: e.id for group, e in zip(clustering.groups, entities, strict=True) for i in group}
    told = _Decisions(personas, ids, weights, settled)
    return Matched(
        tuple(
            (entity, tuple(seen.ref for seen in group))
            for entity, group in zip(entities, groups, strict=True)
        ),
        told.tell(pairs, clustering),
    )


def score_pairs(
    personas: Sequence[Persona], stratum: str, bond: Bond, weights: Weights
) -> list[Pair]:
    """The pairs of personas that share a key and whose names may name one thing."""
    around = survey(personas, stratum, bond)
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


def _name_fit(personas: Sequence[Persona], stratum: str) -> Fits:
    """Tells whether the names of two personas may name one thing."""

    @cache
    def fits(first: int, second: int) -> bool:
        return relate(personas[first], personas[second], stratum) is not None

    return fits


def _doubtful(pairs: Sequence[Pair], fits: Fits) -> set[tuple[int, int]]:
    """The readings of short forms that another one, of something else, is about as likely as."""
    found: set[tuple[int, int]] = set()
    readings: dict[int, list[tuple[int, Pair]]] = defaultdict(list)
    for pair in pairs:
        if AMBIGUOUS in pair.features and pair.score >= -_MARGIN:
            readings[pair.first].append((pair.second, pair))
            readings[pair.second].append((pair.first, pair))
    for choices in readings.values():
        for (one, likely), (other, rival) in permutations(choices, 2):
            if likely.score < rival.score + _MARGIN and not fits(*_pair(one, other)):
                found.add((likely.first, likely.second))
    return found


def _forbids(pair: Pair, stratum: str) -> bool:
    """Whether the two may be in no group: two people beside each other in one article are two."""
    return pair.score <= _FORBIDDING or (stratum == Stratum.PEOPLE and VETO in pair.features)


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

    def tell(self, pairs: Iterable[Pair], clustering: Clustering) -> tuple[IdentityDecision, ...]:
        """The pairs that made the groups, and the likeliest between groups, by id."""
        by_position = {(pair.first, pair.second): pair for pair in pairs}
        chosen = []
        for edge in clustering.joined:
            position = (edge.first, edge.second)
            known = by_position.get(position, Pair(*position, {}, 0.0))
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
