"""Posts over time, as pages draw them."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from edu_kg.model import PartialDate
from edu_kg.query.timelines import Says, Statement, find_offices
from edu_kg.serve.office_bars import office_bars


def said(says: Says, date: str, person: str = "ada", title: str = "rector") -> Statement:
    return Statement(
        person=person,
        person_name=person.title(),
        organization="hill",
        organization_name="Hill University",
        title=title,
        says=says,
        date=PartialDate.parse(date),
        article=f"https://news.example/{date}",
        of_unit=False,
    )


def test_nothing_dated_is_nothing_drawn() -> None:
    assert office_bars(()) is None


def test_a_body_names_holders_and_a_person_names_posts() -> None:
    offices = find_offices([said(Says.ATTESTED, "2019-03-01"), said(Says.ATTESTED, "2021-03-01")])
    of_body, of_person = office_bars(offices), office_bars(offices, "ada")
    assert of_body is not None
    assert of_person is not None
    assert [(row.label, row.link) for row in of_body.rows] == [("Ada, rector", "ada")]
    assert [(row.label, row.link) for row in of_person.rows] == [
        ("rector, Hill University", "hill")
    ]
    assert of_body.rows[0].told == "from 2019-03-01 to 2021-03-01"
    assert office_bars(offices, "ben") is None


def test_certain_days_are_drawn_within_the_possible_ones() -> None:
    offices = find_offices(
        [
            said(Says.BEGAN, "2018-01-01"),
            said(Says.ATTESTED, "2019"),
            said(Says.ENDED, "2020-12-31"),
        ]
    )
    bars = office_bars(offices)
    assert bars is not None
    (row,) = bars.rows
    (certain,) = row.certain
    assert row.possible.x <= certain.x
    assert certain.x + certain.width <= row.possible.x + row.possible.width + 0.2
    # A year is drawn as one line, in its middle.
    assert all(bar.width < 10 for bar in row.attested)


def test_of_many_holders_the_latest_are_drawn_and_the_rest_is_counted() -> None:
    offices = find_offices(
        [
            said(Says.ATTESTED, f"{1950 + number}-05-01", f"holder {number}", "professor")
            for number in range(60)
        ]
    )
    bars = office_bars(offices)
    assert bars is not None
    assert (len(bars.rows), bars.more) == (40, 20)
    assert bars.rows[-1].label == "Holder 59, professor"
    assert 2 <= len(bars.years) <= 9


# What articles say; that there is another holder is concluded.
SAID = [each for each in Says if each is not Says.OTHER_HOLDER]
DATES = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(lambda day: day.isoformat())


@given(
    st.lists(st.tuples(st.sampled_from(SAID), DATES, st.sampled_from(["ada", "ben"])), min_size=1)
)
def test_every_bar_lies_in_the_picture(statements: list[tuple[Says, str, str]]) -> None:
    bars = office_bars(find_offices([said(*each) for each in statements]))
    for row in bars.rows if bars else ():
        for bar in (row.possible, *row.certain, *row.attested):
            assert bar.x >= 0
            assert bar.width > 0
            assert bar.x + bar.width <= 1000.2
