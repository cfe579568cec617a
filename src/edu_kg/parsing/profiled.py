"""Pages of a site whose profile says where things stand on them."""

from collections.abc import Sequence

from bs4 import Tag

from edu_kg.errors import NoArticle
from edu_kg.model import Site
from edu_kg.model.addresses import find_link
from edu_kg.parsing.bylines import find_author, find_closing_byline
from edu_kg.parsing.documents import Document
from edu_kg.parsing.listings import leads_to_article
from edu_kg.parsing.metadata import read_metadata
from edu_kg.parsing.paragraphs import cut_out, read_captions, read_paragraphs
from edu_kg.parsing.pieces import Found, Pieces, found_or_none
from edu_kg.parsing.published import find_by_selectors
from edu_kg.parsing.titles import find_title
from edu_kg.text import squeeze

# Not those to the neighbours in time, nor to other views of the same article.
_LINKS = "a[href]:not([rel~=prev], [rel~=next], [rel~=nofollow], [href*='/mailto/'])"
_BESIDE = "aside, nav, footer"


def read_profiled(document: Document, site: Site) -> Pieces:
    """The pieces of an article by the selectors of its site's profile.

    Raises:
        NoArticle: the profile says that the page is none, or its selectors find no body.
    """
    selectors, soup = site.selectors, document.read_soup()
    metadata = read_metadata(document.root)
    for selector in selectors.no_article:
        if soup.select_one(selector):
            raise NoArticle(
                document.url, f"the page has {selector!r}: it is a listing, not an article"
            )
    body, body_selector = _first(soup, selectors.body)
    if body is None:
        raise NoArticle(
            document.url,
            f"nothing on it matches the body of profile {site.name}; check the profile",
        )
    title_element, title_selector = _first(soup, selectors.title)
    title = (
        Found(squeeze(title_element.get_text(" ")), f"profile: {title_selector}")
        if title_element
        else find_title(document.root, metadata, document.url)
    )
    published = find_by_selectors(soup, selectors.published)
    author = find_author(soup, selectors.author, site.not_authors)
    if title_element is not None and body in title_element.parents:
        _cut_up_to(title_element, body)
    captions = read_captions(body)
    cut_out(body, selectors.drop)
    links = _links(body, document, site)
    paragraphs = read_paragraphs(body)
    return Pieces(
        title=title,
        paragraphs=paragraphs,
        published=published,
        byline=found_or_none(author, "profile")
        or found_or_none(find_closing_byline(paragraphs), "closing line"),
        section=found_or_none(metadata.section, "head"),
        language=found_or_none(metadata.language, "html lang")
        or found_or_none(site.language, "profile"),
        publisher=Found(site.institution, "profile"),
        captions=captions,
        links=links,
        canonical=metadata.canonical,
        body=f"profile: {body_selector}",
    )


def _first(root: Tag, selectors: Sequence[str]) -> tuple[Tag | None, str]:
    """The first element of the first selector that names a non-empty one, and that selector."""
    for selector in selectors:
        for element in root.select(selector):
            if element.get_text(strip=True):
                return element, selector
    return None, ""


def _cut_up_to(title: Tag, body: Tag) -> None:
    """Remove the title and what stands before it: where the body has no element of its own."""
    before = [each for each in title.previous_elements if isinstance(each, Tag)]
    around = {id(parent) for parent in title.parents}
    inside = [each for each in before if id(each) not in around and body in each.parents]
    for element in [*inside, title]:
        if not element.decomposed:
            element.decompose()


def _links(body: Tag, document: Document, site: Site) -> tuple[str, ...]:
    """Canonical addresses of the articles the body links to, in order, each once."""
    beside = {id(link) for each in body.select(_BESIDE) for link in each.select("a[href]")}
    found = (
        find_link(str(element["href"]), document.base, site)
        for element in body.select(_LINKS)
        if id(element) not in beside
    )
    return tuple(
        dict.fromkeys(
            link for link in found if link and link != document.url and leads_to_article(link, site)
        )
    )
