"""The encoder component on documents: trees, mentions, windows, bad input, sameness."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from edu_kg.nlp.analysis import WINDOW_PIECES, Tokens, WordAnalysis, analyse
from edu_kg.nlp.encoder import write_annotations
from edu_kg.nlp.engine import WindowScores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edu_kg.nlp.engine import WordInput

TAGS = ("O", "B-PERSON", "I-PERSON")


class FakeSettings:
    """Labels of a fake encoder."""

    tags = ("NN",)
    morphs = ("POS=NOUN|Number=Sing",)
    deps = ("ROOT", "dep")
    mentions = TAGS
    transitions = np.zeros((3, 3))
    start = np.zeros(3)


class FakeVectors:
    """Vectors of a tokenizer that gives every word one piece."""

    def pieces(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Give one piece a word."""
        return [(1,) for _ in words]


class FakeEngine:
    """An engine that hangs words on the one before and starts a sentence every seventh word."""

    settings = FakeSettings()
    vectors = FakeVectors()

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def score(self, words: Sequence[WordInput], scheme: int) -> WindowScores:
        """Give made-up scores."""
        assert scheme == 0
        size = len(words)
        self.sizes.append(size)
        return WindowScores(
            tags=np.zeros(size, dtype=np.int64),
            morphs=np.zeros(size, dtype=np.int64),
            starts=np.array([1.0 if n % 7 == 0 else -1.0 for n in range(size)], dtype=np.float32),
            mentions=np.zeros((size, 3), dtype=np.float32),
            arcs=np.eye(size, size + 1, dtype=np.float32),
            labels=np.ones((size, size + 1), dtype=np.int64),
        )


@pytest.mark.parametrize("count", [1, 6, 7, 8, 500, 2000])
def test_a_long_line_is_read_in_bounded_windows_of_whole_sentences(count: int) -> None:
    engine = FakeEngine()
    tokens = Tokens(["w"] * count, [True] * count, [None] * count)
    found = analyse(engine, tokens, 0)  # type: ignore[arg-type] # a fake
    assert len(found) == count
    assert max(engine.sizes) <= WINDOW_PIECES
    assert [n for n, a in enumerate(found) if a.head == n] == list(range(0, count, 7))


def test_paragraphs_that_fit_share_a_window_and_others_are_not_cut() -> None:
    engine = FakeEngine()
    words = [*["w"] * 100, "\n\n", *["w"] * 80, "\n\n", *["w"] * 100]
    tokens = Tokens(words, [True] * len(words), [None] * len(words))
    analyse(engine, tokens, 0)  # type: ignore[arg-type] # a fake
    assert engine.sizes == [180, 100]


def test_sentence_starts_settled_before_are_kept() -> None:
    settled: list[bool | None] = [None] * 20
    settled[7], settled[10] = False, True
    tokens = Tokens(["w"] * 20, [True] * 20, settled)
    found = analyse(FakeEngine(), tokens, 0)  # type: ignore[arg-type] # a fake
    assert [n for n, a in enumerate(found) if a.head == n] == [0, 10, 14]


def test_white_space_hangs_on_the_word_before_it() -> None:
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, words=["Hello", "\n\n", "Ana", "Sousa"], spaces=[False] * 4)
    noun = "POS=PROPN|Number=Sing"
    found = [
        WordAnalysis("NN", noun, 0, "ROOT", "O"),
        WordAnalysis("NNP", noun, 1, "ROOT", "B-PERSON"),
        WordAnalysis("NNP", noun, 1, "flat", "I-PERSON"),
    ]
    write_annotations(doc, found)
    assert [t.head.i for t in doc] == [0, 0, 2, 2]
    assert [(e.text, e.label_) for e in doc.ents] == [("AnaSousa", "PERSON")]
    assert [(s.start, s.end) for s in doc.sents] == [(0, 2), (2, 4)]
    assert doc[2].pos_ == "PROPN"
    assert str(doc[2].morph) == "Number=Sing"


@pytest.mark.parametrize("text", ["", " ", "\n\n \n"])
def test_a_text_without_words_gets_no_annotation_and_no_error(text: str) -> None:
    nlp = spacy.blank("en")
    doc = nlp.make_doc(text)
    if len(doc):
        write_annotations(doc, [])
    assert doc.ents == ()


def test_a_component_without_weights_says_so() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("edu_encoder")
    with pytest.raises(ValueError, match="no weights"):
        nlp("Hello.")
