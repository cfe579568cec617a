"""What stands after a title: "of the academy", "for research", "of its Party Committee"."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.extraction.role_bodies import meant_by_noun, meant_by_possessive
from edu_kg.model import EntityKind
from edu_kg.nlp.title_words import (
    DETERMINERS,
    NOMINAL,
    POSSESSIVES,
    TIMES,
    TOPICAL,
    goes_on,
)
from edu_kg.nlp.titles import TitleWords

GENITIVES = frozenset({"'s", "’s", "'", "’"})
_PREPOSITIONS = frozenset({"of", "for", "in", "to", "on", "at", "from", "with", "within"})
_MOST_WORDS_BEFORE_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """One prepositional phrase after a title; ``last`` is its last token.

    ``words`` go into the title (" for research"); ``body`` is the body it names; ``closed`` says
    that a name was said, so that nothing else belongs to the title.
    """

    last: int
    words: str = ""
    body: str | None = None
    closed: bool = False
    occasion: bool = False


@dataclass(slots=True)
class _NounPhrase:
    """The words after a preposition as far as they can be one noun phrase; ``end`` is exclusive."""

    end: int
    topic: list[Token] = field(default_factory=list)
    determined: bool = False
    possessor: str | None = None
    name: Mentioned | None = None

    @property
    def said(self) -> str:
        return "".join(t.text + t.whitespace_ for t in self.topic).strip()


def read_complement(reading: Reading, words: TitleWords, at: int) -> Complement | None:
    """The complement that begins at this token, None where there is none."""
    doc = reading.doc
    if at + 1 >= len(doc) or doc[at].lower_ not in _PREPOSITIONS:
        return None
    phrase = _noun_phrase(reading, words, at + 1)
    if phrase.name is not None:
        return _named(reading, phrase)
    if not phrase.topic or TIMES.search(phrase.said):
        return None
    last = phrase.end - 1
    if phrase.topic[-1].lower_ in words.occasions:
        return Complement(last=last, occasion=True)
    if phrase.determined and any(t.lower_ in words.unnamed for t in phrase.topic):
        return Complement(last=last, body=phrase.possessor, closed=True)
    body = _spoken_of(reading, words, phrase)
    if body is not None:
        return Complement(last=last, body=body, closed=True)
    if doc[at].lower_ not in TOPICAL:
        return None
    article = "the " if phrase.determined else ""
    said = f" {doc[at].lower_} {article}{phrase.said}"
    return Complement(last=last, words=said, body=phrase.possessor)


def read_object(reading: Reading, words: TitleWords, at: int) -> Complement | None:
    """The body that is the object of a verb of office before this token, None for any other.

    "chairs its board" gives the body meant by "its", and " of the board" for the title.
    """
    phrase = _noun_phrase(reading, words, at)
    if phrase.name is not None:
        return _named(reading, phrase)
    if not phrase.topic:
        return None
    last = phrase.end - 1
    if phrase.possessor is not None:
        return Complement(last=last, words=f" of the {phrase.said.lower()}", body=phrase.possessor)
    return Complement(last=last, body=_spoken_of(reading, words, phrase), closed=True)


def _named(reading: Reading, phrase: _NounPhrase) -> Complement | None:
    """The name of a body or place after the preposition; words before it describe it."""
    name = phrase.name
    if name is None:
        return None
    if len(phrase.topic) > _MOST_WORDS_BEFORE_NAME:
        return None
    is_body = name.entity.kind is EntityKind.ORGANIZATION
    last = reading.tokens(name.start, name.end).end - 1
    return Complement(last=last, body=name.entity.key if is_body else None, closed=True)


def _noun_phrase(reading: Reading, words: TitleWords, at: int) -> _NounPhrase:
    doc = reading.doc
    phrase = _NounPhrase(end=at)
    while phrase.end < len(doc):
        token = doc[phrase.end]
        name = reading.mention_of(token)
        if name is not None and name.entity.kind is EntityKind.PERSON:
            break
        if name is not None:
            after = reading.tokens(name.start, name.end).end
            possessive = after < len(doc) and doc[after].lower_ in GENITIVES
            if not possessive and not _before_committee(reading, after):
                phrase.name = name
                return phrase
            if name.entity.kind is EntityKind.ORGANIZATION:
                phrase.possessor = name.entity.key
            phrase.end, phrase.topic, phrase.determined = after + possessive, [], True
        elif _take_word(reading, words, phrase, token):
            phrase.end += 1
        else:
            break
    while phrase.topic and phrase.topic[-1].pos_ not in NOMINAL:
        phrase.topic.pop()
        phrase.end -= 1
    return phrase


def _before_committee(reading: Reading, at: int) -> bool:
    """Whether "Party Committee" stands here, no name itself: "the LOU Party Committee"."""
    words = reading.doc[at : at + 2]
    return words.text.lower() == "party committee" and not any(map(reading.is_mentioned, words))


def _take_word(reading: Reading, words: TitleWords, phrase: _NounPhrase, token: Token) -> bool:
    """Whether the word goes on with the noun phrase, which then knows of it."""
    if token.lower_ in POSSESSIVES and not phrase.topic:
        phrase.possessor = meant_by_possessive(reading, token.idx)
        phrase.determined = True
    elif token.lower_ in DETERMINERS and not phrase.topic:
        phrase.determined = True
    elif token.lower_ in GENITIVES and phrase.topic:
        noun = phrase.topic[-1].lower_
        phrase.possessor = meant_by_noun(reading, token.idx, words.bodies.get(noun, noun))
        phrase.topic = []
    elif goes_on(phrase.topic, token, words, reading.is_mentioned):
        phrase.topic.append(token)
    else:
        return False
    return True


def _spoken_of(reading: Reading, words: TitleWords, phrase: _NounPhrase) -> str | None:
    """The body meant by "the university", "the host school", "the circle" in this phrase."""
    *described, noun = phrase.topic
    if any(t.pos_ != "ADJ" and t.lower_ not in words.dropped for t in described):
        return None
    known = words.bodies.get(noun.lower_)
    if known is None and not phrase.determined:
        return None
    if known is None and noun.text[0].isupper():
        return None
    if phrase.possessor is not None and known is not None:
        return phrase.possessor
    return meant_by_noun(reading, noun.idx, known or noun.lower_)
