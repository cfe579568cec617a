"""Files as they come: plain, or packed by xz or gzip."""

from __future__ import annotations

import gzip
import io
import lzma
from pathlib import Path

_PACKERS = (".xz", ".gz")


def find_packed(folder: Path, name: str) -> Path | None:
    """Give the file of that name, plain or with the ending of a packer; None where none is."""
    for ending in ("", *_PACKERS):
        path = folder / f"{name}{ending}"
        if path.is_file():
            return path
    return None


def plain_name(path: Path) -> str:
    """Give a file's name without the ending of a packer.

    >>> plain_name(Path("ner/wikigold.conll.txt.xz")), plain_name(Path("files.dev"))
    ('wikigold.conll.txt', 'files.dev')
    """
    return path.stem if path.suffix in _PACKERS else path.name


def open_packed(path: Path) -> io.BufferedReader | lzma.LZMAFile | gzip.GzipFile:
    """Give the unpacked bytes of a file as a stream.

    Reading raises OSError, EOFError or lzma.LZMAError where the file is damaged.
    """
    if path.suffix == ".xz":
        return lzma.LZMAFile(path)
    if path.suffix == ".gz":
        return gzip.GzipFile(path)
    return path.open("rb")


def read_text(path: Path) -> str:
    """Give the text of a file, unpacked."""
    with io.TextIOWrapper(open_packed(path), encoding="utf-8") as text:
        return text.read()
