"""Names as pages really have them: short, broken, in any script."""

from hypothesis import given
from hypothesis import strategies as st

from edu_kg.model import Claims, EntityClaim, EntityKind
from edu_kg.resolution import resolve

ODD_WORDS = (
    *("Li", "Wei", "J.", "R", "A.B.", "O'Neil", "van", "-", "Al-", "李伟", "3rd", "Jr.", "Š", "("),
    *("Anne-Marie", "1", "The", "of", "University", "KOU", "U.N.", "…"),
)
NAMES = st.lists(
    st.sampled_from(ODD_WORDS),
    min_size=1,
    max_size=4,
).map(" ".join)
ENTITIES = st.builds(
    EntityClaim,
    key=st.just("e"),
    kind=st.sampled_from(list(EntityKind)),
    name=NAMES,
    aliases=st.lists(NAMES, max_size=2).map(tuple),
)


@given(st.lists(ENTITIES, min_size=1, max_size=6))
def test_any_names_resolve_and_in_any_order_to_the_same(entities: list[EntityClaim]) -> None:
    claims = [
        Claims(article_url=f"http://news.marsh.example/{n}", entities=(entity,))
        for n, entity in enumerate(entities)
    ]
    found = resolve(claims)
    assert resolve(claims[::-1]) == found
    assert sum(len(facts.mentioned) for facts in found.facts) == len(entities)


def test_a_single_name_is_nobody_of_another_article() -> None:
    claims = [
        Claims(
            article_url=f"http://news.marsh.example/{n}",
            entities=(EntityClaim(key="e", kind=EntityKind.PERSON, name="Tolvik"),),
        )
        for n in range(2)
    ]
    assert len(resolve(claims).entities) == 2
