"""Rows as text for programs: CSV, TSV and JSON as SPARQL 1.1 writes its results."""

import csv
import io
import json

from edu_kg.model import Iri, Rows, Value
from edu_kg.ontology import XSD

_TSV_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def format_rows(rows: Rows, name: str) -> str:
    r"""The rows in the format "csv", "tsv" or "json".

    >>> format_rows(Rows(("a", "b"), (("x, y", 1),)), "csv")
    'a,b\r\n"x, y",1\r\n'

    Raises ValueError for any other format.
    """
    writers = {"csv": _csv, "tsv": _tsv, "json": _json}
    if name not in writers:
        raise ValueError(f"no such format: {name}; use {', '.join(writers)}")
    return writers[name](rows)


def _csv(rows: Rows) -> str:
    """SPARQL 1.1 Query Results CSV Format, section 3: plain values, lines end in CR LF."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(rows.columns)
    writer.writerows([_plain(value) for value in row] for row in rows.values)
    return text.getvalue()


def _tsv(rows: Rows) -> str:
    """The same, section 4: variables with their mark, terms as Turtle writes them."""
    lines = ["\t".join(f"?{column}" for column in rows.columns)]
    lines += ["\t".join(map(_turtle, row)) for row in rows.values]
    return "".join(f"{line}\n" for line in lines)


def _json(rows: Rows) -> str:
    """SPARQL 1.1 Query Results JSON Format: an unbound variable is left out of its row."""
    answer = {
        "head": {"vars": list(rows.columns)},
        "results": {
            "bindings": [
                {
                    column: _json_term(value)
                    for column, value in zip(rows.columns, row, strict=True)
                    if value is not None
                }
                for row in rows.values
            ]
        },
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _turtle(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{value}>"
    if isinstance(value, float):
        return f'"{value}"^^<{XSD.double}>'
    return f'"{value.translate(_TSV_ESCAPES)}"' if isinstance(value, str) else _plain(value)


def _json_term(value: Value) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"type": "uri", "value": value}
    if isinstance(value, str):
        return {"type": "literal", "value": value}
    datatype = XSD.boolean if isinstance(value, bool) else XSD.integer
    if isinstance(value, float):
        datatype = XSD.double
    return {"type": "literal", "value": _plain(value), "datatype": datatype}
