"""Scores of a spaCy pipeline on document sets: exact mentions, tags, trees and speed."""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from training.documents import UNKNOWN, Document, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

_SCORED = ("PERSON", "ORG", "PLACE")
_SAME = {"LOC": "PLACE", "GPE": "PLACE", "PER": "PERSON"}
"""Labels of other pipelines for the same thing."""


def to_doc(document: Document, nlp: Language) -> Doc:
    """Give the bare spaCy document of a document's own tokens."""
    return Doc(nlp.vocab, words=list(document.words), spaces=list(document.spaces))


def mention_figures(nlp: Language, documents: list[Document]) -> dict[str, float]:
    """Give exact-span mention F1 by label and over all of persons, bodies and places.

    A prediction that touches a stretch the source leaves open is neither right nor wrong.
    """
    right: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    docs = nlp.pipe([to_doc(document, nlp) for document in documents])
    for document, doc in zip(documents, docs, strict=True):
        entities = document.entities or ()
        gold = {(e.start, e.end, e.label) for e in entities if e.label in _SCORED}
        unknown = {t for e in entities if e.label == UNKNOWN for t in range(e.start, e.end)}
        found = {(e.start, e.end, _SAME.get(e.label_, e.label_)) for e in doc.ents}
        found = {f for f in found if f[2] in _SCORED and unknown.isdisjoint(range(f[0], f[1]))}
        right.update(f[2] for f in found & gold)
        extra.update(f[2] for f in found - gold)
        missed.update(f[2] for f in gold - found)
    figures = {label: _f1(right[label], extra[label], missed[label]) for label in _SCORED}
    return figures | {"all": _f1(right.total(), extra.total(), missed.total())}


def _f1(right: int, extra: int, missed: int) -> float:
    whole = 2 * right + extra + missed
    return round(2 * right / whole, 4) if whole else 0.0


def syntax_figures(nlp: Language, documents: list[Document]) -> dict[str, float]:
    """Give tag, UPOS, UAS and LAS shares over gold sentences, and F1 of sentences over documents.

    For the shares each sentence is parsed alone.
    Every token counts, punctuation too; a label counts with its subtype.
    """
    counts: Counter[str] = Counter()
    rows = [
        (document, start, end) for document in documents for start, end in document.sentence_spans()
    ]
    docs = nlp.pipe(
        Doc(nlp.vocab, words=list(d.words[a:b]), spaces=list(d.spaces[a:b])) for d, a, b in rows
    )
    for (document, start, _), doc in zip(rows, docs, strict=True):
        syntax = document.syntax
        if syntax is None:
            continue
        for token in doc:
            number = start + token.i
            head = syntax.heads[number] == start + token.head.i
            counts["n"] += 1
            counts["tag"] += token.tag_ == syntax.tags[number]
            counts["upos"] += syntax.morphs[number].split("|")[0] == f"POS={token.pos_}"
            counts["uas"] += head
            counts["las"] += head and token.dep_.lower() == syntax.deps[number].lower()
    shares = {k: round(counts[k] / counts["n"], 4) for k in ("tag", "upos", "uas", "las")}
    return shares | {"sentences": sentence_f1(nlp, documents)}


def sentence_f1(nlp: Language, documents: list[Document]) -> float:
    """Give the F1 of predicted sentences (both ends right) in whole documents."""
    right = extra = missed = 0
    docs = nlp.pipe([to_doc(document, nlp) for document in documents])
    for document, doc in zip(documents, docs, strict=True):
        gold = set(document.sentence_spans())
        found = {(s.start, s.end) for s in doc.sents}
        right += len(gold & found)
        extra += len(found - gold)
        missed += len(gold - found)
    return _f1(right, extra, missed)


def speed(nlp: Language, documents: list[Document], seconds: float = 20.0) -> float:
    """Give the words a second of processor time the whole pipeline does on raw texts."""
    texts = [
        "".join(w + " " * s for w, s in zip(d.words, d.spaces, strict=True)) for d in documents
    ]
    words = 0
    for _ in nlp.pipe(texts[:2]):
        pass
    began = time.process_time()
    while time.process_time() - began < seconds:
        words += sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(texts))
    return round(words / (time.process_time() - began))


def evaluate(
    nlp: Language, data: Path, entity_sets: Iterable[str], syntax_sets: Iterable[str]
) -> dict[str, object]:
    """Give all figures of a pipeline on the sets named."""
    report: dict[str, object] = {}
    for name in entity_sets:
        documents = list(read_documents(data / f"{name}.jsonl"))
        report[f"mentions {name}"] = mention_figures(nlp, documents)
    for name in syntax_sets:
        documents = list(read_documents(data / f"{name}.jsonl"))
        report[f"syntax {name}"] = syntax_figures(nlp, documents)
    report["words a second"] = speed(nlp, list(read_documents(data / "news-test.jsonl")))
    return report


def main() -> None:
    """Print the figures of a pipeline as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="folder or package of a spaCy pipeline")
    parser.add_argument("--data", type=Path, required=True, help="what training.convert wrote")
    parser.add_argument(
        "--mentions", nargs="*", default=["news-test", "news-dev", "ewt-test", "pud-test"]
    )
    parser.add_argument("--syntax", nargs="*", default=["ewt-test", "gum-news"])
    parser.add_argument(
        "--code", nargs="*", default=[], help="modules with the pipeline's components"
    )
    options = parser.parse_args()
    for module in options.code:
        importlib.import_module(module)
    nlp = spacy.load(options.model)
    report = evaluate(nlp, options.data, options.mentions, options.syntax)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
