"""The claims and articles of a graph without the people who asked to be forgotten."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from edu_kg.corrections.masks import digests_for, mask_names, mask_spans, name_digest
from edu_kg.model import (
    Article,
    Claims,
    EntityClaim,
    EntityKind,
    EventClaim,
    MentionForm,
    Quote,
)
from edu_kg.model.forgotten import Forgotten

_NOWHERE = 2**40
_NAMING = frozenset({MentionForm.NAME, MentionForm.SHORT, MentionForm.ACRONYM})


def forget_people(claims: Claims, forgotten: Forgotten) -> Claims:
    """The claims without those people and every fact about them; the same if applied again.

    An event that nobody else takes part in goes with them. Facts of others stay, with their names
    masked in the words they rest on: all offsets are what they were.
    """
    digests = digests_for(forgotten, claims.article_url)
    if not digests:
        return claims
    salt = forgotten.salt
    lost = [each for each in claims.entities if is_meant(each, salt, digests)]
    mask = _masker(lost, salt, digests)
    keys = {entity.key for entity in lost}

    def masked(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        return tuple(mask(quote) for quote in quotes)

    return replace(
        claims,
        entities=tuple(each for each in claims.entities if each.key not in keys),
        dates=tuple(replace(date, quote=mask(date.quote)) for date in claims.dates),
        roles=tuple(
            replace(
                role,
                evidence=masked(role.evidence),
                tenure_evidence=masked(role.tenure_evidence),
            )
            for role in claims.roles
            if not keys & {role.person, role.organization}
        ),
        events=tuple(
            kept for event in claims.events if (kept := _without(event, keys, mask)) is not None
        ),
        relations=tuple(
            replace(relation, evidence=masked(relation.evidence))
            for relation in claims.relations
            if not keys & {relation.subject, relation.object}
        ),
    )


def mask_article(article: Article, forgotten: Forgotten) -> Article:
    """The article with those people's names masked in what the graph tells of it beside facts."""
    digests = digests_for(forgotten, article.url)
    if not digests:
        return article
    byline = article.byline and mask_names(article.byline, forgotten.salt, digests)
    return replace(article, title=mask_names(article.title, forgotten.salt, digests), byline=byline)


def is_meant(entity: EntityClaim, salt: str, digests: Collection[str]) -> bool:
    """Whether an entity is one of the people whose names have these digests."""
    return entity.kind is EntityKind.PERSON and name_digest(salt, entity.name) in digests


def _masker(
    lost: Iterable[EntityClaim], salt: str, digests: Collection[str]
) -> Callable[[Quote], Quote]:
    """What masks every name of the lost in a quote: where they are mentioned, and where named."""
    spans = {
        (mention.start, mention.end)
        for entity in lost
        for mention in entity.mentions
        if mention.form in _NAMING
    }
    names = sorted({name for entity in lost for name in (entity.name, *entity.aliases) if name})
    printed = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names) or r"(?!)")

    def mask(quote: Quote) -> Quote:
        inside = [(start - quote.start, end - quote.start) for start, end in spans]
        inside += [found.span() for found in printed.finditer(quote.exact)]
        exact = mask_spans(mask_names(quote.exact, salt, digests), inside)
        return quote if exact == quote.exact else replace(quote, exact=exact)

    return mask


def _without(
    event: EventClaim, keys: Collection[str], mask: Callable[[Quote], Quote]
) -> EventClaim | None:
    """The event without the lost; None where nobody is left."""
    parts = tuple(
        replace(
            part,
            on_behalf_of=None if part.on_behalf_of in keys else part.on_behalf_of,
            evidence=tuple(map(mask, part.evidence)),
        )
        for part in event.participants
        if part.entity not in keys
    )
    if event.participants and not parts:
        return None
    # Of what it is about no place is known: far behind all mentions, only its words count.
    about = event.about and mask(Quote(_NOWHERE, _NOWHERE, event.about)).exact
    return replace(
        event, participants=parts, about=about, evidence=tuple(map(mask, event.evidence))
    )
