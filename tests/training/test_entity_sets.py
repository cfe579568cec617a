"""Entity corpora read from small made files."""

from __future__ import annotations

import json
from pathlib import Path

import spacy
from hypothesis import given
from hypothesis import strategies as st

from training.documents import UNKNOWN, Document
from training.entity_sets import join_words, read_crossner, read_redocred, read_wikigold


def _mentions(document: Document) -> list[tuple[str, str]]:
    return [(" ".join(document.words[e.start : e.end]), e.label) for e in document.entities or ()]


def test_redocred_mentions_lose_articles_and_genitives_and_nationalities_are_none(
    tmp_path: Path,
) -> None:
    words = ["The", "Reed", "Bank", "'s", "Norwegian", "head", "likes", "Sedge", "Songs", "."]
    mentions = [([0, 4], "ORG"), ([4, 5], "LOC"), ([7, 9], "MISC")]
    row = {
        "sents": [words],
        "vertexSet": [[{"sent_id": 0, "pos": pos, "type": kind}] for pos, kind in mentions],
    }
    path = tmp_path / "redocred-dev.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    (document,) = read_redocred(path, spacy.blank("en"))
    assert document.id == "redocred-redocred-dev.json-0"
    assert _mentions(document) == [("Reed Bank", "ORG"), ("Sedge Songs", UNKNOWN)]


def test_wikigold_documents_keep_the_order_of_their_sentences(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text(
        "-DOCSTART- O\n\nUlla I-PER\nBrandvik I-PER\nsang O\n. O\n\nOstby I-LOC\nheard O\n. O\n",
        encoding="utf-8",
    )
    (document,) = read_wikigold(path, spacy.blank("en"))
    assert document.ordered
    assert document.sentences == (0, 4)
    assert _mentions(document) == [("Ulla Brandvik", "PERSON"), ("Ostby", "PLACE")]


def test_crossner_sentences_are_documents_and_fine_types_become_ours(tmp_path: Path) -> None:
    path = tmp_path / "science-dev.txt"
    path.write_text(
        "Ulla\tB-scientist\nof\tO\nReed\tB-university\nCollege\tI-university\n\n"
        "Sedge\tB-award\nsings\tO\n\nKvist\tB-enzyme\nworks\tO\n",
        encoding="utf-8",
    )
    documents = list(read_crossner([path], spacy.blank("en")))
    assert [d.id for d in documents] == [f"crossner-science-dev-{n}" for n in range(3)]
    assert [_mentions(d) for d in documents] == [
        [("Ulla", "PERSON"), ("Reed College", "ORG")],
        [("Sedge", UNKNOWN)],
        [],
    ]
    assert not any(d.ordered for d in documents)


@given(st.lists(st.sampled_from(["a", "Reed", '"', "(", ")", ",", "'s", "``", "''"])))
def test_joined_words_stand_where_they_are_said_to(words: list[str]) -> None:
    text, starts = join_words(tuple(words))
    assert [text[s : s + len(w)] for s, w in zip(starts, words, strict=True)] == words
    assert "  " not in text
