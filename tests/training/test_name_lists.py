"""The lists augmentation draws from, read from small made files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from training.name_lists import Body, NameLists, read_name_lists

CULTURES = """# order given family
northern\tlast\tSvea Per|Olof\tBerglind Kvist
eastern\tfirst\tMinglan Junhai\tQiao Shen
"""


def _record(name: str, acronym: str | None = None, **changes: Any) -> dict[str, Any]:
    names = [{"value": name, "types": ["ror_display", "label"], "lang": "en"}]
    if acronym:
        names.append({"value": acronym, "types": ["acronym"], "lang": "en"})
    place = {"name": "Vestmark", "country_name": "Norland"}
    return {
        "names": names,
        "types": ["education"],
        "locations": [{"geonames_details": place}],
    } | changes


def _read(
    folder: Path, records: Sequence[dict[str, Any]], forbidden: frozenset[str] = frozenset()
) -> NameLists:
    (folder / "names.txt").write_text(CULTURES, encoding="utf-8")
    (folder / "topics.txt").write_text("Tidal Studies\nPaper Craft\n", encoding="utf-8")
    with gzip.open(folder / "register.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)
    return read_name_lists(
        folder / "names.txt", folder / "topics.txt", folder / "register.jsonl.gz", forbidden
    )


def test_names_come_by_culture_with_the_order_they_are_said_in(tmp_path: Path) -> None:
    northern, eastern = _read(tmp_path, [_record("Vestmark College")]).cultures
    assert (northern.family_first, eastern.family_first) == (False, True)
    assert northern.given == ("Svea", "Per Olof")


def test_bodies_come_by_kind_with_their_acronyms(tmp_path: Path) -> None:
    firm = _record("Kvist Paper Works", types=["company"])
    lists = _read(tmp_path, [_record("Vestmark College", "VMC"), firm])
    assert lists.bodies["university"] == (Body("Vestmark College", "VMC"),)
    assert lists.bodies["company"] == (Body("Kvist Paper Works", None),)
    assert (lists.cities, lists.countries) == (("Vestmark",), ("Norland",))


def test_forbidden_names_and_words_are_left_out(tmp_path: Path) -> None:
    records = [_record("Vestmark College", "VMC"), _record("Eastmark College", "EMC")]
    forbidden = frozenset({"Vestmark College", "EMC", "Olof", "Norland"})
    lists = _read(tmp_path, records, forbidden)
    assert lists.bodies["university"] == (Body("Eastmark College", None),)
    assert lists.cultures[0].given == ("Svea",)
    assert lists.countries == ()


@pytest.mark.parametrize("name", ["Vestmark", "the college of Vestmark", "Vestmark College (old)"])
def test_what_does_not_look_like_a_bodys_name_is_left_out(tmp_path: Path, name: str) -> None:
    assert _read(tmp_path, [_record(name)]).bodies["university"] == ()


def test_the_order_of_the_register_does_not_matter(tmp_path: Path) -> None:
    records = [_record("Vestmark College", f"V{letter}C") for letter in "ABCDEFGH"]
    forward, backward = _read(tmp_path, records), _read(tmp_path, records[::-1])
    assert forward == backward
    assert [body.acronym for body in forward.bodies["university"]][:2] == ["VAC", "VBC"]


def test_names_in_other_languages_are_kept_apart(tmp_path: Path) -> None:
    record = _record("Vestmark College")
    record["names"].append({"value": "Høgskulen på Vestmark", "types": ["label"], "lang": "no"})
    assert _read(tmp_path, [record]).foreign == ("Høgskulen på Vestmark",)
