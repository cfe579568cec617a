"""Readers of entity corpora without syntax: Re-DocRED, WikiGold, CrossNER."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edu_kg.nlp.evaluation.iob import BioSpan, bio_spans
from training.dates import add_dates
from training.documents import UNKNOWN, Document, Entity
from training.packed import plain_name, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language

_GLUE_LEFT = frozenset((
    ".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "'re", "'ve", "'ll", "'d", "'m",
    "n't", "’s", "'", "’", "”",
))  # fmt: skip
_GLUE_RIGHT = frozenset(["(", "[", "{", "$", "£", "€", "“", "‘"])
_DEMONYMS = frozenset((
    "American", "Americans", "British", "German", "Germans", "Chinese", "French", "Russian",
    "Russians", "Japanese", "Italian", "Italians", "Spanish", "Canadian", "Indian",
    "Australian", "Irish", "Scottish", "English", "Welsh", "Dutch", "Swedish", "Norwegian",
    "Danish", "Finnish", "Polish", "Czech", "Slovak", "Hungarian", "Romanian", "Bulgarian",
    "Greek", "Turkish", "Iranian", "Iraqi", "Israeli", "Egyptian", "Mexican", "Brazilian",
    "Argentine", "African", "European", "Europeans", "Asian", "Korean", "Vietnamese", "Thai",
    "Indonesian", "Malaysian", "Filipino", "Pakistani", "Ukrainian", "Soviet", "Ottoman",
    "Portuguese", "Belgian", "Austrian", "Swiss", "Serbian", "Croatian", "Slovenian",
    "Estonian", "Latvian", "Lithuanian", "Latin", "Cuban", "Chilean", "Peruvian", "Colombian",
    "Venezuelan", "Norse", "Persian", "Mongolian", "Taiwanese", "Nigerian", "Ghanaian",
    "Kenyan", "Ethiopian", "Somali", "Algerian", "Moroccan", "Tunisian", "Libyan", "Syrian",
    "Lebanese", "Jordanian", "Palestinian", "Saudi", "Afghan", "Bangladeshi", "Nepalese",
    "Singaporean", "Burmese", "Cambodian", "Icelandic", "Maltese", "Cypriot", "Albanian",
    "Macedonian", "Bosnian", "Georgian", "Armenian", "Kazakh", "Uzbek", "Jamaican", "Haitian",
    "Roman", "Byzantine", "Bavarian", "Prussian", "Flemish", "Catalan", "Basque", "Breton",
    "Cornish", "Manx", "Arab", "Arabic", "Jewish", "Anglo-Saxon", "Germanic", "Slavic",
    "Nordic", "Scandinavian", "Baltic", "Balkan", "Californian", "Texan",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class TokenSentence:
    """A sentence of a corpus that comes as tokens without spacing."""

    words: tuple[str, ...]
    entities: tuple[Entity, ...]


def join_words(words: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
    """Give the text the tokens probably came from, and where each starts in it.

    >>> join_words(("He", "said", ":", '"', "Yes", "(", "no", ")", '"', "."))[0]
    'He said: "Yes (no)".'
    """
    text = ""
    starts = []
    is_quoted = False
    glue = True
    for word in words:
        is_quote = word in {'"', "``", "''"}
        if not (glue or word in _GLUE_LEFT or (is_quote and is_quoted)):
            text += " "
        starts.append(len(text))
        text += word
        glue = word in _GLUE_RIGHT or (is_quote and not is_quoted)
        is_quoted ^= is_quote
    return text, tuple(starts)


def to_entity_document(
    nlp: Language, document_id: str, sentences: list[TokenSentence], *, ordered: bool
) -> Document:
    """Give sentences of a foreign tokenisation as a document of ours, tokenised by `nlp`."""
    words: list[str] = []
    spaces: list[bool] = []
    entities: list[Entity] = []
    starts = []
    for sentence in sentences:
        text, offsets = join_words(sentence.words)
        doc = nlp.make_doc(text)
        base = len(words)
        starts.append(base)
        found: list[Entity] = []
        for entity in sentence.entities:
            end = offsets[entity.end - 1] + len(sentence.words[entity.end - 1])
            span = doc.char_span(offsets[entity.start], end)
            label = entity.label if span is not None else UNKNOWN
            span = span or doc.char_span(offsets[entity.start], end, alignment_mode="expand")
            if span is not None and all(span.end <= e.start or e.end <= span.start for e in found):
                found.append(Entity(span.start, span.end, label))
        own = [t.text for t in doc]
        found = add_dates(own, found)
        entities += [replace(e, start=e.start + base, end=e.end + base) for e in found]
        words += own
        spaces += [bool(t.whitespace_) for t in doc]
        spaces[-1] = True
    return Document(
        id=document_id,
        scheme="wiki",
        words=tuple(words),
        spaces=tuple(spaces),
        sentences=tuple(starts),
        entities=tuple(entities),
        ordered=ordered,
    )


def _is_demonym(words: tuple[str, ...]) -> bool:
    return len(words) == 1 and words[0] in _DEMONYMS


def read_redocred(path: Path, nlp: Language) -> Iterator[Document]:
    """Yield the Re-DocRED documents of a file."""
    labels = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": UNKNOWN}
    for number, row in enumerate(json.loads(read_text(path))):
        sentences = [tuple(w.replace("\xa0", " ").strip() or "_" for w in s) for s in row["sents"]]
        found: list[set[Entity]] = [set() for _ in sentences]
        for vertex in row["vertexSet"]:
            for mention in vertex:
                words = sentences[mention["sent_id"]]
                start, end = _trim(words, *mention["pos"])
                label = labels.get(mention["type"])
                if label and start < end and not _is_demonym(words[start:end]):
                    found[mention["sent_id"]].add(Entity(start, end, label))
        parts = [
            TokenSentence(
                words, tuple(sorted(es, key=lambda e: (e.start - e.end, e.start, e.label)))
            )
            for words, es in zip(sentences, found, strict=True)
            if words
        ]
        yield to_entity_document(nlp, f"redocred-{plain_name(path)}-{number}", parts, ordered=True)


def _trim(words: tuple[str, ...], start: int, end: int) -> tuple[int, int]:
    while start < end and words[start].lower() in {"the", "a", "an"}:
        start += 1
    while end > start and words[end - 1] in {"'s", "’s", "'"}:
        end -= 1
    return start, end


def read_wikigold(path: Path, nlp: Language) -> Iterator[Document]:
    """Yield the WikiGold documents of a file."""
    labels = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": UNKNOWN}
    for number, part in enumerate(read_text(path).split("-DOCSTART-")):
        sentences = []
        for block in re.split(r"\n\s*\n", part):
            rows = [line.rsplit(" ", 1) for line in block.splitlines() if " " in line.strip()]
            words = tuple(row[0] for row in rows)
            if rows and not all(w in {"O", ""} for w in words):
                sentences.append(_labelled(words, bio_spans([r[1] for r in rows]), labels))
        if sentences:
            yield to_entity_document(nlp, f"wikigold-{number}", sentences, ordered=True)


def _labelled(
    words: tuple[str, ...], spans: list[BioSpan], labels: dict[str, str]
) -> TokenSentence:
    entities = []
    for span in spans:
        start, end = _trim(words, span.start, span.end)
        label = labels.get(span.label)
        if label and start < end and not _is_demonym(words[start:end]):
            entities.append(Entity(start, end, label))
    return TokenSentence(words, tuple(entities))


_CROSSNER = {
    **dict.fromkeys(
        ("politician", "person", "musicalartist", "writer", "scientist", "researcher"), "PERSON"
    ),
    **dict.fromkeys(("organisation", "politicalparty", "band", "university"), "ORG"),
    **dict.fromkeys(("country", "location"), "PLACE"),
    **dict.fromkeys(("misc", "award", "magazine", "academicjournal"), UNKNOWN),
}


def read_crossner(paths: Iterable[Path], nlp: Language) -> Iterator[Document]:
    """Yield CrossNER sentences, each as a document of its own (they follow no order)."""
    for path in paths:
        for number, block in enumerate(re.split(r"\n\s*\n", read_text(path))):
            rows = [line.split() for line in block.splitlines() if len(line.split()) > 1]
            if rows:
                words = tuple(row[0] for row in rows)
                sentence = _labelled(words, bio_spans([row[-1] for row in rows]), _CROSSNER)
                name = f"crossner-{path.name.split('.')[0]}-{number}"
                yield to_entity_document(nlp, name, [sentence], ordered=False)
