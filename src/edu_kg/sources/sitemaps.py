"""Sitemaps: lists of a site's addresses, and lists of such lists (sitemaps.org)."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from edu_kg.errors import FetchError, UnusableSource
from edu_kg.model import PartialDate, Site
from edu_kg.model.addresses import canonical_address, find_link, path_and_query
from edu_kg.sources.contract import Expected, Found, Link, Web
from edu_kg.sources.markup import child_text, local_name, parse_xml, unpacked
from edu_kg.sources.unreadable import Unreadable

# A sitemap of 50,000 addresses a file, and three levels of indexes, is more than any site has.
MAX_FILES = 500
_MAX_DEPTH = 3
_MAX_LINKS = 50_000
_NO_PAGE = re.compile(
    r"\.(?:avif|css|docx?|gif|ics|jpe?g|js|mp[34]|pdf|png|pptx?|svg|webp|xlsx?|xml|zip)$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# A day ends twelve hours later somewhere on earth than it does at Greenwich.
_END_OF_DAY = dt.timedelta(days=1, hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One address of a sitemap; ``changed`` where it says when the page did so last."""

    url: str
    changed: dt.datetime | None = None
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapFile:
    """What one file lists: pages, or further sitemaps where it is an index."""

    is_index: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A sitemap or sitemap index; of a known site only the addresses that are articles'."""

    url: str
    site: Site | None = None

    @property
    def name(self) -> str:
        """Its address."""
        return self.url

    def find(self, web: Web) -> Iterator[Found]:
        """The addresses it lists, those of the sitemaps it names included, each once."""
        seen, files, waiting = set[str](), set[str](), [(self.url, 0)]
        while waiting:
            address, depth = waiting.pop(0)
            if address in files:
                continue
            files.add(address)
            if len(files) > MAX_FILES:
                problem = UnusableSource(address, f"more than {MAX_FILES} sitemaps; not read")
                yield Unreadable(address, problem)
                return
            try:
                file = parse_sitemap(address, web.page(address).body)
            except (FetchError, UnusableSource) as error:
                yield Unreadable(address, error)
                continue
            if file.is_index:
                if depth == _MAX_DEPTH:
                    problem = UnusableSource(address, f"over {_MAX_DEPTH} indexes deep; not read")
                    yield Unreadable(address, problem)
                else:
                    waiting[:0] = self._following(file, address, depth)
                continue
            links = [link for entry in file.entries if (link := self._link(entry, address, seen))]
            yield Expected(len(links))
            yield from links

    def _following(self, file: SitemapFile, address: str, depth: int) -> list[tuple[str, int]]:
        """The sitemaps of an index, on its own host: others are other owners'."""
        links = [find_link(entry.url, address, self.site) for entry in file.entries]
        return [(link, depth + 1) for link in links if link and self._is_own(link, address)]

    def _link(self, entry: Entry, address: str, seen: set[str]) -> Link | None:
        url = find_link(entry.url, address, self.site)
        if url is None or url in seen or not self._is_page(url, address):
            return None
        seen.add(url)
        return Link(url=url, changed=entry.changed, published=entry.published)

    def _is_page(self, url: str, address: str) -> bool:
        if self.site is not None and self.site.article_patterns:
            return self._is_own(url, address) and self.site.is_article_path(path_and_query(url))
        return self._is_own(url, address) and not _NO_PAGE.search(urlsplit(url).path)

    def _is_own(self, url: str, address: str) -> bool:
        own = canonical_address(address, self.site)
        return urlsplit(url).netloc == urlsplit(own).netloc


def is_sitemap(root_name: str) -> bool:
    """Whether a root element of that local name is a sitemap's."""
    return root_name in {"urlset", "sitemapindex"}


def parse_sitemap(source: str, body: bytes) -> SitemapFile:
    """What a sitemap lists: XML, gzip or not, or plain lines of addresses.

    Raises:
        UnusableSource: it is something else, damaged, or too large.
    """
    body = unpacked(source, body)
    if body.lstrip()[:4].lower() == b"http":
        lines = body.decode("utf-8", "replace").split()[:_MAX_LINKS]
        return SitemapFile(is_index=False, entries=tuple(Entry(url=line) for line in lines))
    root = parse_xml(source, body)
    if not is_sitemap(local_name(root)):
        raise UnusableSource(source, f"no sitemap but <{local_name(root)}>; check the address")
    entries: list[Entry] = []
    for element in root:
        url = child_text(element, "loc")
        if url and len(entries) < _MAX_LINKS:
            entries.append(
                Entry(
                    url=url,
                    changed=find_change(child_text(element, "lastmod") or ""),
                    published=_news_date(element),
                )
            )
    return SitemapFile(is_index=local_name(root) == "sitemapindex", entries=tuple(entries))


def find_change(value: str) -> dt.datetime | None:
    """The latest moment a ``lastmod`` may mean; None for what is no day or time.

    >>> find_change("2026-03-01T09:30:00+02:00").isoformat()
    '2026-03-01T09:30:00+02:00'
    """
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment + _END_OF_DAY if _DAY.fullmatch(value) else moment


def _news_date(element: etree._Element) -> PartialDate | None:
    """The publication date of a news sitemap's entry (``news:publication_date``)."""
    for news in element:
        if local_name(news) == "news" and (value := child_text(news, "publication_date")):
            try:
                return PartialDate.parse(value[:10])
            except ValueError:
                return None
    return None
