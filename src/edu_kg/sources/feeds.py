"""Feeds: RSS 0.9 to 2.0 and Atom (RFC 4287), with further pages (RFC 5005)."""

import datetime as dt
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from edu_kg.errors import FetchError, UnusableSource
from edu_kg.model import PartialDate, Site
from edu_kg.model.addresses import find_link
from edu_kg.sources.contract import Expected, Found, Link, Web
from edu_kg.sources.markup import child_text, local_name, parse_xml, text_of
from edu_kg.sources.unreadable import Unreadable

MAX_PAGES = 500
_ROOTS = frozenset({"rss", "feed", "RDF"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed: where its article stands, and its day of publication."""

    url: str
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """The entries of one page of a feed, and where the next page stands."""

    entries: tuple[FeedEntry, ...]
    following: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, with the further pages it names until one tells nothing new."""

    url: str
    site: Site | None = None

    @property
    def name(self) -> str:
        """Its address."""
        return self.url

    def find(self, web: Web) -> Iterator[Found]:
        """The articles of its entries, each once."""
        seen, pages, address = set[str](), set[str](), self.url
        while address not in pages and len(pages) < MAX_PAGES:
            pages.add(address)
            try:
                page = parse_feed(address, web.page(address).body)
            except (FetchError, UnusableSource) as error:
                yield Unreadable(address, error)
                return
            links = {
                url: Link(url=url, published=entry.published)
                for entry in page.entries
                if (url := find_link(entry.url, address, self.site)) and url not in seen
            }
            if not links:
                return
            seen |= set(links)
            yield Expected(len(links))
            yield from links.values()
            following = find_link(page.following, address, self.site) if page.following else None
            if following is None:
                return
            address = following


def is_feed(root_name: str) -> bool:
    """Whether a root element of that local name is a feed's."""
    return root_name in _ROOTS


def parse_feed(source: str, body: bytes) -> FeedPage:
    """The entries of a feed.

    Raises:
        UnusableSource: it is no RSS and no Atom, damaged, or too large.
    """
    root = parse_xml(source, body)
    if not is_feed(local_name(root)):
        raise UnusableSource(source, f"no feed but <{local_name(root)}>; check the address")
    entries, following = [], None
    for element in root.iter():
        name = local_name(element)
        if name in {"item", "entry"} and (entry := _entry(element)) is not None:
            entries.append(entry)
        elif name == "link" and element.get("rel") == "next" and _is_of_feed(element):
            following = element.get("href")
    return FeedPage(entries=tuple(entries), following=following)


def _is_of_feed(link: etree._Element) -> bool:
    parent = link.getparent()
    return parent is not None and local_name(parent) in {"feed", "channel"}


def _entry(element: etree._Element) -> FeedEntry | None:
    url = _article_address(element)
    if url is None:
        return None
    date = child_text(element, "pubDate", "published", "date", "issued")
    return FeedEntry(url=url, published=find_day(date) if date else None)


def _article_address(element: etree._Element) -> str | None:
    """The link of an entry: Atom's in an attribute, RSS's as text; else a guid that is one."""
    for child in element:
        if local_name(child) == "link":
            href = child.get("href")
            if href and child.get("rel", "alternate") == "alternate":
                return str(href).strip()
            if href is None and (text := text_of(child)):
                return text
    for child in element:
        if local_name(child) == "guid" and child.get("isPermaLink", "true") == "true":
            text = text_of(child)
            return text if text.startswith(("http://", "https://")) else None
    return None


def find_day(value: str) -> PartialDate | None:
    """The day of a feed's date, by its own clock; None for what is no date.

    >>> str(find_day("Tue, 19 May 2020 23:30:00 +0800")), str(find_day("2020-05-19T01:00:00Z"))
    ('2020-05-19', '2020-05-19')
    """
    try:
        return PartialDate.of(email.utils.parsedate_to_datetime(value).date())
    except (ValueError, TypeError):
        pass
    try:
        return PartialDate.of(dt.datetime.fromisoformat(value).date())
    except ValueError:
        return None
