"""Titles and days of publication on public annotated pages, side by side with trafilatura.

``PYTHONPATH=tests python -m benchmarks.article_metadata trafilatura FOLDER``, with FOLDER a checkout of
adbar/trafilatura, or ``... wcxb FOLDER``, with one of Murrough-Foley/web-content-extraction-
benchmark; of that the article pages of the test part count whose address is not in the other part,
which our rules were written on. A title is right if it is equal but for case and punctuation; a
day given to a page that has none in the annotation is wrong.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.extractors import (
    Extracted,
    Extractor,
    extract_ours,
    extract_with_trafilatura,
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A page with its title and its day, None for a page without one."""

    url: str
    html: bytes
    title: str
    day: str | None


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of both, and which signals gave our days."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", choices=sorted(_CORPORA))
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    pages = list(_CORPORA[given.corpus](given.folder))
    extractors: dict[str, Extractor] = {
        "edu-kg": extract_ours,
        "trafilatura": extract_with_trafilatura,
    }
    for name, extract in extractors.items():
        found = [extract(page.html, page.url) for page in pages]
        sys.stdout.write(f"{name:<12} {_figures(pages, found)}\n")
        if name == "edu-kg":
            sys.stdout.writelines(_by_signal(pages, found))


def _figures(pages: Sequence[Annotated], found: Sequence[Extracted]) -> str:
    pairs = list(zip(pages, found, strict=True))
    titled = [(page, each) for page, each in pairs if page.title]
    titles = sum(_words(page.title) == _words(each.title) for page, each in titled)
    right = sum(page.day is not None and page.day == each.day for page, each in pairs)
    given = sum(each.day is not None for each in found)
    dated = sum(page.day is not None for page in pages)
    undated = [each for page, each in pairs if page.day is None]
    invented = sum(each.day is not None for each in undated)
    return (
        f"titles {titles / len(titled):.3f} of {len(titled)}  days: precision {right / given:.3f}"
        f"  recall {right / dated:.3f} of {dated}"
        f"  undated given one {invented}/{len(undated)} = {invented / max(len(undated), 1):.3f}"
    )


def _by_signal(pages: Sequence[Annotated], found: Sequence[Extracted]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for page, each in zip(pages, found, strict=True):
        verdict = "right" if page.day == each.day else "wrong" if page.day else "undated"
        counts.setdefault(each.day_from or "none", Counter())[verdict] += 1
    for signal, verdicts in sorted(counts.items()):
        yield f"    {signal:<24} {dict(sorted(verdicts.items()))}\n"


def _words(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _read_trafilatura(folder: Path) -> Iterator[Annotated]:
    """The pages of its evaluation that have a title in the annotation."""
    tests = folder / "tests"
    records = json.loads((tests / "evaldata.json").read_text(encoding="utf-8"))
    for url, record in records.items():
        if not record.get("title"):
            continue
        files = [tests / part / record["file"] for part in ("eval", "cache")]
        file = next((file for file in files if file.exists()), None)
        if file is not None:
            yield Annotated(url, file.read_bytes(), record["title"], record.get("date") or None)


def _read_wcxb(folder: Path) -> Iterator[Annotated]:
    """The article pages of the test part that do not stand in the other part."""
    seen = {record.get("url") for _, record in _wcxb_articles(folder / "dev")}
    for name, record in _wcxb_articles(folder / "test"):
        if record.get("url") not in seen:
            gold = record["ground_truth"]
            html = gzip.decompress((folder / "test" / "html" / f"{name}.html.gz").read_bytes())
            day = (gold.get("publish_date") or "")[:10] or None
            yield Annotated(
                record.get("url") or "https://benchmark.example/page",
                html,
                gold.get("title") or "",
                day,
            )


def _wcxb_articles(part: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for file in sorted((part / "ground-truth").glob("*.json")):
        record = json.loads(file.read_text(encoding="utf-8"))
        kind = (record.get("_internal") or {}).get("page_type") or {}
        if kind.get("primary", "article") == "article":
            yield file.stem, record


_CORPORA: Mapping[str, Callable[[Path], Iterator[Annotated]]] = {
    "trafilatura": _read_trafilatura,
    "wcxb": _read_wcxb,
}

if __name__ == "__main__":
    main()
