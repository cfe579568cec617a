"""What a run did, for people and for exit codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
class RunReport:
    """The counts of one ingestion run.

    ``fetched`` pages arrived anew or changed; ``unchanged`` ones were known already. ``articles``
    were read anew; ``no_articles`` are pages that a list named and that are something else;
    ``facts`` counts what now stands in the whole graph, by kind. ``skips`` are articles that are
    whole but not in English. ``copies`` counts articles that tell the same story as another, under
    another address, and are not read. ``stopped`` says why the run ended before its sources did,
    None where it did not.
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

    @property
    def failed(self) -> int:
        """How many sources could not be read."""
        return len(self.failures)

    @property
    def skipped(self) -> int:
        """How many articles are not in English."""
        return len(self.skips)
