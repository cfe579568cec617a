"""Readers of the treebanks: EWT and PUD with their Universal NER layers, and GUM."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.bio import bio_spans
from training.conllu import Sentence, group_documents, parse_conllu, to_syntax_document
from training.dates import add_dates
from training.documents import UNKNOWN, Document, Entity
from training.gum import GumSentence, named_mentions
from training.packed import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def read_treebank(conllu: Path, iob: Path | None, max_sentences: int = 0) -> Iterator[Document]:
    """Yield the documents of a treebank, with the entities of its UNER layer where one is given.

    With `max_sentences` documents are cut after so many (PUD has unrelated sentences: one each).
    """
    layer = _read_layer(iob) if iob else {}
    for name, sentences in group_documents(parse_conllu(read_text(conllu))):
        step = max_sentences or len(sentences)
        for first in range(0, len(sentences), step):
            part = sentences[first : first + step]
            entities = None
            if iob is not None:
                entities = [_layer_entities(s, layer) for s in part]
            yield to_syntax_document(f"{name}-{first}", part, entities, "uner")


_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}


def _read_layer(path: Path) -> dict[str, list[str]]:
    """Give the tags of every sentence of an IOB2 file, by its words (ids differ)."""
    layer = {}
    for block in re.split(r"\n\s*\n", read_text(path)):
        rows = [
            line.split("\t") for line in block.splitlines() if line and not line.startswith("#")
        ]
        if rows:
            tags = [row[2] for row in rows]
            layer[" ".join(row[1] for row in rows)] = tags
    return layer


def _layer_entities(sentence: Sentence, layer: dict[str, list[str]]) -> list[Entity]:
    words = [row[1] for row in sentence.rows]
    tags = layer.get(" ".join(words))
    if tags is None:
        return [Entity(0, len(words), UNKNOWN)]
    entities = [Entity(e.start, e.end, _UNER.get(e.label, UNKNOWN)) for e in bio_spans(tags)]
    # "Other" names of UNER (nationalities, works) are simply no mention of ours.
    return add_dates(words, [e for e in entities if e.label != UNKNOWN])


def read_gum(conllu: Path) -> Iterator[Document]:
    """Yield GUM documents with named mentions cut out of the entity column."""
    for name, sentences in group_documents(parse_conllu(read_text(conllu))):
        entities = []
        for sentence in sentences:
            found = named_mentions(GumSentence(sentence.rows))
            entities.append(add_dates([row[1] for row in sentence.rows], found))
        yield to_syntax_document(name, sentences, entities, "gum")
