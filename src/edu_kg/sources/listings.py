"""Article addresses of a site, from its listings."""

import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice

from edu_kg.errors import FetchError, HttpStatusError, ParseError
from edu_kg.model import Listing, Site
from edu_kg.model.addresses import canonical_address, path_and_query
from edu_kg.sources.unreadable import Unreadable

logger = logging.getLogger(__name__)

# More than the longest listing known (about 300 pages); a server cannot keep us for ever.
MAX_PAGES = 2000
_FAILURES_IN_A_ROW = 2
_GONE = frozenset({404, 410})


def discover(
    site: Site, read_listing: Callable[[str], Sequence[str]], max_pages: int = MAX_PAGES
) -> Iterator[str | Unreadable]:
    """The addresses of a site's articles, each article once, in the order of its listings.

    ``read_listing`` gives the article addresses on the listing page at an address, and may raise
    FetchError or ParseError: such a page comes as `Unreadable`, and the next is tried. A listing
    ends with the first page that shows nothing new: an empty one, or the last one again, which is
    what some systems answer to a number past the end.
    """
    known: set[str] = set()
    for listing in site.listings:
        for found in _walk(site, listing, read_listing, max_pages):
            if isinstance(found, Unreadable):
                yield found
            elif (key := _article_key(found, site)) not in known:
                known.add(key)
                yield found


def _walk(
    site: Site, listing: Listing, read_listing: Callable[[str], Sequence[str]], max_pages: int
) -> Iterator[str | Unreadable]:
    """What one listing shows, page by page, until a page has nothing new."""
    seen: set[str] = set()
    failures = 0
    for address in islice(_page_addresses(site, listing), max_pages):
        try:
            links = read_listing(address)
        except (FetchError, ParseError) as error:
            if seen and isinstance(error, HttpStatusError) and error.status in _GONE:
                return  # how other systems say that a number is past the end
            failures += 1
            yield Unreadable(address, error)
            if failures == _FAILURES_IN_A_ROW:
                return
            continue
        failures = 0
        keys = {_article_key(link, site) for link in links}
        if keys <= seen:
            return
        seen |= keys
        yield from links
    if listing.parameter:
        logger.warning("%s: stopped after %d pages of %s", site.name, max_pages, listing.path)


def _page_addresses(site: Site, listing: Listing) -> Iterator[str]:
    address = canonical_address(f"{site.address}/{listing.path.lstrip('/')}", site)
    yield address
    if listing.parameter:
        joint = "&" if "?" in address else "?"
        for number in count(listing.step, listing.step):
            yield canonical_address(f"{address}{joint}{listing.parameter}={number}", site)


def _article_key(address: str, site: Site) -> str:
    """What two addresses of one article have in common: its id where the profile knows it."""
    return site.find_article_id(path_and_query(address)) or address
