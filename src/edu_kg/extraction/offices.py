"""The offices that stand right beside a name."""

import re
from collections.abc import Iterator

from edu_kg.extraction.name_words import is_title

_AFTER = re.compile(
    r",\s(?:(?:the|a|an|its|then)\s)*(?P<title>[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}?)"
    r"(?=\s(?:of|at|for|in)\s|[,.;)])",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<title>(?:[A-Za-z-]+ ){1,3})(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?$")
_FURTHEST = 50


def offices_beside(text: str, start: int, end: int) -> Iterator[str]:
    """Give the offices right before and after the name at these characters, in lower case.

    >>> text = "Vice-President Ada Bello, Dean of Arts, spoke."
    >>> list(offices_beside(text, 15, 24))
    ['vice president', 'dean']
    """
    before = _BEFORE.search(text, max(0, start - _FURTHEST), start)
    words: list[str] = []
    for word in reversed(before["title"].split() if before else []):
        if not is_title(word):
            break
        words.insert(0, word)
    after = _AFTER.match(text, end)
    for title in (" ".join(words), after["title"] if after else ""):
        if title and is_title(title.split()[-1]):
            yield title.lower().replace("-", " ")
