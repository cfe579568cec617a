"""Who is who across the annotated articles, as a careful reader named people and bodies in each.

Things of one name are one, with what `_ANOTHER_NAME` adds: read through by hand, as the rule would
not see that two articles call a thing otherwise, or two things alike.
"""

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from benchmarks.identity import b_cubed

from edu_kg.evaluation import GoldArticle, read_gold
from edu_kg.model import (
    Claims,
    EntityClaim,
    EntityKind,
    Quote,
    RelationClaim,
    RoleClaim,
)
from edu_kg.resolution import Resolver, State

GOLD = Path(__file__).parents[1] / "gold"
WORDS = (Quote(0, 3, "abc"),)
F1_FLOOR = 0.99
_ANOTHER_NAME = {
    ("ouc-icde-paris", "Executive Committee"): "ICDE Executive Committee",
    ("helsinki-bnu-jolii", "Chinese Ministry of Education"): "Ministry of Education",
    ("ouc-uk-and-scop", "Open University, UK"): "The Open University",
    ("ouc-senior-consultants", "Open University UK"): "The Open University",
    ("icde-new-president", "Asha Singh Kanwar"): "Asha Kanwar",
    ("ouc-aaou-manila", "Asha S. Kanwar"): "Asha Kanwar",
    ("ouc-uk-and-scop", "Learner Support Centre"): "OUC Learner Support Centre",
    ("ouc-deyang-scholarship", "Sichuan Radio & TV University"): "Sichuan Radio and TV University",
}

Ref = tuple[str, str]


def claims_of(article: GoldArticle) -> Claims:
    entities = [
        EntityClaim(
            key=f"{kind.value}:{entity.name}",
            kind=kind,
            name=entity.name,
            aliases=entity.aliases,
            organization_kind=getattr(entity, "kind", None),
        )
        for kind, found in (
            (EntityKind.PERSON, article.facts.persons),
            (EntityKind.ORGANIZATION, article.facts.organizations),
            (EntityKind.PLACE, article.facts.places),
        )
        for entity in found
    ]
    keys = {entity.name: entity.key for entity in reversed(entities)}
    return Claims(
        article_url=article.article.url,
        entities=tuple(entities),
        roles=tuple(
            RoleClaim(
                person=keys[role.person],
                title=role.title,
                organization=keys.get(role.organization or ""),
                evidence=WORDS,
                rule="gold",
            )
            for role in article.facts.roles
        ),
        relations=tuple(
            RelationClaim(
                subject=keys[one.subject],
                predicate=one.predicate,
                object=keys[one.object],
                evidence=WORDS,
                rule="gold",
            )
            for one in article.facts.relations
            if one.subject in keys and one.object in keys
        ),
    )


@pytest.fixture(scope="module")
def outcome() -> tuple[dict[Ref, str], dict[Ref, str]]:
    """Who each mention is by the key, and by resolution."""
    truth: dict[Ref, str] = {}
    found: dict[Ref, str] = {}
    state = State.in_memory()
    gold = read_gold(GOLD)
    claims = [claims_of(article) for article in gold]
    Resolver(state).update(claims)
    for article, claimed in zip(gold, claims, strict=True):
        for entity in claimed.entities:
            if entity.kind is not EntityKind.PLACE:
                ref = claimed.article_url, entity.key
                name = _ANOTHER_NAME.get((article.id, entity.name), entity.name)
                truth[ref] = f"{entity.kind} {name}"
                found[ref] = state.ids(claimed.article_url)[entity.key]
    return truth, found


def test_things_of_several_articles_are_one(
    outcome: tuple[dict[Ref, str], dict[Ref, str]],
) -> None:
    precision, recall = b_cubed(*outcome)
    assert 2 * precision * recall / (precision + recall) >= F1_FLOOR
    assert max(Counter(outcome[0].values()).values()) > 10, "the key joins nothing"


def test_no_two_things_are_taken_for_one(
    outcome: tuple[dict[Ref, str], dict[Ref, str]],
) -> None:
    truth, found = outcome
    things: dict[str, set[str]] = defaultdict(set)
    for ref, entity in found.items():
        things[entity].add(truth[ref])
    assert [sorted(those) for those in things.values() if len(those) > 1] == []
