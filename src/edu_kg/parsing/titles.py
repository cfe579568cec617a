"""The title of an article, told from the site's name and the section's heading."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.html import HtmlElement

from edu_kg.parsing.dates import find_printed_date
from edu_kg.parsing.headings import Heading, read_headings
from edu_kg.parsing.metadata import Metadata
from edu_kg.parsing.pieces import Found
from edu_kg.parsing.sitenames import SiteNames, read_site_names, split_title, without_site_name
from edu_kg.text import fold_words

# A heading repeats a title, or fits one, by so many of its words.
_LEAST_PART = 0.5
# A heading of so many words says something; "News and Events" does not.
_SENTENCE_WORDS = 5
# The title and one more, such as that of a form; more are sections.
_MOST_HEADINGS = 2
_LONG_WORD = 5
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Head:
    """The titles of a page's head: as written, and in words without and with the site's name."""

    site: SiteNames
    declared: SiteNames
    titles: tuple[str, ...]
    own: frozenset[tuple[str, ...]]
    whole: frozenset[tuple[str, ...]]


def find_title(
    root: HtmlElement, metadata: Metadata, url: str = "", start: HtmlElement | None = None
) -> Found | None:
    """The title by the most reliable signal of the page, None where it has none.

    A heading that the window title, OpenGraph or JSON-LD repeats comes before all else: alone, a
    heading may be the section's and a window title may carry the site's name.
    """
    head = _read_head(metadata, url)
    main = [
        each
        for each in read_headings(root, "h1", start)
        if not (each.leads_home or head.site.include(each.title))
    ]
    lesser = read_headings(root, "h2", start)
    if (title := _exactly_repeated(main, head.own | head.whole, head)) is not None:
        return Found(title, "h1, repeated in the head")
    if (title := _exactly_repeated(lesser, head.own | head.whole, head)) is not None:
        return Found(title, "h2, repeated in the head")
    if (title := _partly_repeated(main, head)) is not None:
        return Found(title, "h1, repeated in the head")
    likely = [each for each in main if each.is_above and _is_likely(each.title, head.own)]
    named = [each for each in likely if each.is_named] or likely
    if len({each.title for each in named}) == 1:
        return Found(named[0].title, "h1")
    if (title := _partly_repeated(lesser, head)) is not None:
        return Found(title, "h2, repeated in the head")
    if (title := _standing_above(main, head)) is not None:
        return Found(title, "h1")
    is_declared = bool(metadata.og_title or metadata.headline)
    if (title := _nearest_above(main, lesser, head, is_declared=is_declared)) is not None:
        return Found(title, "h2")
    alone = Found(main[0].title, "h1") if len(main) == 1 else None
    only_names = all(head.site.include(each) for each in head.titles)
    if alone is not None and (only_names or _is_in_address(alone.value, metadata, url)):
        return alone
    return _declared(metadata, head) or alone


def _standing_above(main: Sequence[Heading], head: _Head) -> str | None:
    """The one heading above the text, if the head says something of it in other words.

    Several below it are the sections of a text whose title is no heading.
    """
    titles = {each.title for each in main if each.is_above}
    if len(titles) != 1 or len({each.title for each in main}) > _MOST_HEADINGS:
        return None
    (title,) = titles
    return title if _is_told_of(title, head) else None


def _nearest_above(
    main: Sequence[Heading], lesser: Sequence[Heading], head: _Head, *, is_declared: bool
) -> str | None:
    """The last of the lesser headings above the text, where no main one stands there.

    A label is no title, nor is a day. What the head declares beside the window's title is more
    than a file's name; then the heading must be a sentence about the same.
    """
    above = [
        each.title
        for each in lesser
        if each.is_above
        and len(fold_words(each.title)) >= _FEWEST_WORDS
        and find_printed_date(each.title) is None
    ]
    if not above or any(each.is_above for each in main):
        return None
    is_sentence = len(fold_words(above[-1])) >= _SENTENCE_WORDS
    return above[-1] if not is_declared or (is_sentence and _is_told_of(above[-1], head)) else None


def _is_told_of(heading: str, head: _Head) -> bool:
    """Whether a longer word of the head stands in a heading, be it as a part of a longer one."""
    letters = "".join(fold_words(heading))
    said = {word for each in head.titles for word in fold_words(each) if len(word) >= _LONG_WORD}
    return any(word in letters for word in said)


def _read_head(metadata: Metadata, url: str) -> _Head:
    window, og, headline = metadata.document_title, metadata.og_title, metadata.headline
    all_titles = [each for each in (og, headline, window) if each]
    site = read_site_names(
        url, (metadata.site_name, metadata.publisher), (window or "", og or "", headline or "")
    )
    titles = tuple(each for each in all_titles if not site.include(each)) or tuple(all_titles)
    own = {fold_words(_without_name(each, site, metadata)) for each in titles}
    whole = {fold_words(each) for each in titles}
    known = {fold_words(without_site_name(each, site, may_guess=False)) for each in titles}
    declared = SiteNames(
        frozenset(" ".join(fold_words(each)) for each in (metadata.site_name,) if each), frozenset()
    )
    return _Head(site, declared, titles, frozenset(own - {()}), frozenset((whole | known) - {()}))


def _declared(metadata: Metadata, head: _Head) -> Found | None:
    """The first title of the head that is more than the site's name, without that name."""
    for title, signal in (
        (metadata.headline, "json-ld"),
        (metadata.og_title, "og:title"),
        (metadata.document_title, "title element"),
    ):
        if title in head.titles:
            return Found(_without_name(title, head.site, metadata), signal)
    return None


def _without_name(title: str, site: SiteNames, metadata: Metadata) -> str:
    """A title without the site's name; guessed only where the window has nothing more.

    Where the window's title says more than OpenGraph's, that is what names the site.
    """
    window = metadata.document_title or title
    return without_site_name(title, site, may_guess=fold_words(window) == fold_words(title))


def _exactly_repeated(
    headings: Sequence[Heading], titles: Set[tuple[str, ...]], head: _Head
) -> str | None:
    """The heading, or what stands in it beside a label, that is one of the head's titles."""
    for heading in headings:
        for form in heading.forms:
            text = without_site_name(form, head.declared, may_guess=False)
            if fold_words(form) in titles or fold_words(text) in titles:
                return heading.title if heading.has_badge else text
    for heading in headings:
        for piece in heading.pieces:
            if fold_words(piece) in titles:
                return piece
    return None


def _partly_repeated(headings: Sequence[Heading], head: _Head) -> str | None:
    """The longest heading that is a part of a title of the head, or at least half of it."""
    parts = {fold_words(run) for title in head.titles for run in _runs(title)}
    fitting = [
        heading.title
        for heading in headings
        if fold_words(heading.title) in parts
        or any(_is_repeated(fold_words(heading.title), own) for own in head.own)
    ]
    return max(fitting, key=len, default=None)


def _is_repeated(words: Sequence[str], own: Sequence[str]) -> bool:
    return bool(words) and len(words) >= _LEAST_PART * len(own) and _holds(own, words)


def _runs(title: str) -> Iterator[str]:
    """What stands before or after a separator of a window title."""
    parts = split_title(title)
    for at in range(1, len(parts)):
        yield " ".join(parts[:at])
        yield " ".join(parts[at:])


def _is_likely(heading: str, titles: Set[tuple[str, ...]]) -> bool:
    """Whether a heading that the head puts in other words is the title all the same."""
    words = set(fold_words(heading))
    if not words:
        return False
    shared = max((len(words & set(title)) for title in titles), default=0)
    return len(words) >= _SENTENCE_WORDS or shared >= _LEAST_PART * len(words)


def _is_in_address(heading: str, metadata: Metadata, url: str) -> bool:
    """Whether a heading is what the address is named after, and the head names only the site."""
    if metadata.og_title or metadata.headline:
        return False
    letters = "".join(fold_words(heading))
    return letters in "".join(fold_words(unquote(url.rstrip("/").rpartition("/")[2])))


def _holds(title: Sequence[str], heading: Sequence[str]) -> bool:
    return f" {' '.join(heading)} " in f" {' '.join(title)} "
