"""Tables of a corrections file: each value fetched by key and type, each error with its line."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from edu_kg.errors import MalformedCorrections
from edu_kg.model import PartialDate
from edu_kg.model.corrections import EntityReference, Passage

HEADER = "correction"
_HEADER_LINE = re.compile(rf"\s*\[\[\s*{HEADER}\s*\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionTable:
    """One ``[[correction]]`` of a file; ``lines`` are those it stands on, by number."""

    values: Mapping[str, Any]
    source: str
    lines: Mapping[int, str]

    def text(self, key: str, example: str) -> str:
        """The text of a key; ``example`` is what an error says to write."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f'{_lack(value)}; write {key} = "{example}"')
        return value

    def find_text(self, key: str, example: str) -> str | None:
        """The text of a key that may lack."""
        return self.text(key, example) if key in self.values else None

    def texts(self, key: str, example: str) -> tuple[str, ...]:
        """The texts of a key that may lack."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.error(key, f'no list of texts; write {key} = ["{example}"]')
        return tuple(value)

    def choice(self, key: str, choices: Iterable[str]) -> str:
        """The text of a key that has to be one of some words."""
        known = sorted(choices)
        value = self.text(key, known[0])
        if value not in known:
            raise self.error(key, f"{value!r} is none; write one of {', '.join(known)}")
        return value

    def day(self, key: str) -> dt.date:
        """The day of a key."""
        value = self.values.get(key)
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise self.error(key, f"{_lack(value)}; write a day without quotes, {key} = 2026-01-31")
        return value

    def partial_date(self, key: str) -> PartialDate:
        """The date of a key, known to its day, month or year."""
        value = self.values.get(key)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return PartialDate.of(value)
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            told = f'{_lack(value)}; write {key} = "2020-05-19", "2020-05" or "2020"'
            raise self.error(key, told) from error

    def passages(self, key: str) -> tuple[Passage, ...]:
        """The passages of a key, one at least."""
        rows = self._rows(key, ("article", "quote"), least=1)
        return tuple(Passage(row["article"], row["quote"]) for row in rows)

    def references(self, key: str, *, least: int) -> tuple[EntityReference, ...]:
        """The entities of a key."""
        rows = self._rows(key, ("article", "name"), least=least)
        return tuple(EntityReference(row["article"], row["name"]) for row in rows)

    def reference(self, key: str) -> EntityReference:
        """The one entity of a key."""
        row = self._row(key, self.values.get(key), ("article", "name"))
        return EntityReference(row["article"], row["name"])

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Nothing, where all keys are known.

        Raises MalformedCorrections else.
        """
        wanted = tuple(known)
        for key in self.values:
            if key not in wanted:
                raise self.error(key, f"unknown key; such a correction has {', '.join(wanted)}")

    def error(self, key: str, problem: str) -> MalformedCorrections:
        """The error that says where it is: at the key's line, else at the table's first."""
        pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        at = next((n for n, line in self.lines.items() if pattern.match(line)), None)
        return MalformedCorrections(self.source, problem, at or min(self.lines, default=None), key)

    def _rows(self, key: str, names: tuple[str, str], *, least: int) -> list[dict[str, str]]:
        rows = self.values.get(key)
        if not isinstance(rows, list) or len(rows) < least:
            shape = ", ".join(f'{name} = "…"' for name in names)
            example = ", ".join([f"{{ {shape} }}"] * max(least, 1))
            raise self.error(key, f"not {least} or more; write {key} = [{example}]")
        return [self._row(key, row, names) for row in rows]

    def _row(self, key: str, row: object, names: tuple[str, str]) -> dict[str, str]:
        is_whole = isinstance(row, dict) and set(row) == set(names)
        if not is_whole or not all(isinstance(each, str) and each.strip() for each in row.values()):  # type: ignore[attr-defined]
            shape = ", ".join(f'{name} = "…"' for name in names)
            raise self.error(key, f"each has just these, as texts: {{ {shape} }}")
        return dict(row)  # type: ignore[call-overload, no-any-return]


def split_tables(values: Mapping[str, Any], text: str, source: str) -> list[CorrectionTable]:
    """The tables of a parsed file, each with its lines.

    Raises:
        MalformedCorrections: there is something else in it.
    """
    for key in values:
        if key != HEADER:
            raise MalformedCorrections(source, f"unknown key; write [[{HEADER}]] tables", key=key)
    tables = values.get(HEADER, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise MalformedCorrections(source, f"write it with two brackets: [[{HEADER}]]", key=HEADER)
    lines = dict(enumerate(text.split("\n"), 1))
    starts = [n for n, line in lines.items() if _HEADER_LINE.match(line)]
    if not tables or len(starts) != len(
        tables
    ):  # a header inside a long text: no line is told, not a wrong one
        return [CorrectionTable(values=table, source=source, lines={}) for table in tables]
    ends = [*starts[1:], len(lines) + 1]
    return [
        CorrectionTable(values=table, source=source, lines={n: lines[n] for n in range(start, end)})
        for table, start, end in zip(tables, starts, ends, strict=True)
    ]


def _lack(value: object) -> str:
    return "missing" if value is None else f"cannot be {value!r}"
