"""One component: who is who among the observations that share keys, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from edu_kg.model import Entity, IdentityDecision
from edu_kg.resolution.body_names import is_acronym
from edu_kg.resolution.candidates import candidate_pairs, in_order
from edu_kg.resolution.clustering import Edge, cluster
from edu_kg.resolution.decisions import Decisions
from edu_kg.resolution.evidence import Features, compare
from edu_kg.resolution.name_relations import NameRelation
from edu_kg.resolution.naming import describe, identities
from edu_kg.resolution.observations import Observation, Stratum
from edu_kg.resolution.pairs import Names, Pair, doubtful, forbids, name_relations, score_pairs
from edu_kg.resolution.personas import Persona, absorb, copy_of, make_persona, make_personas
from edu_kg.resolution.scoring import Weights, score
from edu_kg.resolution.surroundings import Bond, Surroundings, survey

Ref = tuple[str, str]

_FORCED, _UNSPLIT = 2e9, 1e9

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


def match(
    observations: Iterable[Observation],
    stratum: str,
    bond: Bond,
    weights: Weights,
    pins: Pins = Pins(),
) -> Matched:
    """Who is who in a component; the same for the observations in any order."""
    personas, split = _split(make_personas(observations, stratum), pins)
    candidates = candidate_pairs(personas, stratum)
    around = survey(personas, stratum, candidates, bond)
    pairs = score_pairs(personas, stratum, candidates, around, weights)
    at = {seen.ref: i for i, persona in enumerate(personas) for seen in persona.observations}
    same, different = _positions(pins.same, at), _positions(pins.different, at)
    settled = frozenset({*same, *different})
    names = name_relations(personas, stratum)
    unsure = doubtful(pairs, names)
    edges = [Edge(p.first, p.second, p.score) for p in pairs if (p.first, p.second) not in unsure]
    edges += [Edge(*pair, _FORCED, is_certain=True) for pair in sorted(same)]
    edges += [Edge(*pair, _UNSPLIT, is_certain=True) for pair in split]
    forbidden = {(p.first, p.second) for p in pairs if forbids(p, stratum)} - settled
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
    told = Decisions(personas, ids, weights, settled)
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
        at = in_order(edge.first, edge.second)
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
                found = self._names(*in_order(one, other))
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


def _positions(pairs: Iterable[Sides], at: Mapping[Ref, int]) -> set[tuple[int, int]]:
    """The pairs of personas that the settled pairs of observations stand for."""
    return {
        in_order(first, second)
        for sides in pairs
        for first, second in product(*({at[ref] for ref in side if ref in at} for side in sides))
        if first != second
    }


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
    return made, [in_order(at[p.id], at[of.id]) for p, of in found if of is not None]
