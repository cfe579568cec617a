"""Lines between the paragraphs of an article that are no part of what it says."""

import re
from collections.abc import Sequence

from edu_kg.parsing.dates import find_printed_date

_LONGEST = 160
# As long as a weekday, a day in full and its time.
_LONGEST_DATE = 45
_LABEL = re.compile(
    r"\W*(?:advertisement|share(?: this.*)?|related.{0,40}[^.]|read more.*|see also.*"
    r"|more from .*[^.]|more:.*|follow us.*|sign up.*|subscribe\b.*|click here.*"
    r"|(?:photo|image|picture|credit|source|via)\s*(?:credit|courtesy|by)?\s*:.{0,120}"
    r"|©.*|copyright.*|loading|comments?|leave a (?:reply|comment).*|tags?:.*|filed under.*"
    r"|topics?:.*|(?:also|must) read:?.*)\W*",
    re.IGNORECASE,
)
# Lines of a content system's information block.
_INFORMATION = re.compile(
    r"details|hits|(?:print|e-?mail)(?: this (?:page|article|story))?|tweet|share"
    r"|written by .{1,60}"
    r"|(?:category|hits|views|created|last updated|published|posted|发布时间|来源|作者)"
    r"\s*[:\uff1a].{0,60}"
    r"|(?:created|last updated|published|posted)\s+on\s+\D{0,12}\d[\w\s,.:]{4,30}",
    re.IGNORECASE,
)
# Words before a list of links that make its line one of links, too.
_LINK_LABEL = re.compile(
    r"\W*(?:related(?: (?:articles?|news|links?|stories|story|reading|reports?|posts?))?"
    r"|see also|read (?:also|more)|further reading|more (?:news|on this)|links?)\W*",
    re.IGNORECASE,
)


def is_label(line: str) -> bool:
    """Whether a line belongs to the page and not to the article.

    >>> is_label("Hits: 1204"), is_label("Hits on the island were counted for a year.")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    return bool(_LABEL.fullmatch(line) or _INFORMATION.fullmatch(line))


def without_opening_dates(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs from the first that is more than a day.

    >>> without_opening_dates(("Tuesday, 2 March 2021", "On 2 March 2021 a ferry left."))
    ('On 2 March 2021 a ferry left.',)
    """
    start = 0
    while start < len(paragraphs) and _is_date_alone(paragraphs[start]):
        start += 1
    return tuple(paragraphs[start:])


def _is_date_alone(line: str) -> bool:
    if len(line) > _LONGEST_DATE or line.endswith("."):
        return False
    return find_printed_date(line) is not None


def is_link_label(line: str) -> bool:
    """Whether a line only says that links follow.

    >>> is_link_label("Related articles:")
    True
    """
    return bool(_LINK_LABEL.fullmatch(line))


def without_closing_labels(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs up to the last that is more than the label of links left out.

    >>> without_closing_labels(("The talks will go on.", "Related:"))
    ('The talks will go on.',)
    """
    kept = list(paragraphs)
    while kept and is_link_label(kept[-1]):
        kept.pop()
    return tuple(kept)
