"""Site profiles: one TOML file each, shipped with the package or written by the user."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import soupsieve
from soupsieve import SelectorSyntaxError

from edu_kg.errors import ProfileError, SourceNotFound
from edu_kg.model import Listing, Selectors, Site
from edu_kg.model.addresses import canonical_address

_ENDING = ".toml"
_MAX_PARENTS = 5
_REQUIRED = ("name", "institution", "address", "hosts")
_SELECTOR_KEYS = tuple(Selectors.__dataclass_fields__)
_LISTING_KEYS = tuple(Listing.__dataclass_fields__)


def find_site(name_or_path: str) -> Site:
    """The site of a shipped profile's name, or of a profile file.

    >>> find_site("ouc").institution
    'Open University of China'

    Raises:
        SourceNotFound: there is no profile of that name, no such file.
        ProfileError: the profile lacks a key, or says it wrongly; the message names the key.
    """
    path = Path(name_or_path)
    if name_or_path.endswith(_ENDING):
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise SourceNotFound(name_or_path, "no such profile; check the path") from error
        except (OSError, UnicodeDecodeError) as error:
            raise ProfileError(name_or_path, f"cannot be read: {error}") from error
    else:
        text = _shipped_text(name_or_path)
    return parse_profile(text, name_or_path)


def parse_profile(text: str, source: str) -> Site:
    """The site a profile's text describes; ``source`` names it in errors.

    Raises:
        ProfileError: it lacks a key, or says it wrongly; the message names the key.
    """
    return _check(_with_parents(source, text), source)


def site_names() -> tuple[str, ...]:
    """The names of the shipped profiles, sorted; what sites only extend is not among them."""
    folder = resources.files("edu_kg.sources") / "profiles"
    names = (file.name.removesuffix(_ENDING) for file in folder.iterdir())
    return tuple(sorted(name for name in names if "name" in _parsed(name, _shipped_text(name))))


def sites_by_host() -> dict[str, Site]:
    """The sites of all shipped profiles, by each host that serves them."""
    return {host: site for site in map(find_site, site_names()) for host in site.hosts}


def mirrored(site: Site, at: str) -> Site:
    """The site when it is read from another address: links to that one are links of the site.

    >>> mirrored(find_site("ouc"), "http://127.0.0.1:8000").hosts[-1]
    '127.0.0.1:8000'
    """
    return replace(site, hosts=(*site.hosts, urlsplit(at).netloc))


def _shipped_text(name: str) -> str:
    file = resources.files("edu_kg.sources") / "profiles" / f"{name}{_ENDING}"
    if not re.fullmatch(r"[\w-]+", name) or not file.is_file():
        raise SourceNotFound(
            name,
            f"no site profile of that name; there are {', '.join(site_names())}, "
            f"or give the path of a {_ENDING} file",
        )
    return file.read_text(encoding="utf-8")


def _with_parents(source: str, text: str) -> dict[str, Any]:
    """The profile with what the ones it extends say, where it does not say otherwise."""
    profile = _parsed(source, text)
    for _ in range(_MAX_PARENTS):
        name = profile.pop("extends", None)
        if name is None:
            return profile
        if not isinstance(name, str):
            raise ProfileError(source, "extends: not the name of a profile")
        try:
            parent = _parsed(name, _shipped_text(name))
        except SourceNotFound as error:
            raise ProfileError(source, f"extends: {error.problem}") from error
        selectors = {**_table(parent, source), **_table(profile, source)}
        profile = {**parent, **profile, "selectors": selectors}
        if "extends" not in parent:
            return profile
        profile["extends"] = parent["extends"]
    raise ProfileError(source, f"extends: a chain of more than {_MAX_PARENTS} profiles")


def _parsed(source: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(source, f"no TOML: {error}") from error


def _table(profile: Mapping[str, Any], source: str) -> Mapping[str, Any]:
    table = profile.get("selectors", {})
    if not isinstance(table, Mapping):
        raise ProfileError(source, "selectors: not a table")
    return table


def _check(profile: dict[str, Any], source: str) -> Site:
    """The site a profile describes, every key looked at."""
    for key in _REQUIRED:
        if key not in profile:
            raise ProfileError(source, f"{key}: missing; a profile must say it")
    _refuse_unknown(profile, tuple(Site.__dataclass_fields__), "", source)
    text = partial(_text, source=source)
    texts = partial(_texts, source=source)
    address = _address(text(profile, "address"), source)
    hosts = texts(profile, "hosts")
    if (own := urlsplit(address).netloc) not in hosts:
        raise ProfileError(source, f"hosts: {own}, the host of the address, is missing")
    return Site(
        name=text(profile, "name"),
        institution=text(profile, "institution"),
        address=address,
        hosts=hosts,
        listings=_listings(profile, source),
        sitemaps=texts(profile, "sitemaps"),
        feeds=texts(profile, "feeds"),
        article_patterns=_patterns(texts(profile, "article_patterns"), source),
        selectors=_selectors(_table(profile, source), source),
        not_authors=texts(profile, "not_authors"),
        language=text(profile, "language") if "language" in profile else None,
        delay_seconds=_seconds(profile, source),
    )


def _listings(profile: Mapping[str, Any], source: str) -> tuple[Listing, ...]:
    tables = profile.get("listings", [])
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        raise ProfileError(source, "listings: not a list of tables ([[listings]])")
    return tuple(_listing(table, f"listings[{n}].", source) for n, table in enumerate(tables))


def _listing(table: Mapping[str, Any], prefix: str, source: str) -> Listing:
    _refuse_unknown(table, _LISTING_KEYS, prefix, source)
    number = partial(_whole_number, table, prefix=prefix, source=source)
    parameter = table.get("parameter", "")
    if not isinstance(parameter, str) or not re.fullmatch(r"[\w.-]*", parameter):
        raise ProfileError(source, f"{prefix}parameter: not the name of a parameter")
    page_path = table.get("page_path", "")
    if not isinstance(page_path, str) or (page_path and page_path.count("{n}") != 1):
        raise ProfileError(source, f'{prefix}page_path: no path with one {{n}}, as "page/{{n}}/"')
    if parameter and page_path:
        raise ProfileError(source, f"{prefix}page_path: there is a parameter as well; give one")
    return Listing(
        path=_text(table, "path", source=source, prefix=prefix),
        parameter=parameter,
        page_path=page_path,
        first=number("first", least=0),
        step=number("step", least=1),
        most=number("most", least=1),
    )


def _whole_number(
    table: Mapping[str, Any], key: str, *, least: int, prefix: str, source: str
) -> int:
    value = table.get(key, Listing.__dataclass_fields__[key].default)
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ProfileError(source, f"{prefix}{key}: not a whole number from {least} up")
    return value


def _selectors(table: Mapping[str, Any], source: str) -> Selectors:
    _refuse_unknown(table, _SELECTOR_KEYS, "selectors.", source)
    checked = {key: _texts(table, key, source=source, prefix="selectors.") for key in table}
    for key, selectors in checked.items():
        for selector in selectors:
            try:
                soupsieve.compile(selector)
            except SelectorSyntaxError as error:
                raise ProfileError(
                    source, f"selectors.{key}: {selector!r} is no CSS selector"
                ) from error
    return Selectors(**checked)


def _patterns(patterns: tuple[str, ...], source: str) -> tuple[str, ...]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ProfileError(
                source, f"article_patterns: {pattern!r} is no regular expression ({error})"
            ) from error
    return patterns


def _address(address: str, source: str) -> str:
    try:
        canonical = canonical_address(address).removesuffix("/")
    except ValueError:
        canonical = ""
    if not canonical or urlsplit(canonical).path or urlsplit(canonical).query:
        raise ProfileError(source, f"address: {address!r} is not http(s) and a host")
    return canonical


def _seconds(profile: Mapping[str, Any], source: str) -> float:
    value = profile.get("delay_seconds", Site.__dataclass_fields__["delay_seconds"].default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 86_400:
        raise ProfileError(source, "delay_seconds: not a number of seconds from 0 up")
    return float(value)


def _text(table: Mapping[str, Any], key: str, *, source: str, prefix: str = "") -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ProfileError(source, f"{prefix}{key}: missing, empty or no text")
    return value


def _texts(table: Mapping[str, Any], key: str, *, source: str, prefix: str = "") -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise ProfileError(source, f"{prefix}{key}: not a list of texts")
    return tuple(value)


def _refuse_unknown(
    table: Mapping[str, Any], known: tuple[str, ...], prefix: str, source: str
) -> None:
    for key in sorted(table):
        if key not in known:
            raise ProfileError(
                source, f"{prefix}{key}: unknown key; there are {', '.join(sorted(known))}"
            )
