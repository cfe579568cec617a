"""Entities across articles: one id for one thing, two for two."""

from hypothesis import given
from hypothesis import strategies as st

from edu_kg.model import (
    Claims,
    EntityClaim,
    EntityKind,
    EventClaim,
    EventType,
    Manner,
    Mention,
    MentionForm,
    OrganizationKind,
    ParticipationClaim,
    Predicate,
    Quote,
    RelationClaim,
    RoleClaim,
)
from edu_kg.resolution import resolve

WORDS = (Quote(0, 3, "abc"),)


def person(key: str, name: str, *aliases: str) -> EntityClaim:
    return EntityClaim(key=key, kind=EntityKind.PERSON, name=name, aliases=aliases)


def body(key: str, name: str, *aliases: str, kind: OrganizationKind | None = None) -> EntityClaim:
    mentions = tuple(
        Mention(i, i + len(alias), alias, MentionForm.ACRONYM) for i, alias in enumerate(aliases)
    )
    return EntityClaim(
        key=key,
        kind=EntityKind.ORGANIZATION,
        name=name,
        aliases=aliases,
        organization_kind=kind,
        mentions=mentions,
    )


def article(url: str, *entities: EntityClaim, relations: tuple[RelationClaim, ...] = ()) -> Claims:
    return Claims(article_url=url, entities=entities, relations=relations)


def part_of(unit: str, parent: str) -> RelationClaim:
    return RelationClaim(
        subject=unit,
        predicate=Predicate.SUB_ORGANIZATION_OF,
        object=parent,
        evidence=WORDS,
        rule="test",
    )


def names(claims: list[Claims]) -> list[str]:
    return sorted(entity.name for entity in resolve(claims).entities)


def test_the_same_full_name_in_two_articles_is_one_person() -> None:
    found = resolve(
        [
            article("http://a/1", person("e1", "Ada Bello")),
            article("http://a/2", person("e4", "ADA BELLO", "Bello")),
        ]
    )
    assert len(found.entities) == 1
    assert set(found.entities[0].other_names) | {found.entities[0].name} == {
        "Ada Bello",
        "ADA BELLO",
        "Bello",
    }
    assert found.facts[0].mentioned == found.facts[1].mentioned


def test_a_family_name_alone_is_nobody_of_another_article() -> None:
    assert (
        len(
            names(
                [
                    article("http://a/1", person("e1", "Bello")),
                    article("http://a/2", person("e1", "Bello")),
                ]
            )
        )
        == 2
    )


def test_an_acronym_is_the_one_body_that_is_spelled_out_with_it() -> None:
    claims = [
        article("http://a/1", body("e1", "Lakeside Open University", "LOU")),
        article("http://a/2", body("e1", "LOU")),
    ]
    assert names(claims) == ["Lakeside Open University"]


def test_an_acronym_that_two_bodies_have_stays_apart_from_both() -> None:
    claims = [
        article("http://a/1", body("e1", "Lakeside Open University", "LOU")),
        article("http://a/2", body("e1", "League of Oral Historians", "LOU")),
        article("http://a/3", body("e1", "LOU")),
    ]
    assert names(claims) == ["LOU", "Lakeside Open University", "League of Oral Historians"]


def test_faculties_of_two_universities_are_two_although_named_alike() -> None:
    def claims(url: str, university: str) -> Claims:
        return article(
            url,
            body("e1", "Faculty of Arts", kind=OrganizationKind.UNIT),
            body("e2", university, kind=OrganizationKind.UNIVERSITY),
            relations=(part_of("e1", "e2"),),
        )

    found = names(
        [claims("http://a/1", "Hill University"), claims("http://a/2", "Dale University")]
    )
    assert found.count("Faculty of Arts") == 2


def test_a_faculty_of_one_university_is_one_in_two_articles() -> None:
    def claims(url: str) -> Claims:
        return article(
            url,
            body("e1", "Faculty of Arts", kind=OrganizationKind.UNIT),
            body("e2", "Hill University"),
            relations=(part_of("e1", "e2"),),
        )

    assert names([claims("http://a/1"), claims("http://b/2")]) == [
        "Faculty of Arts",
        "Hill University",
    ]


def test_facts_speak_of_resolved_entities_and_keep_their_words() -> None:
    claims = Claims(
        article_url="http://a/1",
        entities=(person("e1", "Ada Bello"), body("e2", "Hill University", "HU"), body("e3", "HU")),
        roles=(
            RoleClaim(person="e1", title="rector", organization="e2", evidence=WORDS, rule="r"),
            RoleClaim(
                person="e1",
                title="Rector",
                organization="e3",
                evidence=(Quote(5, 8, "xyz"),),
                rule="r",
            ),
        ),
        events=(
            EventClaim(
                key="v1",
                type=EventType.SIGNING,
                start=None,
                evidence=WORDS,
                rule="r",
                participants=(
                    ParticipationClaim(
                        entity="e1",
                        manner=Manner.SIGNATORY,
                        on_behalf_of="e3",
                        evidence=WORDS,
                        rule="r",
                    ),
                ),
            ),
        ),
        relations=(part_of("e3", "e2"),),
    )
    found = resolve([claims])
    (facts,) = found.facts
    university = next(e for e in found.entities if e.name == "Hill University")
    (role,) = facts.roles
    assert role.organization == university.id
    assert [quote.exact for quote in role.evidence] == ["abc", "xyz"]
    assert facts.events[0].participants[0].on_behalf_of == university.id
    assert facts.relations == (), "a body is no part of itself"


SMALL_NAMES = st.sampled_from(
    ["LOU", "Lakeside Open University", "Faculty of Arts", "Hill College"]
)


@given(
    st.lists(st.lists(SMALL_NAMES, min_size=1, max_size=3, unique=True), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_the_order_of_articles_changes_nothing(groups: list[list[str]], random: object) -> None:
    claims = [
        article(f"http://a/{i}", *(body(f"e{j}", name) for j, name in enumerate(group)))
        for i, group in enumerate(groups)
    ]
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert resolve(claims) == resolve(shuffled)
