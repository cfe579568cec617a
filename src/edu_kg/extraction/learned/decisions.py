"""Whether something is believed: what speaks for it, weighed by a logistic regression.

The weights are fitted on articles that the network has not learned from
(``python -m training.facts.decide``): a likelihood says how often such things are right.
"""

import functools
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("roles.toml")
"""The fitted weights that the package ships."""

Evidence = Mapping[str, float]
"""What speaks for something, by name."""

_LEAST_PROBABILITY = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A logistic regression, and the likelihood from which on something is believed."""

    least: float
    bias: float
    weights: Mapping[str, float]

    def likelihood(self, evidence: Evidence) -> float:
        """Give how likely something is right.

        >>> Decision(least=0.5, bias=-1.0, weights={"said": 1.0}).likelihood({"said": 1.0})
        0.5
        """
        return 1 / (
            1 + math.exp(-self.bias - sum(w * evidence[n] for n, w in self.weights.items()))
        )

    def believes(self, evidence: Evidence) -> bool:
        """Whether it is likely enough."""
        return self.likelihood(evidence) > self.least


def parse_decision(text: str) -> Decision:
    """Give the decision of a table."""
    return Decision(**tomllib.loads(text))


@functools.cache
def load_role_decision() -> Decision:
    """Give the shipped decision on roles, read once."""
    return parse_decision(TABLE.read_text(encoding="utf-8"))


def log_odds(probability: float) -> float:
    """Give the logarithm of the odds, bounded.

    >>> log_odds(0.5), round(log_odds(1.0), 2)
    (0.0, 6.91)
    """
    inside = min(max(probability, _LEAST_PROBABILITY), 1 - _LEAST_PROBABILITY)
    return math.log(inside / (1 - inside))


def bounded(value: float, most: float) -> float:
    """Give the value, within these bounds either way."""
    return max(-most, min(value, most))
