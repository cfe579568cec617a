"""The captures of one output folder: every answer ever given, never written over."""

import base64
import datetime as dt
import hashlib
import io
import logging
import secrets
import zlib
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from edu_kg.captures.reading import RETRIEVED_FROM, find_page, read_places
from edu_kg.errors import UnusableSource
from edu_kg.model import Page
from edu_kg.records import write_atomically

logger = logging.getLogger(__name__)

_ENDING = ".warc.gz"
MAX_FILE_BYTES = 1_000_000_000  # what the WARC standard recommends at most
# What said how the bytes travelled; they are kept unpacked.
_OF_THE_WAY = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class CaptureStore:
    """A folder of WARC files, gzip a record, with digests of every payload.

    Each run writes a file of its own, and each record in one piece, so that a run that was
    killed leaves whole records and at most one torn end, which is read over. What a server says
    is unchanged becomes a ``revisit`` record that names the capture it repeats.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None

    def close(self) -> None:
        """Closes the file of this run."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def keep(self, page: Page) -> None:
        """Keep a page as a new capture."""
        whole = io.BytesIO()
        writer = WARCWriter(whole, gzip=True, warc_version="WARC/1.1")
        kept = [(name, value) for name, value in page.headers if name not in _OF_THE_WAY]
        record = writer.create_warc_record(
            page.url,
            "response",
            payload=io.BytesIO(page.body),
            length=len(page.body),
            http_headers=StatusAndHeaders(f"{page.status} OK", kept, protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": _written(page.fetched_at),
                "WARC-Payload-Digest": _payload_digest(page.body),
                RETRIEVED_FROM: page.retrieved_from,
            },
        )
        writer.write_record(record)
        self._write(whole.getvalue())

    def keep_unchanged(self, page: Page, at: dt.datetime) -> None:
        """Note that a page captured before was found unchanged at that moment."""
        whole = io.BytesIO()
        writer = WARCWriter(whole, gzip=True, warc_version="WARC/1.1")
        record = writer.create_revisit_record(
            page.url,
            _payload_digest(page.body),
            page.url,
            _written(page.fetched_at),
            warc_headers_dict={"WARC-Date": _written(at), RETRIEVED_FROM: page.retrieved_from},
        )
        writer.write_record(record)
        self._write(whole.getvalue())

    def __iter__(self) -> Iterator[Page]:
        """Every capture, in the order they were written."""
        for path in self._paths():
            for _, page in _places(path):
                yield page

    def latest(self) -> Iterator[Page]:
        """The last capture of each address, in the order they were written."""
        places: dict[str, tuple[Path, int]] = {}
        for path in self._paths():
            for place, page in _places(path):
                places.pop(page.url, None)
                places[page.url] = (path, place)
        yield from self._read_at(places.values())

    def changed(self) -> Iterator[tuple[Page, ...]]:
        """The captures of each address that was captured with more than one body, by address."""
        places: dict[str, list[tuple[Path, int]]] = {}
        for path in self._paths():
            for place, page in _places(path):
                places.setdefault(page.url, []).append((path, place))
        for _, captures in sorted(places.items()):
            if len(captures) > 1:
                pages = _without_repeats(self._read_at(captures))
                if len(pages) > 1:
                    yield pages

    def remove(self, urls: Collection[str]) -> None:
        """Remove every record of these addresses; all others stay to the byte.

        A file is written anew, whole or not at all. What lies behind damage in one is kept, as
        nobody can tell whose it is.
        """
        for path in self._paths():
            pieces = _pieces(path, urls)
            if pieces is None:
                continue
            if kept := b"".join(pieces):
                write_atomically(path, kept)
            else:
                path.unlink()

    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob(f"*{_ENDING}"))

    def _read_at(self, places: Iterable[tuple[Path, int]]) -> Iterator[Page]:
        for path, offset in places:
            with path.open("rb") as stream:
                stream.seek(offset)
                page = find_page(next(ArchiveIterator(stream)), path.name, only_html=False)
                if page is not None:
                    yield page

    def _write(self, record: bytes) -> None:
        if self._file is None or self._file.tell() > MAX_FILE_BYTES:
            self.close()
            self._file = self._new_file()
        self._file.write(record)
        self._file.flush()

    def _new_file(self) -> BinaryIO:
        """A new file whose name sorts behind those of earlier runs."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{_stamp(dt.datetime.now(dt.UTC))}-{secrets.token_hex(4)}{_ENDING}"
        return (self._folder / name).open("xb")


def _places(path: Path) -> Iterator[tuple[int, Page]]:
    """The pages of a file and their places, up to a torn end."""
    with path.open("rb") as stream:
        try:
            yield from read_places(stream, path.name, only_html=False)
        except UnusableSource as error:
            logger.warning("%s; the captures before it stand", error)


def _pieces(path: Path, urls: Collection[str]) -> list[bytes] | None:
    """The bytes of a file without the records of these addresses; None where it has none."""
    whole, ends, gone = path.read_bytes(), [0], set[int]()
    with path.open("rb") as stream:
        try:
            records = ArchiveIterator(stream)
            for record in records:
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                start = records.get_record_offset()
                end = start + records.get_record_length()
                ends.append(end)
                if url.strip("<>") in urls:
                    gone.add(start)
        except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
            logger.warning("%s: damaged (%s); what lies behind it is kept", path, error)
    if not gone:
        return None
    bounds = [*ends, len(whole)]
    return [whole[a:b] for a, b in pairwise(bounds) if a not in gone]


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def _without_repeats(pages: Iterable[Page]) -> tuple[Page, ...]:
    kept: list[Page] = []
    for page in pages:
        if not kept or kept[-1].sha256 != page.sha256:
            kept.append(page)
    return tuple(kept)


def _payload_digest(body: bytes) -> str:
    """The digest as other archives write it, so that their tools find repeats in ours."""
    digest = hashlib.sha1(body, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(digest).decode('ascii')}"


def _written(moment: dt.datetime | None) -> str:
    moment = moment or dt.datetime.now(dt.UTC)
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
