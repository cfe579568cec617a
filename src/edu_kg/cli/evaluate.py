"""`edu-kg evaluate`: how good the facts are, on annotated articles."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from edu_kg.cli.terminal import EXIT_SOME_FAILED, ModelName, errors, screen
from edu_kg.evaluation import (
    ENTITIES,
    FACTS,
    ArticleVerdicts,
    Category,
    Counts,
    Evaluation,
    Judgement,
    Verdict,
    evaluate,
    read_gold,
)
from edu_kg.pipeline.reading import SpacyReader

_SUMS = {"entities": ENTITIES, "facts": FACTS, "all": (*ENTITIES, *FACTS)}
_BESIDE = (Category.PARTICIPATIONS_LENIENT, Category.EVENT_PLACE, Category.EVENT_END)


def evaluate_command(
    gold_dir: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder of annotated articles.")
    ],
    articles: Annotated[
        str,
        typer.Option(
            "--articles", metavar="PATTERN", help="Only those whose id fits, as in mix-* or *0."
        ),
    ] = "*",
    with_errors: Annotated[
        bool, typer.Option("--errors", help="List every miss and false alarm with its sentence.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    model: ModelName = None,
) -> None:
    """Read annotated articles and score the facts found in them.

    Nothing is stored. Participations count with their manner, and without it as lenient.

    Examples:
        edu-kg evaluate tests/gold

        edu-kg evaluate corpus --articles 'mix-*' --errors

        edu-kg evaluate corpus --articles '*0' --json
    """
    evaluation = evaluate(read_gold(gold_dir, articles), SpacyReader(model))
    if as_json:
        record = evaluation_record(evaluation, with_errors=with_errors)
        typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        if with_errors:
            for article in evaluation.articles:
                print_errors(article, screen())
        print_evaluation(evaluation, screen())
    if evaluation.unread:
        errors().print(
            f"edu-kg: not read, so all their facts count as missed: {', '.join(evaluation.unread)}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        raise typer.Exit(EXIT_SOME_FAILED)


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Show the figures of an evaluation, and the false facts where none of their kind are told."""
    table = Table(box=None, pad_edge=False)
    table.add_column("category")
    for head in ("right", "false", "missed", "precision", "recall", "F1"):
        table.add_column(head, justify="right")
    for name, counts in _counts(evaluation):
        figures = (f"{share:.3f}" for share in (counts.precision, counts.recall, counts.f1))
        style = "bold" if name in _SUMS else ""
        numbers = (str(n) for n in (counts.right, counts.false, counts.missed))
        table.add_row(name, *numbers, *figures, style=style)
    console.print(table)
    false = Table(box=None, pad_edge=False)
    false.add_column("false facts where none of the kind is told")
    for head in ("articles", "false", "an article"):
        false.add_column(head, justify="right")
    for kind in evaluation.false_facts():
        share = f"{kind.per_article:.2f}"
        false.add_row(kind.category.value, str(kind.articles), str(kind.false), share)
    console.print()
    console.print(false)
    console.print(
        f"\n{len(evaluation.articles)} articles, "
        f"{evaluation.false_facts_per_article:.2f} false facts an article",
        highlight=False,
    )


def print_errors(article: ArticleVerdicts, console: Console) -> None:
    """Show each miss and false alarm of an article with its sentence."""
    wrong = _wrong(article)
    if not wrong:
        return
    console.print(article.id, style="bold", markup=False, highlight=False)
    for judged in wrong:
        rule = f"  ({judged.rule})" if judged.rule else ""
        line = f"  {judged.verdict:<6}{judged.category:<24}{judged.text}{rule}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
        if judged.sentence:
            sentence = " ".join(judged.sentence.split())
            console.print(f"        “{sentence}”", markup=False, highlight=False, soft_wrap=True)
    console.print()


def evaluation_record(evaluation: Evaluation, *, with_errors: bool) -> dict[str, object]:
    """The evaluation as values for JSON: figures over all, and with the errors by article."""
    record: dict[str, object] = {
        "articles": len(evaluation.articles),
        "unread": list(evaluation.unread),
        "figures": {name: _figures(counts) for name, counts in _counts(evaluation)},
        "false_facts_per_article": evaluation.false_facts_per_article,
        "false_facts_where_none_is_told": {
            kind.category.value: {
                "articles": kind.articles,
                "false": kind.false,
                "per_article": kind.per_article,
            }
            for kind in evaluation.false_facts()
        },
    }
    if with_errors:
        record["errors"] = [
            {
                "article": article.id,
                "verdict": judged.verdict.value,
                "category": judged.category.value,
                "text": judged.text,
                "sentence": judged.sentence,
                "rule": judged.rule,
            }
            for article in evaluation.articles
            for judged in _wrong(article)
        ]
    return record


def _wrong(article: ArticleVerdicts) -> list[Judgement]:
    """The misses and false alarms, each once: who is missed leniently is missed strictly, too."""
    return [
        judged
        for judged in article.judgements
        if judged.verdict is not Verdict.RIGHT
        and judged.category is not Category.PARTICIPATIONS_LENIENT
    ]


def _counts(evaluation: Evaluation) -> Iterator[tuple[str, Counts]]:
    """Each category and sum with its counts, in the order in which they are shown."""
    for name in ("entities", "facts"):
        for category in _SUMS[name]:
            yield category.value, evaluation.counts(category)
        yield name, evaluation.counts(*_SUMS[name])
    yield "all", evaluation.counts(*_SUMS["all"])
    for category in _BESIDE:
        yield category.value, evaluation.counts(category)


def _figures(counts: Counts) -> dict[str, float]:
    return {
        "right": counts.right,
        "false": counts.false,
        "missed": counts.missed,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }
