"""Who wrote an article, as the page prints it."""

import re
from collections.abc import Collection, Sequence

from bs4 import Tag

from edu_kg.text import squeeze

# Accounts of the system that published a page, which are no persons.
_ACCOUNTS = ("admin", "administrator", "editor", "root", "super user", "webmaster")
_LABEL = re.compile(r"\s*(?:written\s+by|posted\s+by|author|by)\s*[:\uff1a]?\s+", re.IGNORECASE)
_CLOSING = re.compile(r"\(?\s*(?:By|BY)\s*[:\uff1a]?\s+(?P<names>[^\W\d_].*?)\s*[.)]*\s*")
# "By OUC" to "By A and B, Department of C": longer closing lines are sentences.
_LONGEST_CLOSING = 160
_SENTENCE_INSIDE = re.compile(r"[!?;]|[a-z]{3,}\.\s")
_CLOSING_PARAGRAPHS = 3


def find_author(root: Tag, selectors: Sequence[str], not_authors: Collection[str]) -> str | None:
    """The author in the first element the selectors name, unless it is an account's name."""
    for selector in selectors:
        for element in root.select(selector):
            name = clean_author(element.get_text(" "), not_authors)
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
