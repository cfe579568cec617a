"""The paragraphs of a piece of a page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import CData, NavigableString, Tag

from edu_kg.parsing.labels import is_link_label, without_closing_labels
from edu_kg.text import squeeze

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "details", "div", "fieldset"}
    | {"footer", "form", "header", "hr", "html", "main", "nav", "p", "pre", "section", "summary"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "dd", "dl", "dt", "li", "ol", "ul"}
    | {"caption", "figure", "table", "tbody", "tfoot", "thead", "tr"}
)
_CELLS = frozenset({"td", "th"})
# Cut out of every body: what is no running text, or belongs to a picture.
_NO_TEXT = (
    "script, style, noscript, template, form, button, select, textarea, svg, iframe, object, nav, "
    "figure, figcaption, audio, video, math, [hidden]"
)
_CAPTIONS = "figcaption, .img_caption, .wp-caption-text, .caption"
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_WORD = re.compile(r"\w")
# Climbing further for a paragraph's block is left to hostile pages.
_MAX_CLIMB = 100


@dataclass(slots=True)
class _Draft:
    """A paragraph while it is read: all its text, and that outside of links."""

    text: list[str] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)
    has_link: bool = False


def cut_out(element: Tag, selectors: Iterable[str]) -> None:
    """Remove from the element what the selectors name, and what is never running text."""
    for selector in (_NO_TEXT, *selectors):
        for found in element.select(selector):
            if not found.decomposed and found is not element:
                found.decompose()


def read_captions(element: Tag) -> tuple[str, ...]:
    """The captions of the element's pictures, in order, each once."""
    texts = (squeeze(each.get_text(" ")) for each in element.select(_CAPTIONS))
    return tuple(dict.fromkeys(text for text in texts if text))


def read_paragraphs(element: Tag) -> tuple[str, ...]:
    """The paragraphs of an element, white space squeezed, without lines that only link elsewhere.

    Headings and items of lists are paragraphs of their own; so is what stands after two line
    breaks.
    """
    kept: list[str] = []
    for draft in _read_drafts(element):
        text = squeeze(_INVISIBLE.sub("", "".join(draft.text)))
        if not text:
            continue
        unlinked = "".join(draft.unlinked)
        if draft.has_link and (not _WORD.search(unlinked) or is_link_label(unlinked)):
            if kept and is_link_label(kept[-1]):
                kept.pop()
            continue
        kept.append(text)
    return without_closing_labels(kept)


def _read_drafts(element: Tag) -> Iterator[_Draft]:
    draft, block, breaks = _Draft(), element, 0
    for node in element.descendants:
        if isinstance(node, Tag):
            breaks = breaks + 1 if node.name == "br" else breaks
            if node.name in _CELLS or breaks == 1:
                draft.text.append(" ")
                draft.unlinked.append(" ")
            if node.name in _BLOCKS or breaks > 1:
                yield draft
                draft, breaks = _Draft(), 0
        elif isinstance(node, NavigableString) and type(node) in {NavigableString, CData}:
            if not node.strip():
                draft.text.append(" ")
                continue
            around, is_link = _surroundings(node, element)
            if around is not block:
                yield draft
                draft, block = _Draft(), around
            breaks = 0
            draft.text.append(node)
            draft.has_link = draft.has_link or is_link
            if not is_link:
                draft.unlinked.append(node)
    yield draft


def _surroundings(node: NavigableString, limit: Tag) -> tuple[Tag, bool]:
    """The block a text stands in, and whether it is the text of a link."""
    is_link, parent = False, node.parent
    for _ in range(_MAX_CLIMB):
        if parent is None or parent is limit or parent.name in _BLOCKS:
            break
        is_link = is_link or (parent.name == "a" and parent.has_attr("href"))
        parent = parent.parent
    return (limit if parent is None else parent), is_link
