"""The patterns of relations, read from ``data/relations.toml`` and made ready for use."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from edu_kg.model import Predicate

_BODY = r"⟨[ou]\d+⟩"
_IN_BRACKETS = r"(?: \(⟨[oup]\d+⟩\))?"
_SEPARATOR = (
    r"(?: (?:in|of|at)(?: the)? ⟨[pv]\d+⟩|, ⟨[pv]\d+⟩| \(⟨[pv]\d+⟩\))?"
    r"(?:,? and|,? as well as|,| &|;)(?: with| also)?(?: the| an?| its)?(?: [\w-]+){0,3} "
)


def _list_of(body: str, least: int) -> str:
    return rf"{body}{_IN_BRACKETS}(?:{_SEPARATOR}{body}{_IN_BRACKETS}){{{least},11}}"


_TOKENS = {
    "{S}": rf"(?P<s>{_BODY}){_IN_BRACKETS}",
    "{SV}": r"(?P<s>⟨[ouv]\d+⟩)",
    "{O}": rf"(?P<o>{_BODY})(?!['’]s)",
    "{H}": rf"(?P<o>{_BODY})['’]s",
    "{T}": rf"(?P<s2>{_BODY})",
    "{U}": r"(?P<s>⟨u\d+⟩)",
    "{N}": r"(?P<o>⟨o\d+⟩)(?!['’]s)",
    "{subj}": rf"(?P<s>{_BODY}){_IN_BRACKETS}(?:, [^.;]{{3,90}}?,)?(?: [^.;,]{{3,90}}?,? and)?",
    "{whose}": r"(?:⟨[ou]\d+⟩['’]s (?:[a-z]+ )?)?",
    "{P}": r"(?P<o>⟨[pv]\d+⟩)",
    "{PS}": r"(?P<s>⟨p\d+⟩)",
    "{V}": r"(?P<s>⟨v\d+⟩)",
    "{L}": r"(?P<o>⟨o\d+⟩)",
    "{S+}": rf"(?P<s>(?>{_list_of(_BODY, 0)}))",
    "{U+}": rf"(?P<s>{_list_of('⟨u[0-9]+⟩', 1)})",
    "{O+}": rf"(?P<o>(?>{_list_of(_BODY, 0)}))",
    "{A+}": rf"(?P<all>(?>{_list_of(_BODY, 1)}))",
    "{B+}": rf"(?P<all>{_list_of(_BODY, 1)})",
    "{gap}": r"(?:[^⟨⟩.;]|⟨[npv]\d+⟩){0,60}?",
    "{long}": r"(?:[^⟨⟩;]|⟨[npv]\d+⟩){0,120}?",
    "{art}": r"(?:the |a |an )?(?:new |present |independent |former )?",
    "{the}": r"(?:the |a |an )?(?:[a-z][\w-]* ){0,3}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRule:
    """One pattern over skeletons: groups "s" and "o", or "all" for bodies that do it together.

    ``first_subject``: of several bodies before the verb the first is its subject.
    ``of_league``: the object's name must be that of a body one can be a member of.
    """

    id: str
    predicate: Predicate
    pattern: re.Pattern[str]
    first_subject: bool
    of_league: bool


@cache
def load_rules() -> tuple[RelationRule, ...]:
    """The rules in the order of the file."""
    folder = resources.files("edu_kg.extraction") / "data"
    table = tomllib.loads((folder / "relations.toml").read_text(encoding="utf-8"))
    return tuple(
        RelationRule(
            id=row["id"],
            predicate=Predicate(row["predicate"]),
            pattern=re.compile(_expanded(row["pattern"])),
            first_subject="{subj}" in row["pattern"],
            of_league="{L}" in row["pattern"],
        )
        for row in table["rule"]
    )


def _expanded(pattern: str) -> str:
    for token, meaning in _TOKENS.items():
        pattern = pattern.replace(token, meaning)
    return pattern
