"""Answers to queries, as plain values."""

from dataclasses import dataclass

Value = str | int | float | bool | None


class Iri(str):
    """An IRI in an answer: text to those who read it, an IRI to those who write it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: column names, and one tuple of values a row.

    An IRI (``Iri``) and a literal both come as text (numbers and booleans as themselves), an
    unbound variable as None.
    """

    columns: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.values)

    def records(self) -> list[dict[str, Value]]:
        """One dictionary a row, by column name: what pandas.DataFrame takes."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]
