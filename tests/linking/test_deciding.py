"""Which records bodies are linked to, and why others are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking.records import body, record

from edu_kg.linking import decide_all
from edu_kg.model import AuthorityRecord, Body, LinkDecision, LinkOutcome, OrganizationKind

HILL = record(1, "Hill University", city="Sendra", acronym=["HU"], alias=["Sendra Hill School"])
DALE = record(2, "Dale Institute of Optics", country="NO", types=["facility"])
MINISTRY_NO = record(3, "Ministry of Tides", country="NO", types=["government"])
MINISTRY_KE = record(4, "Ministry of Tides", country="KE", types=["government"])
COUNCIL = record(
    5, "Council of Lighthouses of the Ten Seas", types=["government"], acronym=["COLI"]
)
EVERYTHING = (HILL, DALE, MINISTRY_NO, MINISTRY_KE, COUNCIL)
GOVERNMENT = OrganizationKind.GOVERNMENT


def decide(of: Body, *records: AuthorityRecord) -> LinkDecision:
    (decision,), _ = decide_all([of], lambda: records or EVERYTHING)
    return decision


def test_a_body_of_the_same_name_is_linked_with_what_speaks_for_it() -> None:
    decision = decide(body("Hill University", other_names=("HU",)))
    assert (decision.outcome, decision.target) == (LinkOutcome.LINKED, HILL.id)
    told = [ground.text for ground in decision.candidates[0].grounds]
    assert "“Hill University” is its name" in told
    assert "its acronym HU is the same" in told


def test_an_alias_is_enough_where_the_kind_agrees() -> None:
    assert decide(body("Sendra Hill School")).target == HILL.id


def test_what_nobody_knows_has_no_candidate() -> None:
    assert decide(body("University of Nowhere")).outcome is LinkOutcome.NO_CANDIDATE


def test_an_acronym_alone_is_too_weak() -> None:
    assert decide(body("HU")).outcome is LinkOutcome.TOO_WEAK


def test_a_body_of_states_goes_by_an_acronym_that_no_other_record_has() -> None:
    states = body("TWFO", OrganizationKind.INTERGOVERNMENTAL)
    whole = record(41, "Tide Watch Federation", acronym=("TWFO",), types=("other",))
    assert decide(states, whole).target == whole.id
    rival = record(42, "Tin Workers Foundation", acronym=("TWFO",), types=("other",))
    assert decide(states, whole, rival).target is None
    assert decide(body("TWFO"), whole).target is None


def test_an_office_of_a_body_of_states_in_one_country_is_not_the_body() -> None:
    states = body("TWFO", OrganizationKind.INTERGOVERNMENTAL)
    given = {"acronym": ("TWFO",), "types": ("government",)}
    whole = record(43, "Tide Watch Federation", **given)
    office = record(44, "Tide Watch Federation - Norway", country="NO", **given)
    assert decide(states, office, whole).target == whole.id


def test_a_clash_of_acronyms_links_nothing() -> None:
    decision = decide(body("Harbour Union", other_names=("HU",)))
    assert decision.outcome is LinkOutcome.NO_CANDIDATE


def test_offices_of_one_name_are_equally_good_without_a_country() -> None:
    decision = decide(body("Ministry of Tides", GOVERNMENT))
    assert decision.outcome is LinkOutcome.AMBIGUOUS
    assert {each.id for each in decision.candidates} == {MINISTRY_NO.id, MINISTRY_KE.id}


@pytest.mark.parametrize(
    ("office", "target"),
    [
        (body("Ministry of Tides", GOVERNMENT, places=("Kenya",)), MINISTRY_KE.id),
        (body("Norwegian Ministry of Tides", GOVERNMENT), MINISTRY_NO.id),
        (body("Ministry of Tides of Kenya", GOVERNMENT), MINISTRY_KE.id),
        (
            body("Ministry of Tides", GOVERNMENT, settings=("Norway",), hosts=("n.no",)),
            MINISTRY_NO.id,
        ),
        (body("Ministry of Tides", GOVERNMENT, settings=("Norway",)), None),
        (
            body("Ministry of Tides", GOVERNMENT, settings=("Norway", "Kenya"), hosts=("n.no",)),
            None,
        ),
        (
            body(
                "Ministry of Tides",
                GOVERNMENT,
                settings=("Norway", "Kenya"),
                beside=("Norwegian Tide Society", "Museum of Norway"),
            ),
            MINISTRY_NO.id,
        ),
        (body("Ministry of Tides", GOVERNMENT, beside=("Norwegian Tide Society",)), None),
    ],
)
def test_a_country_tells_offices_of_one_name_apart(office: Body, target: str | None) -> None:
    assert decide(office).target == target


def test_a_lone_office_is_not_taken_for_that_of_another_country() -> None:
    decision = decide(body("Ministry of Tides", GOVERNMENT), MINISTRY_NO)
    assert decision.outcome is LinkOutcome.CONTRADICTED


def test_a_place_elsewhere_speaks_against_an_equal_name() -> None:
    decision = decide(body("Hill University", places=("Peru",)))
    assert decision.outcome is LinkOutcome.CONTRADICTED
    assert min(ground.weight for ground in decision.candidates[0].grounds) < 0


def test_a_kind_that_does_not_go_with_the_type_speaks_against() -> None:
    decision = decide(body("Hill University", OrganizationKind.COMPANY))
    assert decision.outcome is LinkOutcome.CONTRADICTED


def test_a_unit_is_not_linked_to_what_it_is_part_of() -> None:
    law = body(
        "School of Law",
        OrganizationKind.UNIT,
        other_names=("School of Law, Hill University", "Hill University"),
        parents=("Hill University",),
    )
    assert decide(law).target is None


def test_a_unit_with_a_record_of_its_own_is_linked_to_that() -> None:
    lamps = record(9, "Hill Laboratory of Lamps", types=["facility"])
    unit = body("Hill Laboratory of Lamps", OrganizationKind.UNIT, parents=("Hill University",))
    assert decide(unit, HILL, lamps).target == lamps.id


def test_a_longer_name_is_the_same_body_only_with_its_acronym() -> None:
    states = OrganizationKind.INTERGOVERNMENTAL
    assert decide(body("Council of Lighthouses", states)).outcome is LinkOutcome.TOO_WEAK
    known = body("Council of Lighthouses", states, other_names=("COLI",))
    assert decide(known).target == COUNCIL.id


def test_an_addition_to_a_name_makes_another_body() -> None:
    assert decide(body("Hill University of Technology")).target is None
    other = body("Lower Hill University", other_names=("Hill University",))
    assert decide(other).target is None


def test_a_withdrawn_record_gives_way_to_its_successor() -> None:
    successor = {"type": "successor", "id": HILL.id, "label": "Hill University"}
    old = record(7, "Hill College", status="withdrawn", relationships=[successor])
    assert decide(body("Hill College"), HILL, old).target == HILL.id
    alone = record(7, "Hill College", status="withdrawn")
    assert decide(body("Hill College"), HILL, alone).outcome is LinkOutcome.WITHDRAWN


def test_a_name_in_another_spelling_or_with_a_slip_is_found() -> None:
    center = record(8, "Varnholt Centre for Aquaculture", types=["facility"], city="Varnholt")
    misspelt = body("Varnholt Center for Aquacultare", None, places=("Varnholt", "Kenya"))
    assert decide(misspelt, center).target == center.id
    assert decide(body("Varnholt Center for Aquaculture", None), center).target == center.id


@given(st.randoms(use_true_random=False))
def test_the_order_of_bodies_and_records_changes_nothing(chance: random.Random) -> None:
    bodies = [body("Hill University"), body("Ministry of Tides", GOVERNMENT), body("COLI")]
    records = list(EVERYTHING)
    expected = decide_all(bodies, lambda: EVERYTHING)
    chance.shuffle(bodies)
    chance.shuffle(records)
    assert decide_all(bodies, lambda: records) == expected
