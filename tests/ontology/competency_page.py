"""The competency questions of ontology/competency/, their answers, and docs/competency.md.

``PYTHONPATH=src:examples:tests python -m ontology.competency_page`` asks them anew of the sample
graph, and writes the answers and the page: after training, or after a change of extraction.
"""

import csv
import io
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from server import ExampleSite

from edu_kg import Graph
from edu_kg.ontology import ontology_path
from edu_kg.pipeline import IngestOptions, run_ingest

REPOSITORY = Path(__file__).resolve().parents[2]
ANSWERS = Path(__file__).with_name("competency")
PAGE = REPOSITORY / "docs" / "competency.md"
AGAIN = "PYTHONPATH=src:examples:tests python -m ontology.competency_page"
_ROWS_SHOWN = 8
_LONGEST_CELL = 90
_HEAD = f"""\
# Competency questions

What researchers of international education, a university's international office and knowledge
engineers ask of such a graph, as SPARQL in [`ontology/competency/`](../ontology/competency), with
the answers of a sample: the example site and the annotated articles of `tests/gold`, read with the
shipped model. Ask one of your own graph with `edu-kg query --file ontology/competency/NAME.rq`.

Answers are what was read, right or wrong. Where articles were read by hand for this page and say
something else, that is told below the answer. All rows stand in `tests/ontology/competency/`.

Drawn by `{AGAIN}`.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: its name, what it asks, who asks it, and its SPARQL."""

    name: str
    asks: str
    asker: str
    sparql: str


def questions() -> tuple[Question, ...]:
    """All questions, by name."""
    return tuple(map(_read, sorted(ontology_path("competency").glob("*.rq"))))


def build_sample(output: Path) -> Graph:
    """The graph of the example site and of the annotated articles."""
    with ExampleSite(REPOSITORY / "examples" / "site") as site:
        profile = REPOSITORY / "examples" / "site.toml"
        run_ingest([], IngestOptions(output=output, site=profile, at=site.address))
    articles = sorted((REPOSITORY / "tests" / "gold").glob("*.json"))
    run_ingest([str(path) for path in articles], IngestOptions(output=output))
    return Graph.open(output)


def answer_tsv(graph: Graph, question: Question) -> str:
    """The rows that answer a question, one a line, tabs between values."""
    rows = graph.query(question.sparql)
    lines = [rows.columns, *(["" if v is None else str(v) for v in row] for row in rows.values)]
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(lines)
    return text.getvalue()


def answer_path(question: Question) -> Path:
    """The file of the expected answer."""
    return ANSWERS / f"{question.name}.tsv"


def notes() -> dict[str, str]:
    """What articles really say where an answer rests on an error of extraction, by question."""
    return tomllib.loads((ANSWERS / "errors.toml").read_text(encoding="utf-8"))


def competency_page() -> str:
    """docs/competency.md, from the questions, their expected answers and the notes."""
    known = notes()
    sections = [_section(question, known.get(question.name, "")) for question in questions()]
    return _HEAD + "".join(sections)


def expected_rows(question: Question) -> list[list[str]]:
    """The head and the rows of the expected answer."""
    text = answer_path(question).read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    asks, asker, *_ = text.splitlines()
    return Question(
        name=path.stem,
        asks=asks.removeprefix("# "),
        asker=asker.removeprefix("# Asked by ").removesuffix("."),
        sparql=text,
    )


def _section(question: Question, note: str) -> str:
    head, *rows = expected_rows(question)
    name = f"[`{question.name}`](../ontology/competency/{question.name}.rq)"
    lines = [f"\n## {question.asks}", f"{name}, asked by {question.asker}; {_counted(rows)}.\n"]
    if rows:
        lines += [_line(head), _line(["---"] * len(head))]
        lines += [_line([_cell(value) for value in row]) for row in rows[:_ROWS_SHOWN]]
    if len(rows) > _ROWS_SHOWN:
        lines.append(f"\nand {len(rows) - _ROWS_SHOWN} more.")
    if note:
        lines.append(f"\n*Read by hand:* {note}")
    return "\n".join(lines) + "\n"


def _counted(rows: list[list[str]]) -> str:
    return "1 row" if len(rows) == 1 else f"{len(rows) or 'no'} rows"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: str) -> str:
    shown = " ".join(value.replace("|", "\\|").split())
    return shown if len(shown) <= _LONGEST_CELL else f"{shown[:_LONGEST_CELL].rstrip()} …"


def write_answers() -> None:
    """Ask every question of a new sample graph; write the answers and the page."""
    with tempfile.TemporaryDirectory() as folder:
        graph = build_sample(Path(folder) / "output")
        for question in questions():
            answer_path(question).write_text(answer_tsv(graph, question), encoding="utf-8")
    PAGE.write_text(competency_page(), encoding="utf-8")


if __name__ == "__main__":
    write_answers()
