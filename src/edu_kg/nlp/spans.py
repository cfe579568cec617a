"""A name as it stands in a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from spacy.tokens import Doc

from edu_kg.model import EntityKind

KIND_OF_LABEL = MappingProxyType(
    {
        "PERSON": EntityKind.PERSON,
        "PER": EntityKind.PERSON,
        "ORG": EntityKind.ORGANIZATION,
        "PLACE": EntityKind.PLACE,
        "LOC": EntityKind.PLACE,
        "GPE": EntityKind.PLACE,
        "FAC": EntityKind.PLACE,
    }
)
"""What pipelines call persons, bodies and places."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """One name as it stands in the text: ``text`` is ``article.text[start:end]``."""

    start: int
    end: int
    text: str
    kind: EntityKind


def pipeline_names(doc: Doc) -> Iterator[Name]:
    """The persons, bodies and places that the pipeline found, as it found them."""
    for span in doc.ents:
        if span.label_ in KIND_OF_LABEL:
            yield Name(span.start_char, span.end_char, span.text, KIND_OF_LABEL[span.label_])
