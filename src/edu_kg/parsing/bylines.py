"""Who wrote an article, as the page prints it."""

import re
from collections.abc import Collection, Iterable, Sequence

from bs4 import Tag
from lxml.html import HtmlElement

from edu_kg.text import squeeze

# Accounts of the system that published a page, which are no persons.
_ACCOUNTS = ("admin", "administrator", "editor", "root", "super user", "webmaster")
_LABEL = re.compile(r"\s*(?:written\s+by|posted\s+by|author|by)\s*[:\uff1a]?\s+", re.IGNORECASE)
_ACCOUNT = re.compile(r"[a-z0-9._-]+")
_CLOSING = re.compile(r"\(?\s*(?:By|BY)\s*[:\uff1a]?\s+(?P<names>[^\W\d_].*?)\s*[.)]*\s*")
# "By OUC" to "By A and B, Department of C": longer closing lines are sentences.
_LONGEST_CLOSING = 160
_SENTENCE_INSIDE = re.compile(r"[!?;]|[a-z]{3,}\.\s")
_CLOSING_PARAGRAPHS = 3
# Two to five words in capitals: "By Monday all had left" has one, and goes on.
_NAME = r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:(?:de|van|von|der|bin|al)\s+)?[^\W\d_a-z][\w.’'-]*){1,4}"
_OPENING = re.compile(
    rf"\W*(?i:written by|posted by|story by|text by|by|author|von|par|por|作者)\s*[:\uff1a]?\s*"
    rf"(?P<names>{_NAME}(?:(?:,| and|,? &)\s+{_NAME})*)\s*(?:[,|•·–—(/-]|\d|on\b|$)"
)
_MARKS = (
    ".//*[@itemprop='author']",
    ".//*[contains(concat(' ', @rel, ' '), ' author ')]",
    ".//*[contains(concat(' ', @class, ' '), ' byline ')]",
    ".//*[contains(concat(' ', @class, ' '), ' author ')]",
    ".//*[contains(@class, 'author-name') or contains(@class, 'author__name')]",
)
_LONGEST_NAME = 120


def find_author(root: Tag, selectors: Sequence[str], not_authors: Collection[str]) -> str | None:
    """The author in the first element the selectors name, unless it is an account's name."""
    for selector in selectors:
        for element in root.select(selector):
            name = clean_author(element.get_text(" "), not_authors)
            if name is not None:
                return name
    return None


def find_marked_author(element: HtmlElement) -> str | None:
    """The author in the first element marked as one by its names or attributes."""
    for mark in _MARKS:
        for each in element.xpath(mark):
            name = clean_author(each.text_content())
            if name is not None and len(name) <= _LONGEST_NAME:
                return name
    return None


def find_opening_byline(lines: Iterable[str]) -> str | None:
    """The names in a line "By NAME, day" or "Written by NAME" among those near the title.

    >>> find_opening_byline(("Campus", "By Ines Okafor, 28 March 2022"))
    'Ines Okafor'
    """
    for line in lines:
        match = _OPENING.match(line)
        name = clean_author(match["names"]) if match else None
        if name is not None:
            return name
    return None


def clean_author(text: str, not_authors: Collection[str] = ()) -> str | None:
    """An author's name without a label before it; None for an account's name or an address.

    >>> clean_author("Written by Ines Okafor"), clean_author("Written by Super User")
    ('Ines Okafor', None)
    """
    name = squeeze(_LABEL.sub("", squeeze(text) + " ", count=1))
    accounts = {*_ACCOUNTS, *(each.casefold() for each in not_authors)}
    if not name or name.casefold() in accounts or "://" in name or "@" in name:
        return None
    if _ACCOUNT.fullmatch(name):
        return None
    return name


def find_closing_byline(paragraphs: Sequence[str]) -> str | None:
    """The names of a closing line "By NAME, BODY"; None where the text ends otherwise.

    >>> find_closing_byline(("The talks will go on.", "By Ines Okafor, Press Office"))
    'Ines Okafor, Press Office'
    """
    for paragraph in reversed(paragraphs[1:][-_CLOSING_PARAGRAPHS:]):
        match = _CLOSING.fullmatch(paragraph)
        if match is None or len(paragraph) > _LONGEST_CLOSING:
            continue
        names = match["names"]
        if names[0].isupper() and not _SENTENCE_INSIDE.search(names):
            return names
    return None
