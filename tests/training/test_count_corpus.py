"""What the corpus holds, counted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from gold_samples import make_json, make_row

from edu_kg.evaluation.gold import GoldArticle, make_gold_converter, parse_gold
from training.count_corpus import BEGIN, END, count, main, put_counts, to_markdown


def _article(name: str) -> GoldArticle:
    return parse_gold(make_gold_converter(), make_json(make_row() | {"id": name}))


def test_series_are_counted_apart_and_together() -> None:
    counts = count([_article("brief-010"), _article("brief-011"), _article("long-001")])
    assert counts.series["brief"]["articles"] == 2
    assert counts.series["brief"]["test fold"] == 1
    assert counts.series["long"]["persons"] == 2
    assert counts.kinds["participants"] == {"signatory": 3, "party": 6}
    last_row = to_markdown(counts).split("\n\n")[0].splitlines()[-1]
    assert last_row.startswith("| **all** | 3 | 1 |")


def test_the_tables_replace_those_between_the_marks() -> None:
    readme = f"before\n{BEGIN}old\n{END}after\n"
    assert put_counts(readme, "new\n") == f"before\n{BEGIN}new\n{END}after\n"


def test_a_readme_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="put both lines back"):
        put_counts("no marks", "new\n")


def test_writing_puts_the_tables_into_the_readme(tmp_path: Path) -> None:
    (tmp_path / "brief-001.json").write_text(make_json(make_row()), encoding="utf-8")
    (tmp_path / "README.md").write_text(f"{BEGIN}{END}", encoding="utf-8")
    main([str(tmp_path), "--write"])
    written = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| `brief` | 1 | 0 |" in written
    shutil.copy(tmp_path / "README.md", tmp_path / "first.md")
    main([str(tmp_path), "--write"])
    assert (tmp_path / "README.md").read_bytes() == (tmp_path / "first.md").read_bytes()
