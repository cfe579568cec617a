"""Annotated articles as files."""

import json
from pathlib import Path

import pytest
from evaluation.annotated import RECORD, TEXT, written

from edu_kg.errors import RecordError, SourceNotFound, UnusableSource
from edu_kg.evaluation import digest_gold, read_gold
from edu_kg.model import EventType, Manner, OrganizationKind, PartialDate, Predicate


def test_a_file_gives_the_article_to_the_letter_and_its_facts(tmp_path: Path) -> None:
    (gold,) = read_gold(written(tmp_path))
    assert (gold.id, gold.article.text) == ("hill-1", TEXT)
    assert gold.article.published == PartialDate(2021, 3, 2)
    (event,) = gold.facts.events
    assert (event.type, event.date, event.place) == (
        EventType.SIGNING,
        PartialDate(2021, 3, 1),
        "Sendra",
    )
    assert [p.manner for p in event.participants] == [Manner.SIGNATORY, Manner.PARTY, Manner.PARTY]
    assert gold.facts.relations[0].predicate is Predicate.COOPERATES_WITH
    university, _ = gold.facts.organizations
    assert university.forms == ("Hill University", "HU")
    assert university.kind is OrganizationKind.UNIVERSITY


def test_the_words_an_annotator_quoted_are_kept(tmp_path: Path) -> None:
    roles = [{**RECORD["gold"]["roles"][0], "quote": "vice rector of Hill University"}]
    (gold,) = read_gold(written(tmp_path, gold={**RECORD["gold"], "roles": roles}))
    assert gold.facts.roles[0].quote == "vice rector of Hill University"


def test_a_pattern_chooses_articles_by_id(tmp_path: Path) -> None:
    for name in ("mix-1", "mix-2", "sign-1"):
        written(tmp_path, id=name)
    assert [gold.id for gold in read_gold(tmp_path, "mix-*")] == ["mix-1", "mix-2"]


@pytest.mark.parametrize(
    ("kind", "change", "path"),
    [
        ("roles", {"person": "Cy Moor"}, "roles"),
        ("roles", {"organization": "Moor College"}, "roles"),
        ("events", {"place": "Moor"}, "events"),
        ("relations", {"object": "Moor College"}, "relations"),
        ("events", {"type": "party"}, "events"),
        ("events", {"date": "1 March"}, "events"),
        ("events", {"date": "2021-02-30"}, "events"),
        ("places", {"name": 7}, r"places\[0\]\.name"),
        ("places", {"aliases": "Send"}, r"places\[0\]\.aliases"),
        ("organizations", {"kind": "circus"}, r"organizations\[0\]\.kind"),
    ],
    ids=[
        *("unlisted person", "unlisted body", "unlisted place", "unlisted object", "type", "date"),
        *("impossible day", "number for a name", "text for a list", "kind"),
    ],
)
def test_a_fact_that_cannot_be_right_is_told_with_its_place(
    tmp_path: Path, kind: str, change: dict[str, str], path: str
) -> None:
    facts = [{**RECORD["gold"][kind][0], **change}]
    written(tmp_path, gold={**RECORD["gold"], kind: facts})
    with pytest.raises(RecordError, match=path) as caught:
        read_gold(tmp_path)
    assert str(tmp_path / "hill-1.json") in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        "{",
        '{"id": 1, "gold": null}',
        '{"id": "a", "gold": {"persons": "Ada"}}',
        "\xff",
        '{"a": ' * 100_000,
    ],
    ids=range(7),
)
def test_what_is_no_annotated_article_is_told_with_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(RecordError, match=r"a\.json"):
        read_gold(tmp_path)


def test_keys_that_others_add_are_passed_over(tmp_path: Path) -> None:
    (gold,) = read_gold(written(tmp_path, reader="A", gold={**RECORD["gold"], "moods": []}))
    assert gold.origin == "invented"


def test_a_folder_under_the_name_of_an_article_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(UnusableSource, match=r"a\.json"):
        read_gold(tmp_path)


def test_a_file_without_facts_is_no_annotated_article(tmp_path: Path) -> None:
    record = {key: value for key, value in RECORD.items() if key != "gold"}
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(RecordError, match="gold"):
        read_gold(tmp_path)


def test_a_folder_that_is_not_there_or_has_no_such_article_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound, match="nowhere"):
        read_gold(tmp_path / "nowhere")
    written(tmp_path)
    with pytest.raises(UnusableSource, match=r"mix-\*"):
        read_gold(tmp_path, "mix-*")


def test_the_digest_tells_any_change_of_any_file_and_nothing_else(tmp_path: Path) -> None:
    written(tmp_path)
    before = digest_gold(tmp_path)
    (tmp_path / "README.md").write_text("about", encoding="utf-8")
    assert digest_gold(tmp_path) == before
    file = tmp_path / "hill-1.json"
    file.write_bytes(file.read_bytes() + b" ")
    changed = digest_gold(tmp_path)
    file.rename(tmp_path / "hill-2.json")
    assert len({before, changed, digest_gold(tmp_path)}) == 3
