"""No figure on the gold articles falls below its floor; floors are lowered only in the open."""

from dataclasses import replace

import pytest
from quality.raise_floors import (
    FIGURES,
    FLOORS,
    GOLD,
    Floors,
    Refused,
    format_floors,
    measure,
    parse_floors,
    raised,
)

from edu_kg.evaluation import GoldArticle, digest_gold, evaluate
from edu_kg.model import Claims

KEPT = parse_floors(FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def measured(
    gold_articles: tuple[GoldArticle, ...], gold_claims: tuple[Claims, ...]
) -> dict[str, float]:
    return measure(evaluate(gold_articles, lambda _: gold_claims))


def test_the_gold_articles_are_those_the_floors_were_measured_on() -> None:
    assert digest_gold(GOLD) == KEPT.gold_sha256, (
        "tests/gold changed: see tests/quality/raise_floors.py for what to do"
    )


def test_everything_that_is_measured_has_a_floor(measured: dict[str, float]) -> None:
    assert set(KEPT.figures) == set(measured) == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_is_below_its_floor(name: str, measured: dict[str, float]) -> None:
    assert measured[name] >= KEPT.figures[name], (
        f"{name}: {measured[name]:.3f} is below its floor {KEPT.figures[name]:.2f}"
    )


OLD = Floors("a" * 64, dict.fromkeys(FIGURES, 0.5))
TOLD = """# Changelog

## Unreleased
- Floor of `roles` lowered to 0.41: fewer titles are guessed.
- New gold articles: bbbbbbbbbbbb.

## 0.1.0
- Floor of `events` lowered to 0.41, long ago.
"""


def now(**figures: float) -> Floors:
    return Floors(OLD.gold_sha256, {**OLD.figures, **figures})


def test_floors_rise_to_what_is_measured_rounded_down() -> None:
    after = raised(OLD, now(roles=0.7299, events=0.29 + 0.29), "", lower=(), new_gold=False)
    assert (after.figures["roles"], after.figures["events"]) == (0.72, 0.58)
    assert after.figures["places"] == 0.5


@pytest.mark.parametrize(
    ("name", "figure", "lower"),
    [
        ("roles", 0.419, ()),
        ("roles", 0.40, ("roles",)),
        ("roles", 0.419, ("events",)),
        ("events", 0.419, ("events",)),
        ("places", 0.419, ("places",)),
        ("roles", 0.419, ("role",)),
    ],
    ids=["no flag", "other floor told", "other flag", "told of a release", "untold", "no figure"],
)
def test_a_floor_is_not_lowered_in_silence(name: str, figure: float, lower: tuple[str]) -> None:
    with pytest.raises(Refused):
        raised(OLD, now(**{name: figure}), TOLD, lower=lower, new_gold=False)


def test_a_floor_is_lowered_by_its_flag_and_a_line_in_the_changelog() -> None:
    after = raised(OLD, now(roles=0.419, places=0.6), TOLD, lower=["roles"], new_gold=False)
    assert (after.figures["roles"], after.figures["places"]) == (0.41, 0.6)


def test_other_gold_articles_need_their_flag_and_digest_in_the_changelog() -> None:
    new = replace(OLD, gold_sha256="b" * 64)
    assert raised(OLD, new, TOLD, lower=(), new_gold=True).gold_sha256 == "b" * 64
    for changelog, flag in ((TOLD, False), ("## Unreleased\n", True)):
        with pytest.raises(Refused, match="gold articles changed"):
            raised(OLD, new, changelog, lower=(), new_gold=flag)


def test_floors_are_read_as_they_were_written() -> None:
    assert parse_floors(format_floors(OLD)) == OLD
