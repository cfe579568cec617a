"""Pages as they came, and the articles read out of them."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from edu_kg.model.dates import PartialDate

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of a server, or one file, as it came.

    ``url`` is the address the page stands at for users (after host aliases); ``retrieved_from``
    the address or path really read. ``headers`` have lower-case names. ``fetched_at`` is UTC,
    None for files.
    """

    url: str
    retrieved_from: str
    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: dt.datetime | None = None

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the body."""
        return hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """The value of a header, None where the server sent none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an article's text: characters ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def cut(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other lies inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article: what it says and what is known of its publication.

    ``text`` is the main text, paragraphs parted by a blank line; every offset of every claim
    points into it. ``published`` is None where no signal of the page gave it, never a guess;
    ``published_from`` names the signal ("profile", "json-ld", "record", ...). ``byline`` is the
    author as printed; ``section`` the part of the site it appeared in. ``captions`` are those of
    its pictures, which are no part of the text. ``canonical`` is the address the page gives as its
    own, if that is on the same host. ``language`` is a BCP 47 tag. ``publisher`` is the
    institution whose site it is. ``page_sha256`` is the digest of the page it was read from.
    """

    url: str
    title: str
    text: str
    published: PartialDate | None = None
    published_from: str | None = None
    byline: str | None = None
    language: str | None = None
    publisher: str | None = None
    section: str | None = None
    captions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    canonical: str | None = None
    page_sha256: str | None = None

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs, as spans of ``text`` without surrounding white space."""
        spans, start = [], 0
        breaks = [*_PARAGRAPH_BREAK.finditer(self.text)]
        for stop, following in [
            *((found.start(), found.end()) for found in breaks),
            (len(self.text), len(self.text)),
        ]:
            piece = self.text[start:stop]
            left = len(piece) - len(piece.lstrip())
            stripped = piece.strip()
            if stripped:
                spans.append(Span(start + left, start + left + len(stripped)))
            start = following
        return tuple(spans)
