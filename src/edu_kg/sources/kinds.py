"""What kind of source something is that a user gives: by its address, or as the user says."""

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from edu_kg.errors import UnusableSource
from edu_kg.model import Listing, Page, PartialDate, Site
from edu_kg.model.addresses import canonical_address, find_link, path_and_query
from edu_kg.sources.addresses import Address
from edu_kg.sources.contract import Source
from edu_kg.sources.feeds import Feed, FeedEntry, is_feed, parse_feed
from edu_kg.sources.files import Files
from edu_kg.sources.listings import Listings
from edu_kg.sources.markup import local_name, parse_xml
from edu_kg.sources.sitemaps import Entry, Sitemap, is_sitemap, parse_sitemap
from edu_kg.sources.warcs import ARCHIVE_ENDINGS, WarcFile

_WEB = ("http://", "https://")
_SITEMAP = re.compile(r"sitemap[^/]*\.(?:xml|txt)(?:\.gz)?$|/sitemap/?$", re.IGNORECASE)
_FEED = re.compile(
    r"/(?:feed|rss|atom)/?$|\.(?:rss|atom|rdf)$|(?:rss|feed|atom|index)\.xml$", re.IGNORECASE
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:format=feed|feed=\w+|type=(?:rss|atom))(?:&|$)")
_XML_HEAD = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|urlset|sitemapindex|rss|feed|rdf:RDF)\b")
_HEAD_BYTES = 1024


class SourceKind(enum.StrEnum):
    """What a source is read as."""

    PAGE = "page"
    LISTING = "listing"
    SITEMAP = "sitemap"
    FEED = "feed"
    FILES = "files"
    WARC = "warc"


def kind_of(given: str) -> SourceKind:
    """The kind of source an address or path is, by how it is written.

    >>> kind_of("https://a.example/sitemap.xml").value, kind_of("news.warc.gz").value
    ('sitemap', 'warc')
    """
    if not given.startswith(_WEB):
        is_archive = given.lower().endswith(ARCHIVE_ENDINGS)
        return SourceKind.WARC if is_archive else SourceKind.FILES
    try:
        parts = urlsplit(given)
    except ValueError:
        return SourceKind.PAGE
    if _SITEMAP.search(parts.path):
        return SourceKind.SITEMAP
    if _FEED.search(parts.path) or _FEED_QUERY.search(parts.query):
        return SourceKind.FEED
    return SourceKind.PAGE


def source_for(
    given: str, kind: SourceKind | None = None, site: Site | None = None, *, only_new: bool = False
) -> Source:
    """The source a user gives, of the kind told or of the one its address shows.

    Raises:
        UnusableSource: it cannot be of that kind.
    """
    kind = kind or kind_of(given)
    if kind in {SourceKind.FILES, SourceKind.WARC}:
        if given.startswith(_WEB):
            raise UnusableSource(given, f"an address is no {kind.value}; give a path")
        path = Path(given)
        return WarcFile(path=path) if kind is SourceKind.WARC else Files(path=path)
    if not given.startswith(_WEB):
        raise UnusableSource(given, f"a path is no {kind.value}; give an http(s) address")
    if kind is SourceKind.LISTING:
        return Listings(site=_site_of_listing(given, site), only_new=only_new)
    if kind is SourceKind.SITEMAP:
        return Sitemap(url=given, site=site)
    if kind is SourceKind.FEED:
        return Feed(url=given, site=site)
    return Address(url=given)


def sources_of(site: Site, *, only_new: bool = False) -> tuple[Source, ...]:
    """All places a site's profile names: its listings, then its sitemaps and feeds."""
    listings = (Listings(site=site, only_new=only_new),) if site.listings else ()
    sitemaps = (Sitemap(url=_own(site, path), site=site) for path in site.sitemaps)
    feeds = (Feed(url=_own(site, path), site=site) for path in site.feeds)
    return (*listings, *sitemaps, *feeds)


def source_on(page: Page, site: Site | None = None) -> Source | None:
    """The sitemap or feed that a page turns out to be; None for any other page."""
    if not _XML_HEAD.match(page.body[:_HEAD_BYTES]):
        return None
    try:
        root: etree._Element = parse_xml(page.url, page.body)
    except UnusableSource:
        return None
    if is_sitemap(local_name(root)):
        return Sitemap(url=page.url, site=site)
    return Feed(url=page.url, site=site) if is_feed(local_name(root)) else None


def published_on(page: Page, site: Site | None = None) -> Iterator[tuple[str, PartialDate]]:
    """The addresses that a page lists with their day of publication, if it is a feed or sitemap."""
    source = source_on(page, site)
    entries: Sequence[FeedEntry | Entry] = ()
    try:
        if isinstance(source, Feed):
            entries = parse_feed(page.url, page.body).entries
        elif isinstance(source, Sitemap):
            entries = parse_sitemap(page.url, page.body).entries
    except UnusableSource:
        return
    for entry in entries:
        url = find_link(entry.url, page.url, site)
        if url is not None and entry.published is not None:
            yield url, entry.published


def _own(site: Site, path: str) -> str:
    return canonical_address(f"{site.address}/{path.lstrip('/')}", site)


def _site_of_listing(given: str, site: Site | None) -> Site:
    """The site with that one listing, paginated as its own ones are."""
    if site is None:
        raise UnusableSource(
            given,
            "a listing can only be walked with a site profile; "
            "`edu-kg site check` writes one, then give it with --site",
        )
    url = canonical_address(given, site)
    if not url.startswith(f"{site.address}/"):
        raise UnusableSource(given, f"no address of {site.name}; give one below {site.address}")
    like = site.listings[0] if site.listings else Listing(path="")
    return replace(site, listings=(replace(like, path=path_and_query(url)),))
