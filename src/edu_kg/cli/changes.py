"""`edu-kg changes`: what pages say otherwise than when they were first captured."""

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edu_kg.cli.terminal import ModelName, OutputFolder, screen
from edu_kg.pipeline.changes import Edit, find_edits


def changes_command(
    site: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Site profile, as it was given to ingest.", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON, one edit a line.")] = False,
    output: OutputFolder = Path("output"),
    model: ModelName = None,
) -> None:
    """List the facts that came (+), went (-) or changed (~) when a page was silently edited.

    Compares the captures of each page, first with second and so on, without the network. What
    differs around the article only is no edit.

    Example:
        edu-kg changes --site mysite.toml
    """
    console = screen()
    count = 0
    for edit in find_edits(output, site=site, model=model):
        count += 1
        if as_json:
            typer.echo(json.dumps(asdict(edit), default=str, ensure_ascii=False))
        else:
            print_edit(edit, console)
    if not count and not as_json:
        console.print("no page was edited between two captures")


def print_edit(edit: Edit, console: Console) -> None:
    """Show one edit: page, days, and a line for each statement."""
    lines = [f"{edit.url}  {_day(edit.before)} → {_day(edit.after)}"]
    lines += [f"  - {each.kind}: {each.words}" for each in edit.went]
    lines += [f"  + {each.kind}: {each.words}" for each in edit.came]
    lines += [f"  ~ {old.kind}: {old.words} → {new.words}" for old, new in edit.changed]
    if len(lines) == 1:
        lines.append("  the text was edited; no fact came, went or changed")
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _day(moment: dt.datetime | None) -> str:
    return "unknown" if moment is None else f"{moment:%Y-%m-%d %H:%M}"
