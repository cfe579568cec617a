"""`edu-kg ingest`: news pages in, graph out, and a report."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from edu_kg.cli.terminal import (
    EXIT_SOME_FAILED,
    EXIT_UNUSABLE,
    ModelName,
    OutputFolder,
    errors,
    screen,
)
from edu_kg.model import RunReport
from edu_kg.pipeline import IngestOptions, Step, run_ingest

_EXAMPLES = """
Examples:

    edu-kg ingest --site ouc

    edu-kg ingest https://www.example.org/news/2020/agreement-signed

    edu-kg ingest pages/ more/article.html records.json --output my-graph

Pages known already are asked for with validators, and nothing that is unchanged is read twice.
A source that fails is a line of the report, and so is an article that is not in English, with
the language found; everything else is in the graph.
"""


def ingest_command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="URL, HTML file, JSON article record, or folder of these.",
            show_default=False,
        ),
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Site profile: a shipped one by name (ouc), or a TOML file. "
            "Without SOURCE its listings are crawled.",
            show_default=False,
        ),
    ] = None,
    output: OutputFolder = Path("output"),
    model: ModelName = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Fetch the site from this address (a mirror); pages keep the site's own.",
            show_default=False,
        ),
    ] = None,
    max_pages: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Fetch at most so many pages.", show_default=False),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="E-mail or page that goes into the agent name, for the site's owner.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Read articles with so many processes.")
    ] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bars.")] = False,
) -> None:
    """Fetch and read news, and bring the graph up to date."""
    options = IngestOptions(
        output=output,
        site=site,
        model=model,
        at=at,
        max_pages=max_pages,
        contact=contact,
        workers=workers,
    )
    with _progress(disabled=quiet) as progress:
        bars: dict[str, int] = {}

        def show(step: Step) -> None:
            if step.stage not in bars:
                bars[step.stage] = progress.add_task(step.stage, total=step.total)
            progress.update(
                bars[step.stage],  # type: ignore[arg-type]  # TaskID is an int
                completed=step.done,
                total=step.total,
            )

        report = run_ingest(sources or [], options, on_step=show)
    print_report(report, screen())
    if report.failed or report.skipped:
        nothing = not report.articles_in_graph
        raise typer.Exit(EXIT_UNUSABLE if nothing else EXIT_SOME_FAILED)


ingest_command.__doc__ = f"{ingest_command.__doc__}\n{_EXAMPLES}"


def print_report(report: RunReport, console: Console) -> None:
    """Show what a run did: pages, articles, facts, failures."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_row("pages fetched", str(report.fetched))
    table.add_row("pages unchanged", str(report.unchanged))
    table.add_row("sources failed", str(report.failed), style="red" if report.failed else "")
    table.add_row("articles skipped", str(report.skipped))
    table.add_row("articles read", str(report.articles))
    table.add_row("articles in the graph", str(report.articles_in_graph))
    for kind, count in report.facts.items():
        table.add_row(kind, str(count))
    table.add_row("seconds", f"{report.seconds:.2f}")
    console.print(table)
    for failure in report.failures:
        console.print(
            f"[red]failed[/red] {failure.stage}: {escape(failure.message)} "
            f"[dim]({escape(failure.reason)})[/dim]",
            soft_wrap=True,
            highlight=False,
        )
    for skip in report.skips:
        console.print(
            f"[yellow]skipped[/yellow] {escape(skip.source)}: written in {skip.language!r}; "
            "only English is read",
            soft_wrap=True,
            highlight=False,
        )


def _progress(*, disabled: bool) -> Progress:
    return Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors(),
        transient=True,
        disable=disabled,
    )
