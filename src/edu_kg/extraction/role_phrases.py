"""Title phrases: where a text says a title, whole, with the body it names for it."""

import enum
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from edu_kg.extraction.reading import Reading
from edu_kg.extraction.role_bodies import meant_by_noun, meant_by_possessive
from edu_kg.extraction.role_complements import (
    DETERMINERS,
    GENITIVES,
    HYPHENS,
    NOMINAL,
    POSSESSIVES,
    read_complement,
)
from edu_kg.extraction.titles import TitleWords
from edu_kg.model import EntityKind

_VERBAL = frozenset({"VERB", "AUX"})
_VERBS_TOO = frozenset({"chair", "chairs", "coach", "head", "heads", "minister", "pilot"})
_NATIONALITY = re.compile(r"[A-Z]\w+(?:an|ian|ese|ish|ch|sh|ic)")
_DAY_OR_MONTH = re.compile(
    r"(?i)january|february|march|april|may|june|july|august|september|october|november|december"
    r"|yesterday|today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_AFTER_FIRST = frozenset({"deputy", "secretary", "vice", "minister", "lady", "officer", "lord"})
_MOST_UNKNOWN = 3
_FURTHEST_HEAD = 4
_MOST_COMPLEMENTS = 3
_LONGEST_ASIDE = 6
_SHORTEST_FIELD = 6


class Voice(enum.Enum):
    """Whether a title is said by a noun, or by a verb: "X heads Y", "Y, headed by X"."""

    NOUN = "T"
    ACTIVE = "V"
    PASSIVE = "W"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePhrase:
    """A title as the text says it.

    ``start`` and ``end`` (characters) include articles, possessors and the body. ``body`` is the
    key of the body named with the title, by name or as "its" or "the university"; ``closed``
    says that the phrase names something else it is of ("ambassador to Tanzania").
    """

    start: int
    end: int
    title: str
    head: str
    plural: bool = False
    definite: bool = False
    body: str | None = None
    closed: bool = False
    public: bool = False
    voice: Voice = Voice.NOUN

    @property
    def letter(self) -> str:
        """The letter of its mark: D for a definite title, else that of its voice."""
        return "D" if self.definite else self.voice.value


class _Part(enum.Enum):
    """What a word left of a title is to it."""

    TITLE = enum.auto()
    SILENT = enum.auto()
    BODY = enum.auto()
    OCCASION = enum.auto()
    NONE = enum.auto()


@dataclass(slots=True)
class _Draft:
    """A title phrase while it grows from its head to both sides; token indices."""

    start: int
    last: int
    tail: int
    before: list[int] = field(default_factory=list)
    topic: str = ""
    body: str | None = None
    definite: bool = False
    closed: bool = False
    occasion: bool = False


def find_title_phrases(reading: Reading, words: TitleWords) -> tuple[TitlePhrase, ...]:
    """Every title the text says, in text order; none overlaps another."""
    return tuple(_phrases(reading, words))


def _phrases(reading: Reading, words: TitleWords) -> Iterator[TitlePhrase]:
    reached = 0
    for token in reading.doc:
        if token.i < reached or not _is_head(reading, words, token):
            continue
        draft = _Draft(token.i, token.i, token.i)
        _take_tail(reading, words, draft)
        while draft.start > reached and _take_modifier(reading, words, draft):
            pass
        _take_possessor(reading, words, draft, reached)
        for _ in range(_MOST_COMPLEMENTS):
            if not _take_complement(reading, words, draft):
                break
        reached = draft.last + 1
        if not draft.occasion:
            yield _finished(reading, words, token, draft)


def _is_head(reading: Reading, words: TitleWords, token: Token) -> bool:
    """Whether a title turns on this word: a head noun, and no modifier of a head after it."""
    head = words.head(token.text)
    if head is None or reading.mention_of(token) is not None:
        return False
    if token.lower_ in _VERBS_TOO and token.pos_ in _VERBAL:
        return False
    reach = _FURTHEST_HEAD if head in words.modifiers else 1
    for following in _words_after(reading, token.i, reach):
        next_head = words.head(following.text)
        if next_head is not None:
            return next_head in words.ranks and head not in words.modifiers
    return True


def _words_after(reading: Reading, index: int, most: int) -> Iterator[Token]:
    """The next words that can stand before a head noun: nominal, under no mention, over hyphens."""
    doc = reading.doc
    for token in doc[index + 1 : index + 1 + 2 * most]:
        if token.text in HYPHENS and not doc[token.i - 1].whitespace_:
            continue
        if most == 0 or token.pos_ not in NOMINAL or reading.mention_of(token) is not None:
            return
        most -= 1
        yield token


def _take_tail(reading: Reading, words: TitleWords, draft: _Draft) -> None:
    """Takes "director general", "editor-in-chief", "vice-principal (academic)"."""
    doc = reading.doc
    for tail in words.tails:
        end = draft.last + 1 + len(tail)
        tokens = doc[draft.last + 1 : end]
        if tuple(t.lower_ for t in tokens) == tail and not any(map(reading.mention_of, tokens)):
            draft.last = draft.tail = end - 1
            return
    _take_aside(reading, draft)


def _take_aside(reading: Reading, draft: _Draft) -> None:
    """Takes the field of an office in brackets, "(academic)", but no "(ret.)" or "(Ms)"."""
    doc = reading.doc
    at = draft.last + 1
    if at >= len(doc) or doc[at].text != "(":
        return
    inside = list(itertools.takewhile(lambda t: t.text != ")", doc[at + 1 : at + _LONGEST_ASIDE]))
    end = at + 1 + len(inside)
    if end >= len(doc) or doc[end].text != ")" or sum(len(t) for t in inside) < _SHORTEST_FIELD:
        return
    if all(_is_field_word(t) and reading.mention_of(t) is None for t in inside):
        draft.last = draft.tail = end


def _is_field_word(token: Token) -> bool:
    return token.pos_ in NOMINAL or token.text in HYPHENS or token.lower_ in ("and", "in")


def _take_modifier(reading: Reading, words: TitleWords, draft: _Draft) -> bool:
    """Takes one more word to the left: "former", "vice", "new", "resources", "college"."""
    token = reading.doc[draft.start - 1]
    if reading.mention_of(token) is not None or token.is_space:
        return False
    if reading.doc[draft.start].is_sent_start:
        return False
    part = _known_part(reading, words, draft, token) or _unknown_part(draft, token)
    if part is _Part.NONE:
        return False
    draft.start -= 1
    if part is _Part.TITLE:
        draft.before.append(token.i)
    elif part is _Part.BODY:
        noun = words.bodies[token.lower_]
        draft.body, draft.definite = meant_by_noun(reading, token.idx, noun), True
    elif part is _Part.OCCASION:
        draft.occasion = True
    return True


def _known_part(reading: Reading, words: TitleWords, draft: _Draft, token: Token) -> _Part | None:
    """What a word of the lists, or a mark, is before the title so far; None for any other."""
    word, following = token.lower_.rstrip("."), reading.doc[draft.start]
    if token.text in HYPHENS:
        return _Part.NONE if token.whitespace_ else _Part.TITLE
    if token.text == ".":
        return _Part.SILENT if reading.doc[token.i - 1].lower_ in words.spelled_out else _Part.NONE
    if word in words.dropped or (word == "first" and following.lower_ not in _AFTER_FIRST):
        return _Part.SILENT
    if word in words.modifiers:
        return _Part.TITLE
    if token.text.islower() and following.text[0].isupper():
        return _Part.NONE
    if word in words.occasions | words.vague:
        return _Part.OCCASION
    if word in words.bodies and draft.body is None:
        return _Part.BODY
    return _Part.TITLE if words.head(word) is not None else None


def _unknown_part(draft: _Draft, token: Token) -> _Part:
    """What a word of no list is before the title so far: nouns and adjectives belong to it."""
    if token.pos_ not in NOMINAL or not token.is_alpha or len(draft.before) > _MOST_UNKNOWN:
        return _Part.NONE
    if _DAY_OR_MONTH.fullmatch(token.text) is not None:
        return _Part.NONE
    return _Part.SILENT if _NATIONALITY.fullmatch(token.text) is not None else _Part.TITLE


def _take_possessor(reading: Reading, words: TitleWords, draft: _Draft, reached: int) -> None:
    """Takes what owns the title: "its", "the university's", a name; then an article."""
    doc = reading.doc
    if draft.start <= reached or doc[draft.start].is_sent_start:
        return
    token = doc[draft.start - 1]
    if token.lower_ in POSSESSIVES:
        draft.body = draft.body or meant_by_possessive(reading, token.idx)
        draft.start, draft.definite = token.i, True
        return
    if token.lower_ in GENITIVES and draft.start - 1 > reached:
        token = doc[token.i - 1]
        draft.start, draft.definite, draft.closed = token.i, True, True
        if reading.mention_of(token) is None:
            noun = token.lower_
            draft.body = meant_by_noun(reading, token.idx, words.bodies.get(noun, noun))
    mentioned = reading.mention_of(token)
    if mentioned is not None and mentioned.entity.kind is not EntityKind.PERSON:
        draft.start = reading.tokens(mentioned.start, mentioned.end).start
        draft.definite = True
        if mentioned.entity.kind is EntityKind.ORGANIZATION:
            draft.body = mentioned.entity.key
    if draft.start > reached and doc[draft.start - 1].lower_ in DETERMINERS:
        draft.start -= 1
        draft.definite = draft.definite or doc[draft.start].lower_ not in ("a", "an")


def _take_complement(reading: Reading, words: TitleWords, draft: _Draft) -> bool:
    """Takes what stands after the title; whether another complement may follow."""
    found = read_complement(reading, words, draft.last + 1)
    if found is None or (found.closed and draft.body is not None):
        return False
    draft.last = found.last
    draft.topic += found.words
    draft.body = draft.body or found.body
    draft.closed = draft.closed or found.closed
    draft.occasion = draft.occasion or found.occasion
    return not found.closed


def _finished(reading: Reading, words: TitleWords, head: Token, draft: _Draft) -> TitlePhrase:
    doc = reading.doc
    singular = words.head(head.text) or head.lower_
    before = [doc[i] for i in sorted(draft.before)]
    said = "".join(words.spelled(t.text) + t.whitespace_ for t in before)
    tail = doc[head.i + 1 : draft.tail + 1].text.lower()
    gap = head.whitespace_ if tail else ""
    return TitlePhrase(
        start=doc[draft.start].idx,
        end=doc[draft.last].idx + len(doc[draft.last]),
        title=_capitalized(f"{said}{singular}{gap}{tail}{draft.topic.lower()}", words),
        head=singular,
        plural=words.is_plural(head.text),
        definite=draft.definite,
        body=draft.body,
        closed=draft.closed,
        public=singular in words.public
        or any(t.lower_ in words.public for t in before)
        or draft.topic.lower().startswith(" of state"),
    )


def _capitalized(title: str, words: TitleWords) -> str:
    """The title with the capitals that names in it keep."""
    for lowered, kept in words.capitals.items():
        title = re.sub(rf"\b{lowered}\b", kept, title)
    return title
