"""What people say against what was read, brought into a build: corrections, and what is forgotten.

A correction is applied to claims or to who is who, and reported either way; what is forgotten is
not in the claims any more when they are kept (``edu_kg.pipeline.forgetting``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import Quad

from edu_kg.corrections import (
    CorrectedEntities,
    correct_claims,
    correct_entities,
    corrections_toml,
    digests_for,
    mask_names,
    read_corrections,
    references_of,
)
from edu_kg.graph import correction_quads, corrections_graph, tombstone_quads, tombstones_graph
from edu_kg.model import Claims, Facts
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
from edu_kg.pipeline.workspace import Workspace
from edu_kg.resolution import Settling
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

    def article_marks(self, urls: Iterable[str]) -> dict[str, str]:
        """What of the amendments bears on the facts of each article that they bear on."""
        corrections = _by_article(self.of_facts)
        marks: dict[str, str] = {}
        for url in urls:
            names = sorted(digests_for(self.forgotten, url))
            if url in corrections or names:
                said = corrections_toml(corrections.get(url, ()))
                marks[url] = digest(self.forgotten.salt, said, *names)
        return marks

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
class AmendedClaims:
    """The claims of articles after the corrections of facts, and what became of those.

    ``corrected`` are the claims that corrections speak of, by address; all others are as kept.
    """

    workspace: Workspace
    corrected: Mapping[str, Claims] = field(default_factory=dict)
    outcomes: tuple[CorrectionOutcome, ...] = ()

    @classmethod
    def of(
        cls, workspace: Workspace, articles: Collection[str], corrections: Iterable[FactCorrection]
    ) -> "AmendedClaims":
        """Those of the articles of a graph.

        Raises RecordError where the claims or the text of a corrected one are damaged.
        """
        corrected, outcomes = dict[str, Claims](), list[CorrectionOutcome]()
        for url, concerned in sorted(_by_article(corrections).items()):
            if url in articles:
                text = workspace.load_article(url).text
                claims, told = correct_claims(workspace.load_claims(url), concerned, text)
                corrected[url] = claims
                outcomes += told
            else:
                outcomes += (_without_article(url, each) for each in concerned)
        return cls(workspace=workspace, corrected=corrected, outcomes=tuple(outcomes))

    def load(self, url: str) -> Claims:
        """The claims of an article.

        Raises RecordError where they are missing or damaged.
        """
        return self.corrected.get(url) or self.workspace.load_claims(url)


def amend_entities(
    amendments: Amendments, claims: AmendedClaims, articles: Collection[str], settling: Settling
) -> CorrectedEntities:
    """Settle who is who as people have it; gives what became of what they say of entities.

    Raises RecordError where the claims of an article they point at are missing or damaged.
    """
    corrections = amendments.of_entities
    urls = {each.article_url for one in corrections for each in references_of(one)}
    pointed_at = [claims.load(url) for url in sorted(urls.intersection(articles))]
    return correct_entities(pointed_at, corrections, settling.entity_of, settling.settle)


def amendment_quads(
    amendments: Amendments,
    outcomes: Iterable[CorrectionOutcome],
    facts: Iterable[Facts],
    influenced: Iterable[tuple[str, str]],
) -> dict[str, list[Quad]]:
    """The graphs of the amendments themselves, each empty where there is nothing to tell.

    ``facts`` are those of the articles with corrected ones.
    """
    forgotten = amendments.forgotten
    corrections = [_unnamed(each, forgotten) for each in amendments.corrections]
    return {
        corrections_graph(): list(correction_quads(corrections, outcomes, facts, influenced)),
        tombstones_graph(): list(tombstone_quads(forgotten)),
    }


def masked_outcomes(
    outcomes: Iterable[CorrectionOutcome], forgotten: Forgotten
) -> tuple[CorrectionOutcome, ...]:
    """What became of corrections, in order and without the names of forgotten people."""
    return tuple(sorted(_masked(outcome, forgotten) for outcome in outcomes))


def _by_article(corrections: Iterable[FactCorrection]) -> dict[str, list[FactCorrection]]:
    found: dict[str, list[FactCorrection]] = defaultdict(list)
    for correction in corrections:
        for url in {passage.article_url for passage in correction.fact.passages}:
            found[url].append(correction)
    return found


def _without_article(url: str, correction: FactCorrection) -> CorrectionOutcome:
    return CorrectionOutcome(
        correction=correction.id,
        article_url=url,
        told="no such article in the graph; delete it from the correction",
        reason=Unapplied.ARTICLE_GONE,
    )


def _masked(outcome: CorrectionOutcome, forgotten: Forgotten) -> CorrectionOutcome:
    digests = digests_for(forgotten, outcome.article_url)
    return replace(outcome, told=mask_names(outcome.told, forgotten.salt, digests))


def _unnamed(correction: AnyCorrection, forgotten: Forgotten) -> AnyCorrection:
    """The correction without names of forgotten people in what its author wrote of it."""
    digests = {name for person in forgotten.people for name in person.names}
    why = mask_names(correction.why, forgotten.salt, digests)
    return correction if why == correction.why else replace(correction, why=why)
