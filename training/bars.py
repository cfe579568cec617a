"""Measure what a pipeline has to reach: `python -m training.bars --help`; exits 1 if it does not.

The bars are those of the project's issue on its language pipelines.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG

import edu_kg
from edu_kg.errors import EduKgError
from edu_kg.evaluation import ENTITIES, GoldArticle, evaluate, read_gold
from edu_kg.evaluation.documents import to_gold_document
from edu_kg.nlp import load_pipeline, read_texts
from edu_kg.nlp.evaluation import GoldDocument, measure_speed, score_mentions, score_syntax
from edu_kg.nlp.evaluation.conllu import parse_treebank
from edu_kg.pipeline.reading import SpacyReader
from training.articles import is_test_article
from training.packed import read_text
from training.sources import locate
from training.treebanks import read_treebank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

_ANNOTATIONS = [TAG, POS, MORPH, LEMMA, HEAD, DEP, SENT_START, ENT_IOB, ENT_TYPE]
_BATCH_SIZES = (1, 7, 64)
_WORKERS = 4
RELEASED_LAYER = "en_ewt-ud-test.iob2"
"""The test part of UNER_English-EWT, as it is called upstream."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Something measured, and the least (or, for a ceiling, the most) it may be.

    Without a bound it is measured to be compared, and always passed.
    """

    name: str
    measured: float
    bound: float | None
    is_ceiling: bool = False

    @property
    def is_passed(self) -> bool:
        """Whether the bar is reached.

        >>> Bar(name="F1", measured=0.94, bound=0.94).is_passed
        True
        """
        if self.bound is None:
            return True
        if self.is_ceiling:
            return self.measured <= self.bound
        return self.measured >= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class BarOptions:
    """Where the gold lies, which pipeline is measured, and how long its speed is.

    ``released`` is a checkout of UNER_English-EWT as released; ``data`` has its first commit.
    """

    data: Path
    released: Path
    corpus: Path
    dev: Path
    model: str = "accurate"
    seconds: float = 20.0


def measure_bars(options: BarOptions) -> Iterator[Bar]:
    """Yield every bar, each as soon as it is measured.

    Raises:
        EduKgError: gold is missing or malformed, or the pipeline cannot be used.
    """
    began = time.perf_counter()
    pipeline = load_pipeline(options.model)
    loaded = time.perf_counter() - began
    fold = [article for article in read_gold(options.corpus) if is_test_article(article.id)]
    dev = read_gold(options.dev)
    yield from _mention_bars(pipeline, "corpus test fold", fold)
    yield from _mention_bars(pipeline, "validation articles", dev)
    yield _entity_bar(options.model, dev)
    yield from _treebank_bars(pipeline, options)
    texts = [gold.article.text for gold in fold]
    fast = load_pipeline("small")
    speed = measure_speed(pipeline, texts, options.seconds)
    yield Bar(name=f"words a second, {options.model}", measured=speed, bound=1500)
    speed = measure_speed(fast, texts, options.seconds)
    yield Bar(name="words a second, small", measured=speed, bound=8000)
    differing = count_differing(pipeline, [gold.article.text for gold in dev])
    yield Bar(name="texts read differently", measured=differing, bound=0, is_ceiling=True)
    yield Bar(name="seconds to load", measured=loaded, bound=3, is_ceiling=True)
    yield Bar(name="MB shipped in all", measured=_shipped_bytes() / 1e6, bound=60, is_ceiling=True)


def count_differing(pipeline: Language, texts: Sequence[str]) -> int:
    """Give how many texts are not always annotated the same: batch sizes, twice, four workers."""
    first = _annotations(pipeline, texts, _BATCH_SIZES[0], 1)
    others = [_annotations(pipeline, texts, size, 1) for size in _BATCH_SIZES]
    others.append(_annotations(pipeline, texts, _BATCH_SIZES[1], _WORKERS))
    return sum(len({*of_text}) > 1 for of_text in zip(first, *others, strict=True))


def _annotations(
    pipeline: Language, texts: Sequence[str], batch_size: int, workers: int
) -> list[bytes]:
    if workers == 1:
        docs = read_texts(pipeline, texts, batch_size)
    else:
        docs = pipeline.pipe(texts, batch_size=batch_size, n_process=workers)
    return [doc.to_array(_ANNOTATIONS).tobytes() for doc in docs]


def _mention_bars(pipeline: Language, name: str, articles: Sequence[GoldArticle]) -> Iterator[Bar]:
    scores = score_mentions(pipeline, map(to_gold_document, articles))
    yield Bar(name=f"mention F1, {name}", measured=scores.overall.f1, bound=0.94)
    persons = scores.by_label["PERSON"].f1
    yield Bar(name=f"mention F1, {name}, persons", measured=persons, bound=0.97)


def _entity_bar(model: str, dev: Sequence[GoldArticle]) -> Bar:
    score = evaluate(dev, SpacyReader(model)).counts(*ENTITIES)
    return Bar(name="entity F1, validation articles, extracted", measured=score.f1, bound=0.93)


def _treebank_bars(pipeline: Language, options: BarOptions) -> Iterator[Bar]:
    at = partial(locate, options.data)
    ewt = at("ud/en_ewt-ud-test.conllu")
    # The sentences of PUD do not follow each other.
    pud = read_treebank(at("ud/en_pud-ud-test.conllu"), at("ner/uner-en_pud-test.iob2"), 1)
    released = read_treebank(ewt, locate(options.released, RELEASED_LAYER))
    first = [d.to_gold() for d in read_treebank(ewt, at("ner/uner-en_ewt-test.iob2"))]
    gold_of_pud = [document.to_gold() for document in pud]
    for name, documents, bound in (
        ("English-EWT test", [document.to_gold() for document in released], 0.80),
        ("English-EWT test, first commit", first, None),
        ("English-PUD", gold_of_pud, 0.82),
        ("English-PUD, countries and towns that act as places", as_places(gold_of_pud), None),
    ):
        scores = score_mentions(pipeline, documents)
        yield Bar(name=f"mention F1, UNER {name}", measured=scores.overall.f1, bound=bound)
    syntax = score_syntax(pipeline, first)
    yield Bar(name="UAS, EWT test", measured=syntax.uas, bound=0.90)
    yield Bar(name="LAS, EWT test", measured=syntax.las, bound=0.87)
    held_out = (read_text(at(f"ud/gum-files.{part}")).split() for part in ("dev", "test"))
    news = {name for name in chain.from_iterable(held_out) if "_news_" in name}
    gum = at("ud/en_gum-cc-by.conllu")
    documents = [d for d in parse_treebank(read_text(gum), str(gum)) if d.id in news]
    las = score_syntax(pipeline, documents).las
    yield Bar(name="LAS, GUM news held out", measured=las, bound=0.84)


def as_places(documents: Sequence[GoldDocument]) -> list[GoldDocument]:
    """Give the documents with every body a place that is called as a place elsewhere in them.

    Universal NER has a country or town that acts ("China said") as an organization, the guidelines
    of our corpus have it as a place.
    """

    def named(document: GoldDocument, label: str) -> Iterator[str]:
        mentions = document.mentions or ()
        return (document.text[m.start : m.end] for m in mentions if m.label == label)

    places = {name for document in documents for name in named(document, "PLACE")}
    return [
        replace(
            document,
            mentions=document.mentions
            and tuple(
                replace(m, label="PLACE")
                if m.label == "ORG" and document.text[m.start : m.end] in places
                else m
                for m in document.mentions
            ),
        )
        for document in documents
    ]


def _shipped_bytes() -> int:
    """Bytes of both tiers, of the vectors they share with the fact network, and of that."""
    package = Path(edu_kg.__file__).parent
    folders = (package / "nlp" / "models", package / "extraction" / "learned" / "model")
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files)


def main() -> None:
    """Measure, show a table, and exit 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/ and ner/")
    parser.add_argument(
        "--released", type=Path, required=True, help=f"folder with {RELEASED_LAYER}"
    )
    parser.add_argument("--corpus", type=Path, required=True, help="our annotated articles")
    parser.add_argument("--dev", type=Path, required=True, help="validation articles")
    parser.add_argument("--model", default="accurate", help="what is measured as the default tier")
    parser.add_argument("--seconds", type=float, default=20.0, help="to measure a speed for")
    options = BarOptions(**vars(parser.parse_args()))
    try:
        bars = list(measure_bars(options))
    except EduKgError as error:
        sys.exit(str(error))
    table = Table("bar", "measured", "bound", "")
    for bar in bars:
        table.add_row(bar.name, _shown(bar.measured), *_judged(bar))
    Console().print(table)
    sys.exit(0 if all(bar.is_passed for bar in bars) else 1)


def _judged(bar: Bar) -> tuple[str, str]:
    if bar.bound is None:
        return "", ""
    sign = "at most" if bar.is_ceiling else "at least"
    return f"{sign} {_shown(bar.bound)}", "passed" if bar.is_passed else "missed"


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3f}".rstrip("0").rstrip(".") or "0"


if __name__ == "__main__":
    main()
