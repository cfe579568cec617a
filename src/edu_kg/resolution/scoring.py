"""Weights of features, as fitted on made articles, and reasons in words."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from edu_kg.model import Reason
from edu_kg.resolution.evidence import Features

Weights = Mapping[str, float]

# What no score outweighs: an article that tells both, two persons beside each other.
VETO = "told_apart"
# A short form that may stand for several: one must be clearly likelier.
AMBIGUOUS = "several_readings"

_WORDS = MappingProxyType(
    {
        "name_same": "the same name",
        "name_reordered": "the same name in another order or with other gaps",
        "name_initials": "the initials fit the full name",
        "name_dropped": "the same name without a middle or second family name",
        "name_similar": "the name in another spelling",
        "name_inverted": "the same words turned round",
        "name_alias": "a text gives the one as another name of the other",
        "acronym_defined": "a text gives the acronym with the full name",
        "acronym_spelled": "the acronym has the initials of the name",
        "shared_tie": "tied to the same body",
        "tie_in_company": "the body of the one is named together with the other",
        "tie_not_named": "the body of the one is never named with the other, though others are",
        "ties_met": "the body of the one is named together with the other, who has another",
        "ties_subOrganizationOf": "the body of the one is part of the other's",
        "ties_successorOf": "the body of the one grew out of the other's",
        "ties_cooperatesWith": "their bodies work together",
        "namesake_ties": "tied to bodies of one name",
        "torn": "named together with the bodies of several of that name",
        "other_ties": "tied to different bodies",
        "same_site": "told on the same site",
        "shared_people": "met with the same person",
        "several_shared_people": "met with several people in common",
        "shared_company": "named together with the same body",
        "several_shared_company": "named together with several bodies in common",
        "shared_places": "named together with the same place",
        "common_name": "very many people are called so",
        "rare_name": "few people are called so",
        "many_bearers": "several people of the name hold posts",
        "only_bearer": "nobody else of the name is tied to a body",
        "posts_at_once": "head of different bodies in the same year",
        "several_readings": "the short form may stand for several",
        "shared_seat": "in the same place",
        "other_seats": "in different places",
        "shared_partners": "working together with the same body",
        "shared_officers": "people of the same names speak for them",
        "several_bearers": "several bodies are called so",
        "shared_acronym": "the same acronym",
        "other_acronyms": "different acronyms",
        "other_kinds": "different kinds of body",
        "met_by_each_other": "named beside a body of the other name",
        "told_apart": "an article tells the two apart",
    }
)
"""Every feature in words."""

FEATURES = tuple(_WORDS)
"""The names of all features."""


@cache
def load_weights() -> Mapping[str, Weights]:
    """The weights of each stratum, read once a process."""
    text = files("edu_kg.resolution").joinpath("weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def score(features: Features, weights: Weights) -> float:
    """The sum of the weights and the bias, to the digits that weights are given with."""
    return round(weights["bias"] + sum(weights.get(feature, 0.0) for feature in features), 3)


def reasons(features: Features, weights: Weights) -> tuple[Reason, ...]:
    """The features in words, the weightiest first."""
    told = [
        Reason(feature=feature, text=_WORDS[feature], weight=weight, articles=articles)
        for feature, articles in features.items()
        if (weight := weights.get(feature, 0.0))
    ]
    return tuple(sorted(told, key=lambda reason: (-abs(reason.weight), reason.feature)))
