"""The pieces of an article as they are found on a page."""

from dataclasses import dataclass

from edu_kg.parsing.published import Published


@dataclass(frozen=True, slots=True)
class Found:
    """A text and the signal that gave it."""

    value: str
    signal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """What a page tells of its article; None and empty for what it does not tell."""

    title: Found | None
    paragraphs: tuple[str, ...]
    published: Published | None
    byline: Found | None
    section: Found | None
    language: Found | None
    publisher: Found | None
    captions: tuple[str, ...]
    links: tuple[str, ...]
    canonical: str | None
    body: str


def found_or_none(value: str | None, signal: str) -> Found | None:
    """The text with its signal; None where there is no text.

    >>> found_or_none("", "og:title") is None
    True
    """
    return Found(value, signal) if value else None
