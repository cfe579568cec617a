"""The part of a page that is its article, and whether there is one, without a profile."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from edu_kg.parsing.boilerplate import measure_prose, stands_beside
from edu_kg.parsing.dates import find_printed_date
from edu_kg.parsing.maintext import MainText
from edu_kg.parsing.passages import Passage, read_passages

# What the bodies of common systems are named when they show many articles, and when one.
_LISTING_CLASSES = frozenset(
    {"archive", "category", "error404", "search", "search-results", "search-no-results"}
    | {"view-category", "view-categories", "view-featured", "view-search"}
)
_ARTICLE_CLASSES = frozenset({"single", "single-post", "view-article", "node-type-article"})
# WordPress calls the body of its first page by both names; "blog" alone may be a part of a site.
_FIRST_PAGE_CLASSES = frozenset({"home", "blog"})
_ARTICLE_NAMES = frozenset({"hentry", "item-page"})
_ARTICLE_TYPES = ("Article", "BlogPosting")
_MIN_TEASERS = 3
# Of the text found on a page, the part that stands in teasers where it is a listing.
_TEASERS_PART = 0.5
# So many lines that are links, and no more running text than a teaser has between two of them.
_MIN_LINKS, _LONGEST_TEASER = 8, 400
_LONGEST_DATELINE = 80
_UNLINKED_PART = 0.5


def find_block(root: HtmlElement) -> HtmlElement | None:
    """The element that holds the article, None where the page does not mark it."""
    marked = [each for each in root.iter("*") if is_article_element(each)]
    with_heading = [each for each in marked if each.find(".//h1") is not None]
    if with_heading:
        return with_heading[0]
    candidates = [each for each in marked if not stands_beside(each)]
    if len(candidates) == 1:
        return candidates[0]
    mains = [each for each in root.iter("*") if each.tag == "main" or each.get("role") == "main"]
    return mains[0] if len(mains) == 1 else None


def is_article_element(element: HtmlElement) -> bool:
    """Whether an element is marked as an article: by its tag, type or name."""
    if element.tag == "article" or element.get("itemtype", "").endswith(_ARTICLE_TYPES):
        return True
    return not _ARTICLE_NAMES.isdisjoint(element.get("class", "").split())


def find_listing_sign(root: HtmlElement, main: MainText, *, is_dated: bool = False) -> str | None:
    """What shows that a page lists articles rather than being one; None for other pages.

    A page whose head declares the day of an article is none that only its links give away.
    """
    body = root.find("body")
    classes = set() if body is None else set(body.get("class", "").split())
    if classes & _ARTICLE_CLASSES:
        return None
    if signs := sorted(classes & _LISTING_CLASSES):
        return f"the page calls itself {signs[0]}"
    if classes >= _FIRST_PAGE_CLASSES:
        return "the page calls itself the first of its site"
    passages = read_passages(main.element, main.boilerplate)
    teasers = [each for each in main.element.iter("article") if _is_teaser(each)]
    if len(teasers) >= _MIN_TEASERS:
        prose = measure_prose(passages)
        in_teasers = sum(prose.get(each, 0) for each in teasers)
        if in_teasers >= _TEASERS_PART * prose.get(main.element, 0):
            return f"the page shows {len(teasers)} articles in short"
    if not is_dated and (links := _count_links_of_listing(passages)):
        return f"the page is a listing of {links} links"
    return None


def _count_links_of_listing(passages: Sequence[Passage]) -> int:
    """How many lines lead elsewhere, where headings do, too, or many days stand between; else 0."""
    links = headings = longest = text = 0
    for passage in passages:
        if len(passage.unlinked) < _UNLINKED_PART * len(passage.text):
            links, headings, text = links + 1, headings + passage.is_heading, 0
        text += passage.prose
        longest = max(longest, text)
    if links < _MIN_LINKS or longest >= _LONGEST_TEASER:
        return 0
    if headings >= _MIN_TEASERS:
        return links
    lines = (each.text for each in passages if len(each.text) <= _LONGEST_DATELINE)
    days = {day for line in lines if (day := find_printed_date(line)) is not None}
    return links if len(days) >= _MIN_TEASERS else 0


def _is_teaser(article: HtmlElement) -> bool:
    if article.find(".//h1") is not None:
        return False
    headings = article.iter("h2", "h3", "h4")
    return any(anchor.get("href") for heading in headings for anchor in heading.iter("a"))
