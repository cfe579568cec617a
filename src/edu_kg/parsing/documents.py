"""Pages as trees of elements."""

import re
import warnings
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup

from edu_kg.errors import NotHtml
from edu_kg.model import Page, Site
from edu_kg.model.addresses import canonical_address, find_link
from edu_kg.parsing.encodings import decode_html

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|p|h[1-6]|table|ul|a)\b",
    re.IGNORECASE,
)
_BINARY_HEAD = 1024
# Browsers stop at 512; selectors take quadratic time in what is nested deeper.
_DEEPEST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page's elements and the characters they were read from.

    ``url`` is the address of the page; ``base`` the one its links are relative to.
    """

    url: str
    base: str
    soup: BeautifulSoup
    html: str
    page: Page


def read_document(page: Page, site: Site | None = None) -> Document:
    """The page as a tree of elements.

    Raises:
        NotHtml: its type or its bytes are those of something else.
    """
    content_type = (page.header("content-type") or "").partition(";")[0].strip().lower()
    if content_type and content_type not in _HTML_TYPES:
        raise NotHtml(page.url, f"it is {content_type}, no HTML; only HTML pages can be read")
    decoded = decode_html(page.body, page.header("content-type"))
    if "\0" in decoded.text[:_BINARY_HEAD] or not _HTML.search(decoded.text):
        what = "empty" if not decoded.text.strip() else "no HTML"
        raise NotHtml(page.url, f"it is {what}; give a page with an article")
    soup = _parse(page.url, decoded.text)
    url = _own_address(page, soup, site)
    base = soup.find("base", href=True)
    href = base["href"] if isinstance(base, Tag) else ""
    return Document(
        url=url,
        base=find_link(str(href), url, site) or url,
        soup=soup,
        html=decoded.text,
        page=page,
    )


def find_address(page: Page) -> str | None:
    """The http(s) address a page stands at; of a saved page, the one it gives of itself.

    None where a file says nothing of where it came from, or is no HTML.
    """
    try:
        return _web_address(page.url) or _web_address(read_document(page).url)
    except NotHtml:
        return None


def _parse(url: str, html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        # XHTML with an XML declaration is still a page; we read it as one on purpose.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        try:
            soup = BeautifulSoup(html, "lxml")
        except ParserRejectedMarkup as error:
            raise NotHtml(url, "its markup cannot be parsed; check the file") from error
    if _is_deeper_than(_DEEPEST, soup):
        raise NotHtml(url, f"its elements are nested over {_DEEPEST} deep; no browser reads that")
    return soup


def _is_deeper_than(limit: int, soup: BeautifulSoup) -> bool:
    depths = {id(soup): 0}
    for node in soup.descendants:
        if isinstance(node, Tag):
            depth = depths[id(node.parent)] + 1
            if depth > limit:
                return True
            depths[id(node)] = depth
    return False


def _own_address(page: Page, soup: BeautifulSoup, site: Site | None) -> str:
    """The page's address; a saved page is known by the link to itself, if it has one."""
    own = _web_address(page.url, site)
    if own is not None:
        return own
    candidates: tuple[tuple[str, dict[str, str], str], ...] = (
        ("link", {"rel": "canonical"}, "href"),
        ("meta", {"property": "og:url"}, "content"),
        ("base", {}, "href"),  # Joomla writes the whole address of the page into it
    )
    for name, attributes, attribute in candidates:
        element = soup.find(name, attrs=attributes)
        if isinstance(element, Tag):
            address = _web_address(str(element.get(attribute, "")), site)
            if address is not None and not re.fullmatch(r"https?://[^/]+/", address):
                return address
    return page.url


def _web_address(url: str, site: Site | None = None) -> str | None:
    try:
        return canonical_address(url, site)
    except ValueError:
        return None
