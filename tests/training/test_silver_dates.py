"""Calendar expressions found by pattern."""

from __future__ import annotations

import pytest

from training.dates import add_dates, find_dates
from training.documents import Entity


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It opened on Friday , 4 March 2021 .", ["Friday , 4 March 2021"]),
        ("from 3 to 5 May 2019", ["3 to 5 May 2019"]),
        ("in October 2024 and May", ["October 2024"]),
        ("the winter of 2018 – 19", ["2018 – 19"]),
        ("since 2005 , 2019 students came", ["2005"]),
        ("about 1900 people in room 2012", []),
        ("May I ask Mark ?", []),
        ("on 2021-03-04", ["2021-03-04"]),
        ("on 2021 - 03 - 04", ["2021 - 03 - 04"]),
    ],
)
def test_dates_are_found_and_other_numbers_are_not(text: str, dates: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[d.start : d.end]) for d in find_dates(words)] == dates


def test_a_line_break_ends_an_expression() -> None:
    assert find_dates(["4", "\n\n", "April"]) == [Entity(2, 3, "DATE")]


def test_dates_give_way_to_mentions_that_are_known() -> None:
    words = ["The", "May", "2019", "Society", "met", "in", "May", "2020"]
    known = [Entity(1, 4, "ORG")]
    assert add_dates(words, known) == [Entity(1, 4, "ORG"), Entity(6, 8, "DATE")]
