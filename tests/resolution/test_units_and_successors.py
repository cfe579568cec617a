"""Units are known by the body they are part of; a body and its predecessor are two."""

import pytest

from edu_kg.model import (
    Claims,
    EntityClaim,
    EntityKind,
    Predicate,
    Quote,
    RelationClaim,
    Resolution,
    RoleClaim,
)
from edu_kg.resolution import Resolver, State, resolve
from edu_kg.resolution.body_names import find_unit_parts

WORDS = (Quote(0, 3, "abc"),)
PART_OF, SUCCESSOR = Predicate.SUB_ORGANIZATION_OF, Predicate.SUCCESSOR_OF


def article(number: int, *names: str, relations: tuple[tuple[int, Predicate, int], ...] = (),
            site: str = "news.marsh.example") -> Claims:  # fmt: skip
    """An article on bodies: keys are their positions."""
    return Claims(
        article_url=f"http://{site}/{number}",
        entities=tuple(
            EntityClaim(key=str(at), kind=EntityKind.ORGANIZATION, name=name)
            for at, name in enumerate(names)
        ),
        relations=tuple(
            RelationClaim(
                subject=str(a), predicate=predicate, object=str(b), evidence=WORDS, rule="made"
            )
            for a, predicate, b in relations
        ),
    )


def ids(claims: list[Claims]) -> dict[tuple[int, int], str]:
    """The id of each body: by article and position."""
    state = State.in_memory()
    Resolver(state).update(claims)
    return {
        (at, int(key)): entity
        for at, one in enumerate(claims)
        for key, entity in state.ids(one.article_url).items()
    }


@pytest.mark.parametrize(
    "unit",
    ["Executive Committee", "Secretariat", "Academic Board", "Faculty of Education",
     "School of Nursing", "International Cooperation Office", "Senate", "Council", "Board",
     "Library", "Presidium", "Rectorate", "Syndicate"],
)  # fmt: skip
def test_a_unit_without_its_body_is_nobody_of_another_article(unit: str) -> None:
    found = ids([article(1, unit), article(2, unit)])
    assert len(set(found.values())) == 2


@pytest.mark.parametrize("unit", ["Executive Committee", "Secretariat", "School of Nursing"])
def test_units_of_two_bodies_are_two_although_the_same_article_tells_of_both_bodies(
    unit: str,
) -> None:
    bodies = ("Marsh Council for Open Learning", "Fenland Association of Colleges")
    found = ids(
        [
            article(1, unit, *bodies, relations=((0, PART_OF, 1),)),
            article(2, unit, *bodies, relations=((0, PART_OF, 2),)),
        ]
    )
    assert found[0, 0] != found[1, 0]
    assert found[0, 1] == found[1, 1]


def test_a_unit_of_one_body_is_one_however_its_name_is_put() -> None:
    parent, told = "Marsh University", ((0, PART_OF, 1),)
    names = (
        "Faculty of Education, Marsh University",
        "Marsh University's Faculty of Education",
        "Faculty of Education of Marsh University",
        "Marsh University Faculty of Education",
        "Marsh University's Education Faculty",
        "the university's education faculty",
        "Faculty of Education",
    )
    claims = [article(n, name, parent, relations=told) for n, name in enumerate(names)]
    found = ids(claims)
    assert len({found[at, 0] for at in range(len(names))}) == 1


def test_a_department_of_a_province_is_no_unit_that_every_body_has() -> None:
    name = "Department of Education of Fen Province"
    assert find_unit_parts(name) is None
    assert len(set(ids([article(1, name), article(2, name)]).values())) == 1


def test_a_body_and_the_one_it_grew_out_of_are_two_in_all_articles() -> None:
    old, new = "Central Broadcast University of Marshland", "Open University of Marshland"
    claims = [
        article(1, new, old, relations=((0, SUCCESSOR, 1),)),
        article(2, new),
        article(3, old),
    ]
    found = ids(claims)
    assert found[0, 0] == found[1, 0] != found[0, 1] == found[2, 0]
    (relation,) = [r for facts in resolve(claims).facts for r in facts.relations]
    assert (relation.subject, relation.object) == (found[0, 0], found[0, 1])


def officer(number: int, body: str, *more: Claims) -> Claims:
    one = article(number, body)
    who = EntityClaim(key="p", kind=EntityKind.PERSON, name="Tamsin Orrell")
    role = RoleClaim(person="p", title="president", organization="0", evidence=WORDS, rule="made")
    return Claims(
        article_url=one.article_url,
        entities=(*one.entities, who),
        roles=(role,),
        relations=tuple(r for m in more for r in m.relations),
    )


def people(found: Resolution) -> int:
    return sum(entity.kind is EntityKind.PERSON for entity in found.entities)


def test_somebody_who_led_a_body_and_what_it_grew_into_is_one_where_an_article_tells_that() -> None:
    old, new = "Fen Radio and Television University", "Fen Open University"
    tells = article(3, new, old, relations=((0, SUCCESSOR, 1),))
    assert people(resolve([officer(1, old), officer(2, new), tells])) == 1
    assert people(resolve([officer(1, old), officer(2, new)])) == 2


def test_bonds_between_bodies_leave_the_ids_of_units_as_they_are() -> None:
    first, second = "Marsh University", "Fenland University"
    units = [
        article(n, f"School of Nursing, {body}", body, relations=((0, PART_OF, 1),))
        for n, body in enumerate((first, second))
    ]
    bond = article(9, first, second, relations=((0, Predicate.COOPERATES_WITH, 1),))
    assert set(ids(units).values()) <= set(ids([*units, bond]).values())
