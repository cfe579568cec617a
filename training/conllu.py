"""CoNLL-U: sentences of a treebank, and documents made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from training.documents import Document, Entity, Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Sentence:
    """A CoNLL-U sentence: comments and the ten columns of its plain tokens."""

    meta: dict[str, str]
    rows: tuple[tuple[str, ...], ...]
    spaces: tuple[bool, ...]
    """Whether white space follows each token."""


def parse_conllu(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file."""
    for block in re.split(r"\n\s*\n", text):
        meta: dict[str, str] = {}
        rows: list[tuple[str, ...]] = []
        glued: dict[int, bool] = {}
        for line in block.splitlines():
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                meta[key.strip()] = value.strip()
                continue
            row = tuple(line.split("\t"))
            if len(row) != 10 or "." in row[0]:
                continue
            has_space = "SpaceAfter=No" not in row[9]
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                glued |= dict.fromkeys(range(first, last), False) | {last: has_space}
                continue
            rows.append(row)
            glued.setdefault(int(row[0]), has_space)
        if rows:
            yield Sentence(meta, tuple(rows), tuple(glued[int(r[0])] for r in rows))


_DROPPED_FEATURES = ("Abbr=", "Cxn", "ExtPos=", "Foreign=", "NumForm=", "Style=", "Typo=")


def morph(row: tuple[str, ...]) -> str:
    """Give the UPOS tag and features of a token as one label, house-keeping features dropped."""
    features = [f for f in row[5].split("|") if f != "_" and not f.startswith(_DROPPED_FEATURES)]
    return "|".join([f"POS={row[3]}", *features])


def to_syntax_document(
    document_id: str, sentences: list[Sentence], entities: list[list[Entity]] | None, scheme: str
) -> Document:
    """Give consecutive treebank sentences as one document."""
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    morphs: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    starts: list[int] = []
    paragraphs: list[int] = []
    shifted: list[Entity] = []
    for number, sentence in enumerate(sentences):
        offset = len(words)
        starts.append(offset)
        if number == 0 or any(key.startswith("newpar") for key in sentence.meta):
            paragraphs.append(offset)
        for position, row in enumerate(sentence.rows):
            head = int(row[6])
            words.append(row[1].replace(" ", "").replace("\xa0", ""))
            tags.append(row[4])
            morphs.append(morph(row))
            heads.append(offset + (head - 1 if head else position))
            deps.append("ROOT" if head == 0 else row[7])
        spaces += [*sentence.spaces[:-1], True]
        if entities is not None:
            shifted += [
                replace(e, start=e.start + offset, end=e.end + offset) for e in entities[number]
            ]
    return Document(
        id=document_id,
        scheme=scheme,
        words=tuple(words),
        spaces=tuple(spaces),
        sentences=tuple(starts),
        entities=None if entities is None else tuple(shifted),
        syntax=Syntax(tuple(tags), tuple(morphs), tuple(heads), tuple(deps)),
        paragraphs=tuple(paragraphs),
    )


def group_documents(sentences: Iterable[Sentence]) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield document ids with their sentences."""
    current: list[Sentence] = []
    name = ""
    for sentence in sentences:
        new = next((v for k, v in sentence.meta.items() if k.startswith("newdoc")), None)
        if new is not None and current:
            yield name, current
            current = []
        name = new or name
        current.append(sentence)
    if current:
        yield name, current
