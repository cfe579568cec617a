"""A file of corrections: read back as written, and refused with the line and what to write."""

from pathlib import Path

import pytest
from corrections import wording
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.corrections import (
    append_correction,
    corrections_toml,
    parse_corrections,
    read_corrections,
)
from edu_kg.errors import MalformedCorrections, SourceNotFound
from edu_kg.model import PartialDate
from edu_kg.model.corrections import AnyCorrection, Redate

GOOD = """# Ours, do not touch.

[[correction]]
id = "c1"
what = "redate"
who = "R. Sole"
when = 2021-06-01
why = "the day is another"
fact = "event"
says = "Signing"
evidence = [{ article = "https://news.tarn.example/7", quote = "They signed." }]
date = 2021-03-02   # a bare day is a date as well
"""


@given(st.lists(wording.corrections, max_size=4, unique_by=lambda each: each.id))
def test_what_is_written_is_read_back(corrections: list[AnyCorrection]) -> None:
    text = corrections_toml(corrections)
    found = parse_corrections(text, "f")
    assert found == tuple(sorted(corrections, key=lambda each: each.id))
    assert corrections_toml(reversed(found)) == text


def test_a_date_may_stand_without_quotes() -> None:
    (found,) = parse_corrections(GOOD, "f")
    assert isinstance(found, Redate)
    assert found.start == PartialDate(2021, 3, 2)


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "hint"),
    [
        ('who = "R. Sole"', 'whom = "R. Sole"', 6, "whom", "unknown key"),
        ('who = "R. Sole"', "", 3, "who", 'write who = "'),
        ('why = "the day is another"', 'why = " "', 8, "why", "write why"),
        ("when = 2021-06-01", 'when = "June"', 7, "when", "when = 2026-01-31"),
        ("when = 2021-06-01", "when = 2021-06-01T00:00:00", 7, "when", "when = 2026-01-31"),
        ('id = "c1"', 'id = "c 1"', 4, "id", "letters, digits"),
        ('what = "redate"', 'what = "undo"', 5, "what", "merge, redate, rename"),
        ('says = "Signing"', 'says = "signing"', 10, "says", "Signing"),
        ('fact = "event"', 'fact = "role"', 9, "fact", "one of event"),
        ("date = 2021-03-02", 'date = "2021-3"', 12, "date", '"2020-05"'),
        ("date = 2021-03-02", 'date = "2021"\nuntil = "2020"', 13, "until", "later day"),
        (', quote = "They signed."', "", 11, "evidence", 'quote = "…"'),
        ("evidence = [{", "evidence = []\nx = [{", 13 - 1, "x", "unknown key"),
        ('says = "Signing"', 'says = "Signing"\nevent = "Visit"', 11, "event", "leave it out"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_an_error_says_where_and_what_to_write(
    old: str, new: str, line: int, key: str, hint: str
) -> None:
    with pytest.raises(MalformedCorrections, match=f"line {line}: {key}: ") as caught:
        parse_corrections(GOOD.replace(old, new), "f")
    assert (caught.value.line, caught.value.key) == (line, key)
    assert hint in caught.value.problem


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[correction]\nid = 1", "two brackets"),
        ("[[corrections]]\nid = 'a'", "unknown key"),
        ("id = ", "no TOML"),
        (GOOD + GOOD, "stands twice"),
    ],
)
def test_a_file_of_something_else_is_refused(text: str, hint: str) -> None:
    with pytest.raises(MalformedCorrections, match=hint):
        parse_corrections(text, "f")


def test_appending_keeps_every_byte_a_person_wrote(tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_bytes(GOOD.rstrip("\n").encode())
    append_correction(file, wording.retitle("vice-rector", "c2"))
    assert file.read_bytes().startswith(GOOD.rstrip("\n").encode())
    assert [each.id for each in read_corrections(file)] == ["c1", "c2"]


def test_an_id_that_is_taken_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(GOOD)
    with pytest.raises(MalformedCorrections, match="stands twice"):
        append_correction(file, wording.retitle("vice-rector", "c1"))
    assert file.read_text() == GOOD


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "new" / "corrections.toml"
    append_correction(file, wording.retract(wording.RECTOR_FACT))
    assert read_corrections(file) == (wording.retract(wording.RECTOR_FACT),)


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound, match="check the path"):
        read_corrections(tmp_path / "none.toml")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(MalformedCorrections, match="UTF-8"):
        read_corrections(tmp_path / "f.toml")
