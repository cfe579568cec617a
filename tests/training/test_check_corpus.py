"""The checker as a command, on folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gold_samples import make_json, make_row

from training.check_corpus import check_folder, main


def _write(folder: Path, **changes: Any) -> None:
    row = make_row() | changes
    row["text"] += " And so on." * 40
    (folder / f"{row['id']}.json").write_text(make_json(row), encoding="utf-8")


def test_a_clean_folder_is_reported_with_its_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(tmp_path)
    assert main([str(tmp_path), "--quoted", "--strict"]) == 0
    assert "1 articles, 0 errors, 0 warnings" in capsys.readouterr().out


def test_a_file_that_is_no_article_is_an_error_and_the_others_are_still_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "brief-000.json").write_text("{", encoding="utf-8")
    _write(tmp_path, title="")
    assert main([str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "error brief-000.json: $: no JSON" in out
    assert "error brief-001.json: $.title: missing, empty" in out


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"source": "a reader"}, "$.source: no key of an annotated article"),
        ({"gold": make_row()["gold"] | {"dates": []}}, "$.gold: extra fields found (dates)"),
    ],
)
def test_a_key_the_guidelines_do_not_have_is_an_error(
    tmp_path: Path, changes: dict[str, Any], problem: str
) -> None:
    _write(tmp_path, **changes)
    _, findings = check_folder(tmp_path, quoted=True)
    assert [f.problem for f in findings] == [problem]


def test_an_id_is_the_name_of_its_file(tmp_path: Path) -> None:
    _write(tmp_path)
    (tmp_path / "brief-001.json").rename(tmp_path / "brief-009.json")
    _, findings = check_folder(tmp_path, quoted=True)
    assert [f.problem for f in findings] == ["its id 'brief-001' is not the file's name"]


def test_two_articles_have_two_addresses(tmp_path: Path) -> None:
    _write(tmp_path)
    _write(tmp_path, id="brief-002")
    _, findings = check_folder(tmp_path, quoted=True)
    assert [(f.article, f.problem) for f in findings] == [
        ("brief-002.json", "has the address of brief-001.json")
    ]


def test_warnings_count_only_where_strict(tmp_path: Path) -> None:
    _write(tmp_path, published="1990-01-01", text=make_row()["text"].replace("2021", "that year"))
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path), "--strict"]) == 1


def test_a_folder_without_articles_says_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert "give a folder of *.json files" in capsys.readouterr().err
