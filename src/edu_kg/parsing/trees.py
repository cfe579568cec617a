"""Characters of a page as a tree of elements, within bounds that hold for hostile pages, too."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from edu_kg.errors import NotHtml

# Selectors take quadratic time in what is nested deep; browsers stop at 512.
_DEEPEST = 600
# A long news article has some ten thousand tags; a million would take minutes and gigabytes.
_MOST_TAGS = 200_000
_LONGEST = 20_000_000
_MOST_ATTRIBUTES = 300
# libxml2 takes quadratic time in the attributes of one element: 100,000 are a minute and a half.
# The quantifiers never give back, and a tag of many attributes is passed over as a whole.
_ATTRIBUTE = r"[\s/]++[^\s>=/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_LONG_TAG = re.compile(rf"<[a-zA-Z][^\s<>/]*+(?:{_ATTRIBUTE}){{40,}}+")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_SCRIPT = re.compile(r"<(/?)script\b", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def parse_tree(url: str, html: str) -> HtmlElement:
    """The root element of the page, comments left out.

    Raises:
        NotHtml: there is no markup in it, or more or deeper markup than any browser reads.
    """
    if len(html) > _LONGEST:
        raise NotHtml(url, f"it has over {_LONGEST} characters; no article is that long")
    if html.count("<") > _MOST_TAGS:
        raise NotHtml(url, f"it has over {_MOST_TAGS} tags; no article has that many")
    if _has_crowded_tag(html) and _has_crowded_tag(_without_scripts(html)):
        raise NotHtml(url, f"an element has over {_MOST_ATTRIBUTES} attributes; check the page")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = _CONTROLS.sub(" ", html).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NotHtml(url, "its markup cannot be parsed; check the file") from error
    if root is None:
        raise NotHtml(url, "it has no elements; check the file")
    if _depth_of(root) > _DEEPEST:
        raise NotHtml(url, f"its elements are nested over {_DEEPEST} deep; no browser reads that")
    return root


def _has_crowded_tag(html: str) -> bool:
    return any(
        sum(1 for _ in _ATTRIBUTES.finditer(tag.group())) > _MOST_ATTRIBUTES
        for tag in _LONG_TAG.finditer(html)
    )


def _without_scripts(html: str) -> str:
    """The markup alone: in a script "i<n" begins no tag."""
    kept, start = [], 0
    for mark in _SCRIPT.finditer(html):
        if mark.group(1):
            start = mark.end() if start < 0 else start
        elif start >= 0:
            kept.append(html[start : mark.start()])
            start = -1
    return " ".join(kept if start < 0 else [*kept, html[start:]])


def _depth_of(root: HtmlElement) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
