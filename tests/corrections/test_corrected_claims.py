"""Corrections of facts, applied to the claims of one article."""

from dataclasses import replace
from itertools import permutations

import pytest
from corrections import wording
from corrections.wording import CLAIMS, RECTOR, SIGNED, SIGNING, TEXT, URL

from edu_kg.corrections import correct_claims
from edu_kg.model import Claims, PartialDate
from edu_kg.model.corrections import (
    FactCorrection,
    FactReference,
    Passage,
    Unapplied,
    corrections_of,
)

LATER = PartialDate(2021, 3, 2)


def reasons(*corrections: FactCorrection) -> list[tuple[str, Unapplied | None]]:
    _, outcomes = correct_claims(CLAIMS, corrections, TEXT)
    return [(outcome.correction, outcome.reason) for outcome in outcomes]


@pytest.mark.parametrize(
    ("fact", "left"),
    [
        (wording.RECTOR_FACT, replace(CLAIMS, roles=())),
        (wording.SIGNING_FACT, replace(CLAIMS, events=())),
        (wording.TOGETHER_FACT, replace(CLAIMS, relations=())),
    ],
    ids=["role", "event", "relation"],
)
def test_a_retracted_fact_goes_and_nothing_else(fact: FactReference, left: Claims) -> None:
    found, (outcome,) = correct_claims(CLAIMS, [wording.retract(fact)], TEXT)
    assert found == left
    assert outcome.reason is None
    assert outcome.told.startswith("retracted: ")


def test_a_retracted_part_leaves_the_rest_of_its_event() -> None:
    found, _ = correct_claims(CLAIMS, [wording.retract(wording.NILS_FACT)], TEXT)
    assert found.events == (replace(SIGNING, participants=SIGNING.participants[:1]),)


def test_an_event_goes_with_its_last_part() -> None:
    alone = replace(CLAIMS, events=(replace(SIGNING, participants=SIGNING.participants[1:]),))
    found, _ = correct_claims(alone, [wording.retract(wording.NILS_FACT)], TEXT)
    assert found.events == ()


def test_a_new_date_stands_with_the_correction_in_the_rule() -> None:
    found, (outcome,) = correct_claims(CLAIMS, [wording.redate(LATER, "c7")], TEXT)
    (event,) = found.events
    assert (event.start, event.end) == (LATER, None)
    assert corrections_of(event.rule) == ("c7",)
    assert outcome.told == "dated 2021-03-02: signing on 2021-03-01 – Ada Bello; Nils Okoro"


def test_a_role_takes_a_title_and_a_body_from_two_corrections() -> None:
    found, _ = correct_claims(
        CLAIMS, [wording.repoint("MC", "c2"), wording.retitle("vice-rector", "c1")], TEXT
    )
    (role,) = found.roles
    assert (role.title, role.organization) == ("vice-rector", "e4")
    assert corrections_of(role.rule) == ("c1", "c2")
    assert role.evidence == RECTOR.evidence


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        (wording.redate(PartialDate(2021, 3, 1)), Unapplied.ALREADY_TRUE),
        (wording.retitle("RECTOR"), Unapplied.ALREADY_TRUE),
        (wording.repoint("Tarn University"), Unapplied.ALREADY_TRUE),
        (wording.repoint("Fell Academy"), Unapplied.ENTITY_GONE),
        (
            wording.retract(replace(wording.SIGNING_FACT, passages=(Passage(URL, "They met."),))),
            Unapplied.QUOTE_GONE,
        ),
        (
            wording.retract(replace(wording.RECTOR_FACT, names=("Eve Roe", "Tarn University"))),
            Unapplied.ENTITY_GONE,
        ),
        (wording.retract(replace(wording.RECTOR_FACT, says="dean")), Unapplied.FACT_GONE),
    ],
    ids=str,
)
def test_what_has_lost_its_ground_is_reported_and_changes_nothing(
    correction: FactCorrection, reason: Unapplied
) -> None:
    found, (outcome,) = correct_claims(CLAIMS, [correction], TEXT)
    assert found is CLAIMS
    assert outcome.reason is reason
    assert outcome.told


def test_two_events_of_one_sentence_are_told_apart_by_their_participants() -> None:
    two = replace(CLAIMS, events=(SIGNING, replace(SIGNING, participants=SIGNING.participants[1:])))
    blind, named = wording.SIGNING_FACT, replace(wording.SIGNING_FACT, names=("Ada Bello",))
    assert correct_claims(two, [wording.retract(blind)], TEXT)[1][0].reason is Unapplied.AMBIGUOUS
    found, (outcome,) = correct_claims(two, [wording.retract(named)], TEXT)
    assert outcome.reason is None
    assert found.events == two.events[1:]


def test_of_two_that_contradict_each_other_neither_is_applied() -> None:
    rivals = [wording.redate(LATER, "c1"), wording.redate(PartialDate(2020), "c2")]
    found, outcomes = correct_claims(CLAIMS, rivals, TEXT)
    assert found is CLAIMS
    assert [each.reason for each in outcomes] == [Unapplied.CONTRADICTED] * 2
    assert "c2" in outcomes[0].told


def test_a_fact_is_not_retracted_and_corrected_at_once() -> None:
    assert reasons(wording.retract(wording.RECTOR_FACT, "c1"), wording.retitle("dean", "c2")) == [
        ("c1", Unapplied.CONTRADICTED),
        ("c2", Unapplied.CONTRADICTED),
    ]


def test_of_two_that_say_the_same_one_is_applied() -> None:
    assert reasons(wording.redate(LATER, "c2"), wording.redate(LATER, "c1")) == [
        ("c1", None),
        ("c2", Unapplied.ALREADY_TRUE),
    ]


def test_the_order_of_corrections_changes_nothing() -> None:
    given: list[FactCorrection] = [
        wording.retract(wording.NILS_FACT, "c1"),
        wording.redate(LATER, "c2"),
        wording.retitle("dean", "c3"),
        wording.repoint("MC", "c4"),
        wording.retitle("head", "c5"),
    ]
    first, *others = [correct_claims(CLAIMS, order, TEXT) for order in permutations(given)]
    assert all(other == first for other in others)
    assert first[0].roles[0].title == "rector"
    assert first[0].roles[0].organization == "e4"


def test_corrections_of_other_articles_are_nothing_here() -> None:
    elsewhere = replace(wording.SIGNING_FACT, passages=(Passage("https://a.example/", SIGNED),))
    assert correct_claims(CLAIMS, [wording.retract(elsewhere)], TEXT) == (CLAIMS, ())
