"""Dates of news text: what is told, what it is anchored to, and laws that hold for any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.extraction.dates import find_dates
from edu_kg.model import PartialDate

WEDNESDAY = PartialDate(2020, 6, 3)


def told(text: str, published: PartialDate | None = WEDNESDAY) -> list[str]:
    """Each date as "start" or "start/end"."""
    return [f"{d.start}/{d.end}" if d.end else str(d.start) for d in find_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 19 May 2020.", "2020-05-19"),
        ("They met on May 19th, 2020.", "2020-05-19"),
        ("They met on 13th Dec. 2016 in Orlov.", "2016-12-13"),
        ("They met on the 3rd of March, 2017.", "2017-03-03"),
        ("They met on the twenty-second of June 2011.", "2011-06-22"),
        ("They met on Monday, the 25th of November 2013.", "2013-11-25"),
        ("Posted 2020-05-19 by the office", "2020-05-19"),
        ("Posted 2020-05-19T08:30:00Z by the office", "2020-05-19"),
        ("Posted 19/05/2020", "2020-05-19"),
        ("Posted 05/19/2020", "2020-05-19"),
        ("Posted 19.5.2020", "2020-05-19"),
        ("Posted 2020/5/19", "2020-05-19"),
        ("It opened in September 2018.", "2018-09"),
        ("It opened in early September of 2018.", "2018-09"),
        ("It opened in 1954.", "1954"),
        ("It opened in the first half of 2018.", "2018"),
        ("It opened in spring 2018.", "2018"),
        ("The Varn School (1898) stands there.", "1898"),
        ("1984 – The first class graduates.", "1984"),
    ],
)
def test_a_stated_date_is_read_as_exactly_as_it_is_told(text: str, expected: str) -> None:
    assert told(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on June 19-20, 2018", "2018-06-19/2018-06-20"),
        ("from 16th to 24th March, 2017", "2017-03-16/2017-03-24"),
        ("28 November – 2 December 2018", "2018-11-28/2018-12-02"),
        ("5th to the 8th of December, 2016", "2016-12-05/2016-12-08"),
        ("28 December 2018 to 3 January 2019", "2018-12-28/2019-01-03"),
        ("28 December to 3 January 2019", "2018-12-28/2019-01-03"),
        ("on 14, 15 and 16 June 2017", "2017-06-14/2017-06-16"),
        ("from 2026-07-08 to 2026-07-10", "2026-07-08/2026-07-10"),
        ("from March 2017 to June 2018", "2017-03/2018-06"),
        ("for the years 2014–2016", "2014/2016"),
        ("for two days from November 11, 2015", "2015-11-11/2015-11-12"),
        ("from November 11, 2015, for three days", "2015-11-11/2015-11-13"),
    ],
)
def test_a_range_has_its_last_day(text: str, expected: str) -> None:
    assert told(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She signed it on 19 May.", "2020-05-19"),
        ("She signed it on 3 June.", "2020-06-03"),
        ("She signed it on 12 December.", "2019-12-12"),
        ("The hall will be opened on 12 December.", "2020-12-12"),
        ("The hall is scheduled to open on 7 January.", "2021-01-07"),
        ("She retires on 30 September.", "2020-09-30"),
        ("They met from November 5 to 9.", "2019-11-05/2019-11-09"),
        ("They met in November.", "2019-11"),
        ("They met in early May.", "2020-05"),
        ("They met on 7 January this year.", "2020-01-07"),
        ("They met in May of last year.", "2019-05"),
        ("In 2013, on 8 August, they met.", ["2013", "2013-08-08"]),
    ],
)
def test_a_date_without_year_is_the_nearest_that_the_tense_allows(
    text: str, expected: str | list[str]
) -> None:
    assert told(text) == ([expected] if isinstance(expected, str) else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met yesterday.", "2020-06-02"),
        ("They met this morning.", "2020-06-03"),
        ("They meet tomorrow.", "2020-06-04"),
        ("They met on Monday.", "2020-06-01"),
        ("They met on Wednesday.", "2020-05-27"),
        ("They met last Friday.", "2020-05-29"),
        ("They will meet next Tuesday.", "2020-06-09"),
        ("They will meet on Monday.", "2020-06-08"),
        ("They met on Tuesday of last week.", "2020-05-26"),
        ("They met from Monday to Tuesday.", "2020-06-01/2020-06-02"),
        ("They met last week.", "2020-05"),
        ("They met last month.", "2020-05"),
        ("They met earlier this month.", "2020-06"),
        ("They met last year.", "2019"),
        ("They met two days ago.", "2020-06-01"),
        ("They met three years ago.", "2017"),
        ("They met a few days ago.", "None"),
    ],
)
def test_a_relative_date_counts_from_the_publication(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_a_week_over_two_months_is_known_to_its_year() -> None:
    assert told("They met last week.", PartialDate(2020, 5, 6)) == ["2020"]


def test_a_week_over_two_years_is_not_known() -> None:
    assert told("They met last week.", PartialDate(2020, 1, 8)) == ["None"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 5 May. The same day they signed.", ["2020-05-05", "2020-05-05"]),
        ("They met on 5 May. The following morning they left.", ["2020-05-05", "2020-05-06"]),
        ("They met on 5-7 May. The next day they left.", ["2020-05-05/2020-05-07", "2020-05-08"]),
        ("They met on 5-7 May. On the second day it rained.",
         ["2020-05-05/2020-05-07", "2020-05-06"]),
        ("They met on 5-7 May. On the last day it rained.",
         ["2020-05-05/2020-05-07", "2020-05-07"]),
        ("They met on 5 May. The day before they had rested.", ["2020-05-05", "2020-05-04"]),
        ("They met on 5 May. Two days later they left.", ["2020-05-05", "2020-05-07"]),
        ("They met on 5 May, and on the 7th they left.", ["2020-05-05", "2020-05-07"]),
        ("They met on 5 May. In the afternoon they sang.", ["2020-05-05", "2020-05-05"]),
        ("It opened in 1979. Three years later it closed.", ["1979", "1982"]),
        ("They met on 5 May. Two days later the ferry left.", ["2020-05-05", "2020-05-07"]),
        ("They met on 5 May, two days before the ferry left.", ["2020-05-05"]),
        ("The week of 5 May was long. On Thursday the 7th they left.",
         ["2020-05-05", "2020-05-07"]),
        ("They met in 2003. In that year, on 5 May, they signed.", ["2003", "2003", "2003-05-05"]),
        ("It opened in 1979 and closed the same year.", ["1979", "1979"]),
        ("It opened in May 2011 and closed that month.", ["2011-05", "2011-05"]),
    ],
)  # fmt: skip
def test_words_for_a_told_date_count_from_the_last_one(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("back", ["who had retired on 3 March", "which had closed on 3 March"])
def test_the_next_day_is_not_that_after_a_day_the_text_only_looks_back_to(back: str) -> None:
    text = f"On 5 May they met the keeper, {back}. The next day they left."
    assert told(text) == ["2020-05-05", "2020-03-03", "2020-05-06"]


def test_the_entries_of_a_chronicle_tell_what_has_been() -> None:
    text = (
        "14 February. The keeper opens the tower.\n\n3 April: Visit of the choir.\n\n"
        "**2-4 June.** Fair.\n\n19 November. The keeper leaves."
    )
    december = PartialDate(2017, 12, 29)
    assert told(text, december) == [
        "2017-02-14",
        "2017-04-03",
        "2017-06-02/2017-06-04",
        "2017-11-19",
    ]


def test_the_entries_of_a_calendar_tell_what_comes() -> None:
    text = "14 January: open day.\n3 February: the fair opens.\n11 March: prizes are given."
    assert told(text, PartialDate(2017, 12, 20)) == ["2018-01-14", "2018-02-03", "2018-03-11"]


def test_a_day_stands_in_the_year_at_its_line_s_head() -> None:
    text = "1951. On 2 October the tower opens.\n1958. It closes.\n1985, 12 February. It burns."
    assert told(text) == ["1951", "1951-10-02", "1958", "1985", "1985-02-12"]


def test_a_weekday_behind_a_sentence_s_comma_is_no_dateline() -> None:
    text = "The keeper lecturing on lamps, Monday. They signed on Tuesday. They sing today."
    assert told(text) == ["2020-06-01", "2020-06-02", "2020-06-03"]


def test_a_planned_day_is_not_what_the_same_day_means() -> None:
    text = "They met on 5 May. The next meeting will be on 9 July. The same day they signed."
    assert told(text) == ["2020-05-05", "2020-07-09", "2020-05-05"]


def test_today_is_the_day_of_the_dateline() -> None:
    text = "ORLOV, 1 June (VNK) – The hall was opened here today."
    assert told(text) == ["2020-06-01", "2020-06-01"]


def test_without_publication_the_year_is_that_of_the_last_date_told() -> None:
    assert told("It opened on 3 May 2011. It closed on 9 July.", None)[1] == "2011-07-09"


def test_without_publication_and_year_a_day_is_not_known() -> None:
    (date,) = find_dates("It closed on 9 July.", None)
    assert (date.start, date.reason) == (None, "no anchor")


def test_the_reason_says_what_a_date_was_anchored_to() -> None:
    text = "On 5 May 2019 they met. They left on 8 May, and came back the next day."
    assert [d.reason for d in find_dates(text, WEDNESDAY)] == [
        "stated",
        "published",
        "last date told",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "on 30 February 2020",
        "posted 05/06/2020",
        "posted 2020-13-01",
        "the 11th Congress of Lamp Makers opened",
        "they may march on, and she may be second to none",
        "2014 copies, 19.5 per cent and 1,984 seats",
        "Resolution 17/2014 and Room 2012",
        "call 555-2011-12",
        "she has been on the board since the day she came",
    ],
)
def test_what_is_no_date_tells_none(text: str) -> None:
    assert told(text) == []


PIECES = st.sampled_from(
    [
        "19 May 2020", "May 5", "the following day", "on Friday", "in 2018", "last week", "30-31",
        "2020-02-29", "two days later", "the 7th", "from 3 to 5 March", " will ", ". ", "\n\n",
        " – ", "31 June", "next year", "29 February", "the same day", ", ", "a hundred years later",
        "99 years ago", "1 January 1500", "31 December 2099",
    ]
)  # fmt: skip
PUBLISHED = st.one_of(
    st.none(),
    st.dates().map(PartialDate.of),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1, 9999)),
)


@given(text=st.lists(st.one_of(PIECES, st.text(max_size=8))).map(" ".join), published=PUBLISHED)
def test_mentions_cut_their_words_in_order_and_end_after_they_start(
    text: str, published: PartialDate | None
) -> None:
    dates = find_dates(text, published)
    end = 0
    for date in dates:
        assert text[date.quote.start : date.quote.end] == date.quote.exact
        assert date.quote.start >= end
        assert date.end is None or (date.start is not None and date.start < date.end)
        end = date.quote.end
    assert dates == find_dates(text, published)


@given(st.dates(min_value=PartialDate(1500).first_day, max_value=PartialDate(2099).last_day))
def test_a_written_out_day_is_read_back(day: object) -> None:
    assert told(f"It was opened on {day:%d} {day:%B} {day:%Y}.", None) == [f"{day:%Y-%m-%d}"]
    assert told(f"It was opened on {day:%B} {day:%d}, {day:%Y}.", None) == [f"{day:%Y-%m-%d}"]


@given(st.text(alphabet=st.characters(whitelist_categories=("Lo", "Po", "Zs")), max_size=60))
def test_text_without_latin_words_and_digits_tells_nothing(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == ()


@pytest.mark.parametrize(
    "piece",
    ["1", "-", "1-", "12 May ", "2018 ", "the ", " ", "May 1 to ", "in the ", "A. ", "12 May: "],
)
def test_a_long_line_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    began = time.process_time()
    find_dates((piece * 100_000)[:100_000], WEDNESDAY)
    assert time.process_time() - began < 20
