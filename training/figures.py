"""Scores of a spaCy pipeline on document sets: exact mentions, tags, trees and speed."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from edu_kg.nlp.evaluation import measure_speed, score_mentions, score_syntax
from training.documents import Document, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

_SPEED_SECONDS = 20.0


def mention_figures(nlp: Language, documents: list[Document]) -> dict[str, float]:
    """Give exact-span mention F1 by label and over all of persons, bodies and places."""
    scores = score_mentions(nlp, [document.to_gold() for document in documents])
    figures = {label: round(score.f1, 4) for label, score in scores.by_label.items()}
    return figures | {"all": round(scores.overall.f1, 4)}


def syntax_figures(nlp: Language, documents: list[Document]) -> dict[str, float]:
    """Give tag, UPOS, UAS and LAS shares over gold sentences, and F1 of sentences found."""
    scores = score_syntax(nlp, [document.to_gold() for document in documents])
    shares = {name: round(getattr(scores, name), 4) for name in ("tag", "upos", "uas", "las")}
    return shares | {"sentences": round(scores.sentences.f1, 4)}


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
    texts = [document.tokens.text for document in read_documents(data / "news-test.jsonl")]
    report["words a second"] = round(measure_speed(nlp, texts, _SPEED_SECONDS))
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
