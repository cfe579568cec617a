"""Title phrases: where a text says a title, whole, with the body it names for it."""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from edu_kg.extraction.reading import Reading
from edu_kg.extraction.role_bodies import meant_by_noun, meant_by_possessive
from edu_kg.extraction.role_complements import GENITIVES, read_complement
from edu_kg.model import EntityKind
from edu_kg.nlp.title_words import (
    DETERMINERS,
    POSSESSIVES,
    Part,
    after_cut_word,
    find_tail,
    is_head,
    part_before,
)
from edu_kg.nlp.titles import TitleWords

_MOST_COMPLEMENTS = 3


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
        if token.i < reached or not is_head(token, words, reading.is_mentioned):
            continue
        tail = find_tail(token, words, reading.is_mentioned)
        draft = _Draft(token.i, tail, tail)
        while draft.start > reached and _take_modifier(reading, words, draft):
            pass
        _take_possessor(reading, words, draft, reached)
        for _ in range(_MOST_COMPLEMENTS):
            if not _take_complement(reading, words, draft):
                break
        reached = draft.last + 1
        if not draft.occasion:
            yield _finished(reading, words, token, draft)


def _take_modifier(reading: Reading, words: TitleWords, draft: _Draft) -> bool:
    """Takes one more word to the left: "former", "vice", "new", "resources", "college"."""
    token = reading.doc[draft.start - 1]
    if reading.is_mentioned(token):
        return False
    part = part_before(
        reading.doc[draft.start],
        words,
        taken=len(draft.before),
        has_body=draft.body is not None,
    )
    if part is Part.NONE:
        return False
    draft.start -= 1
    if part is Part.TITLE:
        draft.before.append(token.i)
    elif part is Part.BODY:
        noun = words.bodies[token.lower_]
        draft.body, draft.definite = meant_by_noun(reading, token.idx, noun), True
    elif part is Part.OCCASION:
        draft.occasion = True
    return True


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
    first = after_cut_word(doc, min(draft.before, default=head.i), head.i)
    before = [doc[i] for i in sorted(draft.before) if i >= first]
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
