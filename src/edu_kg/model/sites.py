"""What is known of an institution's site: where its news stand and how its pages are marked up."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One paginated list of articles.

    ``path`` is relative to the site's address and gives the first page, whose number is
    ``first``; the next ones follow in steps of ``step``. They stand at ``?{parameter}={n}``, or
    at ``page_path`` below the listing, with ``{n}`` in it ("page/{n}/"). With neither there is a
    single page. ``most`` is the greatest number of pages that is asked for.
    """

    path: str
    parameter: str = ""
    page_path: str = ""
    first: int = 0
    step: int = 1
    most: int = 2000

    @property
    def is_paginated(self) -> bool:
        """Whether there may be more pages than one."""
        return bool(self.parameter or self.page_path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors, each list tried in order until one matches.

    ``drop`` names what is cut out of the body before it is read; a page with an element that
    ``no_article`` names is a listing, a search or another page without an article of its own.
    """

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    no_article: tuple[str, ...] = ()
    listing_links: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site profile, read from one TOML file.

    ``hosts`` are the host names (with port, where not the usual one) that serve the same pages;
    ``address`` (scheme and host) is the one articles are recorded under. ``sitemaps`` and
    ``feeds`` are paths of it that list articles as well. ``article_patterns``
    are regular expressions, searched in the path and query of an address; a group named ``id``
    tells that two addresses are those of one article. ``not_authors`` are account names that are
    no by-line ("Super User"). ``delay_seconds`` is the least time between two requests.
    """

    name: str
    institution: str
    address: str
    hosts: tuple[str, ...]
    listings: tuple[Listing, ...] = ()
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    article_patterns: tuple[str, ...] = ()
    selectors: Selectors = Selectors()
    not_authors: tuple[str, ...] = ()
    language: str | None = None
    delay_seconds: float = 2.0

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self.article_patterns)

    def is_article_path(self, path_and_query: str) -> bool:
        """Whether an address of this site is that of an article."""
        return any(pattern.search(path_and_query) for pattern in self._patterns)

    def find_article_id(self, path_and_query: str) -> str | None:
        """What its pages have in common that show one article under several addresses.

        None where the address is that of no article, or the profile knows no ids.
        """
        for pattern in self._patterns:
            match = pattern.search(path_and_query)
            if match is not None:
                return match.groupdict().get("id")
        return None
