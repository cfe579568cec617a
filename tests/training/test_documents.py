"""The one format of documents."""

from __future__ import annotations

from pathlib import Path

from training_samples import make_document

from training.documents import Document, Entity, read_documents, write_documents


def test_documents_are_read_as_they_were_written(tmp_path: Path) -> None:
    bare = Document("å", "wiki", ("Reeds", "\n\n"), (False, False), (), None, ordered=False)
    documents = [make_document("x", 2), bare]
    assert write_documents(tmp_path / "deep" / "sets.jsonl", documents) == 2
    assert list(read_documents(tmp_path / "deep" / "sets.jsonl")) == documents


def test_sentences_run_to_the_next_start() -> None:
    assert list(make_document("x", 2).sentence_spans()) == [(0, 5), (5, 10)]


def test_a_document_of_unknown_sentences_is_one() -> None:
    document = Document("x", "wiki", ("a", "b"), (True, True), (), (Entity(0, 1, "ORG"),))
    assert list(document.sentence_spans()) == [(0, 2)]
