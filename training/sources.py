"""The open data sets by repository, commit and checksum: `python -m training.sources --help`."""

from __future__ import annotations

import argparse
import enum
import hashlib
import lzma
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cattrs import Converter

from edu_kg.errors import UnusableSource
from training.packed import find_packed, open_packed

if TYPE_CHECKING:
    from collections.abc import Sequence

MANIFEST = Path(__file__).parent / "data" / "sources.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of a data set: where it lies, where it is from, the digest of its unpacked bytes."""

    path: str
    upstream: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A data set at one commit (a package at one version), with the files used of it."""

    name: str
    repository: str
    commit: str
    licence: str
    use: Literal["train", "test", "names"]
    files: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that is needed from elsewhere: data sets, the pretrained encoder, gold as released.

    ``released`` is only measured on: trained on was an earlier commit of the same data.
    """

    sources: tuple[Source, ...]
    encoders: tuple[Source, ...]
    released: tuple[Source, ...]


class State(enum.StrEnum):
    """Whether a file is the one the manifest means."""

    RIGHT = "right"
    MISSING = "missing"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found of a file."""

    source: Source
    file: SourceFile
    state: State


class UnverifiedData(UnusableSource):
    """Files of a data folder are missing or not the ones the manifest means.

    ``missing`` and ``different`` name them.
    """

    def __init__(self, folder: Path, missing: Sequence[str], different: Sequence[str]) -> None:
        self.missing = tuple(missing)
        self.different = tuple(different)
        counts = [f"{len(names)} {what}" for what, names in self._kinds() if names]
        first = (*self.missing, *self.different)[0]
        super().__init__(
            str(folder),
            f"{' and '.join(counts)} of the files needed, the first: {first};"
            f" `python -m training.sources verify --data {folder}` lists them all, and"
            " training/data/README.md says how to get them",
        )

    def _kinds(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("missing", self.missing), ("different", self.different)


def read_manifest(path: Path = MANIFEST) -> Manifest:
    """Give the manifest of a TOML file."""
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    return Converter(forbid_extra_keys=True).structure(row, Manifest)


def verify(folder: Path, sources: Sequence[Source]) -> tuple[Verdict, ...]:
    """Give what was found of every file of some sources in a folder, in their order."""
    return tuple(
        Verdict(source=source, file=file, state=_state(folder, file))
        for source in sources
        for file in source.files
    )


def _state(folder: Path, file: SourceFile) -> State:
    path = find_packed(folder, file.path)
    if path is None:
        return State.MISSING
    try:
        with open_packed(path) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, EOFError, lzma.LZMAError):
        # An archive cut off or broken unpacks to nothing that could be right.
        return State.DIFFERENT
    return State.RIGHT if digest == file.sha256 else State.DIFFERENT


def require_verified(folder: Path, sources: Sequence[Source]) -> None:
    """Return only where every file of the sources is there and right.

    Raises:
        UnverifiedData: some are not; names them and says what to do.
    """
    verdicts = verify(folder, sources)
    missing = [v.file.path for v in verdicts if v.state is State.MISSING]
    different = [v.file.path for v in verdicts if v.state is State.DIFFERENT]
    if missing or different:
        raise UnverifiedData(folder, missing, different)


def locate(folder: Path, name: str) -> Path:
    """Give the file of that name in a data folder, packed or not.

    Raises:
        UnverifiedData: it is not there.
    """
    path = find_packed(folder, name)
    if path is None:
        raise UnverifiedData(folder, [name], [])
    return path


def _report(verdict: Verdict) -> str:
    line = f"{verdict.state:10} {verdict.file.path}"
    if verdict.state is State.RIGHT:
        return line
    source = verdict.source
    return f"{line}  <- {source.repository} @ {source.commit}: {verdict.file.upstream}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print which files are right, missing and different; give 1 unless all are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("verify", help="compare files with their checksums")
    command.add_argument("--data", type=Path, help="folder with ud/, ner/ and ror/")
    command.add_argument("--encoder", type=Path, help="folder of the pretrained encoder")
    command.add_argument("--released", type=Path, help="folder of UNER_English-EWT as released")
    options = parser.parse_args(arguments)
    manifest = read_manifest()
    verdicts: list[Verdict] = []
    if options.data:
        verdicts += verify(options.data, manifest.sources)
    if options.encoder:
        verdicts += verify(options.encoder, manifest.encoders)
    if options.released:
        verdicts += verify(options.released, manifest.released)
    if not verdicts:
        command.error("nothing to verify; give --data, --encoder or --released with its FOLDER")
    for verdict in verdicts:
        print(_report(verdict))
    states = Counter(verdict.state for verdict in verdicts)
    print(", ".join(f"{states[state]} {state}" for state in State))
    return 0 if states[State.RIGHT] == len(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
