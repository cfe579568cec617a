"""What people say against what was read, brought into a build: corrections, and what is forgotten.

A correction is applied to claims or to who is who, and reported either way; what is forgotten is
not in the claims any more when they are kept (``edu_kg.pipeline.forgetting``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import Quad

from edu_kg.corrections import (
    correct_claims,
    corrections_toml,
    digests_for,
    mask_names,
    read_corrections,
    resolve_corrected,
)
from edu_kg.graph import correction_quads, corrections_graph, tombstone_quads, tombstones_graph
from edu_kg.model import Claims, Resolution
from edu_kg.model.corrections import (
    AnyCorrection,
    CorrectionOutcome,
    EntityCorrection,
    FactCorrection,
    Merge,
    Rename,
    Split,
    Unapplied,
)
from edu_kg.model.forgotten import Forgotten
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.resolution import resolve
from edu_kg.text import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """What people said against what was read: their corrections, and what is to be forgotten."""

    corrections: tuple[AnyCorrection, ...] = ()
    forgotten: Forgotten = field(default_factory=Forgotten)

    @classmethod
    def load(cls, workspace: Workspace, file: Path | None = None) -> "Amendments":
        """Those of an output folder; ``file`` is that of the corrections, if it is another.

        Raises:
            SourceError: the file cannot be used.
            RecordError: the list of what is forgotten is damaged.
        """
        path = file or workspace.corrections
        is_there = file is not None or path.exists()
        return cls(
            corrections=read_corrections(path) if is_there else (),
            forgotten=workspace.load_forgotten(),
        )

    @property
    def marks(self) -> tuple[str, ...]:
        """What a build has to be done again for where it changes; nothing for no amendments."""
        corrections = corrections_toml(self.corrections)
        forgotten = "" if self.forgotten == Forgotten() else repr(self.forgotten)
        return tuple(digest(said) for said in (corrections, forgotten) if said)

    @property
    def of_facts(self) -> tuple[FactCorrection, ...]:
        """The corrections of facts."""
        return tuple(
            each for each in self.corrections if not isinstance(each, Merge | Split | Rename)
        )

    @property
    def of_entities(self) -> tuple[EntityCorrection, ...]:
        """The corrections of who is who."""
        return tuple(each for each in self.corrections if isinstance(each, Merge | Split | Rename))


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """Who is who after all amendments; ``influenced`` pairs entities with corrections."""

    resolution: Resolution
    outcomes: tuple[CorrectionOutcome, ...]
    influenced: tuple[tuple[str, str], ...] = ()

    def quads(self, amendments: Amendments) -> dict[str, list[Quad]]:
        """The graphs of the amendments themselves; empty where there are none."""
        forgotten = amendments.forgotten
        told = [_masked(outcome, forgotten) for outcome in self.outcomes]
        corrections = [_unnamed(each, forgotten) for each in amendments.corrections]
        facts = self.resolution.facts
        return {
            corrections_graph(): list(correction_quads(corrections, told, facts, self.influenced)),
            tombstones_graph(): list(tombstone_quads(forgotten)),
        }


def resolve_amended(workspace: Workspace, index: Index, amendments: Amendments) -> Amended:
    """Who is who by the claims of all articles and what people say of them.

    Raises:
        RecordError: the claims or the text of an article are missing or damaged.
    """
    outcomes: list[CorrectionOutcome] = []
    read = workspace.claims(index)
    claims = list(_corrected(workspace, read, amendments.of_facts, outcomes))
    resolved = resolve_corrected(claims, amendments.of_entities, resolve)
    return Amended(
        resolution=resolved.resolution,
        outcomes=tuple(sorted([*outcomes, *resolved.outcomes])),
        influenced=resolved.influenced,
    )


def check_amended(
    workspace: Workspace, index: Index, amendments: Amendments
) -> tuple[CorrectionOutcome, ...]:
    """What would become of the corrections; only for who is who are all articles looked at.

    Raises what ``resolve_amended`` raises.
    """
    if amendments.of_entities:
        return resolve_amended(workspace, index, amendments).outcomes
    urls = {each.article_url for fact in amendments.of_facts for each in fact.fact.passages}
    states = {url: index.articles[url] for url in urls & set(index.articles)}
    read = workspace.claims(Index(articles=states))
    outcomes: list[CorrectionOutcome] = []
    for _ in _corrected(workspace, read, amendments.of_facts, outcomes):
        pass
    return tuple(sorted(outcomes))


def _corrected(
    workspace: Workspace,
    read: Iterable[Claims],
    corrections: Sequence[FactCorrection],
    outcomes: list[CorrectionOutcome],
) -> Iterator[Claims]:
    """The claims of every article, corrected; what became of the corrections goes to outcomes."""
    by_article: dict[str, list[FactCorrection]] = defaultdict(list)
    for correction in corrections:
        for url in sorted({passage.article_url for passage in correction.fact.passages}):
            by_article[url].append(correction)
    for claims in read:
        concerned = by_article.pop(claims.article_url, [])
        if concerned:
            text = workspace.load_article(claims.article_url).text
            claims, told = correct_claims(claims, concerned, text)  # noqa: PLW2901
            outcomes += told
        yield claims
    for url, left in by_article.items():
        outcomes += (
            CorrectionOutcome(
                correction=correction.id,
                article_url=url,
                told="no such article in the graph; delete it from the correction",
                reason=Unapplied.ARTICLE_GONE,
            )
            for correction in left
        )


def _masked(outcome: CorrectionOutcome, forgotten: Forgotten) -> CorrectionOutcome:
    digests = digests_for(forgotten, outcome.article_url)
    return replace(outcome, told=mask_names(outcome.told, forgotten.salt, digests))


def _unnamed(correction: AnyCorrection, forgotten: Forgotten) -> AnyCorrection:
    """The correction without names of forgotten people in what its author wrote of it."""
    digests = {name for person in forgotten.people for name in person.names}
    why = mask_names(correction.why, forgotten.salt, digests)
    return correction if why == correction.why else replace(correction, why=why)
