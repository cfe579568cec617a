"""Turn the corpora into one kind of document: `python -m training.convert --help`."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from edu_kg.errors import EduKgError
from edu_kg.evaluation import read_gold
from edu_kg.nlp.evaluation import find_mentions
from training.articles import (
    CORPUS,
    Article,
    MarkedText,
    is_test_article,
    to_article,
    to_document,
)
from training.augment import AugmentOptions, augment
from training.documents import Document, read_documents, write_documents
from training.entity_sets import read_crossner, read_redocred, read_wikigold
from training.name_lists import read_name_lists
from training.packed import read_text
from training.sources import Source, locate, read_manifest, require_verified
from training.treebanks import read_gum, read_treebank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language

_LISTS = Path(__file__).parent / "data"
CROSSNER_DOMAINS = ("ai", "literature", "music", "politics", "science")
"""The domains read of CrossNER; its Reuters part (`conll2003`) is not free to use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertOptions:
    """Where the material lies and how many augmented copies an article gets."""

    data: Path
    corpus: Path
    dev: Path
    out: Path
    copies: int = 6
    seed: int = 0


def convert(options: ConvertOptions, sources: Sequence[Source]) -> dict[str, dict[str, int]]:
    """Write every document set under `out` and give their counts.

    Raises:
        UnverifiedData: files of the sources are missing or different; nothing was written.
        SourceNotFound, UnusableSource: there are no annotated articles in a folder.
        RecordError: what is in it is no annotated article.
    """
    require_verified(options.data, sources)
    nlp = spacy.blank("en")
    stats = {}
    for name, documents in _sets(options, nlp):
        path = options.out / f"{name}.jsonl"
        write_documents(path, documents)
        stats[name] = _count(read_documents(path))
        print(name, stats[name], flush=True)
    (options.out / "stats.json").write_text(json.dumps(stats, indent=1) + "\n", encoding="utf-8")
    return stats


def _sets(options: ConvertOptions, nlp: Language) -> Iterator[tuple[str, Iterable[Document]]]:
    yield from _treebank_sets(options.data)
    yield from _entity_sets(options.data, nlp)
    yield from _news_sets(options, nlp)


def _treebank_sets(data: Path) -> Iterator[tuple[str, Iterable[Document]]]:
    at = partial(locate, data)
    for part in ("train", "dev", "test"):
        treebank, layer = at(f"ud/en_ewt-ud-{part}.conllu"), at(f"ner/uner-en_ewt-{part}.iob2")
        yield f"ewt-{part}", read_treebank(treebank, layer)
    pud, pud_layer = at("ud/en_pud-ud-test.conllu"), at("ner/uner-en_pud-test.iob2")
    yield "pud-test", read_treebank(pud, pud_layer, max_sentences=1)
    gum = {document.id: document for document in read_gum(at("ud/en_gum-cc-by.conllu"))}
    parts = {part: set(read_text(at(f"ud/gum-files.{part}")).split()) for part in ("dev", "test")}
    held_out = set().union(*parts.values())
    yield "gum-train", [d for d in gum.values() if d.id not in held_out]
    for part, ids in parts.items():
        yield f"gum-{part}", [d for d in gum.values() if d.id in ids]
    yield "gum-news", [d for d in gum.values() if d.id in held_out and "_news_" in d.id]


def _entity_sets(data: Path, nlp: Language) -> Iterator[tuple[str, Iterable[Document]]]:
    at = partial(locate, data)
    redocred = [at(f"ner/redocred-{part}.json") for part in ("dev", "test")]
    yield "redocred-train", (d for path in redocred for d in read_redocred(path, nlp))
    yield "wikigold-train", read_wikigold(at("ner/wikigold.conll.txt"), nlp)
    crossner = [
        at(f"ner/crossner/{domain}-{part}.txt")
        for domain in CROSSNER_DOMAINS
        for part in ("dev", "test", "train")
    ]
    yield "crossner-train", read_crossner(crossner, nlp)


def _news_sets(options: ConvertOptions, nlp: Language) -> Iterator[tuple[str, Iterable[Document]]]:
    articles = [to_article(article) for article in read_gold(options.corpus)]
    dev = [to_article(article) for article in read_gold(options.dev)]
    train = [article for article in articles if not is_test_article(article.id)]
    yield "news-train", _plain(train, nlp)
    yield "news-test", _plain([a for a in articles if is_test_article(a.id)], nlp)
    yield "news-dev", _plain(dev, nlp)
    lists = read_name_lists(
        _LISTS / "names.txt",
        _LISTS / "topics.txt",
        locate(options.data, "ror/ror-v2-records.jsonl"),
        forbidden_names([*dev, *(a for a in articles if is_test_article(a.id))]),
    )
    for copy in range(options.copies):
        rng = random.Random(f"{options.seed}-{copy}")
        marked = ((a, augment(a, lists, rng, AugmentOptions())) for a in train)
        yield f"news-augmented-{copy}", _fitted(marked, nlp, f"-{copy}")


def forbidden_names(articles: list[Article]) -> frozenset[str]:
    """Give the names of held-out articles, and the single words of its people's names."""
    names: set[str] = set()
    for article in articles:
        for named in article.named:
            names |= {named.name, *named.aliases}
            if named.label == "PERSON":
                names |= set(named.name.split())
    return frozenset(names)


def _plain(articles: list[Article], nlp: Language) -> Iterator[Document]:
    marked = ((a, MarkedText(a.text, find_mentions(a.text, a.forms()))) for a in articles)
    return _fitted(marked, nlp, "")


def _fitted(
    marked: Iterable[tuple[Article, MarkedText]], nlp: Language, suffix: str
) -> Iterator[Document]:
    for article, text in marked:
        yield to_document(nlp, article.id + suffix, text.text, text.mentions)


def _count(documents: Iterable[Document]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for document in documents:
        counts["documents"] += 1
        counts["tokens"] += len(document.words)
        counts["sentences"] += len(document.sentences)
        counts.update(entity.label for entity in document.entities or ())
    return dict(counts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the conversion from the command line; give 1 where it could not be done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/, ner/ and ror/")
    parser.add_argument(
        "--corpus", type=Path, default=CORPUS, help="annotated articles, by default our own"
    )
    parser.add_argument(
        "--dev", type=Path, required=True, help="validation articles, never trained on"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--copies", type=int, default=6, help="augmented copies of each article")
    parser.add_argument("--seed", type=int, default=0)
    options = ConvertOptions(**vars(parser.parse_args(arguments)))
    try:
        convert(options, read_manifest().sources)
    except EduKgError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
