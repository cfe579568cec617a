"""What stands around a quote in its article, where the article is kept beside the graph."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from edu_kg.errors import RecordError
from edu_kg.pipeline.workspace import Workspace

_LONGEST = 300  # characters on either side
_MOST_ARTICLES = 100  # read for one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words before and after a quote within its paragraph; empty where there are none."""

    before: str = ""
    after: str = ""


class Passages:
    """Passages of the articles in one output folder; of the first hundred that are asked for."""

    def __init__(self, output: Path) -> None:
        self._workspace = Workspace(output)
        self._texts: dict[str, str] = {}

    def around(self, url: str, start: int, quote: str) -> Passage:
        """What stands around the quote that begins at that offset of the article's text.

        Nothing where the article is not kept, or no longer says so: what is shown as the
        neighbourhood of a quote must be that of the text it was read from.
        """
        text = self._text(url)
        end = start + len(quote)
        if not quote or text[start:end] != quote:
            return Passage()
        first = max(text.rfind("\n", 0, start) + 1, 0)
        last = text.find("\n", end)
        before, after = text[first:start], text[end : None if last < 0 else last]
        return Passage(before=_ending(before), after=_beginning(after))

    def _text(self, url: str) -> str:
        if url not in self._texts:
            if len(self._texts) >= _MOST_ARTICLES:
                return ""
            try:
                self._texts[url] = self._workspace.load_article(url).text
            except RecordError:
                self._texts[url] = ""
        return self._texts[url]


def _ending(text: str) -> str:
    """The last of a text, from a whole word on.

    >>> _ending("word " * 100)[:6]
    '…word '
    """
    if len(text) <= _LONGEST:
        return text
    return "…" + text[-_LONGEST:].partition(" ")[2]


def _beginning(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0] + "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a quote, and what it does there: "name", "statement", or nothing much."""

    text: str
    marked_as: str = ""


def pieces_of(quote: str, marks: Iterable[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """A quote cut at its marks, which are in order and apart.

    >>> [(piece.text, piece.marked_as) for piece in pieces_of("Ada signed.", [(0, 3, "name")])]
    [('Ada', 'name'), (' signed.', '')]
    """
    pieces, done = [], 0
    for start, end, marked_as in marks:
        pieces += [Piece(quote[done:start]), Piece(quote[start:end], marked_as)]
        done = end
    return tuple(piece for piece in (*pieces, Piece(quote[done:])) if piece.text)
