"""Where news come from, one contract for all: `Source`.

| source | what it reads |
|---|---|
| `Address` | a page by its address |
| `Files` | saved pages and JSON records, in files and folders |
| `Listings` | the listings of a site's profile, page by page |
| `Sitemap` | sitemaps and indexes of sitemaps |
| `Feed` | RSS and Atom |
| `WarcFile` | web archives: WARC, ARC, WACZ |

Whatever cannot be read comes as an `Unreadable` in its place, so that one bad file or page never
ends a run.
"""

from edu_kg.sources.addresses import Address
from edu_kg.sources.contract import Captured, Expected, Found, Link, Source, Web
from edu_kg.sources.feeds import Feed
from edu_kg.sources.files import Files, read_record, read_source
from edu_kg.sources.kinds import (
    SourceKind,
    kind_of,
    published_on,
    source_for,
    source_on,
    sources_of,
)
from edu_kg.sources.listings import Listings, article_key, discover
from edu_kg.sources.mementos import Memento, TimeMap, parse_timemap, timemap_address
from edu_kg.sources.profiles import find_site, mirrored, parse_profile, site_names, sites_by_host
from edu_kg.sources.sitemaps import Sitemap
from edu_kg.sources.unreadable import Unreadable
from edu_kg.sources.warcs import WarcFile

__all__ = [
    "Address",
    "Captured",
    "Expected",
    "Feed",
    "Files",
    "Found",
    "Link",
    "Listings",
    "Memento",
    "Sitemap",
    "Source",
    "SourceKind",
    "TimeMap",
    "Unreadable",
    "WarcFile",
    "Web",
    "article_key",
    "discover",
    "find_site",
    "kind_of",
    "mirrored",
    "parse_profile",
    "parse_timemap",
    "published_on",
    "read_record",
    "read_source",
    "site_names",
    "sites_by_host",
    "source_for",
    "source_on",
    "sources_of",
    "timemap_address",
]
