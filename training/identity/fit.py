"""Fit the weights of src/edu_kg/resolution/weights.toml on the made articles of the "tune" half.

    python -m training.identity.fit [--seeds N] [--write]

Logistic regression over all pairs of personas of the made worlds, drawn towards the weights in
priors.toml, which say what each feature is there for, and never change sign: what the made
articles do not show keeps its weight. A likeness of names never weighs more than the same name.
A wrong merge costs more than a missed one. The "report" half takes no part. Strata are fitted in
order, each on what those before it come to with the weights just fitted, so that the priors and
the made articles alone decide: the same bytes every time.
"""

import argparse
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from identity_world import World, make_world

from edu_kg.resolution.blocking import components, keys_of
from edu_kg.resolution.candidates import candidate_pairs
from edu_kg.resolution.engine import Resolver
from edu_kg.resolution.observations import Stratum, observe
from edu_kg.resolution.pairs import score_pairs
from edu_kg.resolution.personas import Persona, make_personas
from edu_kg.resolution.scoring import Weights
from edu_kg.resolution.sketches import sketch
from edu_kg.resolution.state import State
from edu_kg.resolution.surroundings import survey

WEIGHTS = Path(__file__).parents[2] / "src" / "edu_kg" / "resolution" / "weights.toml"
PRIORS = Path(__file__).with_name("priors.toml")
HEAD = """\
# What speaks for (above 0) and against (below 0) two names of one form being one person or body.
# The sum with the bias decides: one from 0 up. Fitted by `python -m training.identity.fit`.
"""
# What made articles cannot show, as nobody knows how often it is so in news: kept as it stands.
_KEPT = {
    *("common_name", "rare_name", "many_bearers", "posts_at_once", "ties_cooperatesWith"),
    *("name_inverted", "same_site", "other_acronyms", "other_kinds", "other_ties"),
    *("torn", "several_bearers", "several_readings", "shared_partners"),
}
# Likenesses of names that say no more than the same name does, whatever pairs there were.
_NO_SURER_THAN_THE_SAME = {
    *("name_reordered", "name_initials", "name_dropped", "name_similar", "name_inverted"),
}
_COST_OF_WRONG = 10.0  # against a missed merge
_PULL = 300.0  # towards the priors, in pairs
_CAUTION = 0.0  # taken off every bias: no name is joined on the strength of a hair
SEEDS = 12  # worlds
_STEPS, _RATE = 4000, 0.05

Pairs = list[tuple[frozenset[str], bool]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, show what changes, and write it where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    before = load_priors()
    pairs, after = fit_all(given.seeds)
    for stratum, weights in after.items():
        right = Counter(same for _, same in pairs[stratum])
        print(f"[{stratum}] {right[True]} pairs the same, {right[False]} not")
        for name, weight in weights.items():
            print(f"  {name:24} {before[stratum][name]:6.2f} -> {weight:6.2f}")
    if given.write:
        WEIGHTS.write_text(to_text(after), encoding="utf-8")
    return 0


def load_priors() -> dict[str, Weights]:
    """The weights that the fit starts from, by stratum."""
    found: dict[str, Weights] = tomllib.loads(PRIORS.read_text(encoding="utf-8"))
    return found


def fit_all(seeds: int) -> tuple[dict[str, Pairs], dict[str, Weights]]:
    """The labelled pairs of so many worlds and the weights fitted on them, by stratum."""
    worlds = [make_world("tune", seed) for seed in range(seeds)]
    before = load_priors()
    after = dict(before)
    pairs: dict[str, Pairs] = defaultdict(list)
    for stratum in (Stratum.BODIES, Stratum.UNITS, Stratum.PEOPLE):
        pairs[stratum] = [p for world in worlds for p in labelled_pairs(world, stratum, after)]
        after[stratum] = fit(pairs[stratum], before[stratum])
    return pairs, after


def to_text(weights: Mapping[str, Weights]) -> str:
    """The weights as the file of the package has them."""
    return HEAD + "".join(map(_table, weights.items()))


def labelled_pairs(world: World, stratum: str, weights: Mapping[str, Weights]) -> Pairs:
    """The features of every pair that resolution scores, and whether the two are one."""
    state = State.in_memory()
    Resolver(state, weights=weights).update(world.claims)
    seen = [o for c in world.claims for o in observe(sketch(c), stratum, state.ids(c.article_url))]
    pairs: Pairs = []
    for group in components([keys_of(one, stratum) for one in seen]):
        personas = make_personas([seen[at] for at in group], stratum)
        truth = [_true(persona, world) for persona in personas]
        candidates = candidate_pairs(personas, stratum)
        around = survey(personas, stratum, candidates, state.bond)
        pairs += [
            (frozenset(pair.features), truth[pair.first] == truth[pair.second])
            for pair in score_pairs(personas, stratum, candidates, around, weights[stratum])
        ]
    return pairs


def _true(persona: Persona, world: World) -> str:
    """Who most observations of a persona are."""
    who = Counter(world.truth[seen.ref] for seen in persona.observations)
    return min(who, key=lambda one: (-who[one], one))


def fit(pairs: Pairs, prior: Mapping[str, float]) -> dict[str, float]:
    """The weights that tell the pairs best, near those there were and of the same sign."""
    if not pairs:
        return dict(prior)
    names = list(prior)
    x = np.array([[name == "bias" or name in features for name in names] for features, _ in pairs])
    x = x.astype(np.float64)
    y = np.array([same for _, same in pairs], dtype=np.float64)
    cost = np.where(y > 0, 1.0, _COST_OF_WRONG)
    start: NDArray[np.float64] = np.array([prior[name] for name in names])
    weights = start.copy()
    weaker = [at for at, name in enumerate(names) if name in _NO_SURER_THAN_THE_SAME]
    is_free = np.array([name not in _KEPT for name in names])
    for _ in range(_STEPS):
        slope = x.T @ (cost * (1 / (1 + np.exp(-(x @ weights))) - y)) + _PULL * (weights - start)
        weights -= is_free * _RATE * slope / (1 + x.sum(axis=0) * 0.25 * _COST_OF_WRONG + _PULL)
        weights = np.where(start >= 0, np.maximum(weights, 0), np.minimum(weights, 0))
        weights[weaker] = np.minimum(weights[weaker], weights[names.index("name_same")])
    weights[names.index("bias")] -= _CAUTION
    return {
        name: round(float(weight), 2) + 0.0 for name, weight in zip(names, weights, strict=True)
    }


def _table(item: tuple[str, Mapping[str, float]]) -> str:
    lines = [f"{name} = {weight}\n" for name, weight in item[1].items()]
    return f"\n[{item[0]}]\n{''.join(lines)}"


if __name__ == "__main__":
    sys.exit(main())
