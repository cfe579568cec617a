"""`edu-kg query`, `show` and `export`: the graph, for people and for programs."""

import enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from edu_kg.cli.annotated import write_annotated
from edu_kg.cli.cards import print_card
from edu_kg.cli.graphs import opened_graph
from edu_kg.cli.terminal import (
    EXIT_UNUSABLE,
    ModelName,
    OutputFolder,
    StoreAddress,
    errors,
    progress_of,
    screen,
)
from edu_kg.errors import QueryError, SourceNotFound
from edu_kg.model import Rows
from edu_kg.query import Graph, format_rows, named_queries


class AnswerFormat(enum.StrEnum):
    """How the rows of an answer are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TSV = "tsv"


def query_command(
    sparql: Annotated[
        str | None,
        typer.Argument(metavar="[SPARQL]", help="The query itself.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="F", help="Read the query from a file.", show_default=False),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Run a named query.", show_default=False),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="KEY=VALUE",
            help="A parameter of the named query.",
            show_default=False,
        ),
    ] = None,
    answer_format: Annotated[
        AnswerFormat, typer.Option("--format", help="How rows are written.")
    ] = AnswerFormat.TABLE,
    output: OutputFolder = Path("output"),
    store: StoreAddress = None,
    list_names: Annotated[
        bool, typer.Option("--list", help="List the named queries with their parameters.")
    ] = False,
) -> None:
    """Ask the graph in SPARQL.

    The common prefixes (edu, schema, org, prov, skos, oa, xsd …) are known, and the default
    graph is the union of all.

    Examples:
        edu-kg query 'SELECT ?who ?whom WHERE { ?who edu:signsOnBehalfOf ?whom }'

        edu-kg query --name signatories --param organization=UNESCO --format csv

        edu-kg query --list

        edu-kg query --name signatories --store https://kg.example.org/sparql
    """
    if list_names:
        _list_named_queries(screen())
        return
    chosen = [given for given in (sparql, file, name) if given is not None]
    if len(chosen) != 1:
        raise QueryError("", "give one of: a query, --file F, --name NAME (or --list)")
    graph = opened_graph(output, store)
    if name is not None:
        rows = graph.run(name, **_parameters(param or []))
    else:
        rows = graph.query(sparql if sparql is not None else _text_of(file))
    if answer_format is AnswerFormat.TABLE:
        print_rows(rows, screen())
    else:
        typer.echo(format_rows(rows, answer_format.value), nl=False)


def show_command(
    name: Annotated[
        str | None,
        typer.Argument(
            help="Name, acronym or other name; case does not matter.", show_default=False
        ),
    ] = None,
    annotate: Annotated[
        str | None,
        typer.Option(
            "--annotate",
            metavar="URL_OR_FILE",
            help="Show what the model saw in a page, an article record or a text.",
            show_default=False,
        ),
    ] = None,
    model: ModelName = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Folder of the graph (output); with --annotate, the HTML file to write "
            "(in the current folder, named after the source).",
            show_default=False,
        ),
    ] = None,
    store: StoreAddress = None,
) -> None:
    """Show a card of a person, body or place: each fact with its sentence and article.

    With --annotate, write an HTML page of what the language model saw in one page: entities,
    spans, and the tree of every sentence.

    Examples:
        edu-kg show "Jing Degang"

        edu-kg show UNESCO --output my-graph

        edu-kg show --annotate https://www.example.org/news/agreement --output view.html
    """
    if (name is None) == (annotate is None):
        raise QueryError("", "give a NAME, or --annotate URL_OR_FILE")
    if annotate is not None:
        write_annotated(annotate, model=model, output=output)
        return
    _show_cards(name or "", opened_graph(output or Path("output"), store))


def _show_cards(name: str, graph: Graph) -> None:
    cards = graph.cards(name)
    if not cards:
        close = graph.similar_names(name)
        hint = f"; close to it: {', '.join(close)}" if close else ""
        errors().print(
            f"edu-kg: nobody and nothing of the name {name!r} in this graph{hint}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        raise typer.Exit(EXIT_UNUSABLE)
    for card in cards:
        print_card(card, screen())


def export_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Ends in .nq, .trig, .ttl or .jsonld (or ….gz).")
    ],
    output: OutputFolder = Path("output"),
    store: StoreAddress = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write it even where it violates its shapes.")
    ] = False,
) -> None:
    """Write the graph to a file; the same pages give the same bytes.

    A graph that violates its shapes is not written. What was validated before and did not change
    is not validated again.

    Examples:
        edu-kg export graph.nq

        edu-kg export graph.ttl --output my-graph
    """
    with progress_of("validating") as on_part:
        count = opened_graph(output, store).export(file, force=force, on_part=on_part)
    screen().print(f"{count} statements written to {file}", markup=False, highlight=False)


def print_rows(rows: Rows, console: Console) -> None:
    """Show rows as a table, with their count."""
    table = Table(*(escape(column) for column in rows.columns), show_lines=len(rows) < 50)
    for row in rows.values:
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    console.print(table)
    console.print(f"{len(rows)} rows" if len(rows) != 1 else "1 row", style="dim")


def _list_named_queries(console: Console) -> None:
    table = Table("name", "answers", "parameters")
    for query in named_queries():
        parameters = "\n".join(f"{p.name}: {p.description}" for p in query.parameters)
        table.add_row(escape(query.name), escape(query.title), escape(parameters))
    console.print(table)


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in given]
    for key, equals, _ in pairs:
        if not equals or not key:
            raise QueryError(key, f"--param {key!r} is not KEY=VALUE")
    return {key: value for key, _, value in pairs}


def _text_of(file: Path | None) -> str:
    if file is None or not file.is_file():
        raise SourceNotFound(str(file), "no such query file")
    return file.read_text(encoding="utf-8")
