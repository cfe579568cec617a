"""Names joined and kept apart across made articles: no figure falls below its floor."""

import pytest
from benchmarks.identity import Figures, assignments, measure
from identity_world import make_world

F1_FLOOR, PRECISION_FLOOR = 0.90, 0.95


@pytest.fixture(scope="module")
def figures() -> Figures:
    world = make_world("report", 0)
    return measure(world, assignments(world))


def test_names_are_joined(figures: Figures) -> None:
    assert figures.f1 >= F1_FLOOR
    assert figures.precision >= PRECISION_FLOOR


def test_few_namesakes_are_taken_for_one(figures: Figures) -> None:
    assert figures.clashes >= 20
    assert len(figures.wrong_merges) <= 5
