"""Which words of a parsed text make up a title: its head noun and the words that go with it.

What is under a name is never part of a title; the caller says what is, as names are known better
the more of the article has been understood.
"""

import enum
import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from edu_kg.nlp.titles import TitleWords

IsNamed = Callable[[Token], bool]

POSSESSIVES = frozenset({"its", "their", "our", "whose"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "this", "that", "these"})
HYPHENS = frozenset({"-", "‑", "–"})  # noqa: RUF001
NOMINAL = frozenset({"ADJ", "NOUN", "PROPN"})
TOPICAL = frozenset({"of", "for", "in", "to", "on"})
"""Prepositions before what an office is about: "of research", "for research"."""
TIMES = re.compile(
    r"(?i)\d|\b(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|years?|months?|days?|time|turn|favou?r|addition|order|behalf|occasion|age|late"
    r"|recent|early|name|life|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weeks?"
    r"|absence|person|office|post|front|attendance|question|future|past|present|term|terms)\b"
)
"""Words of phrases after a title that tell when or how, not what the office is about."""
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
_LONGEST_ASIDE = 6
_SHORTEST_FIELD = 6
_MOST_TOPIC_WORDS = 7


class Part(enum.Enum):
    """What a word left of a title is to it."""

    TITLE = enum.auto()
    SILENT = enum.auto()
    BODY = enum.auto()
    OCCASION = enum.auto()
    NONE = enum.auto()


def is_head(token: Token, words: TitleWords, is_named: IsNamed) -> bool:
    """Whether a title turns on this word: a head noun, and no modifier of a head after it."""
    head = words.head(token.text)
    if head is None or is_named(token):
        return False
    if token.lower_ in _VERBS_TOO and token.pos_ in _VERBAL:
        return False
    reach = _FURTHEST_HEAD if head in words.modifiers else 1
    for following in _words_after(token, reach, is_named):
        next_head = words.head(following.text)
        if next_head is not None:
            return next_head in words.ranks and head not in words.modifiers
    return True


def _words_after(token: Token, most: int, is_named: IsNamed) -> Iterator[Token]:
    """The next words that can stand before a head noun: nominal, under no name, over hyphens."""
    doc = token.doc
    for following in doc[token.i + 1 : token.i + 1 + 2 * most]:
        if following.text in HYPHENS and not doc[following.i - 1].whitespace_:
            continue
        if most == 0 or following.pos_ not in NOMINAL or is_named(following):
            return
        most -= 1
        yield following


def find_tail(head: Token, words: TitleWords, is_named: IsNamed) -> int:
    """The index of the last word of "director general", "editor-in-chief", "dean (academic)"."""
    doc = head.doc
    following = doc[head.i + 1].lower_ if head.i + 1 < len(doc) else ""
    for tail in words.tails:
        if tail[0] != following:
            continue
        end = head.i + 1 + len(tail)
        tokens = doc[head.i + 1 : end]
        if tuple(t.lower_ for t in tokens) == tail and not any(map(is_named, tokens)):
            return end - 1
    return _aside_end(doc, head.i, is_named)


def _aside_end(doc: Doc, last: int, is_named: IsNamed) -> int:
    """Where a field of an office in brackets ends, "(academic)", but no "(ret.)" or "(Ms)"."""
    at = last + 1
    if at >= len(doc) or doc[at].text != "(":
        return last
    inside = list(itertools.takewhile(lambda t: t.text != ")", doc[at + 1 : at + _LONGEST_ASIDE]))
    end = at + 1 + len(inside)
    if end >= len(doc) or doc[end].text != ")" or sum(len(t) for t in inside) < _SHORTEST_FIELD:
        return last
    return end if all(_is_field_word(t) and not is_named(t) for t in inside) else last


def _is_field_word(token: Token) -> bool:
    return token.pos_ in NOMINAL or token.text in HYPHENS or token.lower_ in ("and", "in")


def part_before(following: Token, words: TitleWords, *, taken: int, has_body: bool) -> Part:
    """What the word before the title so far, which begins with ``following``, is to it.

    ``taken`` words before the head belong to the title already; ``has_body`` says that one of
    them told the body.
    """
    token = following.doc[following.i - 1]
    if token.is_space or following.is_sent_start:
        return Part.NONE
    return _known_part(token, words, has_body=has_body) or _unknown_part(token, taken)


def _known_part(token: Token, words: TitleWords, *, has_body: bool) -> Part | None:
    """What a word of the lists, or a mark, is before a title; None for any other."""
    word, following = token.lower_.rstrip("."), token.nbor()
    if token.text in HYPHENS:
        return Part.NONE if token.whitespace_ else Part.TITLE
    if token.text == ".":
        return Part.SILENT if token.doc[token.i - 1].lower_ in words.spelled_out else Part.NONE
    if word in words.dropped or (word == "first" and following.lower_ not in _AFTER_FIRST):
        return Part.SILENT
    if word in words.modifiers:
        return Part.TITLE
    if token.text.islower() and following.text[0].isupper():
        return Part.NONE
    if word in words.occasions | words.vague:
        return Part.OCCASION
    if word in words.bodies and not has_body:
        return Part.BODY
    return Part.TITLE if words.head(word) is not None else None


def _unknown_part(token: Token, taken: int) -> Part:
    """What a word of no list is before the title so far: nouns and adjectives belong to it."""
    if token.pos_ not in NOMINAL or not token.is_alpha or taken > _MOST_UNKNOWN:
        return Part.NONE
    if _DAY_OR_MONTH.fullmatch(token.text) is not None:
        return Part.NONE
    return Part.SILENT if _NATIONALITY.fullmatch(token.text) is not None else Part.TITLE


def after_cut_word(doc: Doc, first: int, head: int) -> int:
    """Where a title begins of whose first word only the end is left: "-time" of "long-time"."""
    if doc[first].text in HYPHENS:
        while first < head and not doc[first].whitespace_:
            first += 1
        first = min(first + 1, head)
    return first


def goes_on(
    topic: Sequence[Token] | Span, token: Token, words: TitleWords, is_named: IsNamed
) -> bool:
    """Whether the word goes on with the topic of an office, "foreign affairs and trade"."""
    if len(topic) >= _MOST_TOPIC_WORDS:
        return False
    if token.text in HYPHENS or token.text == "&":
        return bool(topic)
    if token.lower_ == "and":
        return bool(topic) and _joins_topic(token, words, is_named)
    is_new_title = token.text[0].isupper() and words.head(token.text) is not None
    if is_new_title and any(
        t.lower_ not in words.modifiers and t.text not in HYPHENS for t in topic
    ):
        return False
    return token.pos_ in NOMINAL or token.lower_.endswith("ing")


def _joins_topic(conjunction: Token, words: TitleWords, is_named: IsNamed) -> bool:
    """Whether "and" joins two words of one topic, and not two titles."""
    after = conjunction.doc[conjunction.i + 1 : conjunction.i + 5]
    if not after or after[0].pos_ not in NOMINAL:
        return False
    if any(t.lower_ in words.modifiers or words.head(t.text) is not None for t in after[:3]):
        return False
    return not is_named(after[0])
