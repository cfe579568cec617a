"""Our annotated news articles as documents: mentions by name search, folds, sentences by rule."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training.dates import add_dates
from training.documents import UNKNOWN, Document, Entity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from edu_kg.evaluation import GoldArticle
    from edu_kg.evaluation.gold import GoldEntity
    from edu_kg.nlp.evaluation import GoldMention

CORPUS = Path(__file__).parent / "corpus"
"""Our annotated articles."""


@dataclass(frozen=True, slots=True)
class Named:
    """A gold entity of an article: fullest name, other forms, label and kind of body."""

    name: str
    aliases: tuple[str, ...]
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article: text and the entities a reader would write down."""

    id: str
    title: str
    text: str
    named: tuple[Named, ...]

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield every form of every name with its label, as they were annotated."""
        for named in self.named:
            for form in (named.name, *named.aliases):
                yield form, named.label


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text and the mentions in it."""

    text: str
    mentions: tuple[GoldMention, ...]


def to_article(gold: GoldArticle) -> Article:
    """Give the article of an annotation, its entities as people, bodies and places."""
    facts = gold.facts
    return Article(
        gold.id,
        gold.article.title,
        gold.article.text,
        (
            *_named(facts.persons, "PERSON"),
            *(Named(b.name, b.aliases, "ORG", str(b.kind or "")) for b in facts.organizations),
            *_named(facts.places, "PLACE"),
        ),
    )


def _named(entities: Sequence[GoldEntity], label: str) -> tuple[Named, ...]:
    return tuple(Named(entity.name, entity.aliases, label) for entity in entities)


def is_test_article(article_id: str) -> bool:
    """Whether an article is of the fixed test fold: every tenth of its prefix.

    >>> [is_test_article(name) for name in ("conf-010", "conf-011", "zh-020")]
    [True, False, True]
    """
    return int(article_id.rsplit("-", 1)[1]) % 10 == 0


_ABBREVIATIONS = frozenset(
    (
        "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vol", "vs", "etc", "e.g", "i.e",
        "ph.d", "m.d", "b.a", "m.a", "jr", "sr", "rev", "hon", "gen", "col", "capt", "lt",
        "sen", "rep", "gov", "dept", "inc", "ltd", "co", "corp", "assoc", "asst", "jan", "feb",
        "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "art",
        "ch", "pp", "p", "a.m", "p.m", "u.s", "u.k", "u.n", "d.c", "approx", "ing", "dipl",
        "habil", "lic", "mag",
    )
)  # fmt: skip
_CLOSERS = frozenset("\"”’')]»")


def split_sentences(words: tuple[str, ...], spaces: tuple[bool, ...]) -> tuple[int, ...]:
    """Give the first token of every sentence of edited prose, by rule.

    Good enough as silver training material because our articles are clean; the trained head is
    what has to survive other texts.
    """
    starts = []
    pending = True
    for number, word in enumerate(words):
        if word.isspace():
            # Only a line break is sure to end a sentence; doubled spaces are noise.
            pending = pending or "\n" in word
            continue
        if pending and not (word in _CLOSERS and number and not spaces[number - 1]):
            starts.append(number)
            pending = False
        if word in {".", "!", "?", "…"} or (word in _CLOSERS and _closes(words, number)):
            pending = _breaks(words, spaces, number)
    return tuple(starts)


def _closes(words: tuple[str, ...], number: int) -> bool:
    return number > 0 and words[number - 1] in {".", "!", "?", "…"}


def _breaks(words: tuple[str, ...], spaces: tuple[bool, ...], number: int) -> bool:
    following = words[number + 1] if number + 1 < len(words) else "\n"
    if following.isspace() or (following in _CLOSERS and not spaces[number]):
        return False
    before = words[number - 1].lower().rstrip(".") if number else ""
    is_initial = len(before) == 1 and before.isalpha() and words[number] == "."
    if before in _ABBREVIATIONS or is_initial or not spaces[number]:
        return False
    return following[0].isupper() or following[0].isdigit() or following[0] in "\"“‘'(["


def to_document(
    nlp: Language, article_id: str, text: str, mentions: Sequence[GoldMention]
) -> Document:
    """Give a text with mentions as a document; a mention that fits no tokens is left open."""
    doc: Doc = nlp.make_doc(text)
    words = tuple(t.text for t in doc)
    spaces = tuple(bool(t.whitespace_) for t in doc)
    entities = []
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end)
        if span is not None:
            entities.append(Entity(span.start, span.end, mention.label))
            continue
        wide = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if wide is not None:
            entities.append(Entity(wide.start, wide.end, UNKNOWN))
    entities = _without_overlaps(entities)
    paragraphs = [n for n, word in enumerate(words) if n == 0 or "\n" in words[n - 1]]
    return Document(
        id=article_id,
        scheme="news",
        words=words,
        spaces=spaces,
        sentences=split_sentences(words, spaces),
        entities=tuple(add_dates(list(words), entities)),
        paragraphs=tuple(paragraphs),
    )


def _without_overlaps(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda e: e.start):
        if not kept or kept[-1].end <= entity.start:
            kept.append(entity)
    return kept
