"""`edu-kg ingest`: news pages in, graph out, and a report."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from edu_kg.cli.copying import CopyAddress, Loaded, TakeOver, UpdateAddress, destination_of
from edu_kg.cli.terminal import (
    EXIT_SOME_FAILED,
    EXIT_UNUSABLE,
    CorrectionsFile,
    ModelName,
    OutputFolder,
    ended_by_signals,
    errors,
    printable,
    screen,
)
from edu_kg.fetch import FetchOptions
from edu_kg.model import Replication, RunReport
from edu_kg.model.corrections import CorrectionOutcome
from edu_kg.pipeline import IngestOptions, OnStep, Step, run_ingest
from edu_kg.sources import SourceKind

_EXAMPLES = """
Examples:

    edu-kg ingest --site ouc

    edu-kg ingest https://www.example.org/news/2020/agreement-signed

    edu-kg ingest https://www.example.org/sitemap.xml news-2019.warc.gz

    edu-kg ingest pages/ more/article.html records.json --output my-graph

    edu-kg ingest --site ouc --max-pages 200 --max-minutes 30

    edu-kg ingest --site ouc --store https://kg.example.org/sparql

Pages known already are asked for with validators, and nothing that is unchanged is read twice.
A source that fails is a line of the report, and so is an article that is not in English, with
the language found; everything else is in the graph.
A run may be ended at any point, with Ctrl-C or kill: the same command goes on from there.
With --store the graph is copied to a SPARQL server, as far as that does not have it; without a
SOURCE nothing else is done. Its user's name and password are read from EDU_KG_STORE_USER and
EDU_KG_STORE_PASSWORD, or from ~/.netrc.
"""


def _checked_contact(contact: str | None) -> str | None:
    """The contact; a usage error for one that cannot go into an agent name."""
    if contact is not None:
        try:
            FetchOptions(contact=contact)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
    return contact


def ingest_command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="URL of a page, sitemap or feed; HTML file, JSON article record, or folder of "
            "these; WARC or WACZ file.",
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
    kind: Annotated[
        SourceKind | None,
        typer.Option(
            "--as",
            help="What the sources are, where their addresses do not show it.",
            show_default=False,
        ),
    ] = None,
    only_new: Annotated[
        bool,
        typer.Option(
            "--new", help="End each listing at the first page whose articles are all known."
        ),
    ] = False,
    follow_related: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help="Take in articles up to N links away from those found."
        ),
    ] = 0,
    archive: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Ask the TimeMaps of a web archive (RFC 7089) for pages that are gone.",
            show_default=False,
        ),
    ] = None,
    max_pages: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Ask for at most N pages; the next run goes on.",
            show_default=False,
        ),
    ] = None,
    max_minutes: Annotated[
        float | None,
        typer.Option(
            min=0,
            metavar="M",
            help="Fetch for at most M minutes; what came is read, the next run goes on.",
            show_default=False,
        ),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="E-mail or page that goes into the agent name, for the site's owner.",
            callback=_checked_contact,
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Read articles with so many processes.")
    ] = 1,
    corrections: CorrectionsFile = None,
    store: CopyAddress = None,
    update_at: UpdateAddress = None,
    take_over: TakeOver = False,
    loaded: Loaded = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bars.")] = False,
) -> None:
    """Fetch and read news, and bring the graph up to date."""
    options = IngestOptions(
        output=output,
        site=site,
        model=model,
        at=at,
        max_pages=max_pages,
        max_minutes=max_minutes,
        contact=contact,
        kind=kind,
        only_new=only_new,
        follow_related=follow_related,
        archive=archive,
        workers=workers,
        corrections=corrections,
        store=destination_of(store, update_at, take_over=take_over, loaded=loaded),
    )
    run_and_report(lambda on_step: run_ingest(sources or [], options, on_step=on_step), quiet=quiet)


ingest_command.__doc__ = f"{ingest_command.__doc__}\n{_EXAMPLES}"


def run_and_report(run: Callable[[OnStep], RunReport], *, quiet: bool) -> None:
    """Run with progress bars, print the report, and end with the exit code that fits it."""
    with ended_by_signals(), _progress(disabled=quiet) as progress:
        bars: dict[str, int] = {}

        def show(step: Step) -> None:
            if step.stage not in bars:
                bars[step.stage] = progress.add_task(step.stage, total=step.total)
            progress.update(
                bars[step.stage],  # type: ignore[arg-type]  # TaskID is an int
                completed=step.done,
                total=step.total,
            )

        report = run(show)
    print_report(report, screen())
    if report.failed or report.skipped or report.needs_care:
        nothing = not report.articles_in_graph
        raise typer.Exit(EXIT_UNUSABLE if nothing else EXIT_SOME_FAILED)


def print_report(report: RunReport, console: Console) -> None:
    """Show what a run did: pages, articles, facts, failures."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_row("pages fetched", str(report.fetched))
    table.add_row("pages unchanged", str(report.unchanged))
    table.add_row("no articles", str(report.no_articles))
    table.add_row("sources failed", str(report.failed), style="red" if report.failed else "")
    table.add_row("articles skipped", str(report.skipped))
    if report.forgotten:
        table.add_row("pages forgotten", str(report.forgotten))
    table.add_row("articles read", str(report.articles))
    table.add_row("articles in the graph", str(report.articles_in_graph))
    if report.copies:
        table.add_row("copies of others", str(report.copies))
    for kind, count in report.facts.items():
        table.add_row(kind, str(count))
    if report.corrections:
        table.add_row("corrections applied", str(report.corrected))
        table.add_row("not applied", str(len(report.uncorrected)))
    table.add_row("seconds", f"{report.seconds:.2f}")
    console.print(table)
    if report.stopped is not None:
        console.print(f"stopped: {report.stopped}", markup=False, highlight=False, soft_wrap=True)
    if report.replication is not None:
        print_replication(report.replication, console)
    for failure in report.failures:
        console.print(
            f"[red]failed[/red] {failure.stage}: {escape(printable(failure.message))} "
            f"[dim]({escape(failure.reason)})[/dim]",
            soft_wrap=True,
            highlight=False,
        )
    print_uncorrected(report.uncorrected, console)
    for skip in report.skips:
        console.print(
            f"[yellow]skipped[/yellow] {escape(skip.source)}: written in {skip.language!r}; "
            "only English is read",
            soft_wrap=True,
            highlight=False,
        )


def print_replication(done: Replication, console: Console) -> None:
    """Show what was sent to a server."""
    console.print(
        f"copied to {printable(done.server)}: {done.written} graphs written, {done.removed} "
        f"removed, {done.unchanged} there already",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def print_uncorrected(outcomes: Iterable[CorrectionOutcome], console: Console) -> None:
    """Show each correction that was not applied, and why."""
    for outcome in outcomes:
        console.print(
            f"[yellow]not applied[/yellow] {escape(outcome.correction)} ({outcome.reason}): "
            f"{escape(printable(outcome.told))} [dim]<{escape(printable(outcome.article_url))}>"
            "[/dim]",
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
