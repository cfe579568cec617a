"""What resolution needs of an article's claims, and keeps of them: names and ties, no words."""

from dataclasses import dataclass

from edu_kg.model import Claims, EntityKind, MentionForm, OrganizationKind


@dataclass(frozen=True, slots=True)
class EntitySketch:
    """The names of one entity of an article."""

    key: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    acronyms: tuple[str, ...]
    organization_kind: OrganizationKind | None


@dataclass(frozen=True, slots=True)
class Sketch:
    """One article as resolution sees it; all references are entity keys.

    ``roles`` are (person, title, body), ``stands_for`` (person, body), ``relations`` (subject,
    predicate, object); ``years`` those of its events.
    """

    url: str
    entities: tuple[EntitySketch, ...]
    roles: tuple[tuple[str, str, str], ...]
    stands_for: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, str, str], ...]
    years: tuple[int, ...]


def sketch(claims: Claims) -> Sketch:
    """The sketch of an article's claims.

    Raises KeyError where a claim refers to an entity that the article does not have.
    """
    keys = {entity.key for entity in claims.entities}
    return Sketch(
        url=claims.article_url,
        entities=tuple(
            EntitySketch(
                key=entity.key,
                kind=entity.kind,
                name=entity.name,
                aliases=entity.aliases,
                acronyms=tuple(
                    sorted({m.text for m in entity.mentions if m.form is MentionForm.ACRONYM})
                ),
                organization_kind=entity.organization_kind,
            )
            for entity in claims.entities
        ),
        roles=tuple(
            sorted(
                {
                    (role.person, role.title, role.organization)
                    for role in claims.roles
                    if role.organization in keys
                }
            )
        ),
        stands_for=tuple(
            sorted(
                {
                    (part.entity, part.on_behalf_of)
                    for event in claims.events
                    for part in event.participants
                    if part.on_behalf_of in keys
                }
            )
        ),
        relations=tuple(
            sorted({(r.subject, r.predicate.value, r.object) for r in claims.relations})
        ),
        years=tuple(sorted({e.start.year for e in claims.events if e.start is not None})),
    )
