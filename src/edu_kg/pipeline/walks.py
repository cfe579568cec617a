"""Which listings were walked to their end: only of those can a later run ask for the new alone."""

from collections.abc import Iterable

from edu_kg.model import Site
from edu_kg.pipeline.workspace import Index
from edu_kg.sources import Listings, Source, article_key
from edu_kg.text import digest


def begin_walks(index: Index, sources: Iterable[Source], site: Site | None) -> frozenset[str]:
    """The articles of earlier runs at which listings may end, by what their addresses share.

    Not one, where a listing of the sources was never walked to its end: behind articles that are
    known there may be some that are not. Until ``end_walks`` the listings count as such.
    """
    walks = _marks(sources)
    is_walked = walks <= set(index.walked)
    index.walked = tuple(mark for mark in index.walked if mark not in walks)
    if not is_walked:
        return frozenset()
    return frozenset(
        url if site is None else article_key(url, site)
        for url, state in index.articles.items()
        if state.page
    )


def end_walks(index: Index, sources: Iterable[Source]) -> None:
    """Note that the listings among the sources were walked to their end."""
    index.walked = tuple(sorted({*index.walked, *_marks(sources)}))


def _marks(sources: Iterable[Source]) -> set[str]:
    return {
        digest(source.site.name, repr(source.site.listings))
        for source in sources
        if isinstance(source, Listings)
    }
