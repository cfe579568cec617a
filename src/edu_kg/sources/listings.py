"""Article addresses of a site, from its listings."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice

from edu_kg.errors import FetchError, HttpStatusError, ParseError
from edu_kg.model import Listing, Site
from edu_kg.model.addresses import canonical_address, path_and_query
from edu_kg.sources.contract import Found, Link, Web
from edu_kg.sources.unreadable import Unreadable

logger = logging.getLogger(__name__)

# More than the longest listing known (about 300 pages); a server cannot keep us for ever.
MAX_PAGES = 2000
_FAILURES_IN_A_ROW = 2
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listings:
    """All listings of a site.

    With ``only_new`` a listing ends with the first page whose articles were all kept before;
    else at its end, so that changes of old articles are noticed.
    """

    site: Site
    only_new: bool = False

    @property
    def name(self) -> str:
        """The site's."""
        return self.site.name

    def find(self, web: Web) -> Iterator[Found]:
        """The articles listed, each once."""

        def read_listing(address: str) -> Sequence[str]:
            return web.article_links(web.page(address), self.site)

        is_known = partial(web.is_kept, site=self.site) if self.only_new else None
        for found in discover(self.site, read_listing, is_known=is_known):
            yield found if isinstance(found, Unreadable) else Link(url=found)


def discover(
    site: Site,
    read_listing: Callable[[str], Sequence[str]],
    max_pages: int = MAX_PAGES,
    *,
    is_known: Callable[[str], bool] | None = None,
) -> Iterator[str | Unreadable]:
    """The addresses of a site's articles, each article once, in the order of its listings.

    ``read_listing`` gives the article addresses on the listing page at an address, and may raise
    FetchError or ParseError: such a page comes as `Unreadable`, and the next is tried. A listing
    ends with the first page that shows nothing new: an empty one, the last one again, which is
    what some systems answer to a number past the end, or one of whose articles ``is_known`` says
    that all were seen on an earlier day.
    """
    known: set[str] = set()
    for listing in site.listings:
        walk = _Walk(site, listing, read_listing, min(max_pages, listing.most), is_known)
        for found in walk.articles():
            if isinstance(found, Unreadable):
                yield found
            elif (key := article_key(found, site)) not in known:
                known.add(key)
                yield found


def article_key(address: str, site: Site) -> str:
    """What two addresses of one article have in common: its id where the profile knows it."""
    return site.find_article_id(path_and_query(address)) or address


@dataclass(frozen=True, slots=True)
class _Walk:
    """One listing, page by page, until a page has nothing new."""

    site: Site
    listing: Listing
    read_listing: Callable[[str], Sequence[str]]
    max_pages: int
    is_known: Callable[[str], bool] | None

    def articles(self) -> Iterator[str | Unreadable]:
        seen: set[str] = set()
        failures = 0
        for address in islice(page_addresses(self.site, self.listing), self.max_pages):
            try:
                links = self.read_listing(address)
            except (FetchError, ParseError) as error:
                if seen and isinstance(error, HttpStatusError) and error.status in _GONE:
                    return  # how other systems say that a number is past the end
                failures += 1
                yield Unreadable(address, error)
                if failures == _FAILURES_IN_A_ROW:
                    return
                continue
            failures = 0
            keys = {article_key(link, self.site) for link in links}
            if keys <= seen or (self.is_known and all(map(self.is_known, links))):
                return
            seen |= keys
            yield from links
        if self.listing.is_paginated:
            logger.warning(
                "%s: stopped after %d pages of %s",
                self.site.name,
                self.max_pages,
                self.listing.path,
            )


def page_addresses(site: Site, listing: Listing) -> Iterator[str]:
    """The addresses of a listing's pages, without end where it is paginated.

    >>> listing = Listing(path="/news/", page_path="page/{n}/", first=1)
    >>> site = Site(name="a", institution="A", address="http://a.example", hosts=("a.example",))
    >>> list(islice(page_addresses(site, listing), 2))
    ['http://a.example/news/', 'http://a.example/news/page/2/']
    """
    address = canonical_address(f"{site.address}/{listing.path.lstrip('/')}", site)
    yield address
    if not listing.is_paginated:
        return
    path, _, query = address.partition("?")
    for number in count(listing.first + listing.step, listing.step):
        if listing.page_path:
            below = listing.page_path.replace("{n}", str(number)).lstrip("/")
            following = f"{path.rstrip('/')}/{below}" + (f"?{query}" if query else "")
        else:
            joint = "&" if query else "?"
            following = f"{address}{joint}{listing.parameter}={number}"
        yield canonical_address(following, site)
