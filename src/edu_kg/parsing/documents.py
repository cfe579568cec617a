"""Pages as trees of elements."""

import re
import warnings
from dataclasses import dataclass

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup
from lxml.html import HtmlElement

from edu_kg.errors import NotHtml
from edu_kg.model import Page, Site
from edu_kg.model.addresses import canonical_address, find_link
from edu_kg.parsing.encodings import Decoded, decode_html
from edu_kg.parsing.trees import parse_tree

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|p|h[1-6]|table|ul|a)\b",
    re.IGNORECASE,
)
_BINARY_HEAD = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page's elements and the characters they were read from.

    ``url`` is the address of the page; ``base`` the one its links are relative to; ``root`` its
    elements without comments.
    """

    url: str
    base: str
    root: HtmlElement
    decoded: Decoded
    page: Page

    def read_soup(self) -> BeautifulSoup:
        """The elements once more, as a tree that the CSS selectors of profiles can search."""
        with warnings.catch_warnings():
            # XHTML with an XML declaration is still a page; we read it as one on purpose.
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            try:
                return BeautifulSoup(self.decoded.text, "lxml")
            except ParserRejectedMarkup as error:
                raise NotHtml(self.url, "its markup cannot be parsed; check the file") from error


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
    root = parse_tree(page.url, decoded.text)
    url = _own_address(page, root, site)
    base = root.find(".//base[@href]")
    href = "" if base is None else base.get("href", "")
    return Document(
        url=url,
        base=find_link(href, url, site) or url,
        root=root,
        decoded=decoded,
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


def _own_address(page: Page, root: HtmlElement, site: Site | None) -> str:
    """The page's address; a saved page is known by the link to itself, if it has one."""
    own = _web_address(page.url, site)
    if own is not None:
        return own
    for path, attribute in (
        (".//link[@rel='canonical']", "href"),
        (".//meta[@property='og:url']", "content"),
        (".//base", "href"),  # Joomla writes the whole address of the page into it
    ):
        element = root.find(path)
        if element is not None:
            address = _web_address(element.get(attribute, ""), site)
            if address is not None and not re.fullmatch(r"https?://[^/]+/", address):
                return address
    return page.url


def _web_address(url: str, site: Site | None = None) -> str | None:
    try:
        return canonical_address(url, site)
    except ValueError:
        return None
