"""Check annotated articles against their guidelines: `python -m training.check_corpus --help`.

Errors are what breaks the rules of GUIDELINES.md: another shape, a name that does not occur in the
text, a reference to nothing listed, a duplicate, a quote that does not stand in the text. Warnings
are what a second reader should look at.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edu_kg.errors import RecordError
from edu_kg.evaluation.gold import GoldArticle, make_gold_converter, parse_gold
from training.articles import CORPUS
from training.gold_rules import find_oddities, find_problems

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong, or (`is_error` false) something to look at again."""

    article: str
    problem: str
    is_error: bool = True


def check_folder(folder: Path, *, quoted: bool) -> tuple[int, tuple[Finding, ...]]:
    """Give the number of articles in a folder and what was found, in order of file names.

    With `quoted` every role, event and relation has to carry the words it rests on.
    """
    converter = make_gold_converter(strict=True)
    paths = sorted(folder.glob("*.json"))
    found: list[Finding] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            article = parse_gold(converter, path.read_bytes())
        except RecordError as error:
            found.append(Finding(article=path.name, problem=str(error)))
            continue
        if article.id != path.stem:
            problem = f"its id {article.id!r} is not the file's name"
            found.append(Finding(article=path.name, problem=problem))
        url = article.article.url
        if url in seen:
            problem = f"has the address of {seen[url]}"
            found.append(Finding(article=path.name, problem=problem))
        seen[url] = path.name
        found += check_article(article, path.name, quoted=quoted)
    return len(paths), tuple(found)


def check_article(article: GoldArticle, name: str, *, quoted: bool) -> tuple[Finding, ...]:
    """Give the findings in one article, errors first; `name` is what they call it."""
    errors = (Finding(article=name, problem=p) for p in find_problems(article, quoted=quoted))
    oddities = find_oddities(article)
    return (*errors, *(Finding(article=name, problem=p, is_error=False) for p in oddities))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was found; give 1 where articles break a rule, 2 where there are none."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS])
    parser.add_argument("--quoted", action="store_true", help="every fact has to carry its quote")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    options = parser.parse_args(arguments)
    status = 0
    for folder in options.folders:
        count, found = check_folder(folder, quoted=options.quoted)
        if not count:
            print(f"{folder}: no article; give a folder of *.json files", file=sys.stderr)
            return 2
        for finding in found:
            kind = "error" if finding.is_error else "warning"
            print(f"{kind} {finding.article}: {finding.problem}")
        errors = sum(finding.is_error for finding in found)
        print(f"{folder}: {count} articles, {errors} errors, {len(found) - errors} warnings")
        if errors or (options.strict and found):
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
