"""Headings of a page, with and without what stands in them beside the title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from edu_kg.parsing.boilerplate import stands_beside
from edu_kg.parsing.dates import find_printed_date
from edu_kg.text import squeeze

_LONGEST = 400
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
# What is read aloud only, and lines above or below a title; words of class names, as they are
# used in several languages. No letter may stand beside them.
_UNSEEN = re.compile(
    r"(?<![a-z])(?:sr-?only|screen-?reader(?:-text)?|visually-?hidden|element-invisible|aural"
    r"|assistive|offscreen)(?![a-z])"
)
_KICKERS = re.compile(
    r"(?<![a-z])(?:kicker|over-?line|roof-?line|top-?line|super-?title|supra-?title|eyebrow"
    r"|dachzeile|spitzmarke|ober-?zeile|pre-?title|pre-?headline|over-?title)(?![a-z])"
)
_LABELS = re.compile(
    r"(?<![a-z])(?:labels?|badge"
    r"|byline|author|posted-?on|date|timestamp|meta|comment-?(?:count|link)s?)(?![a-z])"
)
_LABEL_TAGS = frozenset({"time", "button"})
# How a word is read, in small above it.
_READINGS = frozenset({"rt", "rp"})
_EDGES = " \t\n\r|:–—-•·/,"
_FEWEST_WORDS = 2
_DATE_WORDS = 4
_OPENING_DATE = re.compile(
    r"\A(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)\s*[-–—:|•·]+\s+(?=\w)"
)
_HOME = re.compile(r"(?:https?:)?//[^/?#]+/?|/")
# Headings in more pieces are no titles with a line beside them.
_MOST_PIECES = 8
# What systems call the heading of an article.
_TITLE_NAMES = re.compile(
    r"(?:entry|post|article|story|news|node|page|content|single)[-_]{0,2}(?:title|headline|heading)"
    r"|headline",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: its title, all it says, and whether its markup calls it the article's.

    A badge beside the title is never a part of it; a kicker may be.

    ``forms`` are the title and all it says, with a space between its elements and without: they
    may be lines or parts of a word. ``pieces`` are what stands in it up to an element, and from
    one on.
    """

    title: str
    forms: tuple[str, ...]
    pieces: tuple[str, ...]
    has_badge: bool
    leads_home: bool
    is_named: bool
    is_above: bool


def read_headings(
    root: HtmlElement, level: str, start: HtmlElement | None = None
) -> tuple[Heading, ...]:
    """The headings of a level that can be seen, in the order of the page.

    Those before the start of the text stand above it; all do, where that is not known.
    """
    found, is_above = [], True
    for element in root.iter(level, *(() if start is None else (start.tag,))):
        if element is start:
            is_above = False
        elif (
            element.tag == level
            and (level == "h1" or not stands_beside(element))
            and (heading := _read(element, is_above=is_above)) is not None
        ):
            found.append(heading)
    return tuple(found)


def _read(element: HtmlElement, *, is_above: bool) -> Heading | None:
    if _UNSEEN.search(_names(element)):
        return None
    said = list(_texts(element, labels=True))
    plain = _clean("".join(said))
    if not 0 < len(plain) <= _LONGEST:
        return None
    texts = [text for each in said if (text := _clean(each))]
    whole = " ".join(texts)
    title = _clean(" ".join(_texts(element, labels=False))).strip(_EDGES)
    if len(title.split()) < _FEWEST_WORDS:
        title = whole
    return Heading(
        title=title,
        forms=tuple(dict.fromkeys((title, whole, plain))),
        pieces=tuple(_pieces(texts)),
        has_badge=title != whole and not _has_kicker(element),
        leads_home=any(_leads_home(each) for each in _anchors(element)),
        is_named=element.get("itemprop") in {"headline", "name"}
        or bool(_TITLE_NAMES.search(_names(element))),
        is_above=is_above,
    )


def _has_kicker(element: HtmlElement) -> bool:
    return any(_KICKERS.search(_names(each)) for each in element.iterdescendants())


def _pieces(texts: list[str]) -> Iterator[str]:
    for at in range(1, len(texts) if len(texts) <= _MOST_PIECES else 1):
        yield " ".join(texts[at:]).strip(_EDGES)
        yield " ".join(texts[:at]).strip(_EDGES)


def _texts(element: HtmlElement, *, labels: bool) -> Iterator[str]:
    """The texts of a heading, with or without those of its labels, without what is not seen."""
    yield element.text or ""
    for child in element:
        names = _names(child)
        is_label = not labels and (
            child.tag in _LABEL_TAGS
            or _KICKERS.search(names)
            or _LABELS.search(names)
            or _is_date(child)
        )
        if not is_label and child.tag not in _READINGS and not _UNSEEN.search(names):
            yield from _texts(child, labels=labels)
        yield child.tail or ""


def _is_date(element: HtmlElement) -> bool:
    text = squeeze("".join(element.itertext()))
    return len(text.split()) <= _DATE_WORDS and find_printed_date(text) is not None


def _anchors(element: HtmlElement) -> Iterator[HtmlElement]:
    yield from element.iter("a")
    parent = element.getparent()
    if parent is not None and parent.tag == "a":
        yield parent


def _leads_home(anchor: HtmlElement) -> bool:
    """Whether a link leads to the first page of a site, as the names of sites do."""
    if anchor.get("rel") == "home":
        return True
    href = anchor.get("href", "").strip()
    return bool(_HOME.fullmatch(href[max(href.rfind("http://"), href.rfind("https://"), 0) :]))


def _names(element: HtmlElement) -> str:
    names: str = element.get("class", "")
    return names.lower().replace("_", "-")


def _clean(text: str) -> str:
    return _OPENING_DATE.sub("", squeeze(_INVISIBLE.sub("", text)))
