"""The treebanks as documents: EWT and PUD with their Universal NER layers, and GUM."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from edu_kg.nlp.evaluation import MENTION_LABELS
from edu_kg.nlp.evaluation.conllu import ConlluSentence, group_documents, parse_conllu
from edu_kg.nlp.evaluation.iob import BioSpan, parse_iob_sentences
from edu_kg.nlp.evaluation.scores import common_label
from training.dates import add_dates
from training.documents import UNKNOWN, Document, Entity, Syntax
from training.gum import GumSentence, named_mentions
from training.packed import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


def read_treebank(conllu: Path, iob: Path | None, max_sentences: int = 0) -> Iterator[Document]:
    """Yield the documents of a treebank, with the entities of its UNER layer where one is given.

    With `max_sentences` documents are cut after so many (PUD has unrelated sentences: one each).
    """
    layer = _read_layer(iob) if iob else {}
    for name, sentences in _read_documents(conllu):
        step = max_sentences or len(sentences)
        for first in range(0, len(sentences), step):
            part = sentences[first : first + step]
            entities = None
            if iob is not None:
                entities = [_layer_entities(s, layer) for s in part]
            yield to_syntax_document(f"{name}-{first}", part, entities, "uner")


def _read_documents(path: Path) -> Iterator[tuple[str, list[ConlluSentence]]]:
    return group_documents(parse_conllu(read_text(path), str(path)))


def _read_layer(path: Path) -> dict[tuple[str, ...], tuple[BioSpan, ...]]:
    """Give the mentions of every sentence of an IOB2 file, by its words (ids differ)."""
    sentences = parse_iob_sentences(read_text(path), str(path))
    return {sentence.words: sentence.spans for sentence in sentences}


def _layer_entities(
    sentence: ConlluSentence, layer: Mapping[tuple[str, ...], Sequence[BioSpan]]
) -> list[Entity]:
    words = tuple(row[1] for row in sentence.rows)
    spans = layer.get(words)
    if spans is None:
        return [Entity(0, len(words), UNKNOWN)]
    entities = (Entity(span.start, span.end, common_label(span.label)) for span in spans)
    # "Other" names of UNER (nationalities, works) are simply no mention of ours.
    return add_dates(list(words), [e for e in entities if e.label in MENTION_LABELS])


def read_gum(conllu: Path) -> Iterator[Document]:
    """Yield GUM documents with named mentions cut out of the entity column."""
    for name, sentences in _read_documents(conllu):
        entities = []
        for sentence in sentences:
            found = named_mentions(GumSentence(sentence.rows))
            entities.append(add_dates([row[1] for row in sentence.rows], found))
        yield to_syntax_document(name, sentences, entities, "gum")


_DROPPED_FEATURES = ("Abbr=", "Cxn", "ExtPos=", "Foreign=", "NumForm=", "Style=", "Typo=")


def morph(row: tuple[str, ...]) -> str:
    """Give the UPOS tag and features of a token as one label, house-keeping features dropped."""
    features = [f for f in row[5].split("|") if f != "_" and not f.startswith(_DROPPED_FEATURES)]
    return "|".join([f"POS={row[3]}", *features])


def to_syntax_document(
    document_id: str,
    sentences: Sequence[ConlluSentence],
    entities: list[list[Entity]] | None,
    scheme: str,
) -> Document:
    """Give consecutive treebank sentences as one document."""
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    morphs: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    starts: list[int] = []
    paragraphs: list[int] = []
    shifted: list[Entity] = []
    for number, sentence in enumerate(sentences):
        offset = len(words)
        starts.append(offset)
        if number == 0 or any(key.startswith("newpar") for key in sentence.meta):
            paragraphs.append(offset)
        for position, row in enumerate(sentence.rows):
            head = int(row[6])
            words.append(row[1].replace(" ", "").replace("\xa0", ""))
            tags.append(row[4])
            morphs.append(morph(row))
            heads.append(offset + (head - 1 if head else position))
            deps.append("ROOT" if head == 0 else row[7])
        spaces += [*sentence.spaces[:-1], True]
        if entities is not None:
            shifted += [
                replace(e, start=e.start + offset, end=e.end + offset) for e in entities[number]
            ]
    return Document(
        id=document_id,
        scheme=scheme,
        words=tuple(words),
        spaces=tuple(spaces),
        sentences=tuple(starts),
        entities=None if entities is None else tuple(shifted),
        syntax=Syntax(tuple(tags), tuple(morphs), tuple(heads), tuple(deps)),
        paragraphs=tuple(paragraphs),
    )
