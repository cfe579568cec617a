"""The one document format between conversion and every trainer: a JSON line a document."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from edu_kg.nlp.evaluation import OPEN, GoldDocument, GoldSyntax, GoldTokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LABELS = ("PERSON", "ORG", "PLACE", "DATE")


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention over tokens `start` to `end` (exclusive); `UNKNOWN` where a source is silent."""

    start: int
    end: int
    label: str


UNKNOWN = OPEN
"""Label of a stretch that may or may not be a mention (a source's MISC, say)."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """Universal Dependencies of a document; heads are token numbers, a root is its own head."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Tokens of a document with what its source knows of them.

    Tokens may be white space (a paragraph break is one); `scheme` names the guideline the entities
    follow, because treebanks, Wikipedia corpora and our news disagree about governments and teams.
    """

    id: str
    scheme: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    sentences: tuple[int, ...]
    """First token of every sentence; empty where the source does not say."""
    entities: tuple[Entity, ...] | None = None
    syntax: Syntax | None = None
    ordered: bool = True
    """Whether neighbouring sentences really follow each other in a text."""
    paragraphs: tuple[int, ...] = field(default=(0,))

    @property
    def tokens(self) -> GoldTokens:
        """The tokens as what a pipeline is scored on has them."""
        return GoldTokens(words=self.words, spaces=self.spaces, sentences=self.sentences)

    def sentence_spans(self) -> Iterator[tuple[int, int]]:
        """Yield the token range of every sentence (the whole document where none are known)."""
        yield from self.tokens.sentence_spans()

    def to_gold(self) -> GoldDocument:
        """Give the document as what a pipeline is scored on."""
        tokens, entities, syntax = self.tokens, self.entities, self.syntax
        return GoldDocument(
            id=self.id,
            text=tokens.text,
            tokens=tokens,
            mentions=None
            if entities is None
            else tokens.mentions((e.start, e.end, e.label) for e in entities),
            syntax=None
            if syntax is None
            else GoldSyntax(
                tags=syntax.tags,
                upos=tuple(m.split("|")[0].removeprefix("POS=") for m in syntax.morphs),
                heads=syntax.heads,
                deps=syntax.deps,
            ),
        )


def write_documents(path: Path, documents: Iterable[Document]) -> int:
    """Write documents, one a line, and give their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for count, document in enumerate(documents, 1):  # noqa: B007 - the count is the result
            out.write(json.dumps(asdict(document), ensure_ascii=False) + "\n")
    return count


def read_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a file `write_documents` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            entities = row["entities"]
            syntax = row["syntax"]
            yield Document(
                id=row["id"],
                scheme=row["scheme"],
                words=tuple(row["words"]),
                spaces=tuple(row["spaces"]),
                sentences=tuple(row["sentences"]),
                entities=None if entities is None else tuple(Entity(**e) for e in entities),
                syntax=None
                if syntax is None
                else Syntax(**{k: tuple(v) for k, v in syntax.items()}),
                ordered=row["ordered"],
                paragraphs=tuple(row["paragraphs"]),
            )
