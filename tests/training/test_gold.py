"""Annotated articles as values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gold_samples import make_json, make_row

from edu_kg.errors import RecordError
from edu_kg.model import PartialDate
from training.gold import GoldParticipant, make_gold_converter, parse_gold, read_corpus


def test_a_participants_part_is_what_the_file_calls_as() -> None:
    article = parse_gold(make_gold_converter(), make_json(make_row()))
    assert article.gold.events[0].date == PartialDate(2021, 3, 4)
    assert article.gold.events[0].participants[0] == GoldParticipant(
        name="Ulla Brandvik", part="signatory", on_behalf_of=None
    )


def test_the_forms_of_an_entity_begin_with_its_name() -> None:
    article = parse_gold(make_gold_converter(), make_json(make_row()))
    assert article.gold.organizations[1].forms == ("Quarry Lane Institute", "QLI")


def _without_text(row: dict[str, Any]) -> None:
    del row["text"]


def _with_a_key_too_many(row: dict[str, Any]) -> None:
    row["gold"]["persons"][0]["age"] = 40


def _with_a_number_for_a_name(row: dict[str, Any]) -> None:
    row["gold"]["places"][0]["name"] = 7


def _with_text_for_a_list(row: dict[str, Any]) -> None:
    row["gold"]["places"][0]["aliases"] = "Lindhaven"


def _with_an_unknown_type(row: dict[str, Any]) -> None:
    row["gold"]["events"][0]["type"] = "quarrel"


def _with_an_impossible_day(row: dict[str, Any]) -> None:
    row["gold"]["events"][0]["date"] = "2021-02-30"


def _with_a_participant_of_no_part(row: dict[str, Any]) -> None:
    row["gold"]["events"][0]["participants"][1]["as"] = "onlooker"


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (_without_text, "$.text"),
        (_with_a_key_too_many, "$.gold.persons[0]"),
        (_with_a_number_for_a_name, "$.gold.places[0].name"),
        (_with_text_for_a_list, "$.gold.places[0].aliases"),
        (_with_an_unknown_type, "$.gold.events[0].type"),
        (_with_an_impossible_day, "$.gold.events[0].date"),
        (_with_a_participant_of_no_part, "$.gold.events[0].participants[1]"),
    ],
)
def test_an_article_of_another_shape_is_refused_with_the_place(spoil: Any, where: str) -> None:
    row = make_row()
    spoil(row)
    with pytest.raises(RecordError) as caught:
        parse_gold(make_gold_converter(), make_json(row))
    assert caught.value.path.startswith(where)


@pytest.mark.parametrize("text", ["[]", "", "{", "3"])
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        parse_gold(make_gold_converter(), text)


def test_articles_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    for name in ("brief-002", "brief-001"):
        row = make_row() | {"id": name}
        (tmp_path / f"{name}.json").write_text(make_json(row), encoding="utf-8")
    (tmp_path / "README.md").write_text("not an article", encoding="utf-8")
    assert [article.id for article in read_corpus(tmp_path)] == ["brief-001", "brief-002"]
