"""Web archives a user gives: WARC and ARC files, and WACZ packages of them."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from edu_kg.captures import read_pages
from edu_kg.errors import SourceNotFound, UnusableSource
from edu_kg.sources.contract import Captured, Found, Web
from edu_kg.sources.unreadable import Unreadable

_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")
PACKAGE_ENDING = ".wacz"
ARCHIVE_ENDINGS = (*_ENDINGS, PACKAGE_ENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcFile:
    """The HTML pages of a web archive's file, read as a stream."""

    path: Path

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def find(self, web: Web) -> Iterator[Found]:
        """Its pages in their order; where it is damaged, those before that."""
        del web
        try:
            for stream, name in self._streams():
                yield from map(Captured, read_pages(stream, name))
        except FileNotFoundError:
            yield Unreadable(
                self.name, SourceNotFound(self.name, "there is no such file; check the path")
            )
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            yield Unreadable(
                self.name, UnusableSource(self.name, f"cannot be read ({error}); check the file")
            )
        except UnusableSource as error:
            yield Unreadable(self.name, error)

    def _streams(self) -> Iterator[tuple[BinaryIO, str]]:
        if self.path.suffix.lower() != PACKAGE_ENDING:
            with self.path.open("rb") as stream:
                yield stream, self.name
            return
        with zipfile.ZipFile(self.path) as package:
            for member in sorted(package.namelist()):
                if member.lower().endswith(_ENDINGS):
                    with package.open(member) as packed:
                        yield cast("BinaryIO", packed), f"{self.name}#{member}"
