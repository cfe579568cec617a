"""Names and titles that are the same to a careful reader, and those that are not."""

import pytest

from edu_kg.evaluation.spelling import spelling_key, title_likeness
from edu_kg.model import EntityKind

PERSON, BODY = EntityKind.PERSON, EntityKind.ORGANIZATION


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana-María Solé", "ANA MARIA SOLE"),
        ("Professor Dr. Ana Sole", "Ana Sole"),
        ("H.E. Mr. Ana Sole", "Ana Sole"),
        ("Her Excellency Ana Sole", "Ana Sole"),
    ],
)
def test_spellings_of_one_person_share_a_key(one: str, other: str) -> None:
    assert spelling_key(one, PERSON) == spelling_key(other, PERSON)


@pytest.mark.parametrize(
    ("one", "other"), [("Sole", "Ana Sole"), ("Ana Sole", "Ana Solem"), ("Dr", "Mr")]
)
def test_other_persons_have_another_key(one: str, other: str) -> None:
    assert spelling_key(one, PERSON) != spelling_key(other, PERSON)


def test_a_body_keeps_what_is_an_honorific_before_a_person() -> None:
    assert spelling_key("Dr Moor Institute", BODY) != spelling_key("Moor Institute", BODY)
    assert spelling_key("The Moor-Institute", BODY) == spelling_key("Moor Institute", BODY)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("dean of the faculty", "Faculty Dean", 1.0),
        ("secretary of the board", "secretary", 2 / 3),
        ("president", "vice president", 0.0),
        ("deputy director", "vice director", 0.0),
        ("director", "librarian", 0.0),
        ("president", "president emeritus of the senate council", 0.0),
        ("the", "the", 0.0),
    ],
)
def test_titles_are_alike_by_their_words_of_weight_and_never_across_ranks(
    one: str, other: str, likeness: float
) -> None:
    assert title_likeness(one, other) == pytest.approx(likeness)
    assert title_likeness(other, one) == pytest.approx(likeness)
