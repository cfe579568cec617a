"""Dates as pages print and declare them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.parsing.dates import find_declared_date, find_printed_date


@pytest.mark.parametrize(
    "line",
    [
        "Published: 19 May 2020",
        "Published on Tuesday, 19 May 2020 15:02",
        "May 19th, 2020",
        "19th of May, 2020",
        "2020-05-19 08:00",
        "2020/5/19",
        "2020年5月19日",
        "19.05.2020",
        "19/05/2020",
        "05/19/2020",
        "19-May-2020",
        "Posted 19 May 2020, changed 21 June 2021",
    ],
)
def test_a_printed_day_is_read_in_its_common_forms(line: str) -> None:
    assert str(find_printed_date(line)) == "2020-05-19"


@pytest.mark.parametrize(
    "line",
    ["03/04/2020", "May 2020", "31 June 2020", "19 May", "Hits: 1905", "call 12020-05-191", ""],
)
def test_what_is_no_whole_or_sure_day_is_not_read(line: str) -> None:
    assert find_printed_date(line) is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-05-22T00:30:00+08:00", "2020-05-22"),
        ("2020-05-22", "2020-05-22"),
        ("2020-05-22 10:00", "2020-05-22"),
        ("22 May 2020", "2020-05-22"),
        ("2020-13-45", None),
        ("soon", None),
    ],
)
def test_a_declared_day_is_that_of_its_own_clock(value: str, day: str | None) -> None:
    found = find_declared_date(value)
    assert (found and str(found)) == day


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    find_printed_date(text)
    find_declared_date(text)
