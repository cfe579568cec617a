"""Files and folders a user gives: saved pages, and articles as JSON records."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from edu_kg.errors import RecordError, SourceError, SourceNotFound, UnusableSource
from edu_kg.model import Article, Page, PartialDate
from edu_kg.sources.contract import Found, Web
from edu_kg.sources.unreadable import Unreadable

MAX_FILE_BYTES = 50_000_000
_JSON = ".json"
_HEAD_BYTES = 8192
_MARKUP = re.compile(rb"<(?:!|\?xml|/?[a-zA-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """A file, or a folder with all that stands below it."""

    path: Path

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def find(self, web: Web) -> Iterator[Found]:
        """Its pages and records."""
        del web
        yield from read_source(self.path)


def read_source(path: Path) -> Iterator[Page | Article | Unreadable]:
    """What stands in a file, or in all files of a folder and those below it, in sorted order.

    A saved page comes as Page, a JSON record as Article, anything else as Unreadable. Hidden
    files of a folder are left out. Nothing is raised.
    """
    if path.is_dir():
        for file in _files_below(path):
            yield from _read_file(file)
    elif path.exists():
        yield from _read_file(path)
    else:
        yield Unreadable(
            str(path), SourceNotFound(str(path), "there is no such file or folder; check the path")
        )


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))


def _read_file(path: Path) -> Iterator[Page | Article | Unreadable]:
    try:
        body = _read_bytes(path)
        if path.suffix.lower() == _JSON:
            yield from _read_records(path, body)
        elif b"\0" in body[:_HEAD_BYTES] or not _MARKUP.search(body):
            yield Unreadable(
                str(path),
                UnusableSource(str(path), "neither HTML nor a JSON record; leave it out"),
            )
        else:
            yield Page(url=path.resolve().as_uri(), retrieved_from=str(path), body=body)
    except (SourceError, RecordError) as error:
        yield Unreadable(str(path), error)


def _read_bytes(path: Path) -> bytes:
    """The bytes of a regular file within bounds; raises UnusableSource for all else."""
    if not path.is_file():
        raise UnusableSource(str(path), "no regular file; leave it out")
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnusableSource(str(path), f"larger than {MAX_FILE_BYTES} bytes; leave it out")
        return path.read_bytes()
    except OSError as error:
        raise UnusableSource(
            str(path), f"cannot be read ({error.strerror}); check its permissions"
        ) from error


def _read_records(path: Path, body: bytes) -> Iterator[Article | Unreadable]:
    """The record of a file, or each of its list of records."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RecordError("$", f"no JSON: {error}", str(path)) from error
    if not isinstance(value, list):
        yield read_record(value, "$", str(path))
        return
    for index, item in enumerate(value):
        try:
            yield read_record(item, f"$[{index}]", str(path))
        except RecordError as error:
            yield Unreadable(f"{path}#{index}", error)


def read_record(value: object, path: str = "$", source: str | None = None) -> Article:
    """The article of a record with ``url``, ``title``, ``published`` and ``text``.

    The text is kept to the letter; ``published`` may be null or absent, other keys are ignored.
    ``path`` and ``source`` say in an error where the record stands.

    Raises:
        RecordError: a key is missing, empty or of the wrong kind.
    """
    if not isinstance(value, Mapping):
        raise RecordError(path, "not an object with url, title and text", source)
    url = _text(value, "url", path, source)
    if not _is_web_address(url):
        raise RecordError(f"{path}.url", f"no http(s) address: {url!r}", source)
    published = _published(value.get("published"), path, source)
    return Article(
        url=url,
        title=_text(value, "title", path, source),
        text=_text(value, "text", path, source),
        published=published,
        published_from=None if published is None else "record",
    )


def _text(record: Mapping[str, object], key: str, path: str, source: str | None) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RecordError(f"{path}.{key}", "missing, empty or no text", source)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise RecordError(f"{path}.{key}", "half a character (a lone surrogate)", source) from error
    return value


def _published(value: object, path: str, source: str | None) -> PartialDate | None:
    if value is None:
        return None
    try:
        if isinstance(value, str):
            return PartialDate.parse(value)
    except ValueError:
        pass
    raise RecordError(f"{path}.published", f"no ISO date such as 2020-05-22: {value!r}", source)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_plain = not re.search(r"[\s<>\"{}|\\^`\x00-\x1f]", url)
    return is_plain and parts.scheme in {"http", "https"} and bool(parts.hostname)
