"""`edu-kg explain`: what one fact rests on, and how good the rule is that read it."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from edu_kg.cli.graphs import opened_graph
from edu_kg.cli.terminal import OutputFolder, StoreAddress, screen
from edu_kg.evaluation import Category
from edu_kg.evaluation.precision import RulePrecision, RulePrecisions, shipped_precisions
from edu_kg.query import Explanation, FactKind, Ground, MarkedAs

_COUNTED_AS = {
    FactKind.ROLE: Category.ROLES,
    FactKind.EVENT: Category.EVENTS,
    FactKind.PARTICIPATION: Category.PARTICIPATIONS,
    FactKind.RELATION: Category.RELATIONS,
}
# Signs beside styles: marks must be seen on a plain terminal and in a file, too.
_SIGNS = {MarkedAs.NAME: ("[", "]", "bold"), MarkedAs.STATEMENT: ("*", "*", "underline")}


def explain_command(
    fact: Annotated[
        str,
        typer.Argument(
            metavar="FACT", help="Id or IRI of a fact, or as much of it as no other fact shares."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    output: OutputFolder = Path("output"),
    store: StoreAddress = None,
) -> None:
    """Explain a fact: its sentence with the words marked, its article, the rule that read it.

    The fact is a post, an event, somebody's part in one, or a relation; show and query give ids.
    Names stand in [brackets], the words that state the fact in *stars*.

    Examples:
        edu-kg explain membership/5c1de3

        edu-kg explain https://w3id.org/edu-kg/id/event/0b3f --output my-graph --json
    """
    explanation = opened_graph(output, store).explain(fact)
    precisions = shipped_precisions()
    if as_json:
        record = explanation_record(explanation, precisions)
        typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        print_explanation(explanation, precisions, screen())


def print_explanation(
    explanation: Explanation, precisions: RulePrecisions, console: Console
) -> None:
    """Show the fact in words, then each ground with its rule."""
    console.print(explanation.text, style="bold", markup=False, highlight=False, soft_wrap=True)
    console.print(explanation.iri, style="dim", highlight=False, soft_wrap=True)
    for ground in explanation.grounds:
        console.print()
        console.print(Text("  “").append(_marked(ground)).append("”"), soft_wrap=True)
        date = f"{ground.published}, " if ground.published else ""
        source = f"  – {ground.article} <{ground.url}> {date}characters {ground.start}–{ground.end}"
        console.print(Text(source, style="dim"), soft_wrap=True)
        console.print(f"  rule: {ground.rule}", markup=False, highlight=False, soft_wrap=True)
        for category, measured in _measured(explanation, ground, precisions).items():
            console.print(f"    {_precision_in_words(category, measured)}", highlight=False)


def explanation_record(explanation: Explanation, precisions: RulePrecisions) -> dict[str, object]:
    """The explanation as values for JSON."""
    return {
        "iri": explanation.iri,
        "id": explanation.id,
        "kind": explanation.kind.name.lower(),
        "text": explanation.text,
        "grounds": [
            {
                "quote": ground.quote,
                "start": ground.start,
                "end": ground.end,
                "marks": [
                    {"start": mark.start, "end": mark.end, "as": mark.marked_as.value}
                    for mark in ground.marks
                ],
                "article": ground.article,
                "url": ground.url,
                "published": ground.published,
                "rule": ground.rule,
                "precision": {
                    category.value: None
                    if measured is None
                    else {
                        "right": measured.right,
                        "false": measured.false,
                        "share": measured.share,
                    }
                    for category, measured in _measured(explanation, ground, precisions).items()
                },
            }
            for ground in explanation.grounds
        ],
    }


def _measured(
    explanation: Explanation, ground: Ground, precisions: RulePrecisions
) -> dict[Category, RulePrecision | None]:
    """How good the ground's rule is at what the fact says: None where it never fired."""
    categories = [_COUNTED_AS[explanation.kind]]
    if explanation.represents:
        categories.append(Category.ON_BEHALF_OF)
    return {category: precisions.get((category, ground.rule)) for category in categories}


def _precision_in_words(category: Category, measured: RulePrecision | None) -> str:
    kind = category.value.replace("_", " ")
    if measured is None:
        return f"{kind}: not measured, it read none on the test fold"
    total = measured.right + measured.false
    return (
        f"{kind}: right {measured.right} of {total} times on the test fold ({measured.share:.2f})"
    )


def _marked(ground: Ground) -> Text:
    """The quote with its marks."""
    text, done = Text(), 0
    for mark in ground.marks:
        before, after, style = _SIGNS[mark.marked_as]
        text.append(ground.quote[done : mark.start])
        text.append(f"{before}{ground.quote[mark.start : mark.end]}{after}", style=style)
        done = mark.end
    return text.append(ground.quote[done:])
