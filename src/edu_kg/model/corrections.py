"""What people say against what was read: each correction with who, when, why, and its evidence."""

import datetime as dt
import enum
from dataclasses import dataclass

from edu_kg.model.dates import PartialDate


class FactKind(enum.StrEnum):
    """What sort of fact a correction speaks of."""

    ROLE = "role"
    EVENT = "event"
    PARTICIPATION = "participation"
    RELATION = "relation"


@dataclass(frozen=True, slots=True, order=True)
class EntityReference:
    """A person, body or place by the name that one article gives it."""

    article_url: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of an article."""

    article_url: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactReference:
    """A fact by what it says and the words it was read from, in as many articles as state it.

    ``says`` is a role's title, an event's type, a relation's predicate, or the manner of a
    participation, whose event is of ``event`` type. ``names`` are those of its entities as the
    articles give them: person and body; who takes part and for whom; subject and object. Of an
    event they are its participants, and serve only to tell two events of one sentence apart.
    """

    kind: FactKind
    says: str
    names: tuple[str, ...] = ()
    event: str | None = None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What every correction has: its ``id``, and who made it, when and why."""

    id: str
    who: str
    when: dt.date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Correction):
    """All these are one person, body or place."""

    entities: tuple[EntityReference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Correction):
    """``entities`` are one thing, and ``others``, taken for the same, another."""

    entities: tuple[EntityReference, ...]
    others: tuple[EntityReference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename(Correction):
    """The preferred name of an entity; the one it had stays among its other names."""

    entity: EntityReference
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract(Correction):
    """The fact is not so, or its words do not say it."""

    fact: FactReference


@dataclass(frozen=True, slots=True, kw_only=True)
class Redate(Correction):
    """When an event began, and ended where that is told."""

    fact: FactReference
    start: PartialDate
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retitle(Correction):
    """The title of a role."""

    fact: FactReference
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repoint(Correction):
    """The body at which a role is held, by a name that the same article gives it."""

    fact: FactReference
    organization: str


FactCorrection = Retract | Redate | Retitle | Repoint
EntityCorrection = Merge | Split | Rename
AnyCorrection = FactCorrection | EntityCorrection


class Unapplied(enum.StrEnum):
    """Why a correction was not applied."""

    ARTICLE_GONE = "article gone"
    QUOTE_GONE = "quote gone"
    FACT_GONE = "fact gone"
    ENTITY_GONE = "entity gone"
    AMBIGUOUS = "ambiguous"
    ALREADY_TRUE = "already true"
    CONTRADICTED = "contradicted"
    NOT_POSSIBLE = "not possible"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CorrectionOutcome:
    """What became of a correction in one article: ``reason`` is None where it was applied.

    ``told`` says in words what was done, or what stood against it.
    """

    correction: str
    article_url: str
    told: str
    reason: Unapplied | None = None


def corrected_rule(rule: str, correction: str) -> str:
    """The rule of a fact that was read by ``rule`` and then corrected.

    >>> corrected_rule("verb", "c1"), corrections_of("verb; corrected by c1")
    ('verb; corrected by c1', ('c1',))
    """
    return f"{rule}{_CORRECTED_BY}{correction}"


def corrections_of(rule: str) -> tuple[str, ...]:
    """The ids of the corrections that a fact's rule tells of."""
    return tuple(rule.split(_CORRECTED_BY)[1:])


_CORRECTED_BY = "; corrected by "
