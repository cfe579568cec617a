"""What every kind of source is: a name, and what it finds, one thing after the other."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from edu_kg.model import Article, Page, PartialDate, Site
from edu_kg.sources.unreadable import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address to fetch.

    ``asked_for`` tells that the user named it, so that it is a failure if it is no article; what
    a sitemap lists beside articles is none. ``published`` is the day a feed gives it, ``changed``
    the time before which its page, by the source's word, did not change.
    """

    url: str
    asked_for: bool = False
    published: PartialDate | None = None
    changed: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """Word from a source that so many more finds are to come, for whoever shows progress."""

    number: int


@dataclass(frozen=True, slots=True)
class Captured:
    """A page out of an archive, where it stands among pages of every kind.

    ``published`` is the day that a feed in the same archive gives it.
    """

    page: Page
    published: PartialDate | None = None


Found = Link | Page | Captured | Article | Unreadable | Expected


class Web(Protocol):
    """What a source may ask of whoever runs it; each answer is fetched, kept and counted there."""

    def page(self, url: str) -> Page:
        """The page at an address; raises FetchError."""
        ...

    def article_links(self, page: Page, site: Site) -> Sequence[str]:
        """Addresses of the articles a listing leads to; raises ParseError."""
        ...

    def is_kept(self, url: str, site: Site | None = None) -> bool:
        """Whether the article at an address was kept by an earlier run."""
        ...


class Source(Protocol):
    """A place news come from.

    What it finds comes lazily: a page is asked of the web only when all that stood before it was
    taken, so that a run can be stopped at any point. Nothing is raised: what cannot be read
    comes as Unreadable in its place.
    """

    @property
    def name(self) -> str:
        """What the user gave, for reports."""
        ...

    def find(self, web: Web) -> Iterator[Found]:
        """What the source holds, in its own order."""
        ...
