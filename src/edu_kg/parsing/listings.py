"""Pages that list articles."""

from bs4 import BeautifulSoup, Tag

from edu_kg.model import Page, Site
from edu_kg.model.addresses import find_link, path_and_query
from edu_kg.parsing.documents import read_document


def parse_listing(page: Page, site: Site) -> tuple[str, ...]:
    """Canonical addresses of the articles a listing page leads to, in its order, each once.

    Where the profile says what the links of a listing are, only those count; else every link
    that leads to an article of the site.

    Raises:
        NotHtml: the page is no HTML.
    """
    document = read_document(page, site)
    elements = _selected(document.read_soup(), site.selectors.listing_links)
    links = (find_link(str(each.get("href", "")), document.base, site) for each in elements)
    return tuple(dict.fromkeys(link for link in links if link and leads_to_article(link, site)))


def leads_to_article(link: str, site: Site) -> bool:
    """Whether a canonical address is that of an article of the site."""
    return link.startswith(f"{site.address}/") and site.is_article_path(path_and_query(link))


def _selected(soup: BeautifulSoup, selectors: tuple[str, ...]) -> list[Tag]:
    """The elements of all selectors, in the order of the page."""
    return list(soup.select(", ".join(selectors) or "a[href]"))
