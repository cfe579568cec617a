"""Files of many JSON values, read one value at a time: a dump never has to fit in memory."""

import codecs
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from edu_kg.errors import SourceNotFound, UnusableSource

_CHUNK_BYTES = 1 << 18
_LONGEST_VALUE = 8_000_000  # characters; the longest record of ROR has some 200,000
_SPACE = " \t\r\n\ufeff"
_MEMBERS = (".json", ".jsonl", ".csv")


@contextmanager
def open_dump(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The name and the bytes of what the file holds: itself, or what is packed in .gz or .zip.

    In a zip as ROR publishes it, with JSON and CSV of two schemas, the JSON of schema v2 counts.

    Raises:
        SourceNotFound: there is no such file.
        UnusableSource: it is damaged, or a zip without a JSON or CSV file.
    """
    try:
        with path.open("rb") as file:
            if path.suffix == ".gz":
                with gzip.open(file) as unpacked:
                    yield path.stem, unpacked  # type: ignore[misc]  # GzipFile is a binary file
            elif path.suffix == ".zip":
                with zipfile.ZipFile(file) as packed, packed.open(_member(path, packed)) as member:
                    yield member.name, member
            else:
                yield path.name, file
    except (FileNotFoundError, IsADirectoryError) as error:
        raise SourceNotFound(
            str(path), "no such file; give a dump as it was loaded down"
        ) from error
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise UnusableSource(
            str(path), f"cannot be unpacked ({error}); load it down again"
        ) from error


def _member(path: Path, packed: zipfile.ZipFile) -> str:
    names = [name for name in sorted(packed.namelist()) if name.endswith(_MEMBERS)]
    if not names:
        raise UnusableSource(str(path), "a zip without .json, .jsonl or .csv; give the dump of ROR")
    # ROR's zips of 2024 hold schema v1 beside v2; only the latter says so in its name.
    return min(names, key=lambda name: ("v2" not in name, name.endswith(".csv"), name))


def file_digest(path: Path) -> str:
    """The SHA-256 of the file's bytes, in hexadecimal; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def json_values(file: IO[bytes], source: str) -> Iterator[Any]:
    """The values of a JSON array, or of JSON values one after the other (JSON lines).

    Raises:
        UnusableSource: what stands there is no JSON, or one value is too long; says where.
    """
    decoder, text = json.JSONDecoder(), _Window(file, source)
    in_array = text.peek() == "["
    if in_array:
        text.take(1)
    while (sign := text.peek()) and sign != "]":
        if sign == ",":
            text.take(1)
            continue
        yield text.value(decoder)
    if in_array and text.peek() != "]":
        raise UnusableSource(source, "the array of records ends in the middle; load it down again")


class _Window:
    """The part of a file's text that is not read yet, as much of it as one value needs."""

    def __init__(self, file: IO[bytes], source: str) -> None:
        self._file = file
        self._source = source
        self._decode = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._done = 0
        self._ended = False

    def peek(self) -> str:
        """The next sign that is no white space; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, signs: int) -> None:
        """Go on by so many signs."""
        self._at += signs

    def value(self, decoder: json.JSONDecoder) -> Any:
        """The value that begins here."""
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._at)
            except (json.JSONDecodeError, RecursionError) as error:
                if len(self._text) - self._at > _LONGEST_VALUE or not self._more():
                    where = self._done + self._at
                    problem = f"no JSON after character {where} ({error}); load it down again"
                    raise UnusableSource(self._source, problem) from error
                continue
            # A number could go on in the next piece; objects and texts end with a sign of theirs.
            if end == len(self._text) and self._text[end - 1] not in '}]"' and self._more():
                continue
            self._at = end
            return value

    def _more(self) -> bool:
        """Read on; whether there was more. What was read before ``at`` goes."""
        if self._ended:
            return False
        # As much again as one unfinished value has already: each is scanned a few times only.
        piece = self._file.read(max(_CHUNK_BYTES, len(self._text) - self._at))
        self._ended = not piece
        try:
            new = self._decode.decode(piece, final=self._ended)
        except UnicodeDecodeError as error:
            raise UnusableSource(self._source, f"no UTF-8 ({error}); load it down again") from error
        self._done += self._at
        self._text, self._at = self._text[self._at :] + new, 0
        return bool(piece)


def text_lines(file: IO[bytes]) -> io.TextIOWrapper:
    """The file as text, for the CSV reader."""
    return io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
