"""Readers of the open corpora: treebanks and entity sets become documents of one kind."""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from training.dates import add_dates
from training.documents import UNKNOWN, Document, Entity, Syntax
from training.gum import GumSentence, named_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language


def read_text(path: Path) -> str:
    """Give the text of a file, unpacked where it is xz-compressed."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return str(stream.read())


# --- CoNLL-U -------------------------------------------------------------------------------------


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


def read_treebank(conllu: Path, iob: Path | None, max_sentences: int = 0) -> Iterator[Document]:
    """Yield the documents of a treebank, with the entities of its UNER layer where one is given.

    With `max_sentences` documents are cut after so many (PUD has unrelated sentences: one each).
    """
    layer = _read_layer(iob) if iob else {}
    for name, sentences in group_documents(parse_conllu(read_text(conllu))):
        step = max_sentences or len(sentences)
        for first in range(0, len(sentences), step):
            part = sentences[first : first + step]
            entities = None
            if iob is not None:
                entities = [_layer_entities(s, layer) for s in part]
            yield to_syntax_document(f"{name}-{first}", part, entities, "uner")


_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}


def _read_layer(path: Path) -> dict[str, list[str]]:
    """Give the tags of every sentence of an IOB2 file, by its words (ids differ)."""
    layer = {}
    for block in re.split(r"\n\s*\n", read_text(path)):
        rows = [
            line.split("\t") for line in block.splitlines() if line and not line.startswith("#")
        ]
        if rows:
            tags = [row[2] for row in rows]
            layer[" ".join(row[1] for row in rows)] = tags
    return layer


def _layer_entities(sentence: Sentence, layer: dict[str, list[str]]) -> list[Entity]:
    words = [row[1] for row in sentence.rows]
    tags = layer.get(" ".join(words))
    if tags is None:
        return [Entity(0, len(words), UNKNOWN)]
    entities = [Entity(e.start, e.end, _UNER.get(e.label, UNKNOWN)) for e in bio_spans(tags)]
    # "Other" names of UNER (nationalities, works) are simply no mention of ours.
    return add_dates(words, [e for e in entities if e.label != UNKNOWN])


def bio_spans(tags: list[str]) -> list[Entity]:
    """Give the spans of BIO tags; a stray I- opens a span.

    >>> bio_spans(["B-PER", "I-PER", "O", "I-LOC"])
    [Entity(start=0, end=2, label='PER'), Entity(start=3, end=4, label='LOC')]
    """
    spans: list[Entity] = []
    for number, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if prefix not in {"B", "I"} or not label or label == "O":
            continue
        last = spans[-1] if spans else None
        if prefix == "I" and last and last.end == number and last.label == label:
            spans[-1] = replace(last, end=number + 1)
        else:
            spans.append(Entity(number, number + 1, label))
    return spans


# --- GUM -----------------------------------------------------------------------------------------


def read_gum(conllu: Path) -> Iterator[Document]:
    """Yield GUM documents with named mentions cut out of the entity column."""
    for name, sentences in group_documents(parse_conllu(read_text(conllu))):
        entities = []
        for sentence in sentences:
            found = named_mentions(GumSentence(sentence.rows))
            entities.append(add_dates([row[1] for row in sentence.rows], found))
        yield to_syntax_document(name, sentences, entities, "gum")


# --- entity corpora without syntax ---------------------------------------------------------------

_GLUE_LEFT = frozenset(
    [
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "}",
        "%",
        "'s",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        "n't",
        "’s",
        "'",
        "’",
        "”",
    ]
)
_GLUE_RIGHT = frozenset(["(", "[", "{", "$", "£", "€", "“", "‘"])
_DEMONYMS = frozenset(
    [
        "American",
        "Americans",
        "British",
        "German",
        "Germans",
        "Chinese",
        "French",
        "Russian",
        "Russians",
        "Japanese",
        "Italian",
        "Italians",
        "Spanish",
        "Canadian",
        "Indian",
        "Australian",
        "Irish",
        "Scottish",
        "English",
        "Welsh",
        "Dutch",
        "Swedish",
        "Norwegian",
        "Danish",
        "Finnish",
        "Polish",
        "Czech",
        "Slovak",
        "Hungarian",
        "Romanian",
        "Bulgarian",
        "Greek",
        "Turkish",
        "Iranian",
        "Iraqi",
        "Israeli",
        "Egyptian",
        "Mexican",
        "Brazilian",
        "Argentine",
        "African",
        "European",
        "Europeans",
        "Asian",
        "Korean",
        "Vietnamese",
        "Thai",
        "Indonesian",
        "Malaysian",
        "Filipino",
        "Pakistani",
        "Ukrainian",
        "Soviet",
        "Ottoman",
        "Portuguese",
        "Belgian",
        "Austrian",
        "Swiss",
        "Serbian",
        "Croatian",
        "Slovenian",
        "Estonian",
        "Latvian",
        "Lithuanian",
        "Latin",
        "Cuban",
        "Chilean",
        "Peruvian",
        "Colombian",
        "Venezuelan",
        "Norse",
        "Persian",
        "Mongolian",
        "Taiwanese",
        "Nigerian",
        "Ghanaian",
        "Kenyan",
        "Ethiopian",
        "Somali",
        "Algerian",
        "Moroccan",
        "Tunisian",
        "Libyan",
        "Syrian",
        "Lebanese",
        "Jordanian",
        "Palestinian",
        "Saudi",
        "Afghan",
        "Bangladeshi",
        "Nepalese",
        "Singaporean",
        "Burmese",
        "Cambodian",
        "Icelandic",
        "Maltese",
        "Cypriot",
        "Albanian",
        "Macedonian",
        "Bosnian",
        "Georgian",
        "Armenian",
        "Kazakh",
        "Uzbek",
        "Jamaican",
        "Haitian",
        "Roman",
        "Byzantine",
        "Bavarian",
        "Prussian",
        "Flemish",
        "Catalan",
        "Basque",
        "Breton",
        "Cornish",
        "Manx",
        "Arab",
        "Arabic",
        "Jewish",
        "Anglo-Saxon",
        "Germanic",
        "Slavic",
        "Nordic",
        "Scandinavian",
        "Baltic",
        "Balkan",
        "Californian",
        "Texan",
    ]
)


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
        yield to_entity_document(nlp, f"redocred-{path.stem}-{number}", parts, ordered=True)


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


def _labelled(words: tuple[str, ...], spans: list[Entity], labels: dict[str, str]) -> TokenSentence:
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


def read_crossner(folder: Path, nlp: Language) -> Iterator[Document]:
    """Yield CrossNER sentences, each as a document of its own (they follow no order)."""
    for path in sorted(folder.glob("*.txt*")):
        for number, block in enumerate(re.split(r"\n\s*\n", read_text(path))):
            rows = [line.split() for line in block.splitlines() if len(line.split()) > 1]
            if rows:
                words = tuple(row[0] for row in rows)
                sentence = _labelled(words, bio_spans([row[-1] for row in rows]), _CROSSNER)
                name = f"crossner-{path.name.split('.')[0]}-{number}"
                yield to_entity_document(nlp, name, [sentence], ordered=False)
