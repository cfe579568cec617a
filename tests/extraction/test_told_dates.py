"""Dates: each form fires, and what is no date does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.extraction.dates import find_dates
from edu_kg.model import PartialDate

PUBLISHED = PartialDate(2021, 3, 10)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on 19 May 2020,", "2020-05-19", None),
        ("on May 19th, 2020", "2020-05-19", None),
        ("13th Dec. 2016", "2016-12-13", None),
        ("from 16th to 24th March, 2017", "2017-03-16", "2017-03-24"),
        ("28 November - 2 December 2018", "2018-11-28", "2018-12-02"),
        ("June 19-20 saw it", "2020-06-19", "2020-06-20"),
        ("since November 2019", "2019-11", None),
        ("founded in 1992.", "1992", None),
        ("2020-05-19", "2020-05-19", None),
        ("on 4 March", "2021-03-04", None),
        ("on 14 March", "2020-03-14", None),
        ("It will be held on 14 March", "2021-03-14", None),
        ("last Friday", "2021-03-05", None),
        ("yesterday", "2021-03-09", None),
        ("last month", "2021-02", None),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_told(text: str, start: str, end: str | None) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (str(found.start), str(found.end) if found.end else None) == (start, end)


@pytest.mark.parametrize(
    "text", ["30 February 2020", "It may well be", "Room 1992 B", "the marches"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert find_dates(text, PUBLISHED) == ()


def test_the_following_day_is_counted_from_the_last_day_told() -> None:
    dates = find_dates("On 30 June 2020 they met. The following day they left.", PUBLISHED)
    assert [str(date.start) for date in dates] == ["2020-06-30", "2020-07-01"]
    assert dates[1].reason == "last date told"


def test_without_a_publication_date_a_day_without_year_is_unknown() -> None:
    assert find_dates("on 4 March", None) == ()


@given(st.text(alphabet="0123456789 -/MayJune,.thto\n", max_size=200))
def test_offsets_cut_exactly_the_words_of_a_date(text: str) -> None:
    for date in find_dates(text, PUBLISHED):
        assert text[date.quote.start : date.quote.end] == date.quote.exact


def test_a_hundred_thousand_digits_and_dashes_are_read_at_once() -> None:
    assert find_dates("1-" * 50_000, PUBLISHED) == ()
