"""`edu-kg evaluate`, as a user runs it."""

import json
import re
from pathlib import Path

import pytest
from command_line import Ran, edu_kg

TEXT = (
    "On 1 March 2021, Hill University and Dale Institute signed an agreement. "
    "Ada Bello, rector of Hill University, spoke of a new library."
)


def body(name: str) -> dict[str, object]:
    return {"name": name, "aliases": [], "kind": "other"}


GOLD: dict[str, object] = {
    "persons": [{"name": "Ada Bello", "aliases": []}],
    "organizations": [body("Hill University"), body("Dale Institute")],
    "places": [],
    "roles": [
        {"person": "Ada Bello", "title": "rector", "organization": "Hill University"},
        {"person": "Ada Bello", "title": "beekeeper", "organization": None},
    ],
    "events": [],
    "relations": [],
}


@pytest.fixture(scope="module")
def gold_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    for name in ("hill-1", "mix-1"):
        record = {
            "id": name,
            "url": f"https://news.hill.example/{name}",
            "title": name,
            "published": "2021-03-02",
            "text": TEXT,
            "gold": GOLD,
        }
        (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def table(gold_dir: Path) -> Ran:
    return edu_kg("evaluate", gold_dir, "--errors")


def test_figures_of_every_category_are_shown(table: Ran) -> None:
    assert table.code == 0, table.err
    assert re.search(r"^persons +2 +0 +0 +1\.000 +1\.000 +1\.000$", table.out, re.MULTILINE)
    assert re.search(r"^roles +2 +0 +2 +1\.000 +0\.500 +0\.667$", table.out, re.MULTILINE)
    for category in ("entities", "on_behalf_of", "facts", "all", "event_end"):
        assert re.search(rf"^{category} ", table.out, re.MULTILINE), category


def test_errors_stand_under_their_article_with_the_sentence(table: Ran) -> None:
    _, _, of_first = table.out.partition("hill-1\n")
    of_first, _, of_second = of_first.partition("mix-1\n")
    for part in (of_first, of_second):
        assert re.search(
            r"miss +roles +Ada Bello: beekeeper @ -\n +“Ada Bello, rector of Hill", part
        )
        assert re.search(r"false +events +signing 2021-03-01 \[.*\] +\(.+\)\n +“On 1 March", part)


def test_false_facts_are_counted_where_none_of_the_kind_is_told(table: Ran) -> None:
    assert re.search(r"^events +2 +2 +1\.00$", table.out, re.MULTILINE)
    assert "2 articles, " in table.out


def test_json_has_the_same_figures_and_a_pattern_chooses_articles(gold_dir: Path) -> None:
    ran = edu_kg("evaluate", gold_dir, "--json", "--articles", "mix-*", "--model", "small")
    record = json.loads(ran.out)
    assert record["articles"] == 1
    assert record["figures"]["persons"]["f1"] == 1.0
    assert record["figures"]["facts"]["right"] + record["figures"]["facts"]["missed"] == 2
    assert "errors" not in record


def test_what_is_no_folder_of_gold_articles_ends_with_2_and_a_reason(tmp_path: Path) -> None:
    ran = edu_kg("evaluate", tmp_path)
    assert ran.code == 2
    assert "no gold article" in ran.err
