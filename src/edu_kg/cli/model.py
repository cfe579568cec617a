"""`edu-kg model`: what a language pipeline says of itself, and how good it is on gold files."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from edu_kg.cli.terminal import ModelName, screen

if TYPE_CHECKING:
    from edu_kg.nlp.evaluation import Evaluation, Score
    from edu_kg.nlp.inspection import ModelInfo

# What a table has room for; --json has all labels.
_MOST_LABELS_SHOWN = 12
_SPEED_COLUMNS = ("file", "documents", "words", "words a second")
_MENTION_COLUMNS = ("file", "label", "precision", "recall", "F1", "right", "extra", "missed")
_SYNTAX_COLUMNS = ("file", "tokens", "tag", "UPOS", "UAS", "LAS", "sentences F1")

model_app = typer.Typer(
    name="model",
    help="Look at a language pipeline: what it is, and how good it is.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON in place of tables.")]


@model_app.command("info")
def info_command(model: ModelName = None, as_json: AsJson = False) -> None:
    """Show name, version, labels, size, licence, sources and figures; of both shipped tiers.

    Examples:
        edu-kg model info

        edu-kg model info --model small --json
    """
    # spaCy takes a second to import, and other commands do not need it.
    from edu_kg.nlp.inspection import read_model_info  # noqa: PLC0415
    from edu_kg.nlp.pipelines import SHIPPED_NAMES  # noqa: PLC0415

    models = [read_model_info(name) for name in ([model] if model else SHIPPED_NAMES)]
    if as_json:
        _write_json([asdict(info) | {"folder": str(info.folder)} for info in models])
        return
    for info in models:
        _print_info(info, screen())


@model_app.command("evaluate")
def evaluate_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Gold files: an annotated article (.json) or a folder of such, a treebank "
            "(.conllu), or words tagged PER, ORG, LOC (.iob2); the latter two also as ….xz.",
            show_default=False,
        ),
    ],
    model: ModelName = None,
    seconds: Annotated[
        float, typer.Option(min=0, help="Seconds of processor time to measure the speed for.")
    ] = 5.0,
    as_json: AsJson = False,
) -> None:
    """Measure a pipeline on gold files: exact mentions, tags, trees, and speed.

    Articles and tagged words give precision, recall and F1 of names whose first and last
    character and label are right; treebanks give tags, UAS and LAS on their own tokens.

    Examples:
        edu-kg model evaluate articles/ en_ewt-ud-test.conllu

        edu-kg model evaluate en_pud-ud-test.iob2 --model small --json
    """
    from edu_kg.evaluation.documents import read_gold_documents  # noqa: PLC0415
    from edu_kg.nlp import load_pipeline  # noqa: PLC0415
    from edu_kg.nlp.evaluation import evaluate  # noqa: PLC0415

    gold = [(str(file), read_gold_documents(file)) for file in files]
    pipeline = load_pipeline(model)
    results = {name: evaluate(pipeline, documents, seconds) for name, documents in gold}
    name = f"{pipeline.meta['name']} {pipeline.meta['version']}"
    if as_json:
        _write_json({"model": name, "files": {k: _evaluation_row(v) for k, v in results.items()}})
        return
    console = screen()
    console.print(f"measured with {name}", markup=False, highlight=False)
    _print_table(console, _SPEED_COLUMNS, _speeds(results))
    _print_table(console, _MENTION_COLUMNS, _mentions(results))
    _print_table(console, _SYNTAX_COLUMNS, _syntax(results))


def _print_info(info: "ModelInfo", console: Console) -> None:
    table = Table(show_header=False, title=f"{escape(info.name)} {escape(info.version)}")
    rows = {
        "description": info.description,
        "folder": str(info.folder),
        "size": f"{info.size / 1e6:.1f} MB",
        "licence": info.licence,
        "components": ", ".join(info.components),
        **{f"labels of {name}": _some(labels) for name, labels in info.labels.items() if labels},
        "sources": "\n".join(f"{source.name} ({source.licence})" for source in info.sources),
        **{measure: _figures(figures) for measure, figures in info.figures.items()},
    }
    for name, value in rows.items():
        table.add_row(escape(name), escape(value))
    console.print(table)


def _some(labels: tuple[str, ...]) -> str:
    more = len(labels) - _MOST_LABELS_SHOWN
    return ", ".join(labels[:_MOST_LABELS_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _figures(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}".strip() for name, value in figures.items())


def _speeds(results: Mapping[str, "Evaluation"]) -> Iterable[tuple[str, ...]]:
    for name, result in results.items():
        speed = f"{result.words_per_second:,.0f}"
        yield name, str(result.documents), str(result.words), speed


def _mentions(results: Mapping[str, "Evaluation"]) -> Iterable[tuple[str, ...]]:
    for name, result in results.items():
        if result.mentions is not None:
            for label, score in {
                **result.mentions.by_label,
                "all": result.mentions.overall,
            }.items():
                shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
                yield name, label, *shares, *map(str, (score.right, score.extra, score.missed))


def _syntax(results: Mapping[str, "Evaluation"]) -> Iterable[tuple[str, ...]]:
    for name, result in results.items():
        if (found := result.syntax) is not None:
            shares = (found.tag, found.upos, found.uas, found.las, found.sentences.f1)
            yield name, str(found.tokens), *(f"{share:.3f}" for share in shares)


def _print_table(
    console: Console, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    table = Table(*columns)
    table.columns[0].overflow = "fold"  # a file name cut short says nothing
    told = None
    for file, *figures in rows:
        if table.row_count and file != told:
            table.add_section()
        table.add_row("" if file == told else escape(file), *map(escape, figures))
        told = file
    if table.row_count:
        console.print(table)


def _evaluation_row(result: "Evaluation") -> dict[str, Any]:
    mentions, syntax = result.mentions, result.syntax
    row: dict[str, Any] = {
        "documents": result.documents,
        "words": result.words,
        "words_per_second": round(result.words_per_second),
    }
    if mentions is not None:
        scores = {**mentions.by_label, "all": mentions.overall}
        row["mentions"] = {label: _score_row(score) for label, score in scores.items()}
    if syntax is not None:
        row["syntax"] = asdict(syntax) | {"sentences": _score_row(syntax.sentences)}
    return row


def _score_row(score: "Score") -> dict[str, float]:
    return {
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        **asdict(score),
    }


def _write_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
