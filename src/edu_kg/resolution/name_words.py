"""The words of names that say little: honorifics, common names, abbreviations."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The table ``name_words.toml``."""

    honorifics: frozenset[str]
    suffixes: frozenset[str]
    common: frozenset[str]
    abbreviations: Mapping[str, str]
    links: frozenset[str]
    company_forms: frozenset[str]
    unit_heads: frozenset[str]
    unit_words: frozenset[str]
    unit_places: frozenset[str]
    wide_places: frozenset[str]


@cache
def name_words() -> NameWords:
    """The table, read once a process."""
    text = files("edu_kg.resolution").joinpath("name_words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    people, bodies = table["people"], table["bodies"]
    return NameWords(
        honorifics=frozenset(people["honorifics"]),
        suffixes=frozenset(people["suffixes"]),
        common=frozenset(people["common"]),
        abbreviations=bodies["abbreviations"],
        links=frozenset(bodies["links"]),
        company_forms=frozenset(bodies["company_forms"]),
        unit_heads=frozenset(bodies["unit_heads"]),
        unit_words=frozenset(bodies["unit_words"]),
        unit_places=frozenset(bodies["unit_places"]),
        wide_places=frozenset(table["places"]["wide"]),
    )
