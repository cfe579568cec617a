"""An article's text with its names and titles as marks, so that rules can be patterns over it.

"Dean An Li of the College" becomes "<T0> <P0>": people are P, bodies O, places L, "he" and "she"
H, titles T (D where they are definite, as in "its dean"; V and W where a verb says them; an
"s" ends the mark of a plural). The number leads back to the thing.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from edu_kg.extraction.name_words import HONORIFICS, as_written
from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.extraction.role_phrases import TitlePhrase
from edu_kg.model import EntityKind, MentionForm
from edu_kg.nlp.titles import TitleWords

_LETTERS = {EntityKind.PERSON: "P", EntityKind.ORGANIZATION: "O", EntityKind.PLACE: "L"}
# A body with its acronym: the Open University of Arcadia (OUA).
_DOUBLE_BODY = re.compile(r"(<O\d+>),? ?[(（][^<>()\n]{0,30}<O\d+>[^<>()\n]{0,5}[)）]")
# What may follow a name: (left), an age, letters of an order, "herself".
_ASIDE = re.compile(
    r"(<P\d+>)(?:,? \((?:[^<>()\n]|<L\d+>){1,40}\)|, \d\d(?=,)|, (?:PhD|Ph\.D\.|[A-Z]{2,5})(?=,)"
    r"| (?:himself|herself|personally))"
)
_PRONOUNS = frozenset({"he", "she"})
_NAMES = frozenset({MentionForm.NAME, MentionForm.SHORT, MentionForm.ACRONYM})
_ANGLES = str.maketrans("<>", "‹›")  # noqa: RUF001  so that the text itself holds no mark
_MOST_HONORIFICS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """The text with marks, and what the numbers of the marks stand for."""

    text: str
    names: tuple[Mentioned, ...]
    titles: tuple[TitlePhrase, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    label: str


def mark(reading: Reading, words: TitleWords, titles: tuple[TitlePhrase, ...]) -> MarkedText:
    """The article's text with marks; honorifics and asides after names are left out."""
    names = tuple(m for m in reading.mentioned if m.mention.form in _NAMES)
    marks = [
        _Mark(t.start, t.end, f"<{t.letter}{i}{'s' * t.plural}>") for i, t in enumerate(titles)
    ]
    marks += [_Mark(m.start, m.end, f"<{_LETTERS[m.entity.kind]}{i}>") for i, m in enumerate(names)]
    marks += _pronoun_marks(reading, names)
    text = "".join(_spliced(reading.article.text, marks))
    text = _before_person(words).sub("", text)
    text = _DOUBLE_BODY.sub(r"\1", text)
    return MarkedText(text=_ASIDE.sub(r"\1", text), names=names, titles=titles)


@functools.cache
def _before_person(words: TitleWords) -> re.Pattern[str]:
    plain = [form for form in HONORIFICS if words.head(form) is None]
    forms = {*words.honorifics, *(f for form in plain for f in (as_written(form), form.upper()))}
    choices = "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
    return re.compile(
        rf"(?<![\w.])(?:(?:{choices})\.?(?:, | |-)(?:\([a-z.]{{1,8}}\) )?)"
        rf"{{1,{_MOST_HONORIFICS}}}(?=<P)"
    )


def _pronoun_marks(reading: Reading, names: tuple[Mentioned, ...]) -> Iterator[_Mark]:
    """The marks of "he" and "she": the first person in the last sentence that names any."""
    people = [(i, m) for i, m in enumerate(names) if m.entity.kind is EntityKind.PERSON]
    for token in reading.doc:
        if token.lower_ not in _PRONOUNS:
            continue
        before = [(i, m) for i, m in people if m.end <= token.idx]
        if before:
            sentence = reading.sentence_at(before[-1][1].start)
            first = next(i for i, m in before if m.end > sentence.start_char)
            yield _Mark(token.idx, token.idx + len(token), f"<H{first}>")


def _spliced(text: str, marks: list[_Mark]) -> Iterator[str]:
    """The pieces of the text with the marks in place; a mark inside another is left out."""
    at = 0
    for item in sorted(marks, key=lambda m: (m.start, -m.end, m.label)):
        if item.start < at:
            continue
        yield text[at : item.start].translate(_ANGLES)
        yield item.label
        at = item.end
    yield text[at:].translate(_ANGLES)
