"""What the commands of `edu-kg correct` share: facts found, outcomes shown, corrections written."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from rich.markup import escape

from edu_kg.cli.terminal import printable, screen
from edu_kg.corrections import Statement, correction_toml
from edu_kg.errors import CannotCorrect
from edu_kg.model.corrections import (
    AnyCorrection,
    CorrectionOutcome,
    FactKind,
    FactReference,
    Passage,
    corrections_of,
)
from edu_kg.pipeline.correcting import (
    apply_corrections,
    find_fact_references,
    identified,
    preview,
    write_corrections,
)
from edu_kg.query import Graph


class Note(TypedDict):
    """What every correction has."""

    id: str
    who: str
    when: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Manner:
    """Where corrections go, and whether they are only shown, or applied at once."""

    output: Path
    file: Path | None
    now: bool = False
    dry_run: bool = False


def find_fact(
    output: Path, fact: str, *, only: FactKind | None = None
) -> tuple[FactReference, ...]:
    """What a correction of the fact points at; facts ``only`` of that kind can be corrected so.

    Raises:
        QueryError: there is no such fact, or several.
        CannotCorrect: it is of another kind, corrected already, or in no article any more.
    """
    graph = Graph.open(output)
    explanation, parts = graph.explain(fact), graph.parts(fact)
    kind = FactKind(explanation.kind.name.lower())
    if only not in {None, kind}:
        told = f"is {_an(kind)}, and only {_an(only)} can be corrected so; retract it instead"
        raise CannotCorrect(explanation.id, told)
    before = {each for ground in explanation.grounds for each in corrections_of(ground.rule)}
    if before:
        told = f"was corrected by {', '.join(sorted(before))}; change that in the file"
        raise CannotCorrect(explanation.id, told)
    statement = Statement(
        kind=kind,
        says=frozenset(parts.says),
        names=tuple(map(frozenset, parts.entities)),
        event=parts.event,
        passages=tuple(Passage(ground.url, ground.quote) for ground in explanation.grounds),
    )
    screen().print(explanation.text, style="bold", markup=False, highlight=False, soft_wrap=True)
    return find_fact_references(output, explanation.id, statement)


def settle(drafted: Sequence[AnyCorrection], manner: Manner) -> None:
    """Show what the corrections will do, write them down, and apply them if that is asked for.

    Raises:
        CannotCorrect: not one of them would change anything.
        MalformedCorrections: the file cannot be used, or has one of them already.
    """
    corrections = [identified(each) for each in drafted]
    outcomes = preview(manner.output, corrections, manner.file)
    print_outcomes(outcomes)
    if all(outcome.reason is not None for outcome in outcomes):
        raise CannotCorrect(corrections[0].id, "would not be applied, so it was not written")
    if manner.dry_run:
        for each in corrections:
            screen().print(f"\n{correction_toml(each)}", markup=False, highlight=False, end="")
        return
    path = write_corrections(manner.output, corrections, manner.file)
    ids = ", ".join(each.id for each in corrections)
    _say(f"{ids} written to {path}")
    if not manner.now:
        _say("the next `edu-kg ingest` or `edu-kg reparse` applies it (or --now)")
        return
    apply_corrections(manner.output, manner.file)
    _say("the graph is up to it")


def print_outcomes(outcomes: Iterable[CorrectionOutcome]) -> None:
    """Show what became, or would become, of corrections."""
    for outcome in outcomes:
        reason = "" if outcome.reason is None else f"[yellow]{outcome.reason}[/yellow]: "
        at = f"[dim]<{escape(printable(outcome.article_url))}>[/dim]"
        told = escape(printable(outcome.told))
        screen().print(f"  {reason}{told} {at}", highlight=False, soft_wrap=True)


def _say(text: str) -> None:
    screen().print(text, markup=False, highlight=False, soft_wrap=True)


def _an(kind: FactKind | None) -> str:
    return f"{'an' if kind is FactKind.EVENT else 'a'} {kind}"
