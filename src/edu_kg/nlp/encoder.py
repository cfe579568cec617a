"""The spaCy component of the accurate tier: tags, trees, sentences and mentions by one encoder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import srsly
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span

from edu_kg.nlp.analysis import Tokens, WordAnalysis, analyse
from edu_kg.nlp.engine import EncoderFiles, Engine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.vocab import Vocab

_NAMES = {"model": "model.onnx", "settings": "settings.json"}
_SPACE = WordAnalysis(tag="_SP", morph="POS=SPACE", head=0, dep="dep", mention="O")


FACTORY = "edu_encoder"


@Language.factory(
    FACTORY,
    default_config={"scheme": "news"},
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "doc.sents",
        "doc.ents",
    ],
)
def make_encoder(nlp: Language, name: str, scheme: str) -> EncoderComponent:
    """Give an encoder component without weights; `from_disk` brings them."""
    return EncoderComponent(nlp.vocab, name, scheme)


class EncoderComponent:
    """Writes tags, morphology, trees, sentence starts and mentions onto documents.

    `scheme` names the annotation guideline mentions follow: "news" is the project's own.
    """

    def __init__(self, vocab: Vocab, name: str, scheme: str) -> None:
        self.vocab = vocab
        self.name = name
        self.scheme = scheme
        self.engine: Engine | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Give the mention labels."""
        if self.engine is None:
            return ()
        tags = self.engine.settings.mentions
        return tuple(tag[2:] for tag in tags if tag.startswith("B-"))

    def __call__(self, doc: Doc) -> Doc:
        """Give the document, annotated.

        Raises:
            ValueError: if no weights were loaded.
        """
        if self.engine is None:
            message = f"component {self.name!r} has no weights: load the pipeline from its folder"
            raise ValueError(message)
        if len(doc) == 0:
            return doc
        tokens = Tokens(
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            starts=[token.is_sent_start for token in doc],
        )
        scheme = self.engine.settings.schemes.index(self.scheme)
        found = analyse(self.engine, tokens, scheme)
        write_annotations(doc, found)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights and settings to a folder."""
        del exclude
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self.engine is not None:
            for field, name in _NAMES.items():
                (folder / name).write_bytes(getattr(self.engine.files, field))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EncoderComponent:
        """Load the weights and settings of a folder."""
        del exclude
        folder = Path(path)
        contents = {field: (folder / name).read_bytes() for field, name in _NAMES.items()}
        self.engine = Engine(EncoderFiles(**contents))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give the weights and settings as bytes."""
        del exclude
        files = self.engine.files if self.engine else None
        row = {field: getattr(files, field) for field in _NAMES} if files else {}
        return bytes(srsly.msgpack_dumps(row))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EncoderComponent:
        """Load what `to_bytes` gave."""
        del exclude
        row = srsly.msgpack_loads(data)
        self.engine = Engine(EncoderFiles(**row)) if row else None
        return self

    def __getstate__(self) -> dict[str, object]:
        """Give the state without the running graph, which cannot be copied to another process."""
        return {
            "vocab": self.vocab,
            "name": self.name,
            "scheme": self.scheme,
            "files": self.engine.files if self.engine else None,
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        """Rebuild the graph in a worker process."""
        files = state.pop("files")
        for key, value in state.items():
            setattr(self, key, value)
        self.engine = Engine(files) if isinstance(files, EncoderFiles) else None


def write_annotations(doc: Doc, found: list[WordAnalysis]) -> None:
    """Write the analysis of a document's words onto it; white space hangs on the word before it."""
    place = [n for n, token in enumerate(doc) if not token.is_space]
    rows = np.zeros((len(doc), 5), dtype=np.int64).view(np.uint64)
    strings = doc.vocab.strings
    previous = place[0] if place else 0
    word = 0
    for number, token in enumerate(doc):
        analysis, head = _SPACE, previous
        if not token.is_space and place:
            analysis, previous = found[word], number
            head = place[analysis.head]
            word += 1
        pos, _, features = analysis.morph.removeprefix("POS=").partition("|")
        rows[number] = (
            strings.add(analysis.tag),
            IDS[pos],
            doc.vocab.morphology.add(features),
            np.int64(head - number).astype(np.uint64),
            strings.add(analysis.dep),
        )
    doc.from_array([TAG, POS, MORPH, HEAD, DEP], rows)  # type: ignore[arg-type] # a uint64 array
    doc.set_ents(_mentions(doc, place, found), default="outside")


def _mentions(doc: Doc, place: list[int], found: list[WordAnalysis]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for number, analysis in enumerate([*found, _SPACE]):
        is_inside = analysis.mention.startswith("I-")
        if number and not is_inside and found[number - 1].mention != "O":
            label = found[number - 1].mention[2:]
            spans.append(Span(doc, place[start], place[number - 1] + 1, label=label))
        if not is_inside:
            start = number
    return spans
