"""Several short articles on one page, each with a heading of its own."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from edu_kg.model import Article, Page, Site
from edu_kg.parsing.articles import read_page
from edu_kg.parsing.blocks import is_article_element
from edu_kg.parsing.boilerplate import find_boilerplate, measure_prose, stands_beside
from edu_kg.parsing.bylines import find_closing_byline
from edu_kg.parsing.datelines import find_dateline, find_labelled_day
from edu_kg.parsing.documents import Document, read_document
from edu_kg.parsing.labels import is_label, without_closing_labels, without_opening_dates
from edu_kg.parsing.metadata import read_metadata
from edu_kg.parsing.passages import HEADINGS, Passage, read_passages
from edu_kg.text import squeeze

# A brief has at least a sentence or two; a teaser of an article elsewhere has less, or a link.
_SHORTEST_BRIEF = 100
_LEAST_BRIEFS = 2


def parse_articles(page: Page, site: Site | None = None) -> tuple[Article, ...]:
    """All articles of a page: the briefs it consists of, or its one article.

    A brief stands at the page's address with the id of its element, or its number, after a "#".

    Raises:
        NotHtml: the page is something else.
        NoArticle: there is neither an article nor briefs on it.
    """
    if site is not None and site.selectors.body:
        return (read_page(page, site).article,)
    document = read_document(page, site)
    briefs = tuple(_briefs(document))
    if len(briefs) >= _LEAST_BRIEFS:
        return briefs
    return (read_page(page, site).article,)


def _briefs(document: Document) -> Iterator[Article]:
    root = document.root
    boilerplate = find_boilerplate(root)
    prose = measure_prose(read_passages(root, boilerplate))
    metadata = read_metadata(root)
    elements = [
        each
        for each in root.iter("*")
        if is_article_element(each)
        and prose.get(each, 0) >= _SHORTEST_BRIEF
        and not stands_beside(each)
        and not any(is_article_element(around) for around in each.iterancestors())
    ]
    whole = sum(prose.get(each, 0) for each in elements)
    if whole <= prose.get(root, 0) / 2 or not all(_has_own_heading(each) for each in elements):
        return
    for number, element in enumerate(elements, 1):
        passages = read_passages(element, boilerplate)
        heading = next(n for n, each in enumerate(passages) if each.is_heading)
        title = passages[heading].text
        paragraphs = _paragraphs(passages[heading + 1 :])
        day = find_labelled_day(passages, title) or find_dateline(passages, title)
        yield Article(
            url=f"{document.url}#{element.get('id') or f'brief-{number}'}",
            title=title,
            text="\n\n".join(paragraphs),
            published=day,
            published_from=None if day is None else "line",
            byline=find_closing_byline(paragraphs),
            language=metadata.language,
            publisher=metadata.publisher or metadata.site_name,
            page_sha256=document.page.sha256,
        )


def _has_own_heading(element: HtmlElement) -> bool:
    """Whether the element begins with a heading that does not lead to an article elsewhere."""
    heading = next(element.iter(*HEADINGS), None)
    if heading is None or not squeeze(heading.text_content()):
        return False
    return not any(
        anchor.get("href", "#").partition("#")[0] for anchor in heading.iter("a")
    ) and not any(around.tag == "a" for around in heading.iterancestors("a"))


def _paragraphs(passages: tuple[Passage, ...]) -> tuple[str, ...]:
    lines = [
        each.text
        for each in passages
        if not is_label(each.text) and (each.unlinked or each.is_heading)
    ]
    return without_opening_dates(without_closing_labels(lines))
