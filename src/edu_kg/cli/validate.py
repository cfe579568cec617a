"""`edu-kg validate`: what of the graph violates its shapes."""

import csv
import enum
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from edu_kg.cli.graphs import opened_graph
from edu_kg.cli.terminal import (
    EXIT_SOME_FAILED,
    OutputFolder,
    StoreAddress,
    ended_by_signals,
    printable,
    progress_of,
    screen,
)

if TYPE_CHECKING:
    from edu_kg.graph.validation import Violation
    from edu_kg.query.validation import Validation


class ReportFormat(enum.StrEnum):
    """How findings are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def validate_command(
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, help="How many processes share the work.")
    ] = 1,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", help="How violations are written.")
    ] = ReportFormat.TABLE,
    again: Annotated[
        bool, typer.Option("--again", help="Look also at what conformed before, unchanged.")
    ] = False,
    output: OutputFolder = Path("output"),
    store: StoreAddress = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Hold the whole graph against its shapes, and list what violates them.

    Each violation comes with the shape, the property, the article and the quote of the fact.
    Warnings are listed and do no harm. The exit code is 1 where anything else was found.

    Examples:
        edu-kg validate --workers 4

        edu-kg validate --output my-graph --format csv
    """
    graph = opened_graph(output, store)
    with ended_by_signals(), progress_of("validating", quiet=quiet) as on_part:
        found = graph.validate(workers=workers, again=again, on_part=on_part)
    if report_format is ReportFormat.TABLE:
        print_validation(found, screen())
    else:
        write = _as_json if report_format is ReportFormat.JSON else _as_csv
        typer.echo(write(found.violations), nl=False)
    if not found.conforms:
        raise typer.Exit(EXIT_SOME_FAILED)


def print_validation(found: "Validation", console: Console) -> None:
    """Show each violation with its place and words, then the counts."""
    for each in found.violations:
        kind = "warning" if each.is_warning else "violation"
        lines = [f"{kind} of shape:{each.shape}: {each.node}", f"  {each.message}"]
        if each.quote:
            lines.append(f"  “{each.quote}”")
        if each.article:
            lines.append(f"  – {each.article}")
        for line in lines:
            console.print(printable(line), markup=False, highlight=False, soft_wrap=True)
    warnings = sum(violation.is_warning for violation in found.violations)
    console.print(
        f"{len(found.violations) - warnings} violations, {warnings} warnings in {found.parts} "
        f"parts of the graph, {found.known} of them known to conform",
        highlight=False,
        soft_wrap=True,
    )


def _as_json(violations: Sequence["Violation"]) -> str:
    return json.dumps([asdict(each) for each in violations], ensure_ascii=False, indent=1) + "\n"


def _as_csv(violations: Sequence["Violation"]) -> str:
    from edu_kg.graph.validation import Violation  # noqa: PLC0415  rdflib is slow to import

    table = io.StringIO()
    writer = csv.DictWriter(table, [field.name for field in fields(Violation)])
    writer.writeheader()
    writer.writerows(asdict(each) for each in violations)
    return table.getvalue()
