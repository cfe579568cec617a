"""Roles: who holds which title at which body."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.model import EntityKind, RoleClaim

_MODIFIER = (
    r"(?:(?:former|acting|honorary|interim|deputy|vice|assistant|associate|executive|senior|chief"
    r"|founding|first|general|managing|visiting|distinguished|full|emeritus|pro|permanent"
    r"|national|regional|programme|program|project|scientific|academic|technical|cultural"
    r"|education|educational|prime|party|state|international)[ -])"
)
_HEAD = (
    r"(?:president|vice[- ]?president|rector|vice[- ]?rector|pro[- ]?rector|chancellor"
    r"|vice[- ]?chancellor|provost|dean|director|director[- ]general|head|chair|chairman"
    r"|chairwoman|chairperson|vice[- ]?chairman|vice[- ]?chair|secretary|secretary[- ]general"
    r"|minister|vice[- ]?minister|ambassador|consul|counsellor|attach[eé]|professor|lecturer"
    r"|researcher|coordinator|officer|manager|mayor|governor|commissioner|librarian|registrar"
    r"|treasurer|principal|editor(?:[- ]in[- ]chief)?|specialist|adviser|advisor|consultant"
    r"|representative|founder|co-founder|chief executive|chief executive officer|CEO|inspector"
    r"|superintendent|headmaster|headmistress|spokesperson|spokesman|spokeswoman|delegate|fellow"
    r"|engineer|curator|senator|councillor)"
)
# "for rural affairs", "of production": lower-case words that belong to the title itself.
_FIELD = (
    r"(?: (?:for|of) (?!(?:the|its|their|our|a|an|his|her|this|that|one|both)\b)"
    r"(?-i:[a-z]+(?: (?:and )?[a-z]+){0,2}?(?=,| of| at| [A-Z]|\.)))?"
)
_TITLE = rf"{_MODIFIER}*{_HEAD}(?: (?:general|emeritus|in[- ]chief|designate))?{_FIELD}"
_OF_PARTY = r"(?: of (?:its|the|their) (?:Party|CPC|party) Committee)?"
_LEAD = r"(?:the |its |their |then |now |currently |also |a |an )*"
_AFTER = re.compile(rf"(?P<lead>{_LEAD})(?P<title>{_TITLE}{_OF_PARTY})\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:^|[\s(,])(?P<title>{_TITLE})(?:\s*,)?(?:\s(?:Mr|Ms|Mrs|Dr|Prof|Professor)\.?)*\s$",
    re.IGNORECASE,
)
_LINK_TO_BODY = re.compile(r"\s?(?:of|at|for|from|in|with)\s(?:the\s)?(?:[A-Z]?[\w-]+\s){0,3}?$")
_SERVES = re.compile(
    r",?\s(?:who\s)?(?:is|was|serves|served|has served|currently serves|works)(?: (?:as|also))?\s"
    rf"(?={_LEAD}{_TITLE})",
    re.IGNORECASE,
)
_COMMA = re.compile(r"(?:\s\([^)]{0,40}\))?,\s")
_JOINT = re.compile(r",?\s(?:and|as well as)\s|,\s")
_POSSESSIVE = re.compile(r"(?:['’]s)?\s?")
_WINDOW = 160
_MOST_TITLES = 4
_ITS = re.compile(r"\b(?:its|their|our|the)\s$", re.IGNORECASE)
_OF_STATES = re.compile(
    r"minister|ambassador|governor|mayor|senator|councillor|consul\b|commissioner|professor",
    re.IGNORECASE,
)


def find_roles(reading: Reading) -> tuple[RoleClaim, ...]:
    """Every title the text gives a named person, with the body it names for it."""
    found: dict[tuple[str, str, str | None], RoleClaim] = {}
    for person in reading.mentioned:
        if person.entity.kind is not EntityKind.PERSON:
            continue
        for role in (*_after_name(reading, person), *_before_name(reading, person)):
            found.setdefault((role.person, role.title, role.organization), role)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as read, and the body named with it."""

    words: str
    body: str | None


def _after_name(reading: Reading, person: Mentioned) -> Iterator[RoleClaim]:
    """Titles after the name: "X, president of Y and dean", "X, OUC president", "X is …"."""
    text = reading.article.text
    served = _SERVES.match(text, person.end)
    comma = _COMMA.match(text, person.end)
    opening = served or comma
    if opening is None:
        return
    titles = list(_titles_from(reading, opening.end(), predicate=served is not None))
    body: str | None = None
    for place, title in enumerate(titles):
        # "director and representative of Y": the first title is of Y too.
        following = next((t.body for t in titles[place:] if t.body is not None), None)
        body = title.body or body or following
        if body is None:
            body = _implied_body(reading, title.words, person.start)
        rule = "predicate" if served else "apposition"
        yield _role(reading, person, title.words, body, rule)


def _titles_from(reading: Reading, position: int, *, predicate: bool) -> Iterator[_Title]:
    """The titles that follow one another from there, each with its own body."""
    text = reading.article.text
    limit = reading.sentence_at(position).end_char
    for _ in range(_MOST_TITLES):
        owner = _body_at(reading, position)
        if owner is not None:
            position = _POSSESSIVE.match(text, owner.end).end()  # type: ignore[union-attr]  # may be empty
        match = _AFTER.match(text, position)
        if match is None or match.end() > limit:
            return
        if not predicate and _is_title_of_next(reading, match.end()):
            return
        position, stated = _body_after(reading, match.end(), limit)
        yield _Title(match["title"], owner.entity.key if owner else stated)
        joint = _JOINT.match(text, position)
        if joint is None:
            return
        position = joint.end()


def _is_title_of_next(reading: Reading, offset: int) -> bool:
    """Whether a named person follows at once: "X, Vice President Y" gives the title to Y."""
    return any(
        m.entity.kind is EntityKind.PERSON and m.start == offset + 1 for m in reading.mentioned
    )


def _professor_of(reading: Reading, person: Mentioned) -> bool:
    """Whether the words after the name say where: an honorific alone is no post."""
    return _body_after(reading, person.end, person.end + _WINDOW)[1] is not None


def _before_name(reading: Reading, person: Mentioned) -> Iterator[RoleClaim]:
    """Titles before the name: "OUC Vice President X", "Professor X of Z"."""
    text = reading.article.text
    sentence = reading.sentence_at(person.start)
    before = text[max(sentence.start_char, person.start - _WINDOW) : person.start]
    match = _BEFORE.search(before)
    if match is None:
        return
    start = person.start - len(before) + match.start("title")
    owner = _body_ending_at(reading, start)
    title = match["title"]
    body = owner.entity.key if owner else None
    if body is None:
        _, body = _body_after(reading, person.end, sentence.end_char)
    if body is None:
        body = _implied_body(reading, title, start)
    if title.lower().endswith("professor") and owner is None and not _professor_of(reading, person):
        return
    yield _role(reading, person, title, body, "title before name")


def _body_at(reading: Reading, offset: int) -> Mentioned | None:
    text = reading.article.text
    lead = re.match(r"(?:the\s)?", text[offset:])
    offset += lead.end() if lead else 0
    return next(
        (
            m
            for m in reading.mentioned
            if m.start == offset and m.entity.kind is EntityKind.ORGANIZATION
        ),
        None,
    )


def _body_ending_at(reading: Reading, offset: int) -> Mentioned | None:
    text = reading.article.text
    for m in reading.mentioned:
        if m.entity.kind is EntityKind.ORGANIZATION and re.fullmatch(
            r"(?:['’]s)?\s?", text[m.end : offset] if m.end <= offset else "-"
        ):
            return m
    return None


def _body_after(reading: Reading, offset: int, limit: int) -> tuple[int, str | None]:
    """Where the words "of the BODY" end, and its key; the offset itself where there are none."""
    text = reading.article.text
    for m in reading.mentioned:
        if offset < m.start < min(limit, offset + 60) and (
            m.entity.kind is EntityKind.ORGANIZATION
            and _LINK_TO_BODY.fullmatch(text[offset : m.start])
        ):
            return m.end, m.entity.key
    return offset, None


def _implied_body(reading: Reading, title: str, offset: int) -> str | None:
    """The body a bare title is of: with "its", the last one named; else the article's own.

    An article's own body is the one it names most; titles of states have none.
    """
    if _OF_STATES.search(title):
        return None
    before = [
        m
        for m in reading.mentioned
        if m.start < offset and m.entity.kind is EntityKind.ORGANIZATION
    ]
    if not before:
        return None
    if _ITS.search(reading.article.text[max(0, offset - 8) : offset]):
        return before[-1].entity.key
    counts = Counter(m.entity.key for m in before)
    return min(counts, key=lambda key: (-counts[key], _first(before, key)))


def _first(mentions: list[Mentioned], key: str) -> int:
    return next(m.start for m in mentions if m.entity.key == key)


def _role(
    reading: Reading, person: Mentioned, title: str, body: str | None, rule: str
) -> RoleClaim:
    words = re.sub(r"\bof its\b|\bof their\b", "of the", title, flags=re.IGNORECASE)
    words = re.sub(r"(?i)party committee", "Party Committee", words.lower())
    return RoleClaim(
        person=person.entity.key,
        title=words,
        organization=body,
        evidence=(reading.sentence_quote(person.start),),
        rule=rule,
    )
