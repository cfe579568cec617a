"""`edu-kg link`: the bodies of the graph found in ROR, another authority or a service."""

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table

from edu_kg.cli.terminal import OutputFolder, errors, printable, screen
from edu_kg.errors import SourceNotFound
from edu_kg.linking import PROPERTIES, Applied, Asking, describe
from edu_kg.model import LinkDecision, Linking, LinkOutcome
from edu_kg.pipeline.linking import applied_links, link_to_authority, link_to_service
from edu_kg.text import name_key

_SHOWN = 40


def link_command(
    authority: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="ROR's dump (schema v2; .json, .jsonl, .gz or .zip), or a list of your own.",
            show_default=False,
        ),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Endpoint of a reconciliation service.", show_default=False
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What to call the authority; else its own name.",
            show_default=False,
        ),
    ] = None,
    service_type: Annotated[
        str | None,
        typer.Option(
            "--type", metavar="ID", help="With --service: the type wanted.", show_default=False
        ),
    ] = None,
    service_property: Annotated[
        list[str] | None,
        typer.Option(
            "--property",
            metavar="WORD=ID",
            help=f"With --service: its property for {', '.join(PROPERTIES)}.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Show all that was weighed for one body.", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON, one body a line.")] = False,
    output: OutputFolder = Path("output"),
) -> None:
    """Link the organisations of the graph to an authority, each decision with its reasons.

    What was decided stands in links.json and in the graph, and is applied again after every
    run. Without --authority and --service, shows what was decided before.

    Examples:
        edu-kg link --authority v1.63-ror-data.zip

        edu-kg link --explain "Hill University"

        edu-kg link --service https://wikidata.reconci.link/en/api --type Q43229
    """
    if authority is not None and service is not None:
        raise typer.BadParameter("give one of --authority and --service")
    if authority is not None:
        with _progress("records") as on_read:
            applied = link_to_authority(output, authority, name=name, on_read=on_read)
    elif service is not None:
        asking = Asking(type=service_type, properties=_properties(service_property or []))
        with _progress("bodies") as on_read:
            applied = link_to_service(output, service, asking, name=name, on_read=on_read)
    else:
        applied = applied_links(output)
    decisions = [
        (linking, decision)
        for linking in applied.linkings
        for decision in linking.decisions
        if explain is None or _is_called(decision, explain)
    ]
    if explain is not None and not decisions:
        raise SourceNotFound(explain, "no organisation of that name; `edu-kg link` lists the names")
    if as_json:
        for linking, decision in decisions:
            record = {"authority": linking.authority.name, **asdict(decision)}
            typer.echo(json.dumps(record, ensure_ascii=False))
    elif explain is not None:
        for linking, decision in decisions:
            print_decision(linking, decision, screen())
    else:
        print_applied(applied, screen())


def print_applied(applied: Applied, console: Console) -> None:
    """Show the links, how many bodies are not in there and why, and what no longer holds."""
    for linking in applied.linkings:
        console.print(describe(linking.authority), style="bold", markup=False, highlight=False)
        linked = [each for each in linking.decisions if each.outcome is LinkOutcome.LINKED]
        table = Table(box=None, pad_edge=False)
        for heading in ("linked", "to", "score"):
            table.add_column(heading, justify="right" if heading == "score" else "left")
        for decision in linked[:_SHOWN]:
            target = f"{printable(decision.target_name or '', 60)} <{decision.target}>"
            table.add_row(printable(decision.name, 60), target, str(decision.score))
        console.print(table, markup=False, highlight=False)
        if len(linked) > _SHOWN:
            console.print(f"… and {len(linked) - _SHOWN} more; --json gives all", highlight=False)
        counts = Counter(decision.outcome for decision in linking.decisions)
        for outcome in LinkOutcome:
            if counts[outcome]:
                words = outcome if outcome is LinkOutcome.LINKED else f"not in there: {outcome}"
                console.print(f"{counts[outcome]:6} {words}", highlight=False)
    for decisions, why in (
        (applied.lost, "no longer in the graph, its link is not applied"),
        (applied.disputed, "one body now with others that are linked elsewhere, not applied"),
    ):
        for decision in decisions:
            line = f"{printable(decision.name)} <{decision.target}>: {why}; link again"
            console.print(line, style="yellow", markup=False, highlight=False, soft_wrap=True)


def print_decision(linking: Linking, decision: LinkDecision, console: Console) -> None:
    """Show one decision with every candidate and what was weighed."""
    lines = [f"{printable(decision.name)}, in {describe(linking.authority)}: {decision.outcome}"]
    if decision.target is not None:
        lines.append(f"  is {printable(decision.target_name or '')} <{decision.target}>")
        lines += [f"  same as {each}" for each in decision.same_as]
    for candidate in decision.candidates:
        lines.append(f"  {candidate.score:4} {printable(candidate.name)} <{candidate.id}>")
        lines += [
            f"       {ground.weight:+4} {printable(ground.text)}" for ground in candidate.grounds
        ]
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _is_called(decision: LinkDecision, name: str) -> bool:
    return name_key(name) in map(name_key, (decision.name, *decision.other_names))


def _properties(given: list[str]) -> dict[str, str]:
    found = {}
    for each in given:
        word, _, pid = each.partition("=")
        if word not in PROPERTIES or not pid:
            known = ", ".join(f"{known}=ID" for known in PROPERTIES)
            raise typer.BadParameter(f"--property {each}: give one of {known}")
        found[word] = pid
    return found


@contextlib.contextmanager
def _progress(what: str) -> Iterator[Callable[[int], None]]:
    """A line on standard error that tells how many were read."""
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} " + what))
    with Progress(*columns, console=errors(), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done: progress.update(task, completed=done)
