"""Claims of an article to facts: every reference becomes an entity's id."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from edu_kg.model import (
    Claims,
    EventClaim,
    Facts,
    ParticipationClaim,
    Quote,
    RelationClaim,
    RoleClaim,
)
from edu_kg.text import fold_words

Fact = TypeVar("Fact", RoleClaim, RelationClaim, ParticipationClaim)
Rename = Callable[[str], str]


def facts_of(article: Claims, ids: Mapping[str, str]) -> Facts:
    """The facts of an article, given the id of each of its entities.

    What one article states twice of one thing is one fact with both quotes; a relation of a thing
    to itself is none.
    """
    rename = ids.__getitem__
    return Facts(
        article_url=article.article_url,
        mentioned=tuple(sorted({rename(entity.key) for entity in article.entities})),
        roles=_roles(article.roles, rename),
        events=tuple(_event(event, rename) for event in article.events),
        relations=_relations(article.relations, rename),
    )


def _roles(roles: Iterable[RoleClaim], rename: Rename) -> tuple[RoleClaim, ...]:
    found: dict[object, RoleClaim] = {}
    for role in roles:
        organization = None if role.organization is None else rename(role.organization)
        renamed = replace(role, person=rename(role.person), organization=organization)
        _keep(found, (renamed.person, fold_words(role.title), organization), renamed)
    return tuple(found.values())


def _relations(relations: Iterable[RelationClaim], rename: Rename) -> tuple[RelationClaim, ...]:
    found: dict[object, RelationClaim] = {}
    for relation in relations:
        renamed = replace(
            relation, subject=rename(relation.subject), object=rename(relation.object)
        )
        if renamed.subject != renamed.object:
            _keep(found, (renamed.subject, renamed.predicate, renamed.object), renamed)
    return tuple(found.values())


def _event(event: EventClaim, rename: Rename) -> EventClaim:
    found: dict[object, ParticipationClaim] = {}
    for part in event.participants:
        behalf = None if part.on_behalf_of is None else rename(part.on_behalf_of)
        renamed = replace(part, entity=rename(part.entity), on_behalf_of=behalf)
        _keep(found, (renamed.entity, renamed.manner, behalf), renamed)
    return replace(
        event,
        place=None if event.place is None else rename(event.place),
        participants=tuple(found.values()),
    )


def _keep(found: dict[object, Fact], key: object, fact: Fact) -> None:
    """Add the fact, or its words to the same fact that is there already."""
    before = found.get(key)
    if before is None:
        found[key] = fact
    else:
        found[key] = replace(before, evidence=_joined(before.evidence, fact.evidence))


def _joined(first: tuple[Quote, ...], second: tuple[Quote, ...]) -> tuple[Quote, ...]:
    return (*first, *(quote for quote in second if quote not in first))
