"""IOB2 files as Universal NER has them: number, word and tag, parted by tabs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from edu_kg.errors import MalformedGold
from edu_kg.nlp.evaluation.gold import GoldDocument, GoldTokens
from edu_kg.nlp.evaluation.lines import Block, read_blocks
from edu_kg.nlp.evaluation.scores import common_label

_LEAST_COLUMNS = 3
_TAG = re.compile(r"O|[BI]-\S+")


@dataclass(frozen=True, slots=True)
class BioSpan:
    """A mention over tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IobSentence:
    """A sentence: its words, after which of them a space stands, and its mentions.

    ``document`` is the id of the document that begins with it, None where none begins.
    """

    document: str | None
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    spans: tuple[BioSpan, ...]


def bio_spans(tags: Iterable[str]) -> list[BioSpan]:
    """Give the spans of BIO tags; a stray I- opens a span.

    >>> bio_spans(["B-PER", "I-PER", "O", "I-LOC"])
    [BioSpan(start=0, end=2, label='PER'), BioSpan(start=3, end=4, label='LOC')]
    """
    spans: list[BioSpan] = []
    for number, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if prefix not in {"B", "I"} or not label or label == "O":
            continue
        last = spans[-1] if spans else None
        if prefix == "I" and last and last.end == number and last.label == label:
            spans[-1] = replace(last, end=number + 1)
        else:
            spans.append(BioSpan(number, number + 1, label))
    return spans


def parse_iob(text: str, source: str) -> Iterator[GoldDocument]:
    """Yield the documents of an IOB2 file with tokens and mentions.

    A document begins at a comment ``newdoc``; what stands between tokens is told by the comment
    ``text``, else it is a space.

    Raises:
        MalformedGold: a line has no word and tag, or a tag that is none.
    """
    current: list[IobSentence] = []
    for sentence in parse_iob_sentences(text, source):
        if current and sentence.document is not None:
            yield _join(current)
            current = []
        current.append(sentence)
    if current:
        yield _join(current)


def parse_iob_sentences(text: str, source: str) -> Iterator[IobSentence]:
    """Yield the sentences of an IOB2 file; ``source`` names it in errors.

    Raises:
        MalformedGold: a line has no word and tag, or a tag that is none.
    """
    for block in read_blocks(text):
        yield _read_sentence(block, source)


def _read_sentence(block: Block, source: str) -> IobSentence:
    words, tags = [], []
    for number, line in block.lines:
        row = line.split("\t")
        if len(row) < _LEAST_COLUMNS or not row[1]:
            problem = "not a number, a word and a tag, parted by tabs"
            raise MalformedGold(source, problem, number)
        if _TAG.fullmatch(row[2]) is None:
            raise MalformedGold(source, f"{row[2]!r} is no tag (O, B-PER, I-ORG, …)", number)
        words.append(row[1])
        tags.append(row[2])
    document = next((v for k, v in block.meta.items() if k.startswith("newdoc")), None)
    return IobSentence(
        document=document,
        words=tuple(words),
        spaces=find_spaces(words, block.meta.get("text", "")),
        spans=tuple(bio_spans(tags)),
    )


def find_spaces(words: Sequence[str], text: str) -> tuple[bool, ...]:
    """Say after which words of a text a space stands; after all where they do not fit the text.

    >>> find_spaces(["Dale", ",", "twice"], "Dale, twice")
    (False, True, True)
    """
    spaces = []
    place = 0
    for word in words:
        if not text.startswith(word, place):
            return (True,) * len(words)
        place += len(word)
        following = len(text[place:]) - len(text[place:].lstrip())
        spaces.append(following > 0)
        place += following
    # Sentences of one document are joined by a space.
    return (*spaces[:-1], True) if spaces else ()


def _join(sentences: Sequence[IobSentence]) -> GoldDocument:
    starts: list[int] = []
    spans: list[tuple[int, int, str]] = []
    words: list[str] = []
    for sentence in sentences:
        starts.append(len(words))
        for span in sentence.spans:
            label = common_label(span.label)
            spans.append((len(words) + span.start, len(words) + span.end, label))
        words += sentence.words
    spaces = tuple(space for sentence in sentences for space in sentence.spaces)
    tokens = GoldTokens(words=tuple(words), spaces=spaces, sentences=tuple(starts))
    return GoldDocument(
        id=sentences[0].document or "",
        text=tokens.text,
        tokens=tokens,
        mentions=tokens.mentions(spans),
    )
