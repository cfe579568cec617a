"""`edu-kg verify`: every quote of the graph found again in what was captured."""

import csv
import io
import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edu_kg.cli.terminal import (
    EXIT_SOME_FAILED,
    OutputFolder,
    ended_by_signals,
    printable,
    progress_of,
    screen,
)
from edu_kg.cli.validate import ReportFormat
from edu_kg.graph import short_id
from edu_kg.pipeline.verifying import Misquote, Verification, verify_quotes


def verify_command(
    site: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Site profile, as it was given to ingest.", show_default=False
        ),
    ] = None,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", help="How misquotes are written.")
    ] = ReportFormat.TABLE,
    output: OutputFolder = Path("output"),
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Find every quote of the graph again in the pages as they were captured.

    Each captured page is parsed anew, without the network, and the offsets of each quote must cut
    out its very words. The exit code is 1 where one does not, or a text is not the one read.

    Examples:
        edu-kg verify --site mysite.toml

        edu-kg verify --output my-graph --format json
    """
    with ended_by_signals(), progress_of("verifying", quiet=quiet) as on_article:
        found = verify_quotes(output, site=site, on_article=on_article)
    if report_format is ReportFormat.TABLE:
        print_verification(found, screen())
    else:
        write = _as_json if report_format is ReportFormat.JSON else _as_csv
        typer.echo(write(found), nl=False)
    if not found.holds:
        raise typer.Exit(EXIT_SOME_FAILED)


def print_verification(found: Verification, console: Console) -> None:
    """Show each misquote with the facts on it, then the counts."""
    lines: list[str] = []
    for each in found.misquotes:
        lines += [
            f"{each.fault.value}: {each.article} characters {each.start}–{each.end}",
            f"  quoted “{each.exact}”",
            f"  there  “{each.found}”",
            f"  facts  {' '.join(map(short_id, each.facts))}",
        ]
    lines += [f"the text is not the one that was read: {url}" for url in found.altered]
    read_from = ", ".join(
        f"{count} from its {kept.value}" for kept, count in found.articles.items()
    )
    failed = len(found.failed_facts)
    lines += [
        f"{sum(found.articles.values())} articles ({read_from})",
        f"{found.quotes - len(found.misquotes)} of {found.quotes} quotes found again",
        f"{found.facts - failed} of {found.facts} facts rest on words that are there",
    ]
    if found.parsed_otherwise:
        lines.append(
            f"{len(found.parsed_otherwise)} of these texts were parsed with another profile or by "
            "other code: give --site as ingest had it, or run `edu-kg reparse`"
        )
    for line in lines:
        console.print(printable(line, 2000), markup=False, highlight=False, soft_wrap=True)


def _as_json(found: Verification) -> str:
    record = asdict(found) | {"failed_facts": sorted(found.failed_facts)}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _as_csv(found: Verification) -> str:
    table = io.StringIO()
    writer = csv.DictWriter(table, [field.name for field in fields(Misquote)])
    writer.writeheader()
    for each in found.misquotes:
        writer.writerow(asdict(each) | {"facts": " ".join(each.facts)})
    return table.getvalue()
