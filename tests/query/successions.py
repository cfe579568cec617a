"""A made world of offices: who truly held what from when to when, and articles that tell of it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random

from edu_kg.model import PartialDate
from edu_kg.query.timelines import Says, Statement

BEGIN, END = dt.date(2000, 1, 1), dt.date(2019, 12, 31)
# Of one holder at a time, and of many.
SINGLE_TITLES = ("president", "rector", "director-general", "vice-chancellor")
SHARED_TITLES = ("vice president", "professor of law")


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person truly held a post from the first to the last day."""

    person: str
    organization: str
    title: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class World:
    tenures: tuple[Tenure, ...]

    @cached_property
    def _of_person(self) -> dict[str, Tenure]:
        return {tenure.person: tenure for tenure in self.tenures}

    def held_all(self, person: str, date: PartialDate) -> bool:
        """Whether the person truly held the post on every day of the date."""
        tenure = self._of_person[person]
        return tenure.first <= date.first_day and date.last_day <= tenure.last

    def held_any(self, person: str, date: PartialDate) -> bool:
        tenure = self._of_person[person]
        return tenure.first <= date.last_day and date.first_day <= tenure.last


def make_world(seed: int, posts: int = 50) -> World:
    """Posts over 20 years: terms of one to seven years, with gaps up to half a year."""
    return World(tuple(tenure for post in range(posts) for tenure in _succession(seed, post)))


def _succession(seed: int, post: int) -> Iterator[Tenure]:
    random = Random(f"{seed} {post}")
    titles = SINGLE_TITLES + SHARED_TITLES
    title = titles[post % len(titles)]
    lines = 3 if title in SHARED_TITLES else 1
    for line in range(lines):
        day, number = BEGIN + dt.timedelta(days=random.randrange(400)), 0
        while day < END:
            last = min(END, day + dt.timedelta(days=random.randrange(300, 2500)))
            yield Tenure(f"person/{post}-{line}-{number}", f"organization/{post}", title, day, last)
            gap = random.choice((1, 1, 30, random.randrange(180)))
            day, number = last + dt.timedelta(days=gap), number + 1


def write_articles(world: World, seed: int, count: int) -> list[Statement]:
    """What that many articles, on random days, truly say of random posts."""
    random = Random(f"articles {seed}")
    return [
        _statement(random, random.choice(world.tenures), f"https://news.example/{number}")
        for number in range(count)
    ]


def _statement(random: Random, tenure: Tenure, article: str) -> Statement:
    days = {
        Says.ATTESTED: _between(random, tenure.first, tenure.last),
        Says.BEGAN: tenure.first,
        Says.ENDED: tenure.last,
        Says.FORMER: tenure.last + dt.timedelta(days=random.randrange(1, 1500)),
        Says.DESIGNATE: tenure.first - dt.timedelta(days=random.randrange(1, 60)),
    }
    says = random.choices(list(days), weights=(70, 6, 6, 12, 6))[0]
    return Statement(
        person=tenure.person,
        person_name=f"Holder {tenure.person}",
        organization=tenure.organization,
        organization_name=f"Body {tenure.organization}",
        title=f"former {tenure.title}" if says is Says.FORMER else tenure.title,
        says=says,
        date=_as_told(random, days[says]),
        article=article,
    )


def _between(random: Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=random.randrange((last - first).days + 1))


def _as_told(random: Random, day: dt.date) -> PartialDate:
    exact = random.random()
    if exact < 0.1:
        return PartialDate(day.year)
    return PartialDate(day.year, day.month) if exact < 0.25 else PartialDate.of(day)
