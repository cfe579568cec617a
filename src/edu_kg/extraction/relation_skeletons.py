"""Sentences in which every named body, place and person is one sign, so that patterns are short."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.model import EntityClaim, EntityKind, OrganizationKind
from edu_kg.text import fold_words

OPEN, CLOSE = "⟨", "⟩"
_LETTER = {EntityKind.ORGANIZATION: "o", EntityKind.PLACE: "p", EntityKind.PERSON: "n"}
_VENUE = frozenset((
    "hall", "room", "rooms", "house", "centre", "center", "hotel", "inn", "theatre", "theater",
    "building", "shed", "park", "pavilion", "gallery", "court", "courtyard", "campus", "tower",
    "villa", "palace", "auditorium", "stadium", "library", "club", "castle", "cathedral", "chapel",
    "church", "studio", "arena", "wharf", "salle", "sala", "aula", "teatro", "casa", "mill",
    "station", "school", "ground", "garden", "gardens", "market", "base", "fort", "depot", "pier",
    "yard", "mansion", "museum", "square",
))  # fmt: skip
_HEADS = (
    "university", "college", "institute", "academy", "school", "ministry", "association",
    "council", "foundation", "centre", "center", "company", "group", "network", "museum",
    "library", "hospital", "alliance", "consortium", "union", "league", "trust", "society",
    "agency", "bank", "chamber", "faculty", "department", "commission", "committee", "polytechnic",
    "bureau", "forum", "board", "conservatoire", "observatory", "federation", "club", "authority",
    "laboratory", "branch", "secretariat", "archive", "guild", "chair", "hub", "garden",
)  # fmt: skip
_PLURALS = (
    "universities|colleges|institutes|institutions|academies|schools|museums|libraries|gardens"
    "|organi[sz]ations|companies|foundations|parties|sides|bodies|partners|establishments|hospitals"
)
_REFERENCE = re.compile(
    rf"(?<![\w-])(?:(?P<its>[Ii]ts)(?=\s(?:\w+\s){{0,4}}$)"
    rf"|[Tt]h(?:e|is|at)\s(?P<head>{'|'.join(_HEADS)})(?=\s|['’,.;:)]|$)(?!\sof\b)"
    r"|(?P<it>It)(?=\s)"
    rf"|(?:both|the\stwo)\s(?P<both>{_PLURALS})\b)",
    re.IGNORECASE,
)
_CLOSING = frozenset(".!?:\"”’')…")
_WHITE_SPACE = re.compile(r"\s+")
_BRACKETED = re.compile(r"(⟨[a-z](\d+)⟩)((?: in)?) ?\([^()⟨⟩]{0,60}⟨[a-z](\d+)⟩[^()⟨⟩]{0,30}\)")
_OWN_SHORT_NAME = re.compile(r" ?\(([^()⟨⟩]{0,60})\)")


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands at one sign of a skeleton."""

    entity: EntityClaim
    start: int


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One sentence with signs such as ``⟨o3⟩`` for its mentions; the number is the slot's."""

    text: str
    slots: tuple[Slot, ...]
    start: int


@dataclass(slots=True)
class _Told:
    """The bodies told so far, and the one the last sentence that names one is about."""

    bodies: list[EntityClaim] = field(default_factory=list)
    focus: EntityClaim | None = None


def build_skeletons(reading: Reading) -> Iterator[Skeleton]:
    """The skeletons of the article's sentences that mention a body or place, in text order."""
    told = _Told()
    for start, end in _whole_sentences(reading):
        skeleton = _skeleton(reading, start, end, told)
        if any(s.entity.kind is not EntityKind.PERSON for s in skeleton.slots):
            yield skeleton
        bodies = [s.entity for s in skeleton.slots if s.entity.kind is EntityKind.ORGANIZATION]
        told.focus = bodies[0] if bodies else told.focus


def _whole_sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    """Bounds of the sentences, joined where the parser breaks one inside a name or a clause."""
    text = reading.article.text
    names = [(m.start, m.end) for m in reading.mentioned]
    start, at, reach = 0, 0, 0
    for sentence in reading.sentences:
        end = sentence.end_char
        while at < len(names) and names[at][0] < end:
            reach = max(reach, names[at][1])
            at += 1
        closed = "\n" in text[end - 1 : end + 2] or text[end - 1 : end] in _CLOSING
        if reach <= end and (closed or end == len(text)):
            yield start, end
            start = end


def _skeleton(reading: Reading, start: int, end: int, told: _Told) -> Skeleton:
    """The sentence's skeleton; the bodies it names are added to those told before."""
    pieces: list[str] = []
    slots: list[Slot] = []
    at = start
    for mentioned in _longest(reading.mentions_within(start, end)):
        if mentioned.start < at:
            continue
        pieces.append(_plain(reading.article.text[at : mentioned.start], at, slots, told))
        after_the = pieces[-1][-4:].casefold() == "the "
        pieces.append(_sign(mentioned.entity, len(slots), after_the=after_the))
        slots.append(Slot(mentioned.entity, mentioned.start))
        if mentioned.entity.kind is EntityKind.ORGANIZATION:
            told.bodies.append(mentioned.entity)
        at = mentioned.end
    pieces.append(_plain(reading.article.text[at:end], at, slots, told))
    return Skeleton(_without_short_names("".join(pieces), slots), tuple(slots), start)


def _longest(mentions: Iterator[Mentioned]) -> Iterator[Mentioned]:
    """Of mentions that begin together the first, which is the longest."""
    last = -1
    for mentioned in mentions:
        if mentioned.start != last:
            yield mentioned
        last = mentioned.start


def _sign(entity: EntityClaim, number: int, *, after_the: bool = False) -> str:
    letter = _LETTER[entity.kind]
    if letter == "p" and (after_the or _VENUE & set(fold_words(entity.name))):
        letter = "v"
    elif letter == "o" and entity.organization_kind is OrganizationKind.UNIT:
        letter = "u"
    return f"{OPEN}{letter}{number}{CLOSE}"


def _plain(text: str, at: int, slots: list[Slot], told: _Told) -> str:
    """Words between mentions, with signs for those that refer to bodies told before."""
    text = text.replace(OPEN, "<").replace(CLOSE, ">")
    pieces, done = [], 0
    for match in _REFERENCE.finditer(text):
        bodies = _referents(match, slots, told)
        if not bodies:
            continue
        signs = [_sign(body, number) for number, body in enumerate(bodies, len(slots))]
        slots += [Slot(body, at + match.start()) for body in bodies]
        pieces += [text[done : match.start()], " and ".join(signs), "'s" * bool(match["its"])]
        done = match.end()
    return _WHITE_SPACE.sub(" ", "".join([*pieces, text[done:]]))


def _referents(match: re.Match[str], slots: list[Slot], told: _Told) -> list[EntityClaim]:
    """The bodies that words such as "it", "the university" or "both schools" mean."""
    if match["both"]:
        return _last_two(told)
    body = _referent(match, slots, told)
    return [] if body is None else [body]


def _referent(match: re.Match[str], slots: list[Slot], told: _Told) -> EntityClaim | None:
    """The body the words mean: the last one of that sort, for "it" the one spoken about."""
    head = (match["head"] or "").casefold()
    if head:
        return next((e for e in reversed(told.bodies) if _is_a(head, e)), None)
    here = [
        slot.entity
        for slot in slots
        if slot.entity.kind is EntityKind.ORGANIZATION
        and slot.entity.organization_kind is not OrganizationKind.UNIT
    ]
    return here[-1] if here else told.focus


def _last_two(told: _Told) -> list[EntityClaim]:
    """The last two bodies named that are no units; nothing where there are not two."""
    found: list[EntityClaim] = []
    for entity in reversed(told.bodies):
        if entity.organization_kind is not OrganizationKind.UNIT and entity not in found:
            found.insert(0, entity)
        if len(found) == 2:
            return found
    return []


def _is_a(head: str, entity: EntityClaim) -> bool:
    """Whether "the university" can mean the body: the noun is the head of one of its names."""
    if head == _kind_head(entity):
        return True
    return any(
        re.search(rf"\b{head}(?:$|\s(?:of|for|at|in|on)\b|,)", name, re.IGNORECASE)
        for name in (entity.name, *entity.aliases)
    )


def _kind_head(entity: EntityClaim) -> str:
    kind = entity.organization_kind
    return kind.value if kind is not None else ""


def _without_short_names(text: str, slots: list[Slot]) -> str:
    """Without brackets that hold nothing but another name of what stands before them."""
    text = _OWN_SHORT_NAME.sub(
        lambda m: m[0] if re.match(r"(?:formerly|previously|now|until|then|today)\b", m[1]) else "",
        text,
    )
    return _BRACKETED.sub(
        lambda m: m[1] if slots[int(m[2])].entity is slots[int(m[4])].entity else m[0],
        text,
    )
