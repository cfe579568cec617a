"""The title of an article, told from the site's name and the section's heading."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from edu_kg.parsing.boilerplate import stands_beside
from edu_kg.parsing.metadata import Metadata
from edu_kg.parsing.pieces import Found
from edu_kg.text import fold_words, squeeze

_SEPARATOR = re.compile(r"\s+[|\-–—·»•/:]{1,2}\s+|\s*\|\s*|\s+::\s+")
# A part of a window title as short as this is the name of a site or section beside a longer one.
_SITE_NAME_WORDS = 5
_LONGEST_HEADING = 400
# A heading repeats a title, or fits one, by so many of its words.
_LEAST_PART = 0.5
# A heading of so many words says something; "News and Events" does not.
_SENTENCE_WORDS = 5


def find_title(root: HtmlElement, metadata: Metadata) -> Found | None:
    """The title by the most reliable signal of the page, None where it has none.

    A heading that the window title or OpenGraph repeats comes before all else: alone, a heading
    may be the section's and a window title may carry the site's name.
    """
    declared = [each for each in (metadata.og_title, metadata.document_title) if each]
    main, lesser = _headings(root, "h1"), _headings(root, "h2")
    if (heading := _repeated(main, declared, metadata)) is not None:
        return Found(heading, "h1, repeated in the head")
    likely = [heading for heading in main if _is_likely(heading, declared, metadata)]
    if len(set(likely)) == 1:
        return Found(likely[0], "h1")
    if (heading := _repeated(lesser, declared, metadata)) is not None:
        return Found(heading, "h2, repeated in the head")
    for title, signal in (
        (metadata.headline, "json-ld"),
        (metadata.og_title, "og:title"),
        (metadata.document_title, "title element"),
    ):
        if title:
            return Found(without_site_name(title, metadata.site_name), signal)
    return Found(main[0], "h1") if len(main) == 1 else None


def _headings(root: HtmlElement, level: str) -> list[str]:
    headings = (
        squeeze(each.text_content())
        for each in root.iter(level)
        if level == "h1" or not stands_beside(each)
    )
    return [heading for heading in headings if 0 < len(heading) <= _LONGEST_HEADING]


def _repeated(headings: Sequence[str], declared: Sequence[str], metadata: Metadata) -> str | None:
    """The heading that the head repeats, the longest of several."""
    fitting = [
        heading
        for heading in headings
        if any(_holds(title, heading) for title in declared)
        and not _is_site_name(heading, metadata)
    ]
    longest = max(fitting, key=len, default=None)
    if longest is None:
        return None
    shortest_title = min(
        len(fold_words(without_site_name(title, metadata.site_name))) for title in declared
    )
    return longest if len(fold_words(longest)) >= _LEAST_PART * shortest_title else None


def _is_likely(heading: str, declared: Sequence[str], metadata: Metadata) -> bool:
    """Whether a heading that the head puts in other words is the title all the same."""
    words = set(fold_words(heading))
    if not words or _is_site_name(heading, metadata):
        return False
    shared = max((len(words & set(fold_words(title))) for title in declared), default=0)
    return len(words) >= _SENTENCE_WORDS or shared >= _LEAST_PART * len(words)


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
    return _holds(title, heading) and not _holds(without_site_name(title), heading)
