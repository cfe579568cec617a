"""What people settled of who is who, put upon the identities that names alone would give."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from edu_kg.model import Claims, Constraints, Designation, EntityClaim
from edu_kg.resolution.identity import Identity
from edu_kg.text import digest, name_key

_Mention = tuple[str, str]


def constrain(
    identities: Mapping[_Mention, Identity], claims: Iterable[Claims], constraints: Constraints
) -> dict[_Mention, Identity]:
    """The identities after the constraints; pairs that stand for no mention are left out.

    The first of two that are different gets an identity of its own, with all that is said to be
    the same as it.
    """
    found = dict(identities)
    mentions = _mentions(claims, constraints)
    same = _pairs(constraints.same, mentions)
    for first, other in _pairs(constraints.different, mentions):
        if found[first] != found[other]:
            continue
        apart = _reached_from(first, same)
        scope = digest("apart", *min(apart))
        for mention in apart - {other}:
            if found[mention] == found[other]:
                found[mention] = replace(found[mention], scope=scope)
    for first, other in same:
        one, two = sorted((found[first], found[other]), key=lambda identity: identity.id)
        if one != two:
            found = {mention: one if each == two else each for mention, each in found.items()}
    return found


def _mentions(claims: Iterable[Claims], constraints: Constraints) -> dict[Designation, _Mention]:
    wanted = {each for pair in (*constraints.same, *constraints.different) for each in pair}
    urls = {each.article_url for each in wanted}
    articles = {article.article_url: article for article in claims if article.article_url in urls}
    return {
        each: (each.article_url, entity.key)
        for each in wanted
        if each.article_url in articles
        and (entity := _find(articles[each.article_url], each.entity)) is not None
    }


def _find(article: Claims, name: str) -> EntityClaim | None:
    key = name_key(name)
    full = [entity for entity in article.entities if name_key(entity.name) == key]
    found = full or [each for each in article.entities if key in map(name_key, each.aliases)]
    return found[0] if len(found) == 1 else None


def _pairs(
    pairs: Iterable[tuple[Designation, Designation]], mentions: Mapping[Designation, _Mention]
) -> list[tuple[_Mention, _Mention]]:
    return [
        (mentions[one], mentions[two])
        for one, two in sorted(pairs)
        if one in mentions and two in mentions
    ]


def _reached_from(start: _Mention, same: Iterable[tuple[_Mention, _Mention]]) -> set[_Mention]:
    reached, pairs = {start}, list(same)
    while more := {
        each for pair in pairs if reached & set(pair) for each in pair if each not in reached
    }:
        reached |= more
    return reached
