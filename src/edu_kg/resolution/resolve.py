"""Claims of all articles to entities and facts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from edu_kg.model import (
    Claims,
    Constraints,
    Entity,
    EntityClaim,
    EventClaim,
    Facts,
    OrganizationKind,
    ParticipationClaim,
    Quote,
    RelationClaim,
    Resolution,
    RoleClaim,
)
from edu_kg.resolution.constraints import constrain
from edu_kg.resolution.identity import Identity, identify
from edu_kg.text import fold_words

Fact = TypeVar("Fact", RoleClaim, RelationClaim, ParticipationClaim)
Rename = Callable[[str], str]

_NONE = Constraints()


def resolve(claims: Iterable[Claims], constraints: Constraints = _NONE) -> Resolution:
    """The entities behind all the claims, and each article's facts about them.

    The same for the articles in any order; entities are sorted by id, facts by article address.
    What people settled in ``constraints`` goes before what names tell.
    """
    ordered = sorted(claims, key=lambda article: article.article_url)
    identities = constrain(identify(ordered), ordered, constraints)
    known: dict[Identity, _Names] = defaultdict(_Names)
    for article in ordered:
        for entity in article.entities:
            known[identities[article.article_url, entity.key]].add(entity)
    return Resolution(
        entities=tuple(
            names.entity(identity)
            for identity, names in sorted(known.items(), key=lambda item: item[0].id)
        ),
        facts=tuple(_facts(article, identities) for article in ordered),
    )


@dataclass(slots=True)
class _Names:
    """The names of one entity, counted over the articles."""

    full: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)
    kinds: Counter[OrganizationKind] = field(default_factory=Counter)

    def add(self, claim: EntityClaim) -> None:
        self.full[claim.name] += 1
        self.others.update(claim.aliases)
        if claim.organization_kind is not None:
            self.kinds[claim.organization_kind] += 1

    def entity(self, identity: Identity) -> Entity:
        # The most words first: "OUC" may be commoner than the name it stands for.
        name = min(self.full, key=lambda n: (-len(fold_words(n)), -self.full[n], -len(n), n))
        kind = min(self.kinds, key=lambda k: (-self.kinds[k], k)) if self.kinds else None
        return Entity(
            id=identity.id,
            kind=identity.kind,
            name=name,
            other_names=tuple(sorted((set(self.full) | self.others) - {name})),
            organization_kind=kind,
        )


def _facts(article: Claims, identities: Mapping[tuple[str, str], Identity]) -> Facts:
    def rename(key: str) -> str:
        return identities[article.article_url, key].id

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
