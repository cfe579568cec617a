"""`edu-kg timeline`: who held a post from when to when, as far as articles prove it."""

import enum
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from edu_kg.cli.graphs import opened_graph
from edu_kg.cli.read import print_rows
from edu_kg.cli.terminal import EXIT_UNUSABLE, OutputFolder, StoreAddress, errors, printable, screen
from edu_kg.errors import MissingExtra, QueryParameterError, UnknownFormat
from edu_kg.model import PartialDate, Rows
from edu_kg.query import format_rows
from edu_kg.query.timelines import Office
from edu_kg.query.timelines.records import answer_rows, conflict_lines, term_rows


class TimelineFormat(enum.StrEnum):
    """How timelines are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def timeline_command(
    name: Annotated[str, typer.Argument(help="Name of a body or a person.", show_default=False)],
    title: Annotated[
        str | None,
        typer.Option("--title", help="Only this post: president is no vice president."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Who held it then: YYYY, YYYY-MM, YYYY-MM-DD."),
    ] = None,
    answer_format: Annotated[
        TimelineFormat, typer.Option("--format", help="How rows are written.")
    ] = TimelineFormat.TABLE,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", metavar="FILE", help="Draw it to a .png or .svg file."),
    ] = None,
    output: OutputFolder = Path("output"),
    store: StoreAddress = None,
) -> None:
    """Show who held a post of a body, or which posts a person held, from when to when.

    A term had begun by begun_by and lasted to lasted_to: the days between are certain. Before
    not_before and after not_after it is excluded. All else is possible. With --on, the answer for
    each holder: certain, possible or no; of a month or year, for all of it (some_day: for a day).

    Examples:
        edu-kg timeline "Open University of China" --title president

        edu-kg timeline "Open University of China" --title president --on 2020-05

        edu-kg timeline "Tobias Nkemelu" --picture posts.svg
    """
    date = _date(on)
    offices, person = opened_graph(output, store).offices(name, title=title)
    if not offices:
        asked = f" as {title!r}" if title else ""
        errors().print(
            f"edu-kg: no dated post of {printable(name)!r}{printable(asked)} in this graph; "
            "`edu-kg show NAME` lists what is known",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        raise typer.Exit(EXIT_UNUSABLE)
    if picture is not None:
        _draw(offices, picture, person)
    rows = term_rows(offices) if date is None else answer_rows(offices, date)
    if answer_format is TimelineFormat.TABLE:
        if len({office.organization for office in offices}) == 1:
            screen().print(offices[0].organization_name, style="bold", markup=False)
            rows = Rows(rows.columns[1:], tuple(row[1:] for row in rows.values))
        print_rows(rows, screen())
    else:
        typer.echo(format_rows(rows, answer_format.value), nl=False)
    for line in conflict_lines(offices):
        errors().print(
            f"conflict: {line}", style="yellow", markup=False, highlight=False, soft_wrap=True
        )


def _date(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise QueryParameterError(
            "on", f"--on {text!r} is no date; give YYYY, YYYY-MM or YYYY-MM-DD"
        ) from error


def _draw(offices: Sequence[Office], file: Path, person: str | None) -> None:
    if file.suffix not in {".png", ".svg"}:
        raise UnknownFormat(file, [".png", ".svg"])
    try:
        from edu_kg.explore.timelines import save_timelines  # noqa: PLC0415  an extra, and slow
    except ImportError as error:
        raise MissingExtra(error.name or "matplotlib", "notebooks") from error
    save_timelines(offices, file, person=person)
    errors().print(f"picture written to {file}", markup=False, highlight=False, soft_wrap=True)
