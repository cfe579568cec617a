"""Titles and days of publication on public annotated pages, side by side with trafilatura.

``PYTHONPATH=tests python -m benchmarks.article_metadata SET FOLDER``, with FOLDER a checkout of the
repository the set is in:

- ``trafilatura``: adbar/trafilatura, its evaluation pages with a title; ``trafilatura-tuned`` is
  the half of them that our rules were written on, ``trafilatura-held`` the other one;
- ``wcxb``: Murrough-Foley/web-content-extraction-benchmark, the article pages of the test part
  whose address is not in the other part; ``wcxb-dev``, that other part, which was tuned on;
- ``fundus``: flairNLP/fundus, the pages its parsers of newspapers are tested with;
- ``postlight``: postlight/parser, the titles and days its parsers of single sites are tested with;
- ``htmldate``: adbar/htmldate, its dated pages that are not of the tuned half of trafilatura's.

A title is right if it is equal but for case and punctuation; a day given to a page that has none
in the annotation is wrong. Where the annotation is an instant, a day is right if it was that day
somewhere on earth: pages print the day of their own clock. How many undated pages say their day
themselves, in their head, in an ``itemprop`` or in their address, is told apart.
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import lxml.html
from benchmarks.extractors import (
    Extracted,
    Extractor,
    extract_ours,
    extract_with_trafilatura,
)

from edu_kg.parsing.dates import find_address_date
from edu_kg.parsing.metadata import read_metadata

_NO_ADDRESS = "https://benchmark.example/page"
# In the tests of postlight/parser: a string of JavaScript, and where a case and its values begin.
_STRING = r"""\s*(?:`([^`]*)`|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")"""
_CASE = re.compile(rf"\burl\s*={_STRING}")
_FIXTURE = re.compile(rf"readFileSync\({_STRING}")
_TITLE = re.compile(rf"assert\.equal\(\s*title\s*,{_STRING}")
_DAY = re.compile(
    rf"assert\.equal\(\s*date_published(?:\.split\('T'\)\[0\])?\s*,(?:\s*(?P<none>null)|{_STRING})"
)
# Clocks that run behind the universal one, and before it.
_HOURS = range(-12, 15)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A page with its title and its day or instant: None without one, empty where none is told."""

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
    exact = f"titles {titles / len(titled):.3f} of {len(titled)}  " if titled else ""
    told = [(page, each) for page, each in pairs if page.day != ""]
    if not told:
        return exact
    right = sum(_is_right(page.day, each.day) for page, each in told)
    given = sum(each.day is not None for _, each in told)
    dated = sum(page.day is not None for page, _ in told)
    undated = [(page, each) for page, each in told if page.day is None]
    silent = [(page, each) for page, each in undated if not _says_its_day(page)]
    return (
        f"{exact}days: precision {right / given:.3f}"
        f"  recall {right / dated:.3f} of {dated}"
        f"  undated given one: all {_part_given(undated)}, none in the head {_part_given(silent)}"
    )


def _is_right(annotated: str | None, given: str | None) -> bool:
    """Whether a day is that of the annotation, or its instant's on some clock."""
    if annotated is None or given is None:
        return False
    if "T" not in annotated:
        return annotated == given
    instant = datetime.fromisoformat(annotated)
    return given in {(instant + timedelta(hours=each)).date().isoformat() for each in _HOURS}


def _part_given(pairs: Sequence[tuple[Annotated, Extracted]]) -> str:
    given = sum(each.day is not None for _, each in pairs)
    return f"{given}/{len(pairs)} = {given / max(len(pairs), 1):.3f}"


def _says_its_day(page: Annotated) -> bool:
    """Whether a page declares a day of publication where machines read it."""
    root = lxml.html.fromstring(page.html)
    head = read_metadata(root)
    return bool(
        head.meta_published
        or head.json_ld_published
        or head.json_ld_page_published
        or root.xpath("//*[contains(@itemprop, 'datePublished')]")
        or find_address_date(page.url)
    )


def _by_signal(pages: Sequence[Annotated], found: Sequence[Extracted]) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for page, each in zip(pages, found, strict=True):
        if page.day == "":
            continue
        right = each.day == page.day or _is_right(page.day, each.day)
        verdict = "right" if right else "wrong" if page.day else "undated"
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


def _is_tuned_on(url: str) -> bool:
    """Whether a page of trafilatura's is in the half that our rules were written on."""
    return int(hashlib.sha256(url.encode()).hexdigest(), 16) % 2 == 0


def _read_trafilatura_tuned(folder: Path) -> Iterator[Annotated]:
    return (page for page in _read_trafilatura(folder) if _is_tuned_on(page.url))


def _read_trafilatura_held(folder: Path) -> Iterator[Annotated]:
    return (page for page in _read_trafilatura(folder) if not _is_tuned_on(page.url))


def _read_htmldate(folder: Path) -> Iterator[Annotated]:
    """The dated pages of its two evaluations, none of trafilatura's tuned half."""
    tests = folder / "tests"
    for name in ("eval_default.json", "eval_mediacloud_2020.json"):
        records = json.loads((tests / name).read_text(encoding="utf-8"))
        for url, record in records.items():
            files = [tests / part / record["file"] for part in ("cache", "eval", "test_set")]
            file = next((file for file in files if file.exists()), None)
            if file is not None and not _is_tuned_on(url):
                yield Annotated(url, file.read_bytes(), "", record["date"])


def _read_fundus(folder: Path) -> Iterator[Annotated]:
    """The pages of its newspapers, each with what the parser of its time is to find."""
    for listed in sorted((folder / "tests/resources/parser/test_data").glob("*/meta.info")):
        part, pages = listed.parent, json.loads(listed.read_text(encoding="utf-8"))
        for file in sorted(part.glob("*.json")):
            versions = json.loads(file.read_text(encoding="utf-8"))
            saved = [each for each in sorted(pages) if each.rsplit("_", 3)[0] == file.stem]
            if len(saved) != len(versions):
                continue
            for name, version in zip(saved, sorted(versions, key=_version), strict=True):
                gold = versions[version]
                html = gzip.decompress((part / name).read_bytes())
                yield Annotated(
                    pages[name]["url"], html, gold["title"], gold["publishing_date"][:10]
                )


def _read_postlight(folder: Path) -> Iterator[Annotated]:
    """The pages of its tests of single sites, with the title and the day each expects."""
    for file in sorted((folder / "src/extractors/custom").glob("*/index.test.js")):
        script = file.read_text(encoding="utf-8")
        cases = list(_CASE.finditer(script))
        for case, following in zip(cases, [*cases[1:], None], strict=False):
            rest = script[case.end() : None if following is None else following.start()]
            fixture, title = _FIXTURE.search(rest), _TITLE.search(rest)
            if fixture is not None and title is not None:
                page, day = folder / _string(fixture), _DAY.search(rest)
                if page.exists():
                    told = "" if day is None else None if day["none"] else _string(day)
                    yield Annotated(_string(case), page.read_bytes(), _string(title), told)


def _string(found: re.Match[str]) -> str:
    return re.sub(r"\\(.)", r"\1", next(each for each in found.groups() if each is not None))


def _version(name: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", name)))


def _read_wcxb(folder: Path) -> Iterator[Annotated]:
    """The article pages of the test part that do not stand in the other part."""
    seen = {record.get("url") or _NO_ADDRESS for _, record in _wcxb_articles(folder / "dev")}
    return (page for page in _wcxb_pages(folder / "test") if page.url not in seen)


def _read_wcxb_dev(folder: Path) -> Iterator[Annotated]:
    return _wcxb_pages(folder / "dev")


def _wcxb_pages(part: Path) -> Iterator[Annotated]:
    for name, record in _wcxb_articles(part):
        gold = record["ground_truth"]
        html = gzip.decompress((part / "html" / f"{name}.html.gz").read_bytes())
        day = (gold.get("publish_date") or "")[:10] or None
        yield Annotated(
            record.get("url") or _NO_ADDRESS,
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
    "fundus": _read_fundus,
    "htmldate": _read_htmldate,
    "postlight": _read_postlight,
    "trafilatura": _read_trafilatura,
    "trafilatura-held": _read_trafilatura_held,
    "trafilatura-tuned": _read_trafilatura_tuned,
    "wcxb": _read_wcxb,
    "wcxb-dev": _read_wcxb_dev,
}

if __name__ == "__main__":
    main()
