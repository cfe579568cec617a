"""`edu-kg reparse`: pages kept earlier parsed anew, without the network."""

from pathlib import Path
from typing import Annotated

import typer

from edu_kg.cli.copying import CopyAddress, Loaded, TakeOver, UpdateAddress, destination_of
from edu_kg.cli.ingest import run_and_report
from edu_kg.cli.terminal import CorrectionsFile, ModelName, OutputFolder
from edu_kg.pipeline import IngestOptions, run_reparse


def reparse_command(
    site: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Site profile, as it was given to ingest.",
            show_default=False,
        ),
    ] = None,
    output: OutputFolder = Path("output"),
    model: ModelName = None,
    corrections: CorrectionsFile = None,
    store: CopyAddress = None,
    update_at: UpdateAddress = None,
    take_over: TakeOver = False,
    loaded: Loaded = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bars.")] = False,
) -> None:
    """Parse the last capture of every page again, without the network, and rebuild the graph.

    For a profile or a parser that got better: what comes out the same is not read again, and the
    graph is the one that fetching the same pages now would give.

    Example:
        edu-kg reparse --site mysite.toml
    """
    options = IngestOptions(
        output=output,
        site=site,
        model=model,
        corrections=corrections,
        store=destination_of(store, update_at, take_over=take_over, loaded=loaded),
    )
    run_and_report(lambda on_step: run_reparse(options, on_step=on_step), quiet=quiet)
