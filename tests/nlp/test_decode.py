"""The best label path and the best tree."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from edu_kg.nlp.decode import best_path, best_tree


def _is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == 0 for head in heads) != 1:
        return False
    for word in range(1, len(heads) + 1):
        node = word
        for _ in range(len(heads) + 1):
            node = heads[node - 1] if node else 0
        if node:
            return False
    return True


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(25))
def test_the_best_tree_is_the_best_of_all_trees(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1))
    trees = [t for t in product(range(count + 1), repeat=count) if _is_tree(t)]
    best = max(trees, key=lambda t: sum(scores[n, h] for n, h in enumerate(t)))
    assert tuple(best_tree(scores)) == best


def test_a_long_random_sentence_gets_one_root_and_no_cycle() -> None:
    scores = np.random.default_rng(0).normal(size=(120, 121))
    assert _is_tree(tuple(int(h) for h in best_tree(scores)))


def test_equal_scores_still_give_a_tree() -> None:
    assert _is_tree(tuple(int(h) for h in best_tree(np.zeros((6, 7)))))


def test_the_best_path_is_the_best_of_all_paths() -> None:
    rng = np.random.default_rng(1)
    emissions, steps, start = rng.normal(size=(5, 3)), rng.normal(size=(3, 3)), rng.normal(size=3)

    def score(path: tuple[int, ...]) -> float:
        moves = sum(steps[a, b] for a, b in pairwise(path))
        return float(start[path[0]] + moves + sum(emissions[n, t] for n, t in enumerate(path)))

    best = max(product(range(3), repeat=5), key=score)
    assert tuple(best_path(emissions, steps, start)) == best


def test_no_words_give_an_empty_path() -> None:
    assert best_path(np.zeros((0, 3)), np.zeros((3, 3)), np.zeros(3)) == []
