"""A web made of a table, for tests of sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from edu_kg.errors import HttpStatusError
from edu_kg.model import Page, Site


@dataclass(slots=True)
class TableWeb:
    """Pages by address; what is not in the table is answered with 404."""

    pages: Mapping[str, bytes]
    kept: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)

    def page(self, url: str) -> Page:
        self.asked.append(url)
        if url not in self.pages:
            raise HttpStatusError(url, 404)
        return Page(url=url, retrieved_from=url, body=self.pages[url])

    def article_links(self, page: Page, site: Site) -> Sequence[str]:
        del site
        return page.body.decode().split()

    def is_kept(self, url: str, site: Site | None = None) -> bool:
        del site
        return url in self.kept
