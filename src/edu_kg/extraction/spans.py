"""A name as it stands in a text."""

from dataclasses import dataclass

from edu_kg.model import EntityKind


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """One name as it stands in the text: ``text`` is ``article.text[start:end]``."""

    start: int
    end: int
    text: str
    kind: EntityKind
