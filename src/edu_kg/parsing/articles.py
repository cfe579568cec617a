"""Pages to articles."""

import re
from collections.abc import Sequence

from bs4 import Tag

from edu_kg.errors import NoArticle
from edu_kg.model import Article, Page, Site
from edu_kg.model.addresses import find_link
from edu_kg.parsing.blocks import find_block, find_listing_sign, stands_beside
from edu_kg.parsing.bylines import clean_author, find_author, find_closing_byline
from edu_kg.parsing.documents import Document, read_document
from edu_kg.parsing.listings import leads_to_article
from edu_kg.parsing.metadata import read_metadata
from edu_kg.parsing.paragraphs import cut_out, read_paragraphs
from edu_kg.parsing.published import Published, find_by_selectors, find_published
from edu_kg.parsing.titles import find_title
from edu_kg.text import squeeze

# The shortest of 549 news articles has 552 characters; a line of notice has under 100.
_SHORTEST_TEXT = 100
_NOTICE = re.compile(
    r"coming soon|under (?:construction|maintenance)|page (?:was |is )?not found"
    r"|no longer available|page you (?:requested|are looking for)|access denied|error has occurred",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 500
# Not those to the neighbours in time, nor to other views of the same article.
_LINKS = "a[href]:not([rel~=prev], [rel~=next], [rel~=nofollow], [href*='/mailto/'])"
_AUTHOR_MARKS = ("[itemprop=author]", "[rel=author]", ".byline", ".author")


def parse_article(page: Page, site: Site | None = None) -> Article:
    """The article of a page, read as the site's profile says, or without one by general signs.

    Raises:
        NotHtml: the page is something else.
        NoArticle: it is a listing, a notice or another page without title or text of an article.
    """
    document = read_document(page, site)
    if site is None or not site.selectors.body:
        return _parse_unknown(document, site)
    return _parse_profiled(document, site)


def _parse_profiled(document: Document, site: Site) -> Article:
    selectors, soup, url = site.selectors, document.soup, document.url
    metadata = read_metadata(soup)
    for selector in selectors.no_article:
        if soup.select_one(selector):
            raise NoArticle(url, f"the page has {selector!r}: it is a listing, not an article")
    body = _first(soup, selectors.body)
    if body is None:
        raise NoArticle(
            url, f"nothing on it matches the body of profile {site.name}; check the profile"
        )
    title_element = _first(soup, selectors.title)
    title = squeeze(title_element.get_text(" ")) if title_element else find_title(soup, metadata)
    published = find_by_selectors(soup, selectors.published)
    author = find_author(soup, selectors.author, site.not_authors)
    if title_element is not None and body in title_element.parents:
        _cut_up_to(title_element, body)
    cut_out(body, selectors.drop)
    links = _links(body, document, site)
    paragraphs = read_paragraphs(body)
    return _article(
        document,
        title=title,
        paragraphs=paragraphs,
        published=published,
        byline=author or find_closing_byline(paragraphs),
        language=metadata.language or site.language,
        publisher=site.institution,
        links=links,
    )


def _parse_unknown(document: Document, site: Site | None) -> Article:
    # Half a second to import, and needed for sites without a profile only.
    from edu_kg.parsing.generic import extract_paragraphs  # noqa: PLC0415

    soup = document.soup
    sign = find_listing_sign(soup)
    if sign is not None:
        raise NoArticle(document.url, f"{sign}: it is no article; give the address of one")
    metadata = read_metadata(soup)
    title = find_title(soup, metadata)
    block = find_block(soup)
    paragraphs = extract_paragraphs(document.html, title)
    author = clean_author(metadata.author or "") or (
        find_author(block, _AUTHOR_MARKS, ()) if block is not None else None
    )
    return _article(
        document,
        title=title,
        paragraphs=paragraphs,
        published=find_published(metadata, block),
        byline=author or find_closing_byline(paragraphs),
        language=metadata.language or (site.language if site else None),
        publisher=site.institution if site else metadata.publisher or metadata.site_name,
        links=() if block is None else _links(block, document, site),
    )


def _article(  # noqa: PLR0913  one argument for each thing a page tells
    document: Document,
    *,
    title: str | None,
    paragraphs: Sequence[str],
    published: Published | None,
    byline: str | None,
    language: str | None,
    publisher: str | None,
    links: tuple[str, ...],
) -> Article:
    text = "\n\n".join(paragraphs)
    if not title:
        raise NoArticle(document.url, "it has no title; give the address of an article")
    if len(text) < _SHORTEST_TEXT:
        shown = f": {squeeze(text)!r}" if text else ""
        raise NoArticle(document.url, f"it has {len(text)} characters of text{shown}; too few")
    heading = " ".join(h1.get_text(" ") for h1 in document.soup.find_all("h1"))
    said = squeeze(f"{title}\n{heading}\n{text}")
    if len(text) < _LONGEST_NOTICE and (notice := _NOTICE.search(said)):
        raise NoArticle(document.url, f"it is a notice ({notice.group()!r}), not an article")
    return Article(
        url=document.url,
        title=title,
        text=text,
        published=None if published is None else published.date,
        published_from=None if published is None else published.signal,
        byline=byline,
        language=language,
        publisher=publisher,
        links=links,
        page_sha256=document.page.sha256,
    )


def _first(root: Tag, selectors: Sequence[str]) -> Tag | None:
    """The first element of the first selector that names a non-empty one."""
    for selector in selectors:
        for element in root.select(selector):
            if element.get_text(strip=True):
                return element
    return None


def _cut_up_to(title: Tag, body: Tag) -> None:
    """Remove the title and what stands before it: where the body has no element of its own."""
    before = [each for each in title.previous_elements if isinstance(each, Tag)]
    around = {id(parent) for parent in title.parents}
    inside = [each for each in before if id(each) not in around and body in each.parents]
    for element in [*inside, title]:
        if not element.decomposed:
            element.decompose()


def _links(body: Tag, document: Document, site: Site | None) -> tuple[str, ...]:
    """Canonical addresses of the articles the body links to, in order, each once."""
    found: list[str] = []
    for element in body.select(_LINKS):
        link = find_link(str(element["href"]), document.base, site)
        if link is None or link == document.url or stands_beside(element, body):
            continue
        if leads_to_article(link, site) if site else _same_host(link, document.url):
            found.append(link)
    return tuple(dict.fromkeys(found))


def _same_host(link: str, url: str) -> bool:
    return link.split("/")[:3] == url.split("/")[:3]
