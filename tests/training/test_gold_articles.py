"""The articles to measure on are sound, and nothing is learnt from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from edu_kg.evaluation import GoldArticle, read_gold
from training.articles import CORPUS
from training.check_corpus import check_folder

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
_RUN = 12
"""Words in a row that no two texts share by chance."""


def _runs(article: GoldArticle) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", article.article.text.lower())
    for start in range(len(words) - _RUN + 1):
        yield tuple(words[start : start + _RUN])


def test_they_keep_the_guidelines() -> None:
    number, findings = check_folder(GOLD, quoted=False)
    assert (number, findings) == (24, ())


def test_each_says_how_its_text_came_about() -> None:
    assert all(article.origin for article in read_gold(GOLD))


def test_the_corpus_shares_neither_passages_nor_people_with_them() -> None:
    gold, corpus = read_gold(GOLD), read_gold(CORPUS)
    passages = {run for article in gold for run in _runs(article)}
    assert not [a.id for a in corpus if not passages.isdisjoint(_runs(a))]
    people = {p.name for article in gold for p in article.facts.persons if " " in p.name}
    assert people
    assert not [a.id for a in corpus if people & {p.name for p in a.facts.persons}]


def test_no_rule_list_or_setting_names_anyone_in_them() -> None:
    people = {p.name for a in read_gold(GOLD) for p in a.facts.persons if " " in p.name}
    pattern = re.compile("|".join(map(re.escape, sorted(people))))
    files = [
        path
        for folder in ("src", "training", "ontology")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".toml", ".txt", ".ttl", ".rq"}
        # The example of the command's own help is the project's public one.
        and path != ROOT / "src/edu_kg/cli/read.py"
    ]
    assert len(files) > 50
    assert not [str(p) for p in files if pattern.search(p.read_text(encoding="utf-8"))]
