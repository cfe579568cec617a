"""A fact explained: in words, with what it rests on."""

from dataclasses import replace

import pytest
from graph import samples

from edu_kg.errors import AmbiguousFact, FactNotFound
from edu_kg.graph import article_quads, entity_quads, short_id
from edu_kg.model import Facts
from edu_kg.query import Explanation, FactKind, Graph, MarkedAs
from edu_kg.store import Store

QUADS = [
    *article_quads(samples.ARTICLE, samples.FACTS),
    *article_quads(samples.ARTICLE_2, samples.FACTS_2),
    *entity_quads(samples.ENTITIES),
]
GRAPH = Graph(Store.in_memory(QUADS))


def iri_of(pattern: str, graph: Graph = GRAPH) -> str:
    """The first fact that fits a pattern of triples."""
    return str(graph.query(f"SELECT ?fact WHERE {{ {pattern} }} ORDER BY ?fact").values[0][0])


def explained(pattern: str) -> Explanation:
    return GRAPH.explain(iri_of(pattern))


def marked(explanation: Explanation, marked_as: MarkedAs) -> list[str]:
    """The words so marked, in all grounds."""
    return [
        ground.quote[mark.start : mark.end]
        for ground in explanation.grounds
        for mark in ground.marks
        if mark.marked_as is marked_as
    ]


ROLE = "?fact a org:Membership"
SIGNING = "?fact edu:eventType edu:Signing"
FOR_HILL = "?fact edu:onBehalfOf ?body"
RELATION = "?fact a edu:Relation"


@pytest.mark.parametrize(
    ("pattern", "kind", "text"),
    [
        (ROLE, FactKind.ROLE, "Ada Bello: rector, Hill University"),
        (
            SIGNING,
            FactKind.EVENT,
            "signing (credit) in Sendra on 2021-03-01 – "
            "Ada Bello: as signatory, on behalf of Hill University; "
            "Dale Institute: as party; Hill University: as party",
        ),
        (
            FOR_HILL,
            FactKind.PARTICIPATION,
            "Ada Bello: as signatory, on behalf of Hill University, "
            "in signing (credit) in Sendra on 2021-03-01",
        ),
        (RELATION, FactKind.RELATION, "Dale Institute cooperates with Hill University"),
    ],
    ids=["role", "event", "participation", "relation"],
)
def test_a_fact_is_told_in_words(pattern: str, kind: FactKind, text: str) -> None:
    explanation = explained(pattern)
    assert (explanation.kind, explanation.text) == (kind, text)


def test_a_post_that_two_articles_state_rests_on_both_each_with_its_rule() -> None:
    first, second = explained(ROLE).grounds
    assert (first.url, first.quote, first.rule) == (samples.URL, samples.FOR_HILL, "apposition")
    assert (second.url, second.article) == (samples.URL_2, samples.ARTICLE_2.title)
    assert (first.published, second.published) == ("2021-03-02", "2021-11")


def test_a_rule_is_told_of_the_article_it_read_and_of_no_other() -> None:
    (role,) = samples.FACTS_2.roles
    facts: Facts = replace(samples.FACTS_2, roles=(replace(role, rule="title before name"),))
    graph = Graph(
        Store.in_memory(
            [
                *article_quads(samples.ARTICLE, samples.FACTS),
                *article_quads(samples.ARTICLE_2, facts),
                *entity_quads(samples.ENTITIES),
            ]
        )
    )
    grounds = graph.explain(iri_of(ROLE, graph)).grounds
    assert [(ground.url, ground.rule) for ground in grounds] == [
        (samples.URL, "apposition"),
        (samples.URL_2, "title before name"),
    ]


@pytest.mark.parametrize("pattern", [ROLE, SIGNING, FOR_HILL, RELATION])
def test_every_ground_has_the_words_at_its_offsets(pattern: str) -> None:
    for ground in explained(pattern).grounds:
        text = samples.TEXT if ground.url == samples.URL else samples.TEXT_2
        assert text[ground.start : ground.end] == ground.quote


def test_names_and_the_words_that_state_the_fact_are_marked() -> None:
    role, part, event = explained(ROLE), explained(FOR_HILL), explained(SIGNING)
    assert marked(part, MarkedAs.NAME) == ["Ada Bello", "Hill University", "Hill University"]
    assert marked(role, MarkedAs.STATEMENT) == ["rector", "Rector"]
    assert marked(part, MarkedAs.STATEMENT) == ["signed", "on behalf of"]
    assert part.represents
    assert marked(event, MarkedAs.NAME) == ["Hill University", "Dale Institute"]
    assert not event.represents


@pytest.mark.parametrize(
    "spell",
    [
        lambda iri: iri,
        lambda iri: f"<{iri}>",
        short_id,
        lambda iri: short_id(iri)[:-8],
        lambda iri: short_id(iri).partition("/")[2],
        lambda iri: f" {short_id(iri).partition('/')[2][:9]} ",
    ],
    ids=["IRI", "in brackets", "id", "beginning of the id", "digits", "first digits"],
)
def test_a_fact_is_found_by_its_iri_or_by_enough_of_its_id(spell: object) -> None:
    iri = iri_of(RELATION)
    assert callable(spell)
    assert GRAPH.explain(spell(iri)).iri == iri


def test_ids_that_begin_alike_are_listed() -> None:
    with pytest.raises(AmbiguousFact, match="give more of one") as caught:
        GRAPH.explain("participation/")
    assert len(caught.value.fitting) == 4
    assert all(fact.startswith("participation/") for fact in caught.value.fitting)


@pytest.mark.parametrize("kind", ["", "relation/"])
def test_an_id_with_a_slip_of_the_pen_is_told_what_is_close(kind: str) -> None:
    right = short_id(iri_of(RELATION))
    digits = right.removeprefix("relation/")
    slip = f"{kind}{digits[:5]}zz{digits[7:]}"
    with pytest.raises(FactNotFound, match="edu-kg show") as caught:
        GRAPH.explain(slip)
    assert right in caught.value.close


@pytest.mark.parametrize("given", ["", "   ", "person/ada-bello-1", "?x } #"])
def test_what_is_no_fact_is_not_found(given: str) -> None:
    with pytest.raises(FactNotFound):
        GRAPH.explain(given)


def test_cards_give_the_ids_of_facts() -> None:
    (card,) = GRAPH.cards("Ada Bello")
    kinds = {(fact.section, GRAPH.explain(fact.id).kind) for fact in card.facts}
    assert kinds == {
        ("roles", FactKind.ROLE),
        ("events", FactKind.PARTICIPATION),
        ("representation", FactKind.PARTICIPATION),
    }
