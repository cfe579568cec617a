"""Titles of windows: which part is the article's, and which the name of its site."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from edu_kg.text import fold_words

_SEPARATOR = re.compile(r"\s+[|\-–—·»•/:│]{1,2}\s+|\s*[|│]\s*|\s+::\s+")
# After a colon stands a title as often as a name; only known names are told from it.
_KNOWN_NAME_SEPARATOR = re.compile(rf"{_SEPARATOR.pattern}|:\s+")
# A part of a window title as short as this is the name of a site or section beside a longer one.
_SITE_NAME_WORDS = 5
_SHORTEST_LABEL = 4
_NOT_NAMES = frozenset({"www", "web", "news", "blog", "blogs", "en", "de", "m"})
# Of the letters of a name, those that its host has, too.
_LEAST_PART = 0.5


@dataclass(frozen=True, slots=True)
class SiteNames:
    """What a site is called: names in folded words, and the labels of its host."""

    names: frozenset[str]
    labels: frozenset[str]

    def include(self, text: str) -> bool:
        """Whether a text is a name of the site.

        >>> SiteNames(frozenset(), frozenset({"tolviknews"})).include("Tolvik News Online")
        True
        """
        words = " ".join(fold_words(text))
        if not words or words in self.names:
            return bool(words)
        return any(_is_name_of_host(words.split(), label) for label in self.labels)


def read_site_names(url: str, declared: Iterable[str | None], window: Iterable[str]) -> SiteNames:
    """The names of a site: those declared, those of its host, what its windows add to a title.

    ``window`` are the titles of the window and of the article; what the first has more than one
    of the others is a name.
    """
    names = {" ".join(fold_words(each)) for each in declared if each}
    # A copy in an archive has the address of the page at its end.
    host = urlsplit(url[max(url.rfind("http://"), url.rfind("https://"), 0) :]).hostname or ""
    labels = {re.sub(r"\W|_", "", label) for label in host.split(".")[:-1]} - _NOT_NAMES
    known = SiteNames(
        frozenset(names - {""}),
        frozenset(each for each in labels if len(each) >= _SHORTEST_LABEL),
    )
    title, *others = (*window, "")
    added = {
        part for other in others if not known.include(other) for part in _added_part(title, other)
    }
    return SiteNames(known.names | added - {""}, known.labels)


def split_title(title: str) -> tuple[str, ...]:
    """The parts of a window title.

    >>> split_title("Two Colleges Sign | News - Tolvik")
    ('Two Colleges Sign', 'News', 'Tolvik')
    """
    return tuple(part for each in _SEPARATOR.split(title) if (part := each.strip()))


def without_site_name(title: str, site: SiteNames, *, may_guess: bool = True) -> str:
    """A window title without the name of the site before or after it.

    Where no part is a known name, a short part at the end, else at the beginning is taken for
    one, unless guessing is ruled out.

    >>> no_names = SiteNames(frozenset(), frozenset())
    >>> without_site_name("Two Colleges Sign Agreement on Credits | Tolvik News", no_names)
    'Two Colleges Sign Agreement on Credits'
    """
    known = _without_known_names(title, site)
    if known != title or not may_guess:
        return known
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    first, last = title[: separators[0].start()], title[separators[-1].end() :]
    without_first, without_last = title[separators[0].end() :], title[: separators[-1].start()]
    if len(last.split()) <= _SITE_NAME_WORDS and len(without_last.split()) > len(last.split()):
        return without_last
    if len(first.split()) <= _SITE_NAME_WORDS and len(without_first.split()) > len(first.split()):
        return without_first
    return title


def _without_known_names(title: str, site: SiteNames) -> str:
    separators = list(_KNOWN_NAME_SEPARATOR.finditer(title))
    for separator in separators:
        if separator.start() and _is_name(title[separator.end() :], separator, site):
            title = title[: separator.start()]
            break
    for separator in reversed(separators):
        if separator.end() < len(title) and _is_name(title[: separator.start()], separator, site):
            return title[separator.end() :]
    return title


def _is_name(part: str, separator: re.Match[str], site: SiteNames) -> bool:
    """Whether a part is a name; what stands beside a colon only if it is declared as one."""
    if separator.group().lstrip().startswith(":") and "::" not in separator.group():
        return " ".join(fold_words(part)) in site.names
    return site.include(part)


def _added_part(title: str, other: str) -> Iterable[str]:
    """What a title has more than another, if that is a part of its own at one end."""
    for separator in _KNOWN_NAME_SEPARATOR.finditer(title):
        before, after = title[: separator.start()], title[separator.end() :]
        if fold_words(before) == fold_words(other):
            yield " ".join(fold_words(after))
        elif fold_words(after) == fold_words(other):
            yield " ".join(fold_words(before))


def _is_name_of_host(words: Sequence[str], label: str) -> bool:
    """Whether words are those of a host's label, or the label that of some of the words."""
    letters = "".join(words)
    if len(letters) < _SHORTEST_LABEL:
        return False
    if len(letters) <= len(label):
        return letters in label and len(letters) >= _LEAST_PART * len(label)
    runs = {"".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
    return label in runs and len(label) >= _LEAST_PART * len(letters)
