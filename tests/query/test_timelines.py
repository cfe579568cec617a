"""Timelines of offices: what is certain, what is possible, what is excluded."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from query.successions import BEGIN, END, SINGLE_TITLES, make_world, write_articles

from edu_kg.model import PartialDate
from edu_kg.query.timelines import (
    Clash,
    Office,
    Says,
    Statement,
    Verdict,
    find_offices,
    holders_on,
    inner_bounds,
)

ONA, IB = "person/ona", "person/ib"
NAMES = {ONA: "Ona Velk", IB: "Ib Sund"}


def said(
    person: str, says: Says, date: str, *, title: str = "president", of_unit: bool = False
) -> Statement:
    return Statement(
        person=person,
        person_name=NAMES[person],
        organization="organization/alder",
        organization_name="Alder College",
        title=title,
        says=says,
        date=PartialDate.parse(date),
        article=f"https://news.example/{NAMES[person].split()[0].lower()}-{says.value}-{date}",
        of_unit=of_unit,
    )


def attested(
    person: str, date: str, title: str = "president", *, of_unit: bool = False
) -> Statement:
    return said(person, Says.ATTESTED, date, title=title, of_unit=of_unit)


def office(*statements: Statement) -> Office:
    (found,) = find_offices(statements)
    return found


def verdict(found: Office, person: str, date: str) -> Verdict:
    (answer,) = (
        a for a in holders_on(found, PartialDate.parse(date)) if a.person == person and not a.acting
    )
    return answer.verdict


class TestOnePerson:
    def test_between_two_attestations_holding_is_certain(self) -> None:
        found = office(attested(ONA, "2015-03-01"), attested(ONA, "2018-06-01"))
        assert verdict(found, ONA, "2016-12-24") is Verdict.CERTAIN
        assert verdict(found, ONA, "2018-06-01") is Verdict.CERTAIN

    def test_outside_attestations_it_is_possible_and_never_no(self) -> None:
        found = office(attested(ONA, "2015-03-01"), attested(ONA, "2018-06-01"))
        assert verdict(found, ONA, "2015-02-28") is Verdict.POSSIBLE
        assert verdict(found, ONA, "1960-01-01") is Verdict.POSSIBLE

    def test_said_begin_and_end_exclude_what_lies_outside(self) -> None:
        found = office(said(ONA, Says.BEGAN, "2011"), said(ONA, Says.ENDED, "2016-05"))
        assert verdict(found, ONA, "2010-12-31") is Verdict.NO
        assert verdict(found, ONA, "2011-06-01") is Verdict.POSSIBLE
        assert verdict(found, ONA, "2012-01-01") is Verdict.CERTAIN
        assert verdict(found, ONA, "2016-05-02") is Verdict.POSSIBLE
        assert verdict(found, ONA, "2016-06-01") is Verdict.NO

    def test_former_bounds_the_end(self) -> None:
        found = office(
            attested(ONA, "2015-03-01"),
            said(ONA, Says.FORMER, "2019-04-01", title="former president"),
        )
        assert verdict(found, ONA, "2017-01-01") is Verdict.POSSIBLE
        assert verdict(found, ONA, "2019-04-02") is Verdict.NO

    def test_who_is_only_called_former_held_it_possibly_before_and_not_after(self) -> None:
        found = office(said(ONA, Says.FORMER, "2019-04-01", title="former president"))
        assert verdict(found, ONA, "2001-01-01") is Verdict.POSSIBLE
        assert verdict(found, ONA, "2020-01-01") is Verdict.NO

    def test_designate_bounds_the_begin(self) -> None:
        found = office(
            said(ONA, Says.DESIGNATE, "2015-01-10", title="president-elect"),
            attested(ONA, "2015-09-01"),
        )
        assert verdict(found, ONA, "2015-01-09") is Verdict.NO
        assert verdict(found, ONA, "2015-05-01") is Verdict.POSSIBLE

    def test_a_year_attested_makes_no_day_certain_but_some_day_of_it(self) -> None:
        found = office(attested(ONA, "2019"))
        (on_day,) = holders_on(found, PartialDate(2019, 5, 1))
        (in_year,) = holders_on(found, PartialDate(2019))
        assert (on_day.verdict, on_day.some_day) == (Verdict.POSSIBLE, False)
        assert (in_year.verdict, in_year.some_day) == (Verdict.POSSIBLE, True)

    def test_a_year_as_a_whole_is_certain_only_inside_both_bounds(self) -> None:
        found = office(attested(ONA, "2018-12-31"), attested(ONA, "2020-01-01"))
        assert verdict(found, ONA, "2019") is Verdict.CERTAIN
        assert verdict(found, ONA, "2020") is Verdict.POSSIBLE

    def test_held_again_after_an_end_is_two_terms_and_told(self) -> None:
        found = office(
            attested(ONA, "2003-01-01"),
            said(ONA, Says.FORMER, "2006-01-01", title="former president"),
            attested(ONA, "2012-01-01"),
        )
        assert verdict(found, ONA, "2005-01-01") is Verdict.POSSIBLE
        assert verdict(found, ONA, "2008-01-01") is Verdict.POSSIBLE
        (conflict,) = found.conflicts
        assert conflict.clash is Clash.RETURNED
        assert conflict.articles == (
            "https://news.example/ona-former-2006-01-01",
            "https://news.example/ona-attested-2012-01-01",
        )

    def test_between_two_said_terms_the_answer_is_no(self) -> None:
        found = office(
            said(ONA, Says.BEGAN, "2000-01-01"),
            said(ONA, Says.ENDED, "2004-01-01"),
            said(ONA, Says.BEGAN, "2008-01-01"),
        )
        assert verdict(found, ONA, "2003-01-01") is Verdict.CERTAIN
        assert verdict(found, ONA, "2008-01-01") is Verdict.CERTAIN

    def test_an_answer_names_the_articles_around_the_date(self) -> None:
        found = office(*(attested(ONA, f"{year}-03-01") for year in range(2010, 2020)))
        (answer,) = holders_on(found, PartialDate(2014, 6, 1))
        assert [bound.article for bound in answer.because] == [
            "https://news.example/ona-attested-2014-03-01",
            "https://news.example/ona-attested-2015-03-01",
        ]

    def test_a_no_names_the_article_that_excludes(self) -> None:
        found = office(attested(ONA, "2010-01-01"), said(ONA, Says.ENDED, "2012-01-01"))
        (answer,) = holders_on(found, PartialDate(2015))
        assert answer.verdict is Verdict.NO
        assert [bound.article for bound in answer.because] == [
            "https://news.example/ona-ended-2012-01-01"
        ]


class TestSeveralPeople:
    def test_a_successor_bounds_the_end_where_there_is_one_holder(self) -> None:
        found = office(attested(ONA, "2010-01-01"), attested(IB, "2014-01-01"))
        assert verdict(found, ONA, "2012-01-01") is Verdict.POSSIBLE
        assert verdict(found, ONA, "2014-01-02") is Verdict.NO
        assert verdict(found, IB, "2009-12-31") is Verdict.NO

    def test_vice_presidents_do_not_bound_each_other(self) -> None:
        found = office(
            attested(ONA, "2010-01-01", "vice president"),
            attested(IB, "2014-01-01", "vice president"),
        )
        assert verdict(found, ONA, "2014-01-02") is Verdict.POSSIBLE
        assert not found.conflicts

    def test_two_presidents_at_once_are_reported_with_both_articles(self) -> None:
        found = office(
            attested(ONA, "2010-01-01"),
            attested(ONA, "2014-01-01"),
            attested(IB, "2012-01-01"),
            attested(IB, "2016-01-01"),
        )
        (conflict,) = found.conflicts
        assert conflict.clash is Clash.AT_ONCE
        assert conflict.names == ("Ona Velk", "Ib Sund")
        assert (conflict.first, conflict.last) == (dt.date(2012, 1, 1), dt.date(2014, 1, 1))
        assert conflict.articles == (
            "https://news.example/ona-attested-2014-01-01",
            "https://news.example/ib-attested-2012-01-01",
        )

    def test_where_two_contradict_only_attested_days_stay_certain(self) -> None:
        found = office(
            attested(ONA, "2010-01-01"),
            attested(ONA, "2014-01-01"),
            attested(IB, "2012-01-01"),
        )
        assert verdict(found, ONA, "2011-01-01") is Verdict.POSSIBLE
        assert verdict(found, ONA, "2014-01-01") is Verdict.CERTAIN
        assert [conflict.clash for conflict in found.conflicts] == [Clash.AT_ONCE]

    def test_two_who_share_every_day_are_certain_on_those_days_alone(self) -> None:
        days = ("2010-01-01", "2014-01-01")
        found = office(*(attested(person, day) for person in (ONA, IB) for day in days))
        assert verdict(found, ONA, "2012-01-01") is Verdict.POSSIBLE
        assert verdict(found, IB, "2010-01-01") is Verdict.CERTAIN
        assert len(found.conflicts) == 1

    def test_a_year_told_of_another_inside_a_term_is_a_conflict(self) -> None:
        found = office(
            attested(ONA, "2010-01-01"), attested(ONA, "2014-01-01"), attested(IB, "2012")
        )
        assert [conflict.names for conflict in found.conflicts] == [("Ona Velk", "Ib Sund")]

    def test_a_handover_on_one_day_is_no_conflict(self) -> None:
        found = office(
            attested(ONA, "2010-01-01"),
            said(ONA, Says.ENDED, "2014-01-01"),
            said(IB, Says.BEGAN, "2014-01-01"),
            attested(IB, "2016-01-01"),
        )
        assert not found.conflicts
        assert verdict(found, ONA, "2014-01-01") is Verdict.CERTAIN
        assert verdict(found, IB, "2014-01-01") is Verdict.CERTAIN

    def test_somebody_acting_stands_apart_and_bounds_nobody(self) -> None:
        found = office(
            attested(ONA, "2010-01-01"),
            attested(ONA, "2014-01-01"),
            attested(IB, "2012-01-01", "acting president"),
        )
        assert verdict(found, ONA, "2012-01-01") is Verdict.CERTAIN
        acting = [a for a in holders_on(found, PartialDate(2012, 1, 1)) if a.acting]
        assert [(a.name, a.verdict) for a in acting] == [("Ib Sund", Verdict.CERTAIN)]
        assert not found.conflicts

    def test_a_dean_of_a_unit_is_one_and_directors_of_a_body_are_many(self) -> None:
        assert office(attested(ONA, "2010", "dean", of_unit=True)).single
        assert not office(attested(ONA, "2010", "director")).single
        assert office(attested(ONA, "2010", "director", of_unit=True)).single

    def test_a_title_of_two_posts_counts_for_both(self) -> None:
        found = find_offices([attested(ONA, "2010", "president and party secretary")])
        assert [o.post for o in found] == ["party secretary", "president"]

    def test_a_vice_president_is_no_president(self) -> None:
        found = find_offices(
            [attested(ONA, "2010-01-01"), attested(IB, "2010-01-01", "vice-president")]
        )
        assert [(o.post, [t.name for t in o.terms]) for o in found] == [
            ("president", ["Ona Velk"]),
            ("vice president", ["Ib Sund"]),
        ]


# --- the bar: 50 posts, 20 years, gaps ------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("articles", [200, 600, 3000])
def test_no_certain_answer_lies_outside_the_truth_and_no_no_inside_it(
    seed: int, articles: int
) -> None:
    world = make_world(seed)
    counts = dict.fromkeys(Verdict, 0)
    for found in find_offices(write_articles(world, seed, articles)):
        assert not found.conflicts
        random = Random(f"{seed} {found.organization}")
        for _ in range(40):
            date = _some_date(random)
            for answer in holders_on(found, date):
                counts[answer.verdict] += 1
                if answer.verdict is Verdict.CERTAIN:
                    assert world.held_all(answer.person, date), (answer, date)
                if answer.verdict is Verdict.NO:
                    assert not world.held_any(answer.person, date), (answer, date)
                if answer.some_day:
                    assert world.held_any(answer.person, date), (answer, date)
    assert all(counts.values())


def _some_date(random: Random) -> PartialDate:
    day = BEGIN + dt.timedelta(days=random.randrange((END - BEGIN).days))
    return random.choice(
        [
            PartialDate.of(day),
            PartialDate.of(day),
            PartialDate(day.year, day.month),
            PartialDate(day.year),
        ]
    )


def test_questions_that_articles_cover_are_answered_with_certainty() -> None:
    world = make_world(7)
    statements = write_articles(world, 7, 3000)
    told = {
        (s.person, s.date.first_day) for s in statements if s.says is Says.ATTESTED and s.date.day
    }
    offices = {o.organization: o for o in find_offices(statements)}
    asked = 0
    for tenure in world.tenures:
        days = sorted(day for person, day in told if person == tenure.person)
        if len(days) < 2:
            continue
        asked += 1
        middle = days[0] + (days[-1] - days[0]) / 2
        answers = holders_on(offices[tenure.organization], PartialDate.of(middle))
        assert next(a for a in answers if a.person == tenure.person).verdict is Verdict.CERTAIN
    assert asked > 150


# --- laws -----------------------------------------------------------------------------------------

_dates = st.one_of(
    st.builds(PartialDate, st.integers(2000, 2012)),
    st.builds(PartialDate, st.integers(2000, 2012), st.integers(1, 12)),
    st.builds(PartialDate.of, st.dates(dt.date(2000, 1, 1), dt.date(2012, 12, 31))),
)
# Whatever pages say, true or not.
_statements = st.lists(
    st.builds(
        lambda person, says, date, title, number: Statement(
            person=person,
            person_name=NAMES[person],
            organization="organization/alder",
            organization_name="Alder College",
            title=title,
            says=says,
            date=date,
            article=f"https://news.example/{number}",
        ),
        st.sampled_from([ONA, IB]),
        st.sampled_from([s for s in Says if s is not Says.OTHER_HOLDER]),
        _dates,
        st.sampled_from(["president", "acting president", "professor of law"]),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=9,
)


@given(_statements, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(statements: list[Statement], random: Random) -> None:
    shuffled = random.sample(statements, len(statements))
    assert find_offices(shuffled) == find_offices(statements)


@given(_statements, _statements)
def test_one_more_article_never_shrinks_inner_bounds(
    statements: list[Statement], more: list[Statement]
) -> None:
    after = {o.post: o for o in find_offices([*statements, more[0]])}
    for found in find_offices(statements):
        for term in found.terms:
            inner = inner_bounds(found, term.person, acting=term.acting)
            wider = inner_bounds(after[found.post], term.person, acting=term.acting)
            if inner is not None:
                assert wider is not None
                assert wider[0].day <= inner[0].day
                assert wider[1].day >= inner[1].day


@given(_statements)
def test_what_is_certain_is_possible(statements: list[Statement]) -> None:
    for found in find_offices(statements):
        for term in found.terms:
            for first, last in term.certain:
                assert term.possible[0] <= first <= last <= term.possible[1]


@given(_statements, _dates)
def test_a_part_of_a_certain_time_is_certain_and_of_an_excluded_time_excluded(
    statements: list[Statement], date: PartialDate
) -> None:
    day = PartialDate.of(date.first_day)
    for found in find_offices(statements):
        of_day = {(a.person, a.acting): a.verdict for a in holders_on(found, day)}
        for answer in holders_on(found, date):
            if answer.verdict is not Verdict.POSSIBLE:
                assert of_day[answer.person, answer.acting] is answer.verdict


@given(st.integers(0, 10_000), st.integers(1, 80))
def test_true_articles_only_ever_make_answers_surer(seed: int, count: int) -> None:
    world = make_world(seed, posts=6)
    statements = write_articles(world, seed, count + 1)
    after = {(o.organization, o.post): o for o in find_offices(statements)}
    random = Random(seed)
    for found in find_offices(statements[:-1]):
        date = _some_date(random)
        later = {a.person: a for a in holders_on(after[found.organization, found.post], date)}
        for answer in holders_on(found, date):
            if answer.verdict is not Verdict.POSSIBLE:
                assert later[answer.person].verdict is answer.verdict


def test_the_titles_of_the_world_are_of_single_posts() -> None:
    world = make_world(1)
    offices = find_offices(write_articles(world, 1, 600))
    assert {o.post.replace(" ", "-") for o in offices if o.single} == {
        title.replace(" ", "-") for title in SINGLE_TITLES
    }
