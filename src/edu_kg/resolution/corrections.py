"""What people settled, found again among the observations of a state."""

from collections.abc import Iterable

from edu_kg.model import Constraints, Designation
from edu_kg.resolution.matching import Pins, Ref, Sides
from edu_kg.resolution.sketches import EntitySketch
from edu_kg.resolution.state import State
from edu_kg.text import name_key


def pins_of(constraints: Constraints, state: State) -> Pins:
    """The pins that the constraints are, in a state that nobody corrected.

    A constraint of which a side is not there gives none.
    """
    same = tuple(_sides(constraints.same, state))
    different = tuple(_sides(constraints.different, state))
    pairs = (*constraints.same, *constraints.different)
    apart = {ref for pair in pairs for one in pair if one.article_url for ref in _find(one, state)}
    return Pins(same, different, frozenset(apart))


def _sides(pairs: Iterable[tuple[Designation, Designation]], state: State) -> Iterable[Sides]:
    for first, second in sorted(pairs, key=str):
        sides = tuple(_find(first, state)), tuple(_find(second, state))
        if all(sides):
            yield sides


def _find(designation: Designation, state: State) -> list[Ref]:
    """The observations that are meant: all of an entity, or one of an article."""
    url, wanted = designation.article_url, designation.entity
    if url is None:
        return state.refs_of(wanted)
    for article in state.sketches([url]):
        for fits in (_has_key, _has_name, _has_alias):
            found = [(url, entity.key) for entity in article.entities if fits(entity, wanted)]
            if found:
                return found[:1]
    return []


def _has_key(entity: EntitySketch, wanted: str) -> bool:
    return entity.key == wanted


def _has_name(entity: EntitySketch, wanted: str) -> bool:
    return name_key(entity.name) == name_key(wanted)


def _has_alias(entity: EntitySketch, wanted: str) -> bool:
    return name_key(wanted) in map(name_key, entity.aliases)
