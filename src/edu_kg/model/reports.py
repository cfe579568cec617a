"""What a run did, for people and for exit codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edu_kg.model.corrections import CorrectionOutcome, Unapplied


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be read: which stage, what, and why.

    ``reason`` is the name of the error's class; ``message`` what a person should know.
    """

    stage: str
    source: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """An article left out on purpose: its address, and the language found (ISO 639 code).

    Only English is read.
    """

    source: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication:
    """What was sent to a server: how many named graphs were written, removed, or there already."""

    server: str
    written: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """The counts of one ingestion run.

    ``fetched`` pages arrived anew or changed; ``unchanged`` ones were known already. ``articles``
    were read anew; ``no_articles`` are pages that a list named and that are something else;
    ``facts`` counts what now stands in the whole graph, by kind. ``skips`` are articles that are
    whole but not in English. ``copies`` counts articles that tell the same story as another, under
    another address, and are not read. ``stopped`` says why the run ended before its sources did,
    None where it did not. ``forgotten`` counts pages passed over because they were forgotten on
    request; ``corrections`` is what became of each correction by people.
    ``replication`` is what was sent to a server, None where none was named.
    """

    fetched: int = 0
    unchanged: int = 0
    no_articles: int = 0
    articles: int = 0
    articles_in_graph: int = 0
    copies: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    stopped: str | None = None
    skips: tuple[Skip, ...] = ()
    seconds: float = 0.0
    forgotten: int = 0
    corrections: tuple[CorrectionOutcome, ...] = ()
    replication: Replication | None = None

    @property
    def failed(self) -> int:
        """How many sources could not be read."""
        return len(self.failures)

    @property
    def skipped(self) -> int:
        """How many articles are not in English."""
        return len(self.skips)

    @property
    def corrected(self) -> int:
        """How many corrections were applied, in one article or several."""
        return len({each.correction for each in self.corrections if each.reason is None})

    @property
    def uncorrected(self) -> tuple[CorrectionOutcome, ...]:
        """The corrections that were not applied, with why."""
        return tuple(each for each in self.corrections if each.reason is not None)

    @property
    def needs_care(self) -> bool:
        """Whether a correction waits for a person: it was not applied, and what it says is not so.

        One that is already true does no harm.
        """
        return any(each.reason is not Unapplied.ALREADY_TRUE for each in self.uncorrected)
