"""Names joined and kept apart across made articles: no figure falls below its floor."""

import pytest
from benchmarks.identity import Figures, assignments, measure
from identity_world import make_world

SEEDS = range(3)
LEAST_F1, PRECISION_FLOOR = 0.97, 0.999


@pytest.fixture(scope="module")
def figures() -> list[Figures]:
    worlds = [make_world("report", seed) for seed in SEEDS]
    return [measure(world, assignments(world)) for world in worlds]


def test_names_are_joined(figures: list[Figures]) -> None:
    assert min(one.f1 for one in figures) >= LEAST_F1
    assert min(one.precision for one in figures) >= PRECISION_FLOOR


def test_no_namesakes_are_taken_for_one(figures: list[Figures]) -> None:
    assert sum(one.clashes for one in figures) >= 70
    assert [one.wrong_merges for one in figures] == [()] * len(figures)


def test_few_mentions_are_left_out_as_told_by_nothing(figures: list[Figures]) -> None:
    assert max(one.untold for one in figures) <= 25
