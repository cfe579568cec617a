"""Names joined and kept apart across made articles: no figure falls below its floor."""

import pytest
from benchmarks.identity import Figures, assignments, measure
from identity_world import make_world

SEEDS = range(3)
MEAN_F1_FLOOR, PRECISION_FLOOR, MOST_WRONG_MERGES = 0.965, 0.995, 2


@pytest.fixture(scope="module")
def figures() -> list[Figures]:
    worlds = [make_world("report", seed) for seed in SEEDS]
    return [measure(world, assignments(world)) for world in worlds]


def test_names_are_joined(figures: list[Figures]) -> None:
    assert sum(one.f1 for one in figures) / len(figures) >= MEAN_F1_FLOOR
    assert min(one.precision for one in figures) >= PRECISION_FLOOR


def test_few_namesakes_are_taken_for_one(figures: list[Figures]) -> None:
    assert sum(one.clashes for one in figures) >= 70
    assert sum(len(one.wrong_merges) for one in figures) <= MOST_WRONG_MERGES


def test_few_mentions_are_left_out_as_told_by_nothing(figures: list[Figures]) -> None:
    assert max(one.untold for one in figures) <= 25
