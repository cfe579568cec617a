"""Fetched pages on disk, to be read again without asking the server."""

import datetime as dt
import gzip
import logging
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from edu_kg.errors import RecordError
from edu_kg.model import Page
from edu_kg.records import from_json, make_record_converter, to_json, write_atomically
from edu_kg.text import digest

logger = logging.getLogger(__name__)

_NOT_IN_FILE_NAMES = re.compile(r"[^a-z0-9]+")
_READABLE_PART = 60
# What the next run asks with, and what tells how to read the page; captures keep all headers.
_KEPT_HEADERS = frozenset(
    {"content-language", "content-type", "etag", "last-modified", "memento-datetime"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What is kept of a page beside its body."""

    url: str
    retrieved_from: str
    status: int
    sha256: str
    fetched_at: dt.datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()


class PageStore:
    """A folder of pages: one JSON file for each address, one compressed file for each body.

    ``entries/`` can be read with less, ``bodies/`` with zless. Every write is whole or not at
    all; a file that was damaged counts as absent, so that its page is fetched again.
    """

    def __init__(self, folder: Path) -> None:
        self._entries = folder / "entries"
        self._bodies = folder / "bodies"
        self._converter = make_record_converter()

    def find(self, url: str) -> Page | None:
        """The page kept for that address, None where there is none."""
        return self._read(self._entries / entry_name(url), url)

    def put(self, page: Page) -> bool:
        """Keep the page; whether it is new or differs from the one kept so far.

        Of a page whose body is the one kept already only new validators are taken over: it stands
        as first fetched.
        """
        known = self.find(page.url)
        if known is not None and known.body == page.body:
            if _validators(page) not in {_validators(known), (None, None)}:
                self._write_entry(replace(known, headers=page.headers))
            return False
        # The body first: an entry never names a body that is not there.
        write_atomically(self._body_path(page.sha256), gzip.compress(page.body, mtime=0))
        self._write_entry(page)
        return True

    def remove(self, urls: Collection[str]) -> None:
        """Remove the pages of these addresses; a body that another page shares stays."""
        gone: set[str] = set()
        for url in urls:
            page = self.find(url)
            gone |= set() if page is None else {page.sha256}
            (self._entries / entry_name(url)).unlink(missing_ok=True)
        for sha256 in gone - {page.sha256 for page in self if page.sha256 in gone}:
            self._body_path(sha256).unlink(missing_ok=True)

    def _write_entry(self, page: Page) -> None:
        entry = _Entry(
            url=page.url,
            retrieved_from=page.retrieved_from,
            status=page.status,
            sha256=page.sha256,
            fetched_at=page.fetched_at,
            headers=tuple(header for header in page.headers if header[0] in _KEPT_HEADERS),
        )
        text = to_json(self._converter, entry)
        write_atomically(self._entries / entry_name(page.url), text.encode("utf-8"))

    def __iter__(self) -> Iterator[Page]:
        """All pages kept, in the order of their file names."""
        for path in sorted(self._entries.glob("*.json")):
            page = self._read(path)
            if page is not None:
                yield page

    def _body_path(self, sha256: str) -> Path:
        return self._bodies / f"{sha256}.gz"

    def _read(self, path: Path, url: str | None = None) -> Page | None:
        try:
            entry = from_json(self._converter, path.read_bytes(), _Entry)
            if not re.fullmatch(r"[0-9a-f]{64}", entry.sha256) or url not in {None, entry.url}:
                logger.warning("%s: not the entry it should be; its page counts as absent", path)
                return None
            body = gzip.decompress(self._body_path(entry.sha256).read_bytes())
        except FileNotFoundError:
            return None
        except (RecordError, OSError, EOFError, zlib.error) as error:
            logger.warning("%s: cannot be read (%s); its page counts as absent", path, error)
            return None
        page = Page(
            url=entry.url,
            retrieved_from=entry.retrieved_from,
            body=body,
            status=entry.status,
            headers=entry.headers,
            fetched_at=entry.fetched_at,
        )
        if page.sha256 != entry.sha256:
            logger.warning("%s: its body was changed; its page counts as absent", path)
            return None
        return page


def _validators(page: Page) -> tuple[str | None, str | None]:
    return page.header("etag"), page.header("last-modified")


def entry_name(url: str) -> str:
    """The file name for an address: readable, safe on every system, and its own.

    >>> entry_name("http://news.example/index.php/news?start=8")
    'news-example-index-php-news-start-8-9c877eeb022df046fcae.json'
    """
    try:
        parts = urlsplit(url)
        readable = f"{parts.netloc} {parts.path} {parts.query}"
    except ValueError:
        readable = ""
    slug = _NOT_IN_FILE_NAMES.sub("-", readable.lower())[:_READABLE_PART].strip("-")
    return f"{slug or 'page'}-{digest(url)}.json"
