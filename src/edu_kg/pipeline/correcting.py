"""Corrections on their way: drafted from what the graph states, looked at, and applied at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from edu_kg.corrections import (
    Statement,
    append_correction,
    draft_facts,
    draft_mentions,
    read_corrections,
)
from edu_kg.errors import CannotCorrect
from edu_kg.model import Claims, EntityKind
from edu_kg.model.corrections import (
    AnyCorrection,
    CorrectionOutcome,
    EntityReference,
    FactReference,
)
from edu_kg.pipeline.amending import Amendments
from edu_kg.pipeline.building import bring_up_to_claims, preview_amendments
from edu_kg.pipeline.workspace import Workspace
from edu_kg.text import digest

_MENTIONS = 3  # of each side of a merge: enough for one to outlive an article that is withdrawn


def find_fact_references(
    output: Path, fact: str, statement: Statement
) -> tuple[FactReference, ...]:
    """What a correction of a fact points at: one reference for all articles that name it alike.

    Raises:
        CannotCorrect: the articles do not state it as the graph does, as they were read before.
    """
    workspace = Workspace(output)
    urls = {passage.article_url for passage in statement.passages}
    drafts = draft_facts(statement, {each.article_url: each for each in _claims(workspace, urls)})
    if not drafts:
        told = "is not in the articles as they were read last; ingest again, then correct it"
        raise CannotCorrect(fact, told)
    return drafts


def find_mentions(
    output: Path, kind: EntityKind, names: Iterable[str], articles: Iterable[str]
) -> tuple[EntityReference, ...]:
    """The entity of these names as each of the articles prints it, by address.

    Raises:
        CannotCorrect: none of them has it, or each of them several.
    """
    known = list(names)
    claims = list(_claims(Workspace(output), articles))
    mentions = draft_mentions(kind, known, claims)
    if not mentions:
        told = "is not in the articles as they were read last; ingest again, then correct it"
        raise CannotCorrect(known[0], told)
    return mentions


def a_few(mentions: Sequence[EntityReference]) -> tuple[EntityReference, ...]:
    """As many of the mentions as a merge needs."""
    return tuple(mentions[:_MENTIONS])


def identified(correction: AnyCorrection) -> AnyCorrection:
    """The correction with an id that follows from what it says: the same twice, the same id."""
    what = type(correction).__name__.lower()
    said = repr(replace(correction, id="", who="", when=dt.date.min, why=""))
    return replace(correction, id=f"{what}-{correction.when}-{digest(said)[:6]}")


def preview(
    output: Path, corrections: Sequence[AnyCorrection], file: Path | None = None
) -> list[CorrectionOutcome]:
    """What would become of these corrections beside those of the file; nothing is written.

    Raises:
        SourceError: the file cannot be used.
    """
    ids = {each.id for each in corrections}
    outcomes = check_corrections(output, file, also=corrections)
    return [outcome for outcome in outcomes if outcome.correction in ids]


def check_corrections(
    output: Path, file: Path | None = None, *, also: Sequence[AnyCorrection] = ()
) -> tuple[CorrectionOutcome, ...]:
    """What would become of every correction of a file; nothing is written.

    Raises:
        SourceError: the file cannot be used.
    """
    workspace = Workspace(output)
    if also and file is not None and not file.exists():  # the first corrections of a new file
        amendments = Amendments(forgotten=workspace.load_forgotten())
    else:
        amendments = Amendments.load(workspace, file)
    together = {each.id: each for each in (*amendments.corrections, *also)}
    amendments = replace(amendments, corrections=tuple(together[key] for key in sorted(together)))
    return preview_amendments(workspace, workspace.load_index(), amendments)


def write_corrections(
    output: Path, corrections: Iterable[AnyCorrection], file: Path | None = None
) -> Path:
    """Put the corrections at the end of the file, and give its place.

    Raises:
        MalformedCorrections: it cannot be read or written.
        CannotCorrect: it has one of them already.
    """
    path = file or Workspace(output).corrections
    known = {each.id for each in read_corrections(path)} if path.exists() else set()
    corrections = list(corrections)
    for correction in corrections:
        if correction.id in known:
            raise CannotCorrect(correction.id, f"stands in {path} already; change it there")
    for correction in corrections:
        append_correction(path, correction)
    return path


def apply_corrections(output: Path, file: Path | None = None) -> tuple[CorrectionOutcome, ...]:
    """Bring the graph up to the corrections now; gives what became of each.

    Raises:
        SourceError: the file cannot be used.
        StoreError: the store cannot be written, or another process writes it.
    """
    workspace = Workspace(output)
    with workspace.held():
        index = workspace.load_index()
        amendments = Amendments.load(workspace, file)
        try:
            bring_up_to_claims(workspace, index, amendments)
        finally:
            workspace.save_index(index)
    return index.corrections


def last_outcomes(output: Path) -> tuple[CorrectionOutcome, ...]:
    """What became of each correction when the graph was built last."""
    return Workspace(output).load_index().corrections


def _claims(workspace: Workspace, urls: Iterable[str]) -> Iterable[Claims]:
    """The claims of those of the articles that are in the graph, by address."""
    index = workspace.load_index()
    for url in sorted(set(urls)):
        state = index.articles.get(url)
        if state is not None and state.reader:
            yield workspace.load_claims(url)
