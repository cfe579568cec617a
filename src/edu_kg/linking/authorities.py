"""Files of authorities: ROR's dump (schema v2), and a small form for any other list of bodies."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from edu_kg.errors import UnusableSource
from edu_kg.linking.countries import find_country
from edu_kg.linking.streams import json_values, open_dump, text_lines
from edu_kg.model import AuthorityName, AuthorityRecord, NameKind

_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z0-9][\w&.\-]{1,11}")
_SAME_AS: Mapping[str, str] = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "isni": "https://isni.org/isni/{}",
    "fundref": "https://doi.org/10.13039/{}",
    "grid": "https://www.grid.ac/institutes/{}",
}
_RANK = {kind: rank for rank, kind in enumerate(NameKind)}
_LISTS_OF_CSV = ("aliases", "same_as")


def read_records(path: Path) -> Iterator[AuthorityRecord]:
    """The records of an authority's file, one after the other; .gz and .zip are unpacked.

    It is ROR's dump in schema v2, or JSON (an array, or a record a line) or CSV of records with
    ``id`` and ``name``, and what there is of ``aliases``, ``country``, ``city``, ``type``,
    ``homepage`` and ``same_as``.

    Raises:
        SourceNotFound: there is no such file.
        UnusableSource: it is damaged, or a record is of neither form; says which.
    """
    with open_dump(path) as (name, file):
        if name.lower().endswith(".csv"):
            values: Iterator[Any] = map(_row, csv.DictReader(text_lines(file)))
        else:
            values = json_values(file, str(path))
        done = 0
        try:
            for value in values:
                record = parse_record(value)
                done += 1
                yield record
        except (csv.Error, UnicodeDecodeError, ValueError) as error:
            raise UnusableSource(str(path), f"record {done + 1}: {error}") from error
    if not done:
        raise UnusableSource(str(path), "no records; give the dump of ROR in schema v2")


def parse_record(value: object) -> AuthorityRecord:
    """The record that a JSON object of ROR's schema v2, or of the small form, gives.

    >>> parse_record({"id": "https://ror.example/1", "name": "Hill University"}).name
    'Hill University'

    Raises ValueError for anything else.
    """
    if not isinstance(value, dict):
        raise ValueError("no JSON object; give the dump of ROR in schema v2")  # noqa: TRY004
    parse: Callable[[dict[str, Any]], AuthorityRecord] = _small
    if isinstance(value.get("names"), list):
        parse = _ror
    elif "acronyms" in value or isinstance(value.get("country"), dict):
        raise ValueError("ROR's schema v1, which ended in 2025; load down the dump in schema v2")
    try:
        return parse(value)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"not of the form it should be ({error!r}); see docs/linking.md"
        ) from error


def is_acronym(name: str) -> bool:
    """Whether a name is one word of mostly capitals.

    >>> [is_acronym(name) for name in ("NATO", "HU", "UHill", "Louvre", "Hill University")]
    [True, True, True, False, False]
    """
    return _ACRONYM.fullmatch(name) is not None


def is_iri(text: str) -> bool:
    """Whether the text can stand in a graph as an IRI of the web, or a URN."""
    return _IRI.fullmatch(text) is not None


def host_of(address: str) -> str:
    """The host of a site without "www."; empty where the address has none.

    >>> host_of("https://www.hill.example/en"), host_of("hill.example")
    ('hill.example', 'hill.example')
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _ror(value: dict[str, Any]) -> AuthorityRecord:
    details = [place["geonames_details"] for place in value.get("locations", ())]
    related = value.get("relationships", ())
    sites = [link["value"] for link in value.get("links", ()) if link["type"] == "website"]
    return AuthorityRecord(
        id=_checked(value["id"]),
        names=_sorted_names(
            AuthorityName(text=str(name["value"]), kind=kind, language=name.get("lang"))
            for name in value["names"]
            for kind in [_kind(name["types"])]
        ),
        types=tuple(sorted(map(str, value.get("types", ())))),
        countries=_distinct(str(place["country_code"]) for place in details),
        places=_distinct(
            str(place[key])
            for place in details
            for key in ("name", "country_subdivision_name")
            if place.get(key)
        ),
        domains=_distinct(filter(None, map(host_of, [*value.get("domains", ()), *sites]))),
        parents=_distinct(str(each["label"]) for each in related if each["type"] == "parent"),
        same_as=_same_as(value.get("external_ids", ())),
        withdrawn=value.get("status") == "withdrawn",
        successors=_distinct(str(each["id"]) for each in related if each["type"] == "successor"),
    )


def _kind(types: list[str]) -> NameKind:
    if "ror_display" in types:
        return NameKind.DISPLAY
    return min((NameKind(word) for word in types), key=_RANK.__getitem__, default=NameKind.ALIAS)


def _same_as(external: list[dict[str, Any]]) -> tuple[str, ...]:
    return _distinct(
        iri
        for each in external
        if each["type"] in _SAME_AS
        for number in ([each["preferred"]] if each.get("preferred") else each["all"])
        if is_iri(iri := _SAME_AS[each["type"]].format("".join(str(number).split())))
    )


def _small(value: dict[str, Any]) -> AuthorityRecord:
    country = str(value.get("country") or "")
    code = find_country(country)
    if country and code is None:
        raise ValueError(f"country {country!r} is not known; give its ISO 3166 code, such as KE")
    aliases = tuple(
        (alias, NameKind.ACRONYM if is_acronym(alias) else NameKind.ALIAS)
        for alias in map(str, value.get("aliases") or ())
    )
    names = ((str(value["name"]), NameKind.DISPLAY), *aliases)
    homepage = host_of(str(value.get("homepage") or ""))
    return AuthorityRecord(
        id=_checked(value["id"]),
        names=_sorted_names(AuthorityName(text=text, kind=kind) for text, kind in names),
        types=(str(value["type"]).lower(),) if value.get("type") else (),
        countries=(code,) if code else (),
        places=(str(value["city"]),) if value.get("city") else (),
        domains=(homepage,) if homepage else (),
        same_as=_distinct(map(_checked, value.get("same_as") or ())),
    )


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of CSV as the object it stands for; lists are separated by semicolons."""
    lists = {
        key: [part.strip() for part in (row.get(key) or "").split(";") if part.strip()]
        for key in _LISTS_OF_CSV
    }
    return {**row, **lists}


def _checked(iri: object) -> str:
    if not isinstance(iri, str) or not is_iri(iri):
        raise ValueError(f"{iri!r} is no IRI; ids and same_as must begin with https:// or urn:")
    return iri


def _sorted_names(names: Iterator[AuthorityName]) -> tuple[AuthorityName, ...]:
    found = [name for name in names if name.text.strip()]
    if not found:
        raise ValueError("a record without a name; see docs/linking.md for the form")
    # By kind only: within one, the order of the file stands.
    return tuple(sorted(found, key=lambda name: _RANK[name.kind]))


def _distinct(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
