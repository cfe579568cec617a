"""The lists augmentation draws names from: our own, and those of a register of organisations."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.packed import open_packed

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names that go together, and which of them is said first."""

    family_first: bool
    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """An institution's name with its acronym, if it has one."""

    name: str
    acronym: str | None


@dataclass(frozen=True, slots=True)
class NameLists:
    """All the names augmentation may draw, with those that must not be drawn taken out."""

    cultures: tuple[Culture, ...]
    topics: tuple[str, ...]
    bodies: dict[str, tuple[Body, ...]]
    """Registered research organisations by kind: university, government, company, other."""
    cities: tuple[str, ...]
    countries: tuple[str, ...]
    foreign: tuple[str, ...]
    """Names of registered organisations in other languages than English, Latin script only."""


def read_name_lists(names: Path, topics: Path, ror: Path, forbidden: frozenset[str]) -> NameLists:
    """Give the lists; `forbidden` holds words and names of the validation texts, never drawn."""
    register = _read_ror(ror, forbidden)
    return NameLists(
        _read_cultures(names, forbidden),
        tuple(topics.read_text(encoding="utf-8").split("\n")[:-1]),
        *register,
    )


def _read_cultures(path: Path, forbidden: frozenset[str]) -> tuple[Culture, ...]:
    cultures = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        _, order, given, family = line.split("\t")
        cultures.append(
            Culture(order == "first", _forms(given, forbidden), _forms(family, forbidden))
        )
    return tuple(cultures)


def _forms(column: str, forbidden: frozenset[str]) -> tuple[str, ...]:
    # "|" joins the words of one name.
    forms = [form.replace("|", " ") for form in column.split()]
    return tuple(f for f in forms if forbidden.isdisjoint({f, *f.split()}))


_ROR_KINDS = {
    "education": "university",
    "government": "government",
    "company": "company",
    "nonprofit": "association",
    "facility": "unit",
    "archive": "other",
    "healthcare": "other",
    "other": "other",
}


def _read_ror(
    path: Path, forbidden: frozenset[str]
) -> tuple[dict[str, tuple[Body, ...]], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    bodies: dict[str, list[Body]] = {kind: [] for kind in _ROR_KINDS.values()}
    cities: set[str] = set()
    countries: set[str] = set()
    foreign: set[str] = set()
    with io.TextIOWrapper(open_packed(path), encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            kind = next((_ROR_KINDS[t] for t in row["types"] if t in _ROR_KINDS), "other")
            name = _english_name(row["names"])
            if name and name not in forbidden:
                bodies[kind].append(Body(name, _acronym(row["names"], forbidden)))
            foreign |= {f for f in _foreign_names(row["names"]) if f not in forbidden}
            for location in row["locations"]:
                place = location["geonames_details"]
                cities.add(place["name"])
                countries.add(place["country_name"])
    ordered = {kind: tuple(sorted(set(b), key=_by_name)) for kind, b in bodies.items()}
    return (
        ordered,
        tuple(sorted(c for c in cities if _is_plain(c) and c not in forbidden)),
        tuple(sorted(c for c in countries if _is_plain(c) and c not in forbidden)),
        tuple(sorted(foreign)),
    )


def _by_name(body: Body) -> tuple[str, str]:
    # Of two bodies of one name the acronym decides, or their order would be that of a set.
    return body.name, body.acronym or ""


def _foreign_names(names: list[dict[str, object]]) -> list[str]:
    values = [str(row["value"]) for row in names if row["lang"] not in {"en", None}]
    is_latin = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ɏ' -]{8,60}")
    return [v for v in values if is_latin.fullmatch(v) and 2 <= len(v.split()) <= 7]


def _is_plain(place: str) -> bool:
    return re.fullmatch(r"[^\W\d][\w' .-]{2,30}", place) is not None


def _english_name(names: list[dict[str, object]]) -> str | None:
    for row in names:
        types, value = row["types"], str(row["value"])
        is_shown = isinstance(types, list) and "ror_display" in types
        if is_shown and row["lang"] in {"en", None} and _is_body_name(value):
            return value
    return None


def _is_body_name(value: str) -> bool:
    words = value.split()
    return 2 <= len(words) <= 12 and "(" not in value and value.isprintable() and value[0].isupper()


def _acronym(names: list[dict[str, object]], forbidden: frozenset[str]) -> str | None:
    for row in names:
        types, value = row["types"], str(row["value"])
        if isinstance(types, list) and "acronym" in types and re.fullmatch(r"[A-Z]{2,7}", value):
            return None if value in forbidden else value
    return None
