"""Pages out of WARC files, streamed: our own, and those of other archives."""

import datetime as dt
import logging
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from edu_kg.errors import UnusableSource
from edu_kg.model import Page

logger = logging.getLogger(__name__)

# A page of more is no article; what an archive says of its size is not believed.
MAX_BODY_BYTES = 10_000_000
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
# Where the bytes came from, if not from the address the page is known under (a mirror).
RETRIEVED_FROM = "Retrieved-From"
_OK = "200"
# What the library raises on damaged records; the last three where a header is missing.
_DAMAGE = (
    *(ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error),
    *(AttributeError, LookupError, TypeError),
)


def read_pages(stream: BinaryIO, name: str, *, only_html: bool = True) -> Iterator[Page]:
    """The pages a WARC or ARC file holds, gzip or not, in its order, one at a time in memory.

    Only answers with status 200 count, and with ``only_html`` only those of HTML. A record that
    was cut short, or is larger than the bound, is left out.

    Raises:
        UnusableSource: the file is none, or damaged from some record on; what stood before that
            was given.
    """
    for _, page in read_places(stream, name, only_html=only_html):
        yield page


def read_places(
    stream: BinaryIO, name: str, *, only_html: bool = True
) -> Iterator[tuple[int, Page]]:
    """The pages as ``read_pages`` gives them, each with the place of its record in the file."""
    given = 0
    try:
        records = ArchiveIterator(stream)
        for record in records:
            page = find_page(record, name, only_html=only_html)
            if page is not None:
                place = records.get_record_offset()  # reads the record to its end, checksum and all
                given += 1
                yield place, page
    except _DAMAGE as error:
        problem = str(error).strip().partition("\n")[0] or type(error).__name__
        raise UnusableSource(
            name, f"damaged, or no WARC file, after {given} pages ({problem}); check the file"
        ) from error


def find_page(record: ArcWarcRecord, name: str, *, only_html: bool) -> Page | None:
    """The page of one record; None for a record of anything else."""
    http = record.http_headers
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI")
    if record.rec_type != "response" or http is None or url is None:
        return None
    url = url.strip("<>")
    if http.get_statuscode() != _OK or not url.startswith(("http://", "https://")):
        return None
    if only_html and not _is_html(http.get_header("Content-Type")):
        return None
    body = bytes(record.content_stream().read(MAX_BODY_BYTES + 1))
    if len(body) > MAX_BODY_BYTES or headers.get_header("WARC-Truncated"):
        logger.warning("%s: %s is cut short or too large; left out", name, url)
        return None
    return Page(
        url=url,
        retrieved_from=headers.get_header(RETRIEVED_FROM) or f"{name}#{url}",
        body=body,
        headers=tuple((key.lower(), value) for key, value in http.headers),
        fetched_at=_moment(headers.get_header("WARC-Date")),
    )


def _is_html(content_type: str | None) -> bool:
    return (content_type or "").partition(";")[0].strip().lower() in HTML_TYPES


def _moment(value: str | None) -> dt.datetime | None:
    try:
        return None if value is None else dt.datetime.fromisoformat(value)
    except ValueError:
        return None
