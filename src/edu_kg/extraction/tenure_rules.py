"""The patterns of how long roles lasted, read from ``data/tenures.toml`` and made ready for use."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from edu_kg.model import RoleStatus

_BODY = (
    r"(?:,? (?:of|at|for|in|to|with|from) (?:the |its |that |this |an? )?"
    r"⟨o⟩(?: \(⟨o⟩\))?(?:,? ⟨o⟩)?"
    r"|,? (?:of|at) (?:the|its|that|this) [a-z]+| there| here)?"
)
_TOKENS = {
    "{titles}": r"(?:⟨t⟩(?: and(?: concurrently| also)?{det}⟨u⟩{body}|{body})"
    r"|⟨u⟩ and{det}⟨t⟩{body})",
    "{body}": _BODY,
    "{det}": r"(?: ?(?:(?:the|its|an?|his|her|their|new|next|first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th)|as|both|founding|full-time|part-time)\b"
    r"|⟨o⟩(?:[’\x27]s?)?))* ?",
    "{named}": r"(?: (?:⟨p⟩|from ⟨x⟩|as|to be|of|the post of|to the post of"
    r"|to the position of|on as|over as))*",
    "{be}": r"(?:(?:was|were|is|has been|had been|has|had) (?:also |then )?)",
    "{gap}": r"(?:[^⟨⟩.;]|⟨o⟩){0,60}?",
    "{T}": "⟨t⟩",
    "{U}": "⟨u⟩",
    "{P}": "⟨p⟩",
    "{X}": "⟨x⟩",
    "{from}": r"(?:the (?:end|beginning|start) of )?⟨d(?P<from>\d+)⟩",
    "{to}": r"(?:the (?:end|beginning|start) of )?⟨d(?P<to>\d+)⟩",
    "{range}": r"⟨r(?P<range>\d+)⟩",
}
_LIST = re.compile(r"<(\w+)>")
_NOT_LISTS = frozenset({"v", "from", "to", "range"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRule:
    """One pattern with the groups "from" and "to", or "range": numbers of dates."""

    id: str
    pattern: re.Pattern[str]
    subject: bool
    follows: bool
    reads: RoleStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMark:
    """Words next to a title that say how the role stood."""

    id: str
    status: RoleStatus
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureRules:
    """All of ``data/tenures.toml``. ``unreal`` and ``planned`` find words that undo a bound."""

    bounds: tuple[BoundRule, ...]
    marks: tuple[StatusMark, ...]
    unreal: re.Pattern[str]
    planned: re.Pattern[str]


@cache
def load_tenure_rules() -> TenureRules:
    """The shipped patterns, read and compiled once."""
    source = resources.files("edu_kg.extraction").joinpath("data", "tenures.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    words: Mapping[str, Sequence[str]] = data["words"]
    return TenureRules(
        bounds=tuple(
            BoundRule(
                id=rule["id"],
                pattern=_compiled(rule["pattern"], words),
                subject=rule.get("subject", False),
                follows=rule.get("follows", False),
                reads=RoleStatus(rule["reads"]) if "reads" in rule else None,
            )
            for rule in data["rule"]
        ),
        marks=tuple(
            StatusMark(
                id=mark["id"],
                status=RoleStatus(mark["status"]),
                pattern=_compiled(mark["pattern"], words),
            )
            for mark in data["mark"]
        ),
        unreal=re.compile(rf"\b(?:{_any_of(words['unreal'])})\b"),
        planned=re.compile(rf"\b(?:{_any_of(words['planned'])})\b"),
    )


def _compiled(pattern: str, words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    for _ in range(2):  # a token may hold others
        for token, meaning in _TOKENS.items():
            pattern = pattern.replace(token, meaning)
    return re.compile(
        _LIST.sub(
            lambda found: found[0] if found[1] in _NOT_LISTS else f"(?:{_any_of(words[found[1]])})",
            pattern,
        )
    )


def _any_of(phrases: Sequence[str]) -> str:
    """The longest first: "was appointed" must not be read as "was"."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
