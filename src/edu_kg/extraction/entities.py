"""Persons, bodies and places of an article: names, acronyms, short names, one entity each."""

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from edu_kg.extraction.organizations import organization_kind
from edu_kg.model import Article, EntityClaim, EntityKind, Mention, MentionForm
from edu_kg.text import name_key

_KIND_OF_LABEL = {
    "PERSON": EntityKind.PERSON,
    "PER": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "PLACE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "GPE": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
}
_HONORIFIC = re.compile(
    r"^(?:(?:the|mr|mrs|ms|miss|dr|prof|professor|academician|sir|dame|lord|lady|madam|president"
    r"|vice|rector|dean|director|minister|ambassador|chancellor|vice-chancellor|chairman"
    r"|councillor|h\.\s?e\.)\.?\s+)+",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?:['’]s|['’]|[\s,;:.(\"“”-])+$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&-]*[A-Z][A-Za-z0-9&-]*")
_DEFINED = re.compile(
    r"\s?[(（]\s?(?:(?:hereinafter|hereafter)?\s?(?:referred to as|called|abbreviated as|or)?\s?"
    r"(?:the )?[\"“]?)?(?P<short>[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2})[\"”]?\s?[,)）]"
)
_BODY_HEAD = re.compile(
    r"\b(?:University|Universit\w+|College|Institute|Ministry|Commission|Council|Association"
    r"|Foundation|Academy|Department|Faculty|School|Committee|Centre|Center|Office|Secretariat"
    r"|Agency|Authority|Union|Bureau|Embassy|Company|Group|Library|Network)\b"
)
_NOT_NAMES = frozenset(
    {
        *(name.lower() for name in (*calendar.day_name, *calendar.month_name)),
        *("chinese", "english", "memorandum", "mou", "covid", "covid-19", "internet", "party"),
        *("university", "college", "institute", "ministry", "department"),
    }
)


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    text: str
    kind: EntityKind


def find_entities(article: Article, doc: Doc) -> tuple[EntityClaim, ...]:
    """The named persons, bodies and places of the text, each with all its mentions.

    ``doc`` is the spaCy Doc of ``article.text``. Keys are "e1", "e2", … by first mention.
    """
    names = _settle_kinds([name for span in doc.ents for name in _trimmed(article.text, span)])
    defined = list(_definitions(article.text, names))
    groups = _grouped([*names, *(short for short, _ in defined)])
    acronyms = {name_key(short.text): full for short, full in defined}
    _join_shorts(groups, acronyms)
    return tuple(_claims(article.text, groups))


def _trimmed(text: str, span: Span) -> Iterator[_Name]:
    kind = _KIND_OF_LABEL.get(span.label_)
    if kind is None:
        return
    start, end = span.start_char, span.end_char
    leading = (_HONORIFIC if kind is EntityKind.PERSON else _ARTICLE).match(text[start:end])
    if leading is not None and leading.end() < end - start:
        start += leading.end()
    trailing = _TAIL.search(text[start:end])
    if trailing is not None:
        end = start + trailing.start()
    name = text[start:end]
    if "\n" in name or not any(c.isupper() for c in name) or name.lower() in _NOT_NAMES:
        return
    if _BODY_HEAD.search(name) and kind is EntityKind.PERSON:
        kind = EntityKind.ORGANIZATION
    yield _Name(start, end, name, kind)


def _settle_kinds(names: Iterable[_Name]) -> list[_Name]:
    """Each spelling as the kind it mostly is."""
    names = list(names)
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for name in names:
        votes[name_key(name.text)][name.kind] += 1
    chosen = {key: min(c, key=lambda k: (-c[k], k)) for key, c in votes.items()}
    return [_Name(n.start, n.end, n.text, chosen[name_key(n.text)]) for n in names]


@dataclass(slots=True)
class _Group:
    """Spellings and places of one entity while they are gathered."""

    kind: EntityKind
    names: list[_Name]

    @property
    def fullest(self) -> str:
        return max((n.text for n in self.names), key=lambda t: (len(t.split()), len(t), t))


def _grouped(names: Iterable[_Name]) -> dict[tuple[EntityKind, str], _Group]:
    groups: dict[tuple[EntityKind, str], _Group] = {}
    for name in names:
        key = (name.kind, name_key(name.text))
        if key[1]:
            groups.setdefault(key, _Group(name.kind, [])).names.append(name)
    return groups


def _definitions(text: str, names: Iterable[_Name]) -> Iterator[tuple[_Name, str]]:
    """Acronyms and defined short names, each with the key of the full name before its bracket."""
    for name in names:
        match = _DEFINED.match(text, name.end)
        if match is None or name.kind is EntityKind.PLACE:
            continue
        short = match["short"]
        initials = {word[0].lower() for word in name.text.split()}
        is_acronym = _ACRONYM.fullmatch(short) is not None and short[0].lower() in initials
        if is_acronym or "referred" in match.group() or "called" in match.group():
            spelling = _Name(match.start("short"), match.end("short"), short, name.kind)
            yield spelling, name_key(name.text)


def _join_shorts(groups: dict[tuple[EntityKind, str], _Group], acronyms: Mapping[str, str]) -> None:
    """Put acronyms, family names and short names to the one full name they stand for."""
    for key in sorted(groups, key=lambda k: (len(k[1].split()), k[1])):
        kind, short = key
        if short in acronyms:
            full = _find(groups, acronyms[short])
        elif kind is EntityKind.PERSON and len(short.split()) == 1:
            full = _only(
                k
                for k in groups
                if k[0] is kind and k != key and short in (k[1].split()[0], k[1].split()[-1])
            )
        else:
            full = None
        if full is not None and full != key:
            groups[full].names.extend(groups.pop(key).names)


def _find(
    groups: Mapping[tuple[EntityKind, str], _Group], name: str
) -> tuple[EntityKind, str] | None:
    return _only(key for key in groups if key[1] == name)


def _only(
    keys: Iterable[tuple[EntityKind, str]],
) -> tuple[EntityKind, str] | None:
    found = list(keys)
    return found[0] if len(found) == 1 else None


def _claims(text: str, groups: Mapping[tuple[EntityKind, str], _Group]) -> Iterator[EntityClaim]:
    mentions = _all_mentions(text, groups.values())
    ordered = sorted(groups.values(), key=lambda g: min(n.start for n in g.names))
    for number, group in enumerate(ordered, 1):
        full = group.fullest
        aliases = sorted({n.text for n in group.names} - {full})
        is_body = group.kind is EntityKind.ORGANIZATION
        yield EntityClaim(
            key=f"e{number}",
            kind=group.kind,
            name=full,
            aliases=tuple(aliases),
            organization_kind=organization_kind(full) if is_body else None,
            mentions=tuple(sorted(mentions[id(group)])),
        )


def _all_mentions(text: str, groups: Iterable[_Group]) -> dict[int, list[Mention]]:
    """Every occurrence of every spelling, the longest spelling first, none inside another."""
    spelled: dict[str, _Group] = {}
    for group in groups:
        for name in group.names:
            spelled.setdefault(name.text, group)
    found: dict[int, list[Mention]] = defaultdict(list)
    if not spelled:
        return found
    longest_first = sorted(spelled, key=lambda s: (-len(s), s))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for match in pattern.finditer(text):
        group = spelled[match.group()]
        form = MentionForm.NAME
        if match.group() != group.fullest:
            is_acronym = _ACRONYM.fullmatch(match.group()) is not None
            form = MentionForm.ACRONYM if is_acronym else MentionForm.SHORT
        found[id(group)].append(Mention(match.start(), match.end(), match.group(), form))
    return found
