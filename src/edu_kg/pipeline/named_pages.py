"""One page that somebody named: asked for once, with manners, and the profile it falls under."""

from edu_kg.errors import ForbiddenAddress
from edu_kg.fetch import Fetcher, FetchOptions, options_for
from edu_kg.model import Page, Site
from edu_kg.model.addresses import canonical_address
from edu_kg.parsing import find_address
from edu_kg.sources import sites_by_host

WEB = ("http://", "https://")
"""What a source begins with that is an address, and no file."""


def fetch_named(url: str, options: FetchOptions | None = None, site: Site | None = None) -> Page:
    """The page at an address, asked for as politely as by a crawl of the site.

    Raises:
        ForbiddenAddress: it is no http(s) address, or one that must not be asked.
        FetchError: the page did not arrive.
    """
    manners = options or FetchOptions()
    if site is not None:
        manners = options_for(site, None, manners)
    try:
        address = canonical_address(url, site)
    except ValueError as error:
        raise ForbiddenAddress(url, "give the http(s) address of a page") from error
    # The address a person gave may be inside a private network; its redirects may not.
    with Fetcher(manners.naming([address])) as fetcher:
        page = fetcher.fetch(address)
    assert isinstance(page, Page)  # noqa: S101  a server that was given no validators gave a page
    return page


def shipped_profile(page: Page) -> Site | None:
    """The shipped profile of the page's host, where there is one."""
    host = (find_address(page) or "").partition("://")[2].partition("/")[0].lower()
    return sites_by_host().get(host)
