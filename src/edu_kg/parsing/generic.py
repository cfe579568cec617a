"""Main text of a page without a profile, as trafilatura finds it.

A module of its own, imported where it is used: it costs half a second to start.
"""

import re

import trafilatura

from edu_kg.parsing.paragraphs import without_closing_labels
from edu_kg.text import fold_words, squeeze

_MARKER = re.compile(r"\A(?:[-•*]|\|)\s+|\s*\|\s*\Z")
# Lines of a content system's information block that an extractor leaves in the text.
_INFORMATION = re.compile(
    r"details|hits|print|e-?mail|tweet|share|written by .{1,60}"
    r"|(?:category|hits|views|created|last updated|published|posted|发布时间|来源|作者)"
    r"\s*(?:on|by|[:\uff1a]).{0,60}",
    re.IGNORECASE,
)
# How far down an extractor may leave the headings above a text.
_HEADINGS = 3


def extract_paragraphs(html: str, title: str | None = None) -> tuple[str, ...]:
    """The paragraphs of the main text; none where no main text is found."""
    text = trafilatura.extract(html, output_format="txt", include_comments=False) or ""
    lines = (squeeze(_MARKER.sub("", line)) for line in text.splitlines())
    paragraphs = [line for line in lines if line and not _INFORMATION.fullmatch(line)]
    titles = [n for n, line in enumerate(paragraphs[:_HEADINGS]) if _same(line, title)]
    del paragraphs[: max(titles, default=-1) + 1]
    return without_closing_labels(paragraphs)


def _same(line: str, title: str | None) -> bool:
    return title is not None and fold_words(line) == fold_words(title)
