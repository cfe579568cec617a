"""Verdicts on events and on who took part."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evaluation.annotated import CLAIMS, RECORD, SIGNING, counts_of, gold_article, part

from edu_kg.evaluation import Category, Counts, GoldArticle
from edu_kg.model import Claims, EventClaim, EventType, Manner, PartialDate

EVENT: dict[str, Any] = RECORD["gold"]["events"][0]


def claims_of(*events: EventClaim) -> Claims:
    return replace(CLAIMS, events=events)


@pytest.fixture
def gold(tmp_path: Path) -> GoldArticle:
    return gold_article(tmp_path)


@pytest.mark.parametrize(
    ("wanted", "found", "is_right"),
    [
        ("2021-03", "2021-03-01", True),
        ("2021-03-01", "2021-03", False),
        ("2021-03-01", "2021-03-02", False),
        ("2021", None, False),
        (None, "2021", False),
        (None, None, True),
    ],
)
def test_a_date_is_compared_as_exactly_as_the_reader_could_tell(
    tmp_path: Path, wanted: str | None, found: str | None, is_right: bool
) -> None:
    gold = gold_article(tmp_path, events=[{**EVENT, "date": wanted}])
    start = None if found is None else PartialDate.parse(found)
    counts = counts_of(gold, claims_of(replace(SIGNING, start=start)), Category.EVENTS)
    assert counts == (Counts(right=1) if is_right else Counts(false=1, missed=1))


def test_an_event_with_none_of_its_people_is_wrong(gold: GoldArticle) -> None:
    stranger = replace(SIGNING, participants=(part("bo", Manner.SIGNATORY),))
    assert counts_of(gold, claims_of(stranger), Category.EVENTS) == Counts(false=1, missed=1)


def test_an_event_that_agrees_in_one_respect_only_is_another_event(gold: GoldArticle) -> None:
    other = replace(SIGNING, type=EventType.VISIT, start=PartialDate(2019))
    assert counts_of(gold, claims_of(other), Category.PARTICIPATIONS) == Counts(
        right=0, false=3, missed=3
    )
    # Place and end are not held against it.
    assert counts_of(gold, claims_of(other), Category.EVENT_PLACE) == Counts()


def test_people_of_an_event_of_the_wrong_type_still_count(gold: GoldArticle) -> None:
    meeting = replace(SIGNING, type=EventType.MEETING)
    assert counts_of(gold, claims_of(meeting), Category.EVENTS) == Counts(false=1, missed=1)
    assert counts_of(gold, claims_of(meeting), Category.PARTICIPATIONS) == Counts(right=3)


def test_of_two_candidates_the_one_that_is_right_is_taken(gold: GoldArticle) -> None:
    fuller = replace(SIGNING, key="v2", start=PartialDate(2020))
    poorer = replace(SIGNING, participants=(part("dale", Manner.PARTY),))
    assert counts_of(gold, claims_of(fuller, poorer), Category.EVENTS) == Counts(right=1, false=1)


def test_a_part_in_another_manner_is_right_only_leniently(gold: GoldArticle) -> None:
    parts = (part("ada", Manner.ATTENDEE), *SIGNING.participants[1:])
    claims = claims_of(replace(SIGNING, participants=parts))
    assert counts_of(gold, claims, Category.PARTICIPATIONS) == Counts(right=2, false=1, missed=1)
    assert counts_of(gold, claims, Category.PARTICIPATIONS_LENIENT) == Counts(right=3)


def test_who_stands_for_whom_needs_both(gold: GoldArticle) -> None:
    parts = (part("ada", Manner.SIGNATORY, "dale"), *SIGNING.participants[1:])
    claims = claims_of(replace(SIGNING, participants=parts))
    assert counts_of(gold, claims, Category.ON_BEHALF_OF) == Counts(false=1, missed=1)


def test_a_place_takes_no_part_even_under_the_name_of_a_body(tmp_path: Path) -> None:
    bodies = [*RECORD["gold"]["organizations"], {"name": "Sendra", "aliases": [], "kind": "other"}]
    participants = [*EVENT["participants"], {"name": "Sendra", "as": "host", "on_behalf_of": None}]
    gold = gold_article(
        tmp_path, organizations=bodies, events=[{**EVENT, "participants": participants}]
    )
    parts = (*SIGNING.participants, part("sendra", Manner.HOST))
    claims = claims_of(replace(SIGNING, participants=parts))
    assert counts_of(gold, claims, Category.PARTICIPATIONS) == Counts(right=3, false=1, missed=1)


def test_place_and_end_of_an_event_are_judged_where_it_is_found(tmp_path: Path) -> None:
    gold = gold_article(tmp_path, events=[{**EVENT, "end": "2021-03-03"}])
    assert counts_of(gold, CLAIMS, Category.EVENT_END) == Counts(missed=1)
    ended = claims_of(replace(SIGNING, end=PartialDate(2021, 3, 3), place=None))
    assert counts_of(gold, ended, Category.EVENT_END) == Counts(right=1)
    assert counts_of(gold, ended, Category.EVENT_PLACE) == Counts(missed=1)
