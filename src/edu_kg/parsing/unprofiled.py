"""Pages of no known site, read by what they say of themselves and by how they are built."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from edu_kg.errors import NoArticle
from edu_kg.model import Site
from edu_kg.model.addresses import find_link
from edu_kg.parsing.blocks import find_block, find_listing_sign
from edu_kg.parsing.boilerplate import NEVER_TEXT, stands_beside
from edu_kg.parsing.bylines import (
    clean_author,
    find_closing_byline,
    find_marked_author,
    find_opening_byline,
)
from edu_kg.parsing.datelines import lines_near_title
from edu_kg.parsing.documents import Document
from edu_kg.parsing.maintext import find_main_text
from edu_kg.parsing.metadata import Metadata, read_metadata
from edu_kg.parsing.passages import read_passages
from edu_kg.parsing.pieces import Found, Pieces, found_or_none
from edu_kg.parsing.published import DateSigns, find_published
from edu_kg.parsing.titles import find_title
from edu_kg.text import squeeze

_NEIGHBOURS = frozenset({"prev", "next", "nofollow"})
_CAPTIONS = ".//figcaption | .//*[contains(@class, 'caption')]"
_LONGEST_CAPTION = 600
_NAMES_SHOWN = 4


def read_unprofiled(document: Document, site: Site | None) -> Pieces:
    """The pieces of an article by general signs.

    Raises:
        NoArticle: the page shows many articles in short.
    """
    root = document.root
    metadata = read_metadata(root)
    main = find_main_text(root)
    title = find_title(root, metadata, document.url, main.start)
    paragraphs = main.read_paragraphs(title.value if title else None)
    is_dated = bool(metadata.meta_published or metadata.json_ld_published)
    sign = find_listing_sign(root, main, is_dated=is_dated)
    if sign is not None:
        raise NoArticle(document.url, f"{sign}: it is no article; give the address of one")
    block = find_block(root)
    signs = DateSigns(
        metadata=metadata,
        block=block,
        passages=read_passages(root, frozenset(root.iter(*NEVER_TEXT))),
        title=title.value if title else None,
        url=document.url,
    )
    around = main.element if block is None else block
    return Pieces(
        title=title,
        paragraphs=paragraphs,
        published=find_published(signs),
        byline=_byline(signs, around, paragraphs),
        section=found_or_none(metadata.section, "head"),
        language=found_or_none(metadata.language, "html lang")
        or found_or_none(site.language if site else None, "profile"),
        publisher=_publisher(metadata, site),
        captions=tuple(dict.fromkeys(_captions(main.element))),
        links=tuple(dict.fromkeys(_links(main.element, document, site))),
        canonical=metadata.canonical,
        body=_path_of(main.element),
    )


def _byline(signs: DateSigns, around: HtmlElement, paragraphs: tuple[str, ...]) -> Found | None:
    declared = clean_author(signs.metadata.author or "")
    if declared:
        return Found(declared, signs.metadata.author_from or "head")
    return (
        found_or_none(find_marked_author(around), "marked in the article")
        or found_or_none(
            find_opening_byline(lines_near_title(signs.passages, signs.title)),
            "line near the title",
        )
        or found_or_none(find_closing_byline(paragraphs), "closing line")
    )


def _publisher(metadata: Metadata, site: Site | None) -> Found | None:
    return (
        found_or_none(site.institution if site else None, "profile")
        or found_or_none(metadata.publisher, "json-ld")
        or found_or_none(metadata.site_name, "og:site_name")
    )


def _captions(element: HtmlElement) -> Iterator[str]:
    for caption in element.xpath(_CAPTIONS):
        text = squeeze(caption.text_content())
        if 0 < len(text) <= _LONGEST_CAPTION:
            yield text


def _links(element: HtmlElement, document: Document, site: Site | None) -> Iterator[str]:
    """Canonical addresses of the pages of the same host the article links to, in order."""
    for anchor in element.iter("a"):
        href = anchor.get("href")
        if not href or not _NEIGHBOURS.isdisjoint(anchor.get("rel", "").split()):
            continue
        link = find_link(href, document.base, site)
        if link is None or link == document.url or stands_beside(anchor, element):
            continue
        if link.split("/")[:3] == document.url.split("/")[:3]:
            yield link


def _path_of(element: HtmlElement) -> str:
    """The element and those around it, as a CSS selector would name them."""
    names = []
    for each in (element, *element.iterancestors()):
        classes = "".join(f".{name}" for name in each.get("class", "").split()[:2])
        identifier = f"#{each.get('id')}" if each.get("id") else ""
        names.append(f"{each.tag}{identifier}{classes}")
    return " > ".join(reversed(names[:_NAMES_SHOWN]))
