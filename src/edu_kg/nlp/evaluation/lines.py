"""What CoNLL-U and IOB2 files have in common: blocks of lines, with comments before them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The lines of one sentence with their numbers in the file, and its comments."""

    meta: Mapping[str, str]
    lines: tuple[tuple[int, str], ...]


def read_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a file: lines between blank ones, ``# key = value`` being comments."""
    meta: dict[str, str] = {}
    lines: list[tuple[int, str]] = []
    # Not `splitlines`: a form feed or a line separator may stand inside a word.
    for number, line in enumerate([*text.split("\n"), ""], 1):
        line = line.removesuffix("\r")  # noqa: PLW2901  files come from Windows too
        if not line.strip():
            if lines:
                yield Block(meta=meta, lines=tuple(lines))
                meta, lines = {}, []
        elif line.startswith("#"):
            key, _, value = line[1:].partition("=")
            meta[key.strip()] = value.strip()
        else:
            lines.append((number, line))
