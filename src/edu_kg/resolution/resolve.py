"""Claims of all articles to entities, facts and decisions, in one go."""

from collections.abc import Iterable

from edu_kg.model import Claims, Constraints, Resolution
from edu_kg.resolution.corrections import pins_of
from edu_kg.resolution.engine import Resolver
from edu_kg.resolution.facts import facts_of
from edu_kg.resolution.state import State

_NONE = Constraints()


def resolve(claims: Iterable[Claims], constraints: Constraints = Constraints()) -> Resolution:  # noqa: B008  frozen, empty
    """The entities behind all the claims, each article's facts about them, and what was decided.

    The same for the articles in any order; entities and decisions are sorted by id, facts by
    article address. ``constraints`` go before what the scores say; those that speak of what is not
    there are left out.
    """
    ordered = sorted(claims, key=lambda article: article.article_url)
    state = State.in_memory()
    Resolver(state).update(ordered)
    pins = pins_of(constraints, state)
    if pins.same or pins.different:
        state = State.in_memory()
        Resolver(state, pins).update(ordered)
    resolution = Resolution(
        entities=tuple(state.entities()),
        facts=tuple(facts_of(article, state.ids(article.article_url)) for article in ordered),
        decisions=tuple(state.decisions()),
    )
    state.close()
    return resolution
