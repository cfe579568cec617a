"""Count what the annotated corpus holds: `python -m training.count_corpus --help`.

Prints Markdown tables; with `--write` they replace those in the corpus's README, so that the
figures there are always those of the files beside it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edu_kg.evaluation import GoldArticle, read_gold
from training.articles import CORPUS, is_test_article

if TYPE_CHECKING:
    from collections.abc import Sequence

BEGIN = "<!-- counts: python -m training.count_corpus --write -->\n"
END = "<!-- end of counts -->\n"
_COLUMNS = (
    "articles",
    "test fold",
    "words",
    "persons",
    "organizations",
    "places",
    "roles",
    "events",
    "relations",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What some articles hold, by series (the prefix of their ids) and by kind of fact."""

    series: dict[str, Counter[str]]
    kinds: dict[str, Counter[str]]
    """Kinds of bodies, events, participants and relations, each with its values."""


def count(articles: Sequence[GoldArticle]) -> Counts:
    """Give the counts of some articles."""
    series: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {
        name: Counter() for name in ("organizations", "events", "participants", "relations")
    }
    for article in articles:
        facts = article.facts
        row = series.setdefault(article.id.rpartition("-")[0], Counter())
        row["articles"] += 1
        row["test fold"] += is_test_article(article.id)
        row["words"] += len(article.article.text.split())
        row["persons"] += len(facts.persons)
        row["organizations"] += len(facts.organizations)
        row["places"] += len(facts.places)
        row["roles"] += len(facts.roles)
        row["events"] += len(facts.events)
        row["relations"] += len(facts.relations)
        kinds["organizations"].update(b.kind for b in facts.organizations if b.kind)
        kinds["events"].update(event.type.lower() for event in facts.events)
        parts = (part for event in facts.events for part in event.participants)
        kinds["participants"].update(part.manner.lower() for part in parts)
        kinds["relations"].update(relation.predicate for relation in facts.relations)
    return Counts(series=dict(sorted(series.items())), kinds=kinds)


def to_markdown(counts: Counts) -> str:
    """Give the counts as two Markdown tables."""
    total = sum(counts.series.values(), start=Counter[str]())
    lines = [
        f"| series | {' | '.join(_COLUMNS)} |",
        "|---|" + "--:|" * len(_COLUMNS),
        *(_row(f"`{name}`", row) for name, row in counts.series.items()),
        _row("**all**", total),
        "",
        "| of these | by kind |",
        "|---|---|",
    ]
    for name, values in counts.kinds.items():
        ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
        lines.append(f"| {name} | {', '.join(f'{value} {n:,}' for value, n in ordered)} |")
    return "\n".join(lines) + "\n"


def _row(name: str, row: Counter[str]) -> str:
    return f"| {name} | {' | '.join(f'{row[column]:,}' for column in _COLUMNS)} |"


def put_counts(readme: str, tables: str) -> str:
    """Give a README in which the tables stand between their two marks.

    Raises:
        ValueError: the marks are missing.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"no {BEGIN.strip()} … {END.strip()} in the README; put both lines back")
    return before + begin + tables + end + after


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the counts of a corpus, or write them into its README."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--write", action="store_true", help="put the tables into its README.md")
    options = parser.parse_args(arguments)
    tables = to_markdown(count(read_gold(options.folder)))
    if options.write:
        readme = options.folder / "README.md"
        readme.write_text(put_counts(readme.read_text(encoding="utf-8"), tables), encoding="utf-8")
    else:
        print(tables, end="")


if __name__ == "__main__":
    main()
