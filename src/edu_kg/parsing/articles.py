"""Pages to articles."""

import re

from edu_kg.errors import NoArticle
from edu_kg.model import Article, Page, Site
from edu_kg.model.addresses import find_link
from edu_kg.parsing.documents import Document, read_document
from edu_kg.parsing.pieces import Found, Pieces
from edu_kg.parsing.profiled import read_profiled
from edu_kg.parsing.readings import Reading, Signal
from edu_kg.parsing.unprofiled import read_unprofiled
from edu_kg.text import squeeze

# The shortest of 549 news articles has 552 characters; a line of notice has under 100.
_SHORTEST_TEXT = 100
_NOTICE = re.compile(
    r"coming soon|under (?:construction|maintenance)|page (?:was |is )?not found"
    r"|no longer available|page you (?:requested|are looking for)|access denied|error has occurred",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 500


def parse_article(page: Page, site: Site | None = None) -> Article:
    """The article of a page, read as the site's profile says, or without one by general signs.

    Raises:
        NotHtml: the page is something else.
        NoArticle: it is a listing, a notice or another page without title or text of an article.
    """
    return read_page(page, site).article


def read_page(page: Page, site: Site | None = None) -> Reading:
    """The article of a page, and where on it each piece was found.

    Raises:
        NotHtml: the page is something else.
        NoArticle: it is a listing, a notice or another page without title or text of an article.
    """
    document = read_document(page, site)
    if site is None or not site.selectors.body:
        pieces = read_unprofiled(document, site)
    else:
        pieces = read_profiled(document, site)
    article = _article(document, pieces, site)
    decoded = document.decoded
    return Reading(
        article=article,
        signals=tuple(_signals(pieces)),
        encoding=f"{decoded.encoding}, by {decoded.known_from}",
        body=pieces.body,
    )


def _article(document: Document, pieces: Pieces, site: Site | None) -> Article:
    text = "\n\n".join(pieces.paragraphs)
    if pieces.title is None or not pieces.title.value:
        raise NoArticle(document.url, "it has no title; give the address of an article")
    if len(text) < _SHORTEST_TEXT:
        shown = f": {squeeze(text)!r}" if text else ""
        raise NoArticle(document.url, f"it has {len(text)} characters of text{shown}; too few")
    heading = " ".join(h1.text_content() for h1 in document.root.iter("h1"))
    said = squeeze(f"{pieces.title.value}\n{heading}\n{text}")
    if len(text) < _LONGEST_NOTICE and (notice := _NOTICE.search(said)):
        raise NoArticle(document.url, f"it is a notice ({notice.group()!r}), not an article")
    return Article(
        url=document.url,
        title=pieces.title.value,
        text=text,
        published=None if pieces.published is None else pieces.published.date,
        published_from=None if pieces.published is None else pieces.published.signal,
        byline=_value(pieces.byline),
        language=_value(pieces.language),
        publisher=_value(pieces.publisher),
        section=_value(pieces.section),
        captions=pieces.captions,
        links=pieces.links,
        canonical=_own_canonical(document, pieces.canonical, site),
        page_sha256=document.page.sha256,
    )


def _own_canonical(document: Document, declared: str | None, site: Site | None) -> str | None:
    """The address a page gives as its own; not that of another host or of a site's first page."""
    address = find_link(declared, document.base, site) if declared else None
    if address is None or address.split("/")[:3] != document.url.split("/")[:3]:
        return None
    return None if address.count("/") == _SLASHES_OF_A_HOST and address.endswith("/") else address


_SLASHES_OF_A_HOST = 3


def _signals(pieces: Pieces) -> list[Signal]:
    named = {
        "title": pieces.title,
        "byline": pieces.byline,
        "section": pieces.section,
        "language": pieces.language,
        "publisher": pieces.publisher,
    }
    signals = [Signal(name, found.value, found.signal) for name, found in named.items() if found]
    if pieces.published is not None:
        signals.insert(1, Signal("published", str(pieces.published.date), pieces.published.signal))
    return signals


def _value(found: Found | None) -> str | None:
    return None if found is None else found.value
