"""The part of a page that is its article, and whether there is one, without a profile."""

import re

from bs4 import BeautifulSoup, Tag

# What the bodies of common systems are named when they show many articles, and when one.
_LISTING_CLASSES = frozenset(
    {"archive", "author", "blog", "category", "error404", "home", "search", "search-results", "tag"}
    | {"view-category", "view-categories", "view-featured", "view-search"}
)
_ARTICLE_CLASSES = frozenset({"single", "single-post", "view-article", "node-type-article"})
_ARTICLES = "article, [itemtype$='Article'], [itemtype$='BlogPosting'], .hentry, .item-page"
_BESIDE = re.compile(r"sidebar|related|widget|latest|breadcrumb|comment|footer|popular|teaser")
_MIN_TEASERS = 3


def find_block(soup: BeautifulSoup) -> Tag | None:
    """The element that holds the article, None where the page does not mark it."""
    candidates = [each for each in soup.select(_ARTICLES) if not stands_beside(each)]
    with_heading = [each for each in candidates if each.find(["h1"])]
    if with_heading:
        return with_heading[0]
    if len(candidates) == 1:
        return candidates[0]
    mains = soup.select("main, [role=main]")
    return mains[0] if len(mains) == 1 else None


def find_listing_sign(soup: BeautifulSoup) -> str | None:
    """What shows that a page lists articles rather than being one; None for other pages."""
    classes = set(map(str, soup.body.get_attribute_list("class"))) if soup.body else set()
    if not classes & _ARTICLE_CLASSES and (signs := sorted(classes & _LISTING_CLASSES)):
        return f"the page calls itself {signs[0]}"
    teasers = [
        each
        for each in soup.find_all("article")
        if not each.find("h1") and each.select_one("h2 a[href], h3 a[href]")
    ]
    if len(teasers) >= _MIN_TEASERS:
        return f"the page shows {len(teasers)} articles in short"
    return None


def stands_beside(element: Tag, block: Tag | None = None) -> bool:
    """Whether an element belongs to what surrounds an article: sidebar, footer, other articles."""
    for parent in (element, *element.parents):
        if parent is block or parent.name in {"body", "html"}:
            return False
        if parent.name in {"aside", "nav", "footer"}:
            return True
        names = " ".join([*map(str, parent.get_attribute_list("class")), str(parent.get("id", ""))])
        if _BESIDE.search(names.lower()):
            return True
    return False
