"""The identity of each entity of each article: equal identities are one real thing.

What decides, in this order, and never anything the order of articles could change:

* a person is known by a full name; a family name alone is somebody of that article only;
* a body known only by an acronym is the one body that some article spells out with it, if
  exactly one does;
* a unit ("Faculty of Arts") is known by its name and the body it is part of, or, where no text
  says of which, by its name and the site that speaks of it;
* every other body, and every place, is known by its name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from edu_kg.model import (
    Claims,
    EntityClaim,
    EntityKind,
    MentionForm,
    OrganizationKind,
    Predicate,
)
from edu_kg.text import digest, fold_words, name_key

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.\-]{1,9}")
_SLUG = re.compile(r"[a-z0-9]+")
_SLUG_WORDS = 6

# Heads that very many bodies have a unit or office of: the name alone says too little.
_GENERIC_UNIT = re.compile(
    r"(?:the )?(?:(?:school|faculty|department|college|division|section|centre|center|institute) of"
    r"|office of|secretariat|library|press|graduate school|board of|council of|senate)\b"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What an entity is known by: its kind, the key of its name, and what narrows that down."""

    kind: EntityKind
    key: str
    scope: str = ""

    @property
    def id(self) -> str:
        """A stable, readable id: kind, words of the name, digest.

        >>> Identity(EntityKind.PLACE, "dar es salaam").id
        'place/dar-es-salaam-b9d46cc685'
        """
        words = [word for word in self.key.split() if _SLUG.fullmatch(word)][:_SLUG_WORDS]
        mark = digest(self.kind, self.key, self.scope)[:10]
        return f"{self.kind}/{'-'.join([*words, mark])}"


def identify(claims: Sequence[Claims]) -> dict[tuple[str, str], Identity]:
    """The identity of every entity, by article address and entity key.

    The result is the same for the articles in any order.
    """
    spelled_out = _spelled_out(claims)
    found: dict[tuple[str, str], Identity] = {}
    for article in claims:
        entities = {entity.key: entity for entity in article.entities}
        parents = _parents(article, entities)
        for entity in article.entities:
            identity = _identity(entity, article.article_url, entities, parents)
            if entity.kind is EntityKind.ORGANIZATION and _is_acronym(entity.name):
                meant = spelled_out.get(name_key(entity.name), frozenset())
                if len(meant) == 1:
                    (identity,) = meant
            found[article.article_url, entity.key] = identity
    return found


def _identity(
    entity: EntityClaim,
    url: str,
    entities: Mapping[str, EntityClaim],
    parents: Mapping[str, str],
) -> Identity:
    key = name_key(entity.name) or entity.name
    if entity.kind is EntityKind.PERSON and len(fold_words(entity.name)) < 2:
        return Identity(entity.kind, key, scope=url)
    if _is_generic_unit(entity):
        parent = parents.get(entity.key)
        scope = name_key(entities[parent].name) if parent else urlsplit(url).netloc
        return Identity(entity.kind, key, scope=scope)
    return Identity(entity.kind, key)


def _is_generic_unit(entity: EntityClaim) -> bool:
    return (
        entity.kind is EntityKind.ORGANIZATION
        and entity.organization_kind in {None, OrganizationKind.UNIT, OrganizationKind.OTHER}
        and _GENERIC_UNIT.match(name_key(entity.name)) is not None
    )


def _is_acronym(name: str) -> bool:
    return _ACRONYM.fullmatch(name) is not None


def _parents(article: Claims, entities: Mapping[str, EntityClaim]) -> dict[str, str]:
    """Unit to the body the article says it is part of, where it says one only."""
    found: dict[str, set[str]] = defaultdict(set)
    for relation in article.relations:
        if relation.predicate is Predicate.SUB_ORGANIZATION_OF and relation.object in entities:
            found[relation.subject].add(relation.object)
    return {unit: next(iter(bodies)) for unit, bodies in found.items() if len(bodies) == 1}


def _spelled_out(claims: Iterable[Claims]) -> dict[str, frozenset[Identity]]:
    """Acronym to the bodies that some article names in full together with it."""
    found: dict[str, set[Identity]] = defaultdict(set)
    for article in claims:
        entities = {entity.key: entity for entity in article.entities}
        parents = _parents(article, entities)
        for entity in article.entities:
            if entity.kind is not EntityKind.ORGANIZATION or _is_acronym(entity.name):
                continue
            acronyms = {m.text for m in entity.mentions if m.form is MentionForm.ACRONYM}
            acronyms |= {alias for alias in entity.aliases if _is_acronym(alias)}
            for acronym in acronyms:
                identity = _identity(entity, article.article_url, entities, parents)
                found[name_key(acronym)].add(identity)
    return {acronym: frozenset(bodies) for acronym, bodies in found.items()}
