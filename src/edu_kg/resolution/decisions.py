"""Pairs of personas as decisions: what was joined, what was not, and why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from edu_kg.model import IdentityDecision, Outcome
from edu_kg.resolution.pairs import Pair
from edu_kg.resolution.personas import Persona
from edu_kg.resolution.scoring import VETO, Weights, reasons
from edu_kg.text import digest

# So many of the things that one was kept apart from are told, the likeliest first.
_MOST_REFUSALS = 5
_BY_PEOPLE = "a correction"


@dataclass(frozen=True, slots=True)
class Decisions:
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
