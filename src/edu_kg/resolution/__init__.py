"""Who is who: the claims of all articles in, entities and facts out, in any order."""

from edu_kg.resolution.corrections import pins_of
from edu_kg.resolution.engine import Changes, Resolver
from edu_kg.resolution.facts import facts_of
from edu_kg.resolution.matching import Pins
from edu_kg.resolution.resolve import resolve
from edu_kg.resolution.scoring import FEATURES
from edu_kg.resolution.settling import EntityOf, Settling
from edu_kg.resolution.state import State

__all__ = [
    "FEATURES",
    "Changes",
    "EntityOf",
    "Pins",
    "Resolver",
    "Settling",
    "State",
    "facts_of",
    "pins_of",
    "resolve",
]
