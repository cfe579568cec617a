"""Documents as numbers, and windows of them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training_samples import make_document, make_tokenizer

from training.documents import UNKNOWN, Document, Entity
from training.encoder.encoding import (
    IGNORED,
    MENTION_TAGS,
    Encoded,
    collect_labels,
    encode_all,
)
from training.encoder.windows import Window, cut_windows, make_batches, round_up


def _encode(document: Document) -> Encoded:
    labels = collect_labels([make_document("labels", 3)])
    (encoded,) = encode_all([document], labels, make_tokenizer())
    return encoded


def test_every_word_has_its_targets() -> None:
    encoded = _encode(make_document("reeds", 2))
    assert len(encoded) == 10
    assert encoded.sentences == (0, 5)
    assert list(encoded.heads[:5]) == [1, -1, 3, 1, 1]
    assert [MENTION_TAGS[t] for t in encoded.mentions[:5]] == ["O", "O", "O", "B-PLACE", "O"]
    assert [len(p) for p in encoded.pieces[:5]] == [1, 1, 1, 2, 1]


def test_white_space_is_left_out_and_open_stretches_teach_nothing() -> None:
    document = Document(
        id="x",
        scheme="wiki",
        words=("Reeds", "\n\n", "grow", "tall"),
        spaces=(False, False, True, False),
        sentences=(0, 2),
        entities=(Entity(0, 3, "ORG"), Entity(3, 4, UNKNOWN)),
    )
    encoded = _encode(document)
    assert len(encoded) == 3
    assert [MENTION_TAGS[t] for t in encoded.mentions[:2]] == ["B-ORG", "I-ORG"]
    assert encoded.mentions[2] == IGNORED
    assert set(encoded.heads) == {IGNORED}


def test_rare_features_and_unknown_labels_are_no_target() -> None:
    labels = collect_labels([make_document("few", 2)], min_morphs=3)
    assert labels.morphs == ()
    assert labels.deps[0] == "ROOT"
    (encoded,) = encode_all([make_document("few", 1)], labels, make_tokenizer())
    assert set(encoded.morphs) == {IGNORED}


@given(st.integers(), st.integers(1, 12), st.sampled_from([0.0, 0.3, 1.0]))
def test_windows_cover_every_word_once_in_order(seed: int, sentences: int, single: float) -> None:
    encoded = _encode(make_document("reeds", sentences))
    windows = list(cut_windows(encoded, random.Random(seed), 40, single))
    assert [w.start for w in windows] == [0, *(w.end for w in windows[:-1])]
    assert windows[-1].end == len(encoded)
    for window in windows:
        assert window.start in encoded.sentences
        assert window.length == 2 + sum(map(len, encoded.pieces[window.start : window.end]))
        assert window.length <= 40


def test_a_sentence_too_long_for_a_window_is_cut_off() -> None:
    document = replace(make_document("reeds", 4), sentences=(0,))
    (window,) = cut_windows(_encode(document), random.Random(0), 12, 0.0)
    assert (window.start, window.end, window.length) == (0, 8, 11)


def test_sentences_without_order_stand_alone() -> None:
    document = replace(make_document("reeds", 3), ordered=False)
    windows = list(cut_windows(_encode(document), random.Random(0), 40, 0.0))
    assert [(w.start, w.end) for w in windows] == [(0, 5), (5, 10), (10, 15)]


@given(st.integers(), st.lists(st.integers(3, 60), min_size=1, max_size=40))
def test_a_batch_has_windows_of_one_padded_length_and_none_is_lost(
    seed: int, lengths: list[int]
) -> None:
    encoded = _encode(make_document("reeds", 1))
    windows = [Window(encoded, n, n + 1, length) for n, length in enumerate(lengths)]
    batches = make_batches(windows, 120, random.Random(seed))
    for batch in batches:
        sizes = {round_up(w.length) for w in batch}
        assert len(sizes) == 1
        assert len(batch) == max(1, 120 // sizes.pop())
    assert {w.start for batch in batches for w in batch} == set(range(len(lengths)))


def test_a_length_no_padding_is_for_is_refused() -> None:
    with pytest.raises(StopIteration):
        round_up(513)
