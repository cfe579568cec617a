"""Rows as text for programs."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.model import Iri, Rows
from edu_kg.query import format_rows

ROWS = Rows(
    ("iri", "text", "n", "x", "yes", "none"),
    ((Iri("urn:a"), 'a "b", c\nd\te', 3, 0.5, True, None),),
)
_texts = st.text(st.characters(codec="utf-8"))
_rows = st.lists(st.tuples(_texts, _texts), max_size=5).map(
    lambda values: Rows(("a", "b"), tuple(values))
)


def test_tsv_writes_terms_as_turtle_does() -> None:
    assert format_rows(ROWS, "tsv") == (
        "?iri\t?text\t?n\t?x\t?yes\t?none\n"
        '<urn:a>\t"a \\"b\\", c\\nd\\te"\t3\t'
        '"0.5"^^<http://www.w3.org/2001/XMLSchema#double>\ttrue\t\n'
    )


def test_csv_writes_plain_values() -> None:
    assert format_rows(ROWS, "csv") == (
        'iri,text,n,x,yes,none\r\nurn:a,"a ""b"", c\nd\te",3,0.5,true,\r\n'
    )


def test_json_tells_iris_from_texts_and_leaves_out_what_is_unbound() -> None:
    (row,) = json.loads(format_rows(ROWS, "json"))["results"]["bindings"]
    assert row["iri"] == {"type": "uri", "value": "urn:a"}
    assert row["text"]["type"] == "literal"
    assert row["n"]["datatype"].endswith("#integer")
    assert row["yes"] == {
        "type": "literal",
        "value": "true",
        "datatype": "http://www.w3.org/2001/XMLSchema#boolean",
    }
    assert "none" not in row


@pytest.mark.parametrize(
    ("name", "reader"),
    [("json", ox.QueryResultsFormat.JSON), ("tsv", ox.QueryResultsFormat.TSV)],
)
@given(rows=_rows)
def test_another_reader_reads_the_same_rows(
    name: str,
    reader: ox.QueryResultsFormat,
    rows: Rows,
) -> None:
    read = ox.parse_query_results(format_rows(rows, name).encode(), format=reader)
    assert isinstance(read, ox.QuerySolutions)
    assert tuple(tuple(term.value for term in row) for row in read) == rows.values


@given(_rows)
def test_csv_is_read_back(rows: Rows) -> None:
    text = io.StringIO(format_rows(rows, "csv"), newline="")
    assert tuple(map(tuple, csv.reader(text)))[1:] == rows.values


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="use csv, tsv, json"):
        format_rows(ROWS, "xml")
