"""Entities across all articles, and the facts of each article in terms of them."""

from dataclasses import dataclass

from edu_kg.model.claims import (
    EntityKind,
    EventClaim,
    OrganizationKind,
    RelationClaim,
    RoleClaim,
)
from edu_kg.model.identity import IdentityDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One real person, body or place, across all articles.

    ``id`` is stable over runs. ``name`` is the preferred one, ``other_names`` all others.
    """

    id: str
    kind: EntityKind
    name: str
    other_names: tuple[str, ...] = ()
    organization_kind: OrganizationKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The claims of one article with every reference resolved to an entity id."""

    article_url: str
    mentioned: tuple[str, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    events: tuple[EventClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who is who: entities, each article's facts in terms of them, and what was decided."""

    entities: tuple[Entity, ...] = ()
    facts: tuple[Facts, ...] = ()
    decisions: tuple[IdentityDecision, ...] = ()
