"""`edu-kg why`: whether two names are one thing, and what speaks for and against it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edu_kg.cli.graphs import opened_graph
from edu_kg.cli.terminal import EXIT_SOME_FAILED, OutputFolder, StoreAddress, printable, screen
from edu_kg.graph import short_id
from edu_kg.query import IdentityAnswer


def why_command(
    first: Annotated[str, typer.Argument(metavar="A", help="A name, or the id of an entity.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    output: OutputFolder = Path("output"),
    store: StoreAddress = None,
) -> None:
    """Tell whether two names are one person or body, with the reasons and articles.

    Exit codes: 0 the same, 1 different (or a name that several bear), 2 not in the graph.

    Examples:
        edu-kg why "Ada Bello" "A. Bello"

        edu-kg why LOU "Lakeside Open University" --output my-graph --json
    """
    answer = opened_graph(output, store).why(first, second)
    if as_json:
        record = {"same": answer.is_same, **asdict(answer)}
        typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        print_answer(answer, screen())
    if not answer.is_same:
        raise typer.Exit(EXIT_SOME_FAILED)


def print_answer(answer: IdentityAnswer, console: Console) -> None:
    """Show the verdict, then each decision with what speaks for (+) and against (-) it."""
    lines = ["the same" if answer.is_same else "different"]
    ids = dict.fromkeys([*answer.first, *answer.second])
    lines += [f"  {short_id(iri)}" for iri in ids]
    for decision in answer.decisions:
        outcome = "merged" if decision.merged else "kept apart"
        settled = f", settled by {decision.settled_by}" if decision.settled_by else ""
        names = " and ".join(f"“{name}”" for name in decision.names)
        lines.append(f"{names}: {outcome}, score {decision.score:+.2f}{settled}")
        for reason in decision.reasons:
            lines.append(f"  {reason.weight:+.2f}  {reason.text}")
            lines += [f"         <{url}>" for url in reason.articles]
    lines += [f"related: {relation}" for relation in answer.relations]
    if not answer.decisions and not answer.relations:
        lines.append("no decision: the names were enough")
    for line in lines:
        console.print(printable(line), markup=False, highlight=False, soft_wrap=True)
