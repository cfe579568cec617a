"""The title of an article, told from the site's name and the section's heading."""

import re

from bs4 import BeautifulSoup

from edu_kg.parsing.metadata import Metadata
from edu_kg.text import fold_words, squeeze

_SEPARATOR = re.compile(r"\s+[|\-–—·»:]{1,2}\s+|\s*\|\s*")
# A part of a window title as short as this is the name of a site or section beside a longer one.
_SITE_NAME_WORDS = 5


def find_title(soup: BeautifulSoup, metadata: Metadata) -> str | None:
    """The title by the most reliable signal of the page, None where it has none.

    A heading that the window title or OpenGraph repeats comes before all else: alone, a heading
    may be the section's and a window title may carry the site's name.
    """
    declared = [each for each in (metadata.og_title, metadata.document_title) if each]
    headings = [squeeze(h1.get_text(" ")) for h1 in soup.find_all("h1")]
    headings = [heading for heading in headings if heading]
    for heading in headings:
        if any(_holds(title, heading) for title in declared) and not _is_site_name(
            heading, metadata
        ):
            return heading
    if metadata.headline:
        return metadata.headline
    if declared:
        return without_site_name(declared[0], metadata.site_name)
    return headings[0] if len(headings) == 1 else None


def without_site_name(title: str, site_name: str | None = None) -> str:
    """A window title without the name of the site before or after it.

    >>> without_site_name("Two Colleges Sign Agreement on Credits | Tolvik News")
    'Two Colleges Sign Agreement on Credits'
    """
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    first, last = title[: separators[0].start()], title[separators[-1].end() :]
    without_first, without_last = title[separators[0].end() :], title[: separators[-1].start()]
    if site_name:
        if fold_words(last) == fold_words(site_name):
            return without_last
        if fold_words(first) == fold_words(site_name):
            return without_first
    if len(last.split()) <= _SITE_NAME_WORDS and len(without_last.split()) > len(last.split()):
        return without_last
    if len(first.split()) <= _SITE_NAME_WORDS and len(without_first.split()) > len(first.split()):
        return without_first
    return title


def _holds(title: str, heading: str) -> bool:
    return f" {' '.join(fold_words(heading))} " in f" {' '.join(fold_words(title))} "


def _is_site_name(heading: str, metadata: Metadata) -> bool:
    """Whether a heading is the site's name, which window titles repeat as well."""
    if metadata.site_name is not None:
        return fold_words(heading) == fold_words(metadata.site_name)
    title = metadata.document_title or ""
    rest = without_site_name(title)
    return rest != title and not _holds(rest, heading)
