"""Files of authorities, as they are published and as they should not be."""

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking.records import ror

from edu_kg.errors import SourceNotFound, UnusableSource
from edu_kg.linking import link_to_file, parse_record, read_records
from edu_kg.linking.streams import json_values
from edu_kg.model import NameKind

TWO = [
    ror(1, "Hill University", acronym=["HU"]),
    ror(2, "Dale Institute", city="Málaga", country="ES"),
]
LINES = "\n".join(json.dumps(value, ensure_ascii=False) for value in TWO)


def packed(folder: Path, ending: str) -> Path:
    path = folder / f"dump{ending}"
    array = json.dumps(TWO, indent=1, ensure_ascii=False).encode()
    if ending == ".jsonl.gz":
        path.write_bytes(gzip.compress(LINES.encode()))
    elif ending == ".zip":
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("v1.50-ror-data.json", b'[{"name": "old schema"}]')
            file.writestr("v1.50-ror-data_schema_v2.csv", b"id,names\n")
            file.writestr("v1.50-ror-data_schema_v2.json", array)
    else:
        path.write_bytes(array if ending == ".json" else LINES.encode())
    return path


@pytest.mark.parametrize("ending", [".json", ".jsonl", ".jsonl.gz", ".zip"])
def test_every_form_of_the_dump_gives_the_same_records(tmp_path: Path, ending: str) -> None:
    assert list(read_records(packed(tmp_path, ending))) == [parse_record(value) for value in TWO]


def test_a_record_of_ror_says_what_it_is_the_same_as() -> None:
    ids = [
        {"type": "wikidata", "all": ["Q1", "Q2"], "preferred": "Q2"},
        {"type": "isni", "all": ["0000 0001 2345 6789"], "preferred": None},
        {"type": "unheard-of", "all": ["x"], "preferred": None},
    ]
    parsed = parse_record(ror(1, "Hill University", external_ids=ids))
    assert parsed.same_as == (
        "http://www.wikidata.org/entity/Q2",
        "https://isni.org/isni/0000000123456789",
    )


def test_a_small_authority_is_read_from_csv_and_from_json_lines(tmp_path: Path) -> None:
    table = tmp_path / "partners.csv"
    table.write_text(
        "id,name,aliases,country,city,type,homepage,same_as\n"
        "https://hill.example/p/1,Hill University,HU; Colline,Kenya,Sendra,education,"
        "www.hill.example,http://www.wikidata.org/entity/Q1\n",
        encoding="utf-8",
    )
    lines = tmp_path / "partners.jsonl"
    value = {
        "id": "https://hill.example/p/1",
        "name": "Hill University",
        "aliases": ["HU", "Colline"],
        "country": "KE",
        "city": "Sendra",
        "type": "education",
        "homepage": "https://www.hill.example/en",
        "same_as": ["http://www.wikidata.org/entity/Q1"],
    }
    lines.write_text(json.dumps(value), encoding="utf-8")
    (of_table,), (of_lines,) = read_records(table), read_records(lines)
    assert of_table == of_lines
    assert [(n.text, n.kind) for n in of_lines.names] == [
        ("Hill University", NameKind.DISPLAY),
        ("Colline", NameKind.ALIAS),
        ("HU", NameKind.ACRONYM),
    ]
    assert (of_lines.countries, of_lines.domains) == (("KE",), ("hill.example",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no records"),
        ("[]", "no records"),
        (json.dumps(TWO)[:-1], "ends in the middle"),
        (json.dumps(TWO)[:-9], "no JSON after character"),
        (LINES + "\n{oops}", "no JSON after character"),
        ('[{"id": "https://ror.org/1", "name": "A", "acronyms": []}]', "schema v1"),
        ('[{"id": "not an iri", "name": "A"}]', "no IRI"),
        ('[{"id": "https://a.example/1"}]', "record 1: not of the form"),
        ('[{"id": "https://a.example/1", "name": " "}]', "without a name"),
        ('[{"id": "https://a.example/1", "name": "A", "country": "Atlantis"}]', "Atlantis"),
        ("[7]", "no JSON object"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_an_unusable_dump_says_where_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "dump.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableSource, match=said):
        list(read_records(path))


def test_a_damaged_archive_and_a_missing_file_are_told(tmp_path: Path) -> None:
    (tmp_path / "cut.gz").write_bytes(gzip.compress(LINES.encode())[:-20])
    with pytest.raises(UnusableSource, match="load it down again"):
        list(read_records(tmp_path / "cut.gz"))
    (tmp_path / "no.zip").write_bytes(b"PK nothing")
    with pytest.raises(UnusableSource, match="load it down again"):
        list(read_records(tmp_path / "no.zip"))
    with pytest.raises(SourceNotFound, match="no such file"):
        list(read_records(tmp_path / "nowhere.json"))


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.lists(_values, max_size=5), st.booleans(), st.sampled_from([None, 1]))
def test_an_array_or_lines_of_any_values_come_out_as_they_went_in(
    values: list[object], as_lines: bool, indent: int | None
) -> None:
    text = (
        "\n".join(json.dumps(value) for value in values)
        if as_lines
        else json.dumps(values, indent=indent)
    )
    if as_lines and values and isinstance(values[0], list):
        return  # a first value that is an array is taken for the array of all
    assert list(json_values(io.BytesIO(text.encode()), "test")) == values


def test_a_long_dump_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for number in range(12_000):
            file.write(("," if number else "") + json.dumps(ror(number, f"Body {number} " * 9)))
        file.write("]")
    assert path.stat().st_size > 5_000_000
    tracemalloc.start()
    assert sum(1 for _ in read_records(path)) == 12_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


def test_an_authority_is_named_by_its_file_and_digest(tmp_path: Path) -> None:
    linking = link_to_file([], packed(tmp_path, ".json"))
    assert (linking.authority.name, linking.authority.records) == ("ror.org", 2)
    assert len(linking.authority.digest) == 64
