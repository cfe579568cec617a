"""Ways through the parse: what hangs alike has one class, whatever the names."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.extraction.learned.paths import PATHS, Tree, paths

# Bello and Okoro visited the school with Danso . — heads and labels by hand.
_WORDS = ("Bello", "and", "Okoro", "visited", "the", "school", "with", "Danso", ".")
_HEADS = (3, 2, 0, 3, 5, 3, 7, 3, 3)
_DEPS = ("nsubj", "cc", "conj", "ROOT", "det", "obj", "case", "obl", "punct")
_TREE = Tree(_WORDS, _HEADS, _DEPS)


def test_members_of_a_list_hang_where_the_list_hangs() -> None:
    assert _TREE.root_of(0, 1) == _TREE.root_of(2, 3) == 0


def test_a_name_of_several_words_hangs_by_the_one_with_its_head_outside() -> None:
    assert _TREE.root_of(4, 6) == 5


def test_subject_object_and_companion_are_three_classes() -> None:
    classes = {_TREE.path(3, word) for word in (0, 5, 7)}
    assert len(classes) == 3


def test_the_preposition_tells_ways_apart() -> None:
    other = Tree((*_WORDS[:6], "by", *_WORDS[7:]), _HEADS, _DEPS)
    assert other.path(3, 7) != _TREE.path(3, 7)
    assert other.path(3, 5) == _TREE.path(3, 5)


def test_the_way_to_itself_and_to_what_stands_above_are_classes_of_their_own() -> None:
    assert _TREE.path(3, 3) == 1
    assert _TREE.path(5, 3) != _TREE.path(4, 3)


def test_words_of_other_sentences_are_apart() -> None:
    tree = Tree(("He", "spoke", "She", "sang"), (1, 1, 3, 3), ("nsubj", "ROOT", "nsubj", "ROOT"))
    found = paths(tree, range(4), [0, 2], np.array([1, 1, 2, 2]))
    assert found[2:, 0].tolist() == [0, 0]
    assert found[1, 0] == found[3, 1] != 0


@given(st.lists(st.integers(0, 11), min_size=12, max_size=12))
def test_any_heads_give_classes_in_range(heads: list[int]) -> None:
    # Not even a tree: another pipeline, or a broken one, may give loops.
    tree = Tree(["w"] * 12, heads, ["obl"] * 12)
    found = paths(tree, range(12), range(12), np.zeros(12, dtype=np.int64))
    assert found.min() >= 0
    assert found.max() < PATHS
