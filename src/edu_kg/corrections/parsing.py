"""A file of corrections in TOML, read: every key looked at, unknown ones refused."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict

from edu_kg.corrections.tables import CorrectionTable, split_tables
from edu_kg.errors import MalformedCorrections, SourceNotFound
from edu_kg.model import EventType, Manner, Predicate
from edu_kg.model.corrections import (
    AnyCorrection,
    FactKind,
    FactReference,
    Merge,
    Redate,
    Rename,
    Repoint,
    Retitle,
    Retract,
    Split,
)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_NOTE = ("id", "what", "who", "when", "why")
_FACT = ("fact", "says", "names", "event", "evidence")
_SAYS: Mapping[FactKind, tuple[str, ...]] = MappingProxyType(
    {
        FactKind.EVENT: tuple(EventType),
        FactKind.PARTICIPATION: tuple(Manner),
        FactKind.RELATION: tuple(Predicate),
    }
)
# How few and how many names tell a fact of each kind.
_NAMES = MappingProxyType(
    {
        FactKind.ROLE: (1, 2, "the person and, if there is one, the body"),
        FactKind.EVENT: (0, 1000, "participants"),
        FactKind.PARTICIPATION: (1, 2, "who takes part and, if there is one, the body it is for"),
        FactKind.RELATION: (2, 2, "the two that stand in the relation"),
    }
)


def read_corrections(path: Path) -> tuple[AnyCorrection, ...]:
    """The corrections a file holds, by id.

    Raises:
        SourceNotFound: there is no such file.
        MalformedCorrections: it breaks the format; says where, and what to write instead.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise SourceNotFound(str(path), "no such file of corrections; check the path") from error
    except UnicodeDecodeError as error:
        raise MalformedCorrections(str(path), "is no UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise MalformedCorrections(str(path), f"cannot be read ({error.strerror})") from error
    return parse_corrections(text, str(path))


def parse_corrections(text: str, source: str) -> tuple[AnyCorrection, ...]:
    """The corrections of a file's text, by id; ``source`` names it in errors.

    Raises:
        MalformedCorrections: it breaks the format; says where, and what to write instead.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MalformedCorrections(source, f"no TOML: {error}; correct it there") from error
    except RecursionError as error:
        raise MalformedCorrections(source, "no TOML of ours: nested too deep") from error
    found: dict[str, AnyCorrection] = {}
    for table in split_tables(values, text, source):
        correction = _correction(table)
        if correction.id in found:
            raise table.error("id", f"{correction.id!r} stands twice; give each its own")
        found[correction.id] = correction
    return tuple(found[key] for key in sorted(found))


def _correction(table: CorrectionTable) -> AnyCorrection:
    what = table.choice("what", _KINDS)
    keys, make = _KINDS[what]
    table.refuse_unknown((*_NOTE, *keys))
    if not _ID.fullmatch(table.text("id", "c-2026-001")):
        raise table.error("id", "is no id; use letters, digits, dots and dashes, 80 at most")
    return make(table)


def _merge(table: CorrectionTable) -> Merge:
    return Merge(
        **_note(table),
        entities=table.references("entities", least=2),
    )


def _split(table: CorrectionTable) -> Split:
    return Split(
        **_note(table),
        entities=table.references("entities", least=1),
        others=table.references("others", least=1),
    )


def _rename(table: CorrectionTable) -> Rename:
    return Rename(
        **_note(table),
        entity=table.reference("entity"),
        name=table.text("name", "the name to prefer"),
    )


def _retract(table: CorrectionTable) -> Retract:
    return Retract(
        **_note(table),
        fact=_fact(table),
    )


def _redate(table: CorrectionTable) -> Redate:
    start = table.partial_date("date")
    end = table.partial_date("until") if "until" in table.values else None
    if end is not None and end.last_day < start.first_day:
        raise table.error("until", f"{end} is before {start}; give the later day")
    return Redate(
        **_note(table),
        fact=_fact(table, FactKind.EVENT),
        start=start,
        end=end,
    )


def _retitle(table: CorrectionTable) -> Retitle:
    return Retitle(
        **_note(table),
        fact=_fact(table, FactKind.ROLE),
        title=table.text("title", "vice president"),
    )


def _repoint(table: CorrectionTable) -> Repoint:
    return Repoint(
        **_note(table),
        fact=_fact(table, FactKind.ROLE),
        organization=table.text("organization", "a body the article names"),
    )


class _Note(TypedDict):
    id: str
    who: str
    when: dt.date
    why: str


def _note(table: CorrectionTable) -> _Note:
    """What every correction has."""
    return {
        "id": table.text("id", "c-2026-001"),
        "who": table.text("who", "your name"),
        "when": table.day("when"),
        "why": table.text("why", "what speaks for it"),
    }


def _fact(table: CorrectionTable, only: FactKind | None = None) -> FactReference:
    """The fact a table speaks of; of one kind ``only``, where others cannot be corrected so."""
    kind = FactKind(table.choice("fact", [only] if only else FactKind))
    says = (
        table.choice("says", _SAYS[kind]) if kind in _SAYS else table.text("says", "vice president")
    )
    names = table.texts("names", "a name as printed")
    least, most, told = _NAMES[kind]
    if not least <= len(names) <= most:
        raise table.error("names", f"of a {kind} these are {told}, as the article names them")
    event = None
    if kind is FactKind.PARTICIPATION:
        event = table.choice("event", EventType)
    elif "event" in table.values:
        raise table.error("event", "only a participation has one; leave it out")
    return FactReference(
        kind=kind, says=says, names=names, event=event, passages=table.passages("evidence")
    )


_Make = Callable[[CorrectionTable], AnyCorrection]
_KINDS: Mapping[str, tuple[tuple[str, ...], _Make]] = MappingProxyType(
    {
        "merge": (("entities",), _merge),
        "split": (("entities", "others"), _split),
        "rename": (("entity", "name"), _rename),
        "retract": (_FACT, _retract),
        "redate": ((*_FACT, "date", "until"), _redate),
        "retitle": ((*_FACT, "title"), _retitle),
        "repoint": ((*_FACT, "organization"), _repoint),
    }
)
