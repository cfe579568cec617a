"""An article as the fact network sees it: words, and which of them are mentions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from edu_kg.extraction.reading import Reading
from edu_kg.model import EntityKind, MentionForm
from edu_kg.nlp.features import find_gaps

DATE = "date"
KINDS = (
    EntityKind.PERSON.value,
    EntityKind.ORGANIZATION.value,
    EntityKind.PLACE.value,
    DATE,
)
MARKS = 1 + 2 * len(KINDS) + 2
"""Marks of words: none, first or later word of a name of each kind, reference to a person or
body."""
_REFERENCES = frozenset({MentionForm.PRONOUN, MentionForm.NOMINAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionInput:
    """Words ``start`` to ``end`` speak of a thing of ``kind``.

    ``owner`` is the number of the entity in the reading, of the date for dates.
    """

    start: int
    end: int
    kind: str
    owner: int
    is_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInput:
    """The words of an article, white space left out, with its mentions in text order."""

    words: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    """First character of each word in the text, and the one after its last."""
    gaps: tuple[int, ...]
    sentences: tuple[int, ...]
    """First word of each sentence."""
    heads: tuple[int, ...]
    """Head of each word in the parse; a root is its own."""
    deps: tuple[str, ...]
    mentions: tuple[MentionInput, ...]

    def cut(self, start: int, end: int) -> "ArticleInput":
        """Give words ``start`` to ``end`` with the sentences and mentions that lie in them."""
        mentions = (m for m in self.mentions if start <= m.start and m.end <= end)
        return ArticleInput(
            words=self.words[start:end],
            offsets=self.offsets[start:end],
            gaps=self.gaps[start:end],
            sentences=tuple(s - start for s in self.sentences if start <= s < end),
            heads=tuple(
                head - start if start <= head < end else word
                for word, head in enumerate(self.heads[start:end])
            ),
            deps=self.deps[start:end],
            mentions=tuple(replace(m, start=m.start - start, end=m.end - start) for m in mentions),
        )

    def marks(self) -> list[int]:
        """Give the mark of each word; the shorter of two mentions shows."""
        marks = [0] * len(self.words)
        for mention in sorted(self.mentions, key=lambda m: (m.start - m.end, m.start)):
            base = 1 + 2 * KINDS.index(mention.kind)
            for word in range(mention.start, mention.end):
                if mention.is_name:
                    marks[word] = base + (word > mention.start)
                else:
                    marks[word] = 1 + 2 * len(KINDS) + KINDS.index(mention.kind) % 2
        return marks


def article_input(reading: Reading) -> ArticleInput:
    """Give the network's view of a reading."""
    kept = [token for token in reading.doc if not token.is_space]
    place = {token.i: number for number, token in enumerate(kept)}
    gaps = find_gaps(
        [token.text for token in reading.doc], [bool(t.whitespace_) for t in reading.doc]
    )
    starts = sorted({_first_word(place, s.start, s.end) for s in reading.sentences} - {-1})
    return ArticleInput(
        words=tuple(token.text for token in kept),
        offsets=tuple((token.idx, token.idx + len(token)) for token in kept),
        gaps=tuple(gaps[token.i] for token in kept),
        sentences=tuple(starts),
        heads=tuple(_head(place, token) for token in kept),
        deps=tuple(token.dep_ for token in kept),
        mentions=tuple(sorted(_mentions(reading, place), key=_in_order)),
    )


def _head(place: dict[int, int], token: Token) -> int:
    """The head among the words; white space stands for what it hangs on."""
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return place.get(head.i, place[token.i])


def _first_word(place: dict[int, int], start: int, end: int) -> int:
    return next((place[i] for i in range(start, end) if i in place), -1)


def _in_order(mention: MentionInput) -> tuple[int, int, int, int]:
    return mention.start, -mention.end, KINDS.index(mention.kind), mention.owner


def _mentions(reading: Reading, place: dict[int, int]) -> Iterator[MentionInput]:
    spans: Sequence[tuple[int, int, str, int, bool]] = [
        *(
            (m.start, m.end, entity.kind.value, number, m.form not in _REFERENCES)
            for number, entity in enumerate(reading.entities)
            for m in entity.mentions
        ),
        *((d.quote.start, d.quote.end, DATE, n, True) for n, d in enumerate(reading.dates)),
    ]
    for start, end, kind, owner, is_name in spans:
        tokens = reading.tokens(start, end)
        words = [place[i] for i in range(tokens.start, tokens.end) if i in place]
        if words:
            yield MentionInput(
                start=words[0], end=words[-1] + 1, kind=kind, owner=owner, is_name=is_name
            )
