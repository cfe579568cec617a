"""The facts of a graph as tables, for pandas: one query a table, kept in ontology/frames."""

from typing import TYPE_CHECKING

from edu_kg.errors import FrameNotFound, MissingExtra
from edu_kg.model import Rows, Value
from edu_kg.ontology import ontology_path

if TYPE_CHECKING:
    import pandas as pd

_WORDS, _OFFSET = "words", "offset"
_DATES = ("start", "published")
"""Columns a year is taken from, the first that there is."""


def frame_kinds() -> tuple[str, ...]:
    """The names of all tables."""
    return tuple(sorted(path.stem for path in ontology_path("frames").glob("*.rq")))


def frame_query(kind: str) -> str:
    """The SPARQL of a table.

    Raises:
        FrameNotFound: there is no such table; the error lists those there are.
    """
    if kind not in frame_kinds():
        raise FrameNotFound(kind, frame_kinds())
    return ontology_path(f"frames/{kind}.rq").read_text(encoding="utf-8")


def frame_of(rows: Rows) -> "pd.DataFrame":
    """The rows of a table's query as a DataFrame, a row a fact and article.

    ``words`` is the first of the quotes a fact rests on there. A column ``year`` (Int64, NA where
    unknown) follows the first date there is; dates stay text ("2019", "2019-06", "2019-06-24"),
    as they are known to the year, month or day.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra("pandas", "notebooks") from error
    columns = [column for column in rows.columns if column != _OFFSET]
    quoted = [column not in {_WORDS, _OFFSET} for column in rows.columns]
    first: dict[tuple[Value, ...], tuple[Value, ...]] = {}
    for row in rows.values:
        fact = tuple(value for value, kept in zip(row, quoted, strict=True) if kept)
        first.setdefault(fact, row)
    table = pd.DataFrame(first.values(), columns=list(rows.columns), dtype=object)[columns]
    dated = next((column for column in _DATES if column in columns), None)
    if dated is not None:
        years = [None if date is None else int(str(date)[:4]) for date in table[dated]]
        table.insert(columns.index(dated) + 1, "year", pd.Series(years, dtype="Int64"))
    return table
