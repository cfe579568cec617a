"""Floors under the figures of the gold articles: raised freely, lowered only in the open.

``python -m tests.quality.raise_floors`` (or ``make floors``) measures and raises every floor to
what is measured, rounded down. A figure below its floor stops it, unless that floor is named with
``--lower`` and the Unreleased part of CHANGELOG.md tells so, as in "floor of `roles` lowered to
0.81". Gold articles that changed stop it, too, unless ``--new-gold`` is given and the Unreleased
part gives the first twelve digits of their new digest.
"""

import argparse
import json
import math
import re
import sys
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edu_kg.evaluation import (
    ENTITIES,
    FACTS,
    Category,
    Evaluation,
    digest_gold,
    evaluate,
    read_gold,
)
from edu_kg.pipeline.reading import SpacyReader

TESTS = Path(__file__).resolve().parents[1]
GOLD = TESTS / "gold"
FLOORS = TESTS / "quality" / "floors.toml"
CHANGELOG = TESTS.parent / "CHANGELOG.md"

DIGITS_TOLD = 12
_HEAD = """\
# Floors under the figures of tests/gold: F1, and precision where it is named. `make floors` raises
# them; to lower one, see tests/quality/raise_floors.py.
"""
_UNRELEASED = re.compile(r"^## Unreleased$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)

FIGURES = (
    *(category.value for category in Category),
    "entities",
    "facts",
    "all",
    "on_behalf_of precision",
    "facts precision",
)
"""What has a floor."""


class Refused(Exception):
    """The floors stay as they are; the text says why and what may be done."""


@dataclass(frozen=True, slots=True)
class Floors:
    """What each figure must not fall below, and the gold articles it is measured on."""

    gold_sha256: str
    figures: Mapping[str, float]


def measure(evaluation: Evaluation) -> dict[str, float]:
    """The figures that have floors."""
    sums = {"entities": ENTITIES, "facts": FACTS, "all": (*ENTITIES, *FACTS)}
    figures = {category.value: evaluation.counts(category).f1 for category in Category}
    figures |= {name: evaluation.counts(*categories).f1 for name, categories in sums.items()}
    figures["on_behalf_of precision"] = evaluation.counts(Category.ON_BEHALF_OF).precision
    figures["facts precision"] = evaluation.counts(*FACTS).precision
    return figures


def parse_floors(text: str) -> Floors:
    """The floors a file holds."""
    table = tomllib.loads(text)
    return Floors(table["gold_sha256"], table["floors"])


def format_floors(floors: Floors) -> str:
    """The floors as ``parse_floors`` reads them."""
    lines = [_HEAD, f'gold_sha256 = "{floors.gold_sha256}"', "", "[floors]"]
    lines += [f"{json.dumps(name)} = {value:.2f}" for name, value in floors.figures.items()]
    return "\n".join(lines) + "\n"


def raised(
    floors: Floors, measured: Floors, changelog: str, *, lower: Collection[str], new_gold: bool
) -> Floors:
    """The floors after what was measured now.

    Raises:
        Refused: a floor would fall, or the gold articles are others, and that was not allowed.
    """
    unreleased = "".join(_UNRELEASED.findall(changelog))
    if unknown := set(lower) - set(FIGURES):
        raise Refused(f"no floor of the name {', '.join(sorted(unknown))}; see {FLOORS.name}")
    digits = measured.gold_sha256[:DIGITS_TOLD]
    if measured.gold_sha256 != floors.gold_sha256 and not (new_gold and digits in unreleased):
        raise Refused(
            f"the gold articles changed; give --new-gold, and {digits} under Unreleased in "
            f"{CHANGELOG.name} with the reason"
        )
    figures = {}
    for name in FIGURES:
        floor, now = floors.figures.get(name, 0.0), _rounded_down(measured.figures[name])
        if now < floor and not (name in lower and _is_told(unreleased, name, now)):
            raise Refused(
                f"{name} fell from {floor:.2f} to {now:.2f}; mend it, or give --lower '{name}' and "
                f"“floor of `{name}` lowered to {now:.2f}” under Unreleased in {CHANGELOG.name}"
            )
        figures[name] = now if name in lower else max(floor, now)
    return Floors(measured.gold_sha256, figures)


def _rounded_down(figure: float) -> float:
    # A figure such as 0.29 may stand a hair below itself in binary.
    return math.floor(figure * 100 + 1e-9) / 100


def _is_told(unreleased: str, name: str, floor: float) -> bool:
    """Whether a line names the floor and what it is lowered to."""
    return any(
        f"`{name}`" in line and "floor" in line.lower() and f"{floor:.2f}" in line
        for line in unreleased.splitlines()
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write the floors; gives the exit code."""
    parser = argparse.ArgumentParser(prog="raise_floors", description=__doc__)
    parser.add_argument("--lower", action="append", default=[], metavar="CATEGORY")
    parser.add_argument("--new-gold", action="store_true")
    given = parser.parse_args(arguments)
    before = parse_floors(FLOORS.read_text(encoding="utf-8"))
    evaluation = evaluate(read_gold(GOLD), SpacyReader())
    measured = Floors(digest_gold(GOLD), measure(evaluation))
    changelog = CHANGELOG.read_text(encoding="utf-8")
    try:
        after = raised(before, measured, changelog, lower=given.lower, new_gold=given.new_gold)
    except Refused as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    FLOORS.write_text(format_floors(after), encoding="utf-8")
    for name, floor in after.figures.items():
        was = before.figures.get(name, 0.0)
        if floor != was:
            sys.stdout.write(f"{name}: {was:.2f} -> {floor:.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
