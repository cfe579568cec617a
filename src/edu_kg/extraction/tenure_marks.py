"""A sentence with one role's title, its holder, others and dates as marks, for patterns.

"An Li was dean of the College from 2011 to 2016" becomes "⟨p⟩ was ⟨t⟩ of ⟨o⟩ from ⟨d0⟩ to ⟨d1⟩".
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from edu_kg.extraction.learned.title_words import locate_title
from edu_kg.extraction.reading import Reading
from edu_kg.model import EntityKind, PartialDate, Quote

_ANGLES = str.maketrans("⟨⟩", "[]")
_MOST_TITLES = 4  # one title said more often than this in a sentence is no sentence
# Ranges as brackets give them, which are no dates elsewhere: (2008–12), (2015–present).
_SHORT_RANGE = re.compile(
    r"(?<=[(, ])(?P<start>(?:19|20)\d\d) ?[–—-] ?(?:(?P<short>\d\d)|present|now|today)(?=[),])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellsTime:
    """Words that tell a date, or a range of which one end may be open."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate | None
    is_range: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSentence:
    """The text with marks, the dates that they number, and where in the article it begins."""

    text: str
    dates: tuple[TellsTime, ...]
    quote: Quote
    places: tuple[tuple[int, int, int], ...]
    """Of each piece: its offset in the marked text, in the article, and its article end."""

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the article behind these of the marked text."""
        first = max((p for p in self.places if p[0] <= start), key=lambda p: p[0])
        last = max((p for p in self.places if p[0] < end), key=lambda p: p[0])
        begin = min(first[1] + start - first[0], first[2]) if self._is_plain(first) else first[1]
        stop = min(last[1] + end - last[0], last[2]) if self._is_plain(last) else last[2]
        return begin, stop

    def _is_plain(self, piece: tuple[int, int, int]) -> bool:
        return self.text[piece[0] : piece[0] + 1] != "⟨"


def mark_sentence(
    reading: Reading, sentence: Span, person: str, title: str | None, others: Sequence[str]
) -> MarkedSentence | None:
    """The sentence with its marks; None where it does not say the title.

    ``others`` are further titles it may say. With ``title`` None only names and dates are marked.
    """
    marks: list[tuple[int, int, str]] = []
    if title is not None:
        longer = [span for other in others for span in _titles(reading, sentence, other)]
        own = _nearest_title(reading, sentence, person, title, longer)
        if own is None:
            return None
        marks.append((*own, "t"))
    marks += _name_marks(reading, sentence, person, marks)
    for other in others:
        marks += [
            (*span, "u")
            for span in _titles(reading, sentence, other)
            if not _overlaps((*span, ""), marks)
        ]
    dates: list[TellsTime] = []
    for date in _dates(reading, sentence):
        if not _overlaps((date.start, date.end, ""), marks):
            label = "r" if date.is_range else "d"
            marks.append((date.start, date.end, f"{label}{len(dates)}"))
            dates.append(date)
    return _spliced(reading, sentence, marks, tuple(dates))


def _nearest_title(
    reading: Reading,
    sentence: Span,
    person: str,
    title: str,
    longer: Sequence[tuple[int, int]],
) -> tuple[int, int] | None:
    """Where the sentence says the title: of several places the one nearest to the person.

    The "president" of a "vice president" is none.
    """
    names = [m for m in reading.entity(person).mentions if _inside(m.start, m.end, sentence)]
    places = [
        (start, end)
        for start, end in _titles(reading, sentence, title)
        if not any(a <= start and end <= b and b - a > end - start for a, b in longer)
    ]
    if not places:
        return None

    def distance(place: tuple[int, int]) -> tuple[int, int]:
        gaps = [max(place[0] - name.end, name.start - place[1], 0) for name in names]
        return min(gaps, default=0), place[0]

    return min(places, key=distance)


@functools.lru_cache(maxsize=4096)  # the roles of an article ask for the same titles; bounded
def _located(title: str, words: tuple[str, ...]) -> tuple[int, int] | None:
    return locate_title(title, words)


def _titles(reading: Reading, sentence: Span, title: str) -> list[tuple[int, int]]:
    words = reading.words_of(sentence)
    found: list[tuple[int, int]] = []
    after = 0
    while len(found) < _MOST_TITLES:
        span = _located(title, words[after:])
        if span is None:
            break
        first, last = sentence[after + span[0]], sentence[after + span[1] - 1]
        found.append((first.idx, last.idx + len(last)))
        after += span[1]
    return found


def _name_marks(
    reading: Reading, sentence: Span, person: str, taken: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    marks: list[tuple[int, int, str]] = []
    for mentioned in reading.mentions_within(sentence.start_char, sentence.end_char):
        label = "o"
        if mentioned.entity.kind is EntityKind.PERSON:
            label = "p" if mentioned.entity.key == person else "x"
        mark = (mentioned.start, mentioned.end, label)
        if not _overlaps(mark, [*taken, *marks]):
            marks.append(mark)
    return marks


def _dates(reading: Reading, sentence: Span) -> Iterator[TellsTime]:
    said = reading.dates_within(sentence.start_char, sentence.end_char)
    found = [
        TellsTime(
            start=date.quote.start,
            end=date.quote.end,
            first=date.start,
            last=date.end,
            is_range=date.end is not None,
        )
        for date in said
        if date.start is not None
    ]
    text = reading.article.text
    for match in _SHORT_RANGE.finditer(text, sentence.start_char, sentence.end_char):
        if any(date.start < match.end() and match.start() < date.end for date in found):
            continue
        start = int(match["start"])
        end = start // 100 * 100 + int(match["short"]) if match["short"] else None
        if end is None or end > start:
            found.append(
                TellsTime(
                    start=match.start(),
                    end=match.end(),
                    first=PartialDate(start),
                    last=PartialDate(end) if end else None,
                    is_range=True,
                )
            )
    yield from sorted(found, key=lambda date: date.start)


def _spliced(
    reading: Reading,
    sentence: Span,
    marks: list[tuple[int, int, str]],
    dates: tuple[TellsTime, ...],
) -> MarkedSentence:
    quote = reading.sentence_quote(sentence.start_char)
    text, at = "", quote.start
    places: list[tuple[int, int, int]] = []
    for start, end, label in sorted(marks):
        if start < at or end > quote.end:
            continue
        for first, last, piece in (
            (at, start, reading.article.text[at:start].translate(_ANGLES)),
            (start, end, f"⟨{label}⟩"),
        ):
            if piece:
                places.append((len(text), first, last))
                text += piece
        at = end
    places.append((len(text), at, quote.end))
    text += reading.article.text[at : quote.end].translate(_ANGLES)
    return MarkedSentence(text=text, dates=dates, quote=quote, places=tuple(places))


def _inside(start: int, end: int, sentence: Span) -> bool:
    return sentence.start_char <= start and end <= sentence.end_char


def _overlaps(mark: tuple[int, int, str], others: Sequence[tuple[int, int, str]]) -> bool:
    return any(start < mark[1] and mark[0] < end for start, end, _ in others)
