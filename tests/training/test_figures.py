"""Scores of a pipeline on documents whose right answers are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from training_samples import make_document

from training.documents import UNKNOWN, Entity, write_documents
from training.figures import evaluate, mention_figures, syntax_figures


@Language.factory("annotate_samples", default_config={"mentions": []})
class _Annotator:
    """Knows the syntax of the samples, and finds the mentions given in whole documents."""

    def __init__(self, nlp: Language, name: str, mentions: list[tuple[int, int, str]]) -> None:  # noqa: ARG002 - spaCy's signature
        self.mentions = mentions

    def __call__(self, doc: Doc) -> Doc:
        sample = make_document("x", max(1, len(doc) // 5)).syntax
        assert sample is not None
        for token in doc:
            token.tag_ = sample.tags[token.i]
            token.pos_ = sample.morphs[token.i].removeprefix("POS=")
            token.head, token.dep_ = doc[sample.heads[token.i]], sample.deps[token.i]
        if len(doc) > 5:
            doc.set_ents(
                [Span(doc, start, end, label=label) for start, end, label in self.mentions]
            )
        return doc


def _pipeline(mentions: list[tuple[int, int, str]]) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("annotate_samples", config={"mentions": mentions})
    return nlp


def test_a_pipeline_that_is_right_has_full_marks() -> None:
    document = make_document("x", 2)
    nlp = _pipeline([(3, 4, "PLACE"), (8, 9, "PLACE")])
    assert mention_figures(nlp, [document])["all"] == 1.0
    assert set(syntax_figures(nlp, [document]).values()) == {1.0}


def test_half_right_is_the_harmonic_mean() -> None:
    nlp = _pipeline([(3, 4, "PLACE"), (0, 1, "ORG"), (5, 6, "ORG")])
    # One right, two too many, one missed.
    assert mention_figures(nlp, [make_document("x", 2)])["all"] == 0.4


def test_what_a_source_leaves_open_is_neither_right_nor_wrong() -> None:
    document = replace(
        make_document("x", 2), entities=(Entity(3, 4, UNKNOWN), Entity(8, 9, "PLACE"))
    )
    nlp = _pipeline([(2, 4, "ORG"), (8, 9, "PLACE")])
    assert mention_figures(nlp, [document])["all"] == 1.0


def test_a_sentence_counts_with_both_ends() -> None:
    document = replace(make_document("x", 3), sentences=(0, 5))
    # Found are three sentences, of which the first is right; the source has two.
    assert syntax_figures(_pipeline([]), [document])["sentences"] == 0.4


def test_the_report_names_every_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.figures.measure_speed", lambda *_: 1)
    for name in ("news-test", "tree"):
        write_documents(tmp_path / f"{name}.jsonl", [make_document("x", 2)])
    report = evaluate(_pipeline([]), tmp_path, ["news-test"], ["tree"])
    assert set(report) == {"mentions news-test", "syntax tree", "words a second"}
