"""Bodies of the graph, records of an authority such as ROR, and whether one is the other."""

import enum
from dataclasses import dataclass

from edu_kg.model.claims import OrganizationKind


class NameKind(enum.StrEnum):
    """What a name of an authority's record is to it, the weightiest first."""

    DISPLAY = "display"
    LABEL = "label"
    ALIAS = "alias"
    ACRONYM = "acronym"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class AuthorityName:
    """A name of a record; ``language`` is a tag such as ``en``, None where none is given."""

    text: str
    kind: NameKind
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRecord:
    """One body as an authority describes it.

    ``id`` and ``same_as`` are IRIs. ``types`` are words of ROR (education, government, company,
    nonprofit, facility, healthcare, archive, funder, other), ``countries`` ISO 3166 codes,
    ``places`` names of its city and region, ``parents`` names of what it is part of.
    ``successors`` are ids of the records that stand in for a withdrawn one.
    """

    id: str
    names: tuple[AuthorityName, ...]
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    withdrawn: bool = False
    successors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name the authority shows."""
        return self.names[0].text


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What decisions were made with: its name, the digest of its file, how much it holds.

    ``source`` is the file's name or the address of the service; ``digest`` is empty for a service;
    ``version`` is the last day of change the records tell, empty where they tell none.
    """

    name: str
    source: str
    digest: str = ""
    version: str = ""
    records: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation of the graph with what helps to find it elsewhere.

    ``places`` are where texts say it is, ``event_places`` where its events took place, ``parents``
    the names of what it is part of, ``domains`` the hosts of sites it publishes. ``settings`` are
    all places, and ``hosts`` the hosts, of the articles that name it; ``beside`` the names of
    other bodies there, as far as they name a country.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: OrganizationKind | None = None
    places: tuple[str, ...] = ()
    event_places: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


class LinkOutcome(enum.StrEnum):
    """The answer for one body; all but the first say why it is not in the authority."""

    LINKED = "linked"
    NO_CANDIDATE = "no candidate"
    TOO_WEAK = "too weak"
    AMBIGUOUS = "equally good candidates"
    CONTRADICTED = "kind or place speaks against"
    WITHDRAWN = "withdrawn without successor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason for (``weight`` above 0) or against that a record is the body."""

    text: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record that might be the body, with all that was weighed; ``score`` is their sum."""

    id: str
    name: str
    score: int
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDecision:
    """Whether a body is in an authority, and why; ``candidates`` come best first.

    ``target`` is the record's IRI and ``same_as`` what is the same through it; None and empty
    unless the outcome is LINKED.
    """

    body: str
    name: str
    outcome: LinkOutcome
    target: str | None = None
    target_name: str | None = None
    same_as: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """That of the best candidate, 0 without one."""
        return self.candidates[0].score if self.candidates else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """All decisions made with one authority, by body."""

    authority: Authority
    decisions: tuple[LinkDecision, ...] = ()
