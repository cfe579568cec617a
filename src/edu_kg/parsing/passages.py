"""A tree as its passages: paragraphs, headings and items, in the order of the page."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from edu_kg.text import fold_words

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "center", "details", "div", "fieldset"),
    *("footer", "form", "header", "hr", "html", "main", "nav", "p", "pre", "section", "summary"),
    *("dd", "dl", "dt", "li", "ol", "ul", "caption", "figure", "figcaption"),
    *("table", "tbody", "tfoot", "thead", "tr"),
}
_CELLS = frozenset({"td", "th"})
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_CLOSED = re.compile(r"[.!?…:;\"”’')\]。！？：；]\s*$")  # noqa: RUF001  as pages print it
_LONG = 80
_SHORT = 30
# In words: the line above or below a title inside its heading.
_LONGEST_LABEL = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """Text between two breaks of a page.

    ``unlinked`` are its characters outside of links that lead to other pages; ``element`` is the
    nearest block around it.
    """

    text: str
    unlinked: str
    element: HtmlElement

    @property
    def is_heading(self) -> bool:
        """Whether it stands in an element for headings."""
        return self.element.tag in HEADINGS

    @property
    def prose(self) -> int:
        """How many of its characters are running text: none in headings, links and labels."""
        own = len(self.unlinked)
        if self.is_heading or own < len(self.text) / 2:
            return 0
        return own if own >= _LONG or (own >= _SHORT and _CLOSED.search(self.text)) else 0


def read_passages(
    root: HtmlElement, skipped: Collection[HtmlElement] = frozenset()
) -> tuple[Passage, ...]:
    """The passages of an element, white space squeezed, without those of the skipped elements."""
    reader = _Reader(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element in skipped:
                walk.skip_subtree()
                reader.skip(element)
            else:
                reader.open(element)
        else:
            reader.close(element)
    reader.end()
    return tuple(reader.passages)


def is_title(passage: Passage, title: str) -> bool:
    """Whether a passage is the title: a heading of the page also where a label stands in it."""
    words = fold_words(title)
    if not words or not passage.text:
        return False
    found = fold_words(passage.text)
    if found == words:
        return True
    is_main = passage.element.tag == "h1" and len(found) <= len(words) + _LONGEST_LABEL
    # Between the elements of a heading there may be no space.
    return is_main and "".join(words) in "".join(found)


@dataclass(slots=True)
class _Reader:
    """What has been read of the passage at hand, and of those before."""

    root: HtmlElement
    passages: list[Passage] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)
    around: list[HtmlElement] = field(default_factory=list)
    skipping: HtmlElement | None = None
    links: int = 0
    breaks: int = 0

    def open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.end()
            self.around.append(element)
        elif tag == "br":
            self.breaks += 1
            if self.breaks > 1:
                self.end()
            self.add(" ")
        elif tag in _CELLS:
            self.add(" ")
        elif tag == "a":
            self.links += _leads_away(element)
        self.add(element.text)

    def skip(self, element: HtmlElement) -> None:
        """Take an element for a break of the text, where it is one."""
        if element.tag in _BLOCKS:
            self.end()
        self.skipping = element

    def close(self, element: HtmlElement) -> None:
        if element is self.skipping:
            self.skipping = None
        elif element.tag in _BLOCKS:
            self.end()
            self.around.pop()
        elif element.tag == "a":
            self.links -= _leads_away(element)
        if element is not self.root:
            self.add(element.tail)

    def add(self, text: str | None) -> None:
        if not text:
            return
        self.text.append(text)
        if not self.links:
            self.unlinked.append(text)
        if not text.isspace():
            self.breaks = 0

    def end(self) -> None:
        """End the passage, if anything stands in it."""
        text = _squeezed(self.text)
        if text:
            around = self.around[-1] if self.around else self.root
            self.passages.append(Passage(text, _squeezed(self.unlinked), around))
        self.text, self.unlinked = [], []
        self.breaks = 0


def _squeezed(pieces: list[str]) -> str:
    return " ".join(_INVISIBLE.sub("", "".join(pieces)).split()) if pieces else ""


def _leads_away(anchor: HtmlElement) -> bool:
    href = anchor.get("href", "")
    return bool(href) and not href.startswith("#")
