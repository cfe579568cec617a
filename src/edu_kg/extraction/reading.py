"""An article while it is read: its text, its parse, who is mentioned where, and when."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from edu_kg.model import Article, DateMention, EntityClaim, EntityKind, Mention, Quote


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention together with the entity it is of."""

    mention: Mention
    entity: EntityClaim

    @property
    def start(self) -> int:
        """Offset of its first character in the article's text."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.mention.end


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the finders of roles, events and relations look at.

    ``doc.text`` equals ``article.text``. ``entities`` carry all their mentions, pronouns and
    nominals too; ``dates`` stand in text order.
    """

    article: Article
    doc: Doc
    entities: tuple[EntityClaim, ...]
    dates: tuple[DateMention, ...]

    @cached_property
    def mentioned(self) -> tuple[Mentioned, ...]:
        """Every mention of every entity, in text order, longer ones first."""
        found = [Mentioned(m, entity) for entity in self.entities for m in entity.mentions]
        return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.entity.key)))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in text order."""
        return tuple(self.doc.sents)

    @cached_property
    def _sentence_quotes(self) -> dict[int, Quote]:
        return {}

    @cached_property
    def _sentence_words(self) -> dict[int, tuple[str, ...]]:
        return {}

    @cached_property
    def _by_key(self) -> dict[str, EntityClaim]:
        return {entity.key: entity for entity in self.entities}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.sentences]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mentioned.start for mentioned in self.mentioned]

    @cached_property
    def _date_starts(self) -> list[int]:
        return [date.quote.start for date in self.dates]

    @cached_property
    def _mention_at(self) -> dict[int, Mentioned]:
        """Token index to the longest mention that covers the token."""
        found: dict[int, Mentioned] = {}
        for mentioned in sorted(self.mentioned, key=lambda m: m.end - m.start):
            span = self.tokens(mentioned.start, mentioned.end)
            found.update(dict.fromkeys(range(span.start, span.end), mentioned))
        return found

    def entity(self, key: str) -> EntityClaim:
        """The entity of that key."""
        return self._by_key[key]

    def tokens(self, start: int, end: int) -> Span:
        """The tokens that touch these characters."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            raise ValueError(f"no tokens at {start}..{end}")
        return span

    def sentence_at(self, offset: int) -> Span:
        """The sentence in which this character stands."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def words_of(self, sentence: Span) -> tuple[str, ...]:
        """The words of one of the sentences."""
        known = self._sentence_words
        if sentence.start not in known:
            known[sentence.start] = tuple(token.text for token in sentence)
        return known[sentence.start]

    def mention_of(self, token: Token) -> Mentioned | None:
        """The longest mention that covers the token, None where there is none."""
        return self._mention_at.get(token.i)

    def is_mentioned(self, token: Token) -> bool:
        """Whether a mention covers the token."""
        return token.i in self._mention_at

    def mentions_within(self, start: int, end: int, *kinds: EntityKind) -> Iterator[Mentioned]:
        """The mentions inside these characters, in text order, of these kinds (all, if none)."""
        starts = self._mention_starts
        for mentioned in self.mentioned[bisect_left(starts, start) : bisect_left(starts, end)]:
            if mentioned.end <= end and (not kinds or mentioned.entity.kind in kinds):
                yield mentioned

    def dates_within(self, start: int, end: int) -> Iterator[DateMention]:
        """The dates inside these characters, in text order."""
        starts = self._date_starts
        for date in self.dates[bisect_left(starts, start) : bisect_left(starts, end)]:
            if date.quote.end <= end:
                yield date

    def quote(self, start: int, end: int) -> Quote:
        """These characters of the article's text as evidence."""
        return Quote.cut(self.article.text, start, end)

    def sentence_quote(self, offset: int) -> Quote:
        """The sentence in which this character stands, as evidence, without outer white space."""
        sentence = self.sentence_at(offset)
        known = self._sentence_quotes
        if sentence.start not in known:
            known[sentence.start] = _without_outer_space(self.article.text, sentence)
        return known[sentence.start]


def _without_outer_space(text: str, sentence: Span) -> Quote:
    said = text[sentence.start_char : sentence.end_char]
    start = sentence.start_char + len(said) - len(said.lstrip())
    return Quote.cut(text, start, start + len(said.strip()))
