"""Rows as text for programs: CSV, TSV, JSON."""

import csv
import io
import json

from edu_kg.model import Rows


def format_rows(rows: Rows, name: str) -> str:
    r"""The rows in the format "csv", "tsv" or "json" (a list of objects); ends in a newline.

    >>> format_rows(Rows(("a", "b"), (("x, y", 1),)), "csv")
    'a,b\r\n"x, y",1\r\n'

    Raises ValueError for any other format.
    """
    if name == "json":
        return json.dumps(rows.records(), ensure_ascii=False, indent=1) + "\n"
    if name not in {"csv", "tsv"}:
        raise ValueError(f"no such format: {name}")
    text = io.StringIO()
    writer = csv.writer(text, dialect="excel" if name == "csv" else "excel-tab")
    writer.writerow(rows.columns)
    writer.writerows(rows.values)
    return text.getvalue()
