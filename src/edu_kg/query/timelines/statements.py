"""What articles say of how long posts were held: the values timelines are made of."""

import datetime as dt
import enum
from dataclasses import dataclass

from edu_kg.model import PartialDate


class Says(enum.StrEnum):
    """What a date means for a post."""

    ATTESTED = "attested"
    BEGAN = "began"
    ENDED = "ended"
    FORMER = "former"
    DESIGNATE = "designate"
    OTHER_HOLDER = "other holder"
    """Somebody else held the post, of which there is one: only in bounds, never in statements."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Statement:
    """One article says one thing of one post of one person.

    ``person`` and ``organization`` are ids; ``organization`` is empty where no
    text names it.
    ``of_unit``: it is a part of a body, such as a faculty.
    """

    person: str
    person_name: str
    organization: str
    organization_name: str
    title: str
    says: Says
    date: PartialDate
    article: str
    of_unit: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """A day that bounds a term: what was said, and the article that says it."""

    day: dt.date
    article: str
    says: Says

    def __str__(self) -> str:
        return f"{self.says.value} {self.day} <{self.article}>"


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """On some day from ``first`` to ``last`` the post was held; the two are equal for a day."""

    first: dt.date
    last: dt.date
    article: str
    says: Says
