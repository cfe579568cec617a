"""Corrections of who is who: what resolution is told, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

import pytest
from corrections import wording

from edu_kg.corrections import CorrectedEntities, correct_entities
from edu_kg.model import Claims, EntityClaim, EntityKind, Resolution, RoleClaim
from edu_kg.model.corrections import (
    CorrectionOutcome,
    EntityCorrection,
    EntityReference,
    Unapplied,
)
from edu_kg.resolution import Settling, facts_of, resolve


def article(number: int, *names: str) -> Claims:
    entities = tuple(
        EntityClaim(key=f"e{n}", kind=EntityKind.PERSON, name=name) for n, name in enumerate(names)
    )
    roles = tuple(
        RoleClaim(
            person=entity.key,
            title="dean",
            organization=None,
            evidence=(wording.quote(wording.SIGNED),),
            rule="t",
        )
        for entity in entities
    )
    return Claims(article_url=f"a{number}", entities=entities, roles=roles)


CLAIMS = (
    article(1, "Li Marsh", "Ola Fen"),
    article(2, "Li Marsh"),
    article(3, "Li Marsh", "L. Marsh"),
    article(4, "Lionel Marsh"),
)


def at(number: int, name: str = "Li Marsh") -> EntityReference:
    return EntityReference(f"a{number}", name)


@dataclass(frozen=True)
class Resolved:
    """Who is who after corrections, and what became of them."""

    resolution: Resolution
    corrected: CorrectedEntities

    @property
    def outcomes(self) -> tuple[CorrectionOutcome, ...]:
        return self.corrected.outcomes

    @property
    def influenced(self) -> tuple[tuple[str, str], ...]:
        return self.corrected.influenced


def resolve_corrected(
    claims: Sequence[Claims], corrections: Iterable[EntityCorrection]
) -> Resolved:
    settling = Settling.in_memory()
    settling.update(lambda: claims)
    corrected = correct_entities(claims, corrections, settling.entity_of, settling.settle)
    state = settling.state
    ordered = sorted(claims, key=lambda article: article.article_url)
    resolution = Resolution(
        entities=tuple(corrected.named(state.entities())),
        facts=tuple(facts_of(each, state.ids(each.article_url)) for each in ordered),
        decisions=tuple(state.decisions()),
    )
    return Resolved(resolution, corrected)


def resolved(*corrections: EntityCorrection) -> Resolved:
    return resolve_corrected(CLAIMS, corrections)


def reasons(found: Resolved) -> list[tuple[str, Unapplied | None]]:
    return [(each.correction, each.reason) for each in found.outcomes]


def names(found: Resolved) -> list[str]:
    return sorted(entity.name for entity in found.resolution.entities)


def test_merged_names_are_one_entity_in_all_articles() -> None:
    found = resolved(wording.merge(at(2), at(4, "Lionel Marsh")))
    assert reasons(found) == [("c1", None)]
    ids = [facts.mentioned for facts in found.resolution.facts]
    assert ids[1] == ids[3]
    assert set(ids[1]) < set(ids[0])
    assert len(names(found)) == 3


def test_a_split_parts_the_named_articles_from_the_others() -> None:
    found = resolved(wording.split([at(1), at(3)], [at(2)]))
    assert reasons(found) == [("c1", None)]
    one, two, three, _ = [
        {i for i in facts.mentioned if "li-marsh" in i} for facts in found.resolution.facts
    ]
    assert one == three
    assert not one & two
    assert names(found).count("Li Marsh") == 2


def test_a_new_name_is_preferred_and_the_old_one_stays() -> None:
    found = resolved(wording.rename(at(4, "lionel marsh"), "Lionel A. Marsh"))
    (entity,) = [each for each in found.resolution.entities if each.name == "Lionel A. Marsh"]
    assert entity.other_names == ("Lionel Marsh",)
    assert found.influenced == ((entity.id, "c1"),)


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        (wording.merge(at(1), at(2)), Unapplied.ALREADY_TRUE),
        (wording.split([at(1)], [at(4, "Lionel Marsh")]), Unapplied.ALREADY_TRUE),
        (wording.rename(at(1), "Li Marsh"), Unapplied.ALREADY_TRUE),
        (wording.rename(at(9), "Li A. Marsh"), Unapplied.ARTICLE_GONE),
        (wording.rename(at(1, "Eve Roe"), "Eve A. Roe"), Unapplied.ENTITY_GONE),
        (wording.split([at(1)], [at(1)]), Unapplied.CONTRADICTED),
    ],
    ids=str,
)
def test_what_has_lost_its_ground_is_reported_and_changes_nothing(
    correction: EntityCorrection, reason: Unapplied
) -> None:
    found = resolved(correction)
    assert reasons(found) == [("c1", reason)]
    plain = resolve(CLAIMS)
    assert (found.resolution.entities, found.resolution.facts) == (plain.entities, plain.facts)
    assert found.influenced == ()


def test_one_reference_that_is_gone_leaves_the_rest_of_a_merge() -> None:
    found = resolved(wording.merge(at(1), at(4, "Lionel Marsh"), at(9)))
    assert sorted(reasons(found), key=str) == [("c1", Unapplied.ARTICLE_GONE), ("c1", None)]
    assert len(names(found)) == 3


def test_a_split_contradicts_the_merges_that_join_what_it_parts() -> None:
    given: list[EntityCorrection] = [
        wording.merge(at(1), at(4, "Lionel Marsh"), identifier="m1"),
        wording.merge(at(4, "Lionel Marsh"), at(3, "L. Marsh"), identifier="m2"),
        wording.split([at(1)], [at(3, "L. Marsh")], identifier="s1"),
        wording.rename(at(1, "Ola Fen"), "Ola M. Fen", identifier="r1"),
    ]
    found = resolved(*given)
    assert reasons(found) == [
        ("m1", Unapplied.CONTRADICTED),
        ("m2", Unapplied.CONTRADICTED),
        ("r1", None),
        ("s1", Unapplied.CONTRADICTED),
    ]


def test_two_names_for_one_entity_contradict_each_other() -> None:
    found = resolved(
        wording.rename(at(1), "L. A. Marsh"), wording.rename(at(2), "L. B. Marsh", "c2")
    )
    assert reasons(found) == [("c1", Unapplied.CONTRADICTED), ("c2", Unapplied.CONTRADICTED)]
    assert found.resolution == resolve(CLAIMS)


def test_a_person_is_never_a_body() -> None:
    body = EntityClaim(key="b", kind=EntityKind.ORGANIZATION, name="Fen Press")
    claims = (*CLAIMS, Claims(article_url="a5", entities=(body,)))
    correction = wording.merge(at(1), at(5, "Fen Press"))
    found = resolve_corrected(claims, [correction])
    assert reasons(found) == [("c1", Unapplied.NOT_POSSIBLE)]


def test_the_order_of_corrections_and_articles_changes_nothing() -> None:
    given: list[EntityCorrection] = [
        wording.merge(at(1), at(4, "Lionel Marsh"), identifier="m1"),
        wording.split([at(3)], [at(1), at(2)], identifier="s1"),
        wording.rename(at(4, "Lionel Marsh"), "Lionel A. Marsh", identifier="r1"),
    ]
    first, *others = [
        resolve_corrected(claims, order)
        for order in permutations(given)
        for claims in (CLAIMS, CLAIMS[::-1])
    ]
    assert all(other == first for other in others)
    assert [reason for _, reason in reasons(first)] == [None, None, None]
