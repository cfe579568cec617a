"""How often each rule of extraction is right, measured on the fixed test fold.

``python -m edu_kg.evaluation.precision GOLD_DIR`` measures the rules on the articles of the fold
and writes the table that the package ships; nobody looks at that fold while writing rules.
"""

import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from edu_kg.evaluation.evaluate import evaluate
from edu_kg.evaluation.gold import read_gold
from edu_kg.evaluation.verdicts import FACTS, Category, Evaluation, Verdict
from edu_kg.pipeline.reading import SpacyReader

TEST_FOLD = "*0"
"""The ids of the fixed test fold: every tenth article."""
TABLE = Path(__file__).with_name("precision.toml")
"""The table that the package ships."""
_HEAD = """\
# How often each rule of extraction is right, by kind of fact: measured on the fixed test fold
# (gold articles whose id ends in 0), written by `python -m edu_kg.evaluation.precision GOLD_DIR`.
articles = {articles}
"""


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """How many facts of one rule were right, and how many false."""

    right: int
    false: int

    @property
    def share(self) -> float:
        """The share that is right.

        >>> RulePrecision(right=3, false=1).share
        0.75
        """
        return self.right / (self.right + self.false)


RulePrecisions = Mapping[tuple[Category, str], RulePrecision]
"""By kind of fact and name of the rule."""


def measure_rules(evaluation: Evaluation) -> dict[tuple[Category, str], RulePrecision]:
    """What each rule got right and wrong in an evaluation, by kind of fact and rule."""
    seen: dict[tuple[Category, str], list[Verdict]] = defaultdict(list)
    for article in evaluation.articles:
        for judged in article.judgements:
            if judged.rule is not None and judged.category in FACTS:
                seen[judged.category, judged.rule].append(judged.verdict)
    return {
        key: RulePrecision(verdicts.count(Verdict.RIGHT), verdicts.count(Verdict.FALSE))
        for key, verdicts in sorted(seen.items())
    }


def format_precisions(measured: RulePrecisions, articles: int) -> str:
    """The table of these measures as TOML; ``parse_precisions`` reads it."""
    lines = [_HEAD.format(articles=articles)]
    for category in FACTS:
        lines.append(f"[{category}]")
        lines += _lines(
            (rule, found) for (kind, rule), found in measured.items() if kind is category
        )
        lines.append("")
    return "\n".join(lines)


def parse_precisions(text: str) -> RulePrecisions:
    """The measures a table holds.

    Raises ValueError for text that is no such table.
    """
    table = tomllib.loads(text)
    return MappingProxyType(
        {
            (category, rule): RulePrecision(**counts)
            for category in FACTS
            for rule, counts in table.get(category, {}).items()
        }
    )


def shipped_precisions() -> RulePrecisions:
    """The measures the package ships; empty where it ships none."""
    return parse_precisions(TABLE.read_text(encoding="utf-8") if TABLE.is_file() else "")


def write_precisions(folder: Path, file: Path = TABLE) -> None:
    """Measure the rules on the test fold among the gold articles of the folder; write the table.

    Raises:
        SourceError: the folder holds no article of the fold.
        RecordError: a file is no annotated article.
        ModelError: the language pipeline cannot be used.
    """
    gold = read_gold(folder, TEST_FOLD)
    measured = measure_rules(evaluate(gold, SpacyReader()))
    file.write_text(format_precisions(measured, len(gold)), encoding="utf-8")


def _lines(rules: Iterable[tuple[str, RulePrecision]]) -> Iterable[str]:
    # A JSON string of such names is a TOML string, too.
    return (
        f"{json.dumps(rule)} = {{ right = {found.right}, false = {found.false} }}"
        for rule, found in rules
    )


if __name__ == "__main__":
    write_precisions(Path(sys.argv[1]))
