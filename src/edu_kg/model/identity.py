"""Decisions on who is who, with their reasons, and the corrections that people make to them."""

import enum
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Designation:
    """An entity as a person points at it.

    With ``article_url``, ``entity`` is a name, other name or key it has in that article; without,
    ``entity`` is the id that resolution gives it where nobody corrects, and all its mentions are
    meant.
    """

    entity: str
    article_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What people settled: pairs that are the same, whatever the scores, and pairs that are not.

    ``different`` goes before ``same``.
    """

    same: tuple[tuple[Designation, Designation], ...] = ()
    different: tuple[tuple[Designation, Designation], ...] = ()


class Outcome(enum.StrEnum):
    """What was decided on two names; the values are local names of ``edu:`` terms."""

    MERGED = "Merged"
    KEPT_APART = "KeptApart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for (weight above 0) or against (below 0) two names being one.

    ``feature`` is its name in the table of weights, ``text`` says it in words. ``articles`` are
    addresses of some of the articles it rests on.
    """

    feature: str
    text: str
    weight: float
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDecision:
    """Two names held against each other: what was decided, and why.

    ``first`` and ``second`` are entity ids, the same where merged. ``score`` is the sum of the
    weights and the bias: merged from 0 up, unless ``settled_by`` names what goes before scores.
    """

    id: str
    first: str
    second: str
    first_name: str
    second_name: str
    outcome: Outcome
    score: float
    reasons: tuple[Reason, ...] = ()
    settled_by: str | None = None
