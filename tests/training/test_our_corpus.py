"""The annotated corpus in the repository keeps its own rules."""

from __future__ import annotations

import re

from edu_kg.evaluation import read_gold
from training.articles import CORPUS, is_test_article
from training.check_corpus import check_folder
from training.count_corpus import count, put_counts, to_markdown


def test_every_article_keeps_the_guidelines() -> None:
    number, findings = check_folder(CORPUS, quoted=True)
    assert [f for f in findings if f.is_error] == []
    assert number >= 525


def test_the_readme_has_the_counts_of_the_files_beside_it() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    tables = to_markdown(count(read_gold(CORPUS)))
    assert put_counts(readme, tables) == readme, "run python -m training.count_corpus --write"


def test_every_series_is_described() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(\w+)` \| [a-z]", readme, re.MULTILINE))
    assert {a.id.rpartition("-")[0] for a in read_gold(CORPUS)} <= described


def test_articles_are_invented_and_say_so() -> None:
    for article in read_gold(CORPUS):
        assert article.origin, article.id
        assert re.match(r"https?://[^/]+\.example/", article.article.url), article.id


def test_the_test_fold_is_what_it_was_when_the_corpus_began() -> None:
    held_out = [a.id for a in read_gold(CORPUS) if is_test_article(a.id)]
    assert all(name.endswith("0") for name in held_out)
    began = {"conf", "inst", "lead", "mix", "odl", "org", "ppl", "sign", "uni", "zh"}
    assert {name.partition("-")[0] for name in held_out} == began
    assert len(held_out) == 50
