"""What the user gives, as pages and articles: fetched, kept, parsed, each failure in its place."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from edu_kg.errors import EduKgError, FetchError
from edu_kg.fetch import Fetcher, NotModified, PageStore, Validators
from edu_kg.model import Article, Failure, Page, Site
from edu_kg.model.addresses import canonical_address
from edu_kg.parsing import find_address, parse_article, parse_listing
from edu_kg.pipeline.fingerprints import parser_fingerprint
from edu_kg.pipeline.workspace import ArticleState, Index, Workspace
from edu_kg.sources import Unreadable, discover, read_source

_LOG = logging.getLogger(__name__)
_WEB = ("http://", "https://")


@dataclass(slots=True, kw_only=True)
class Gathering:
    """One run's gathering: where pages come from and where they are kept, and what was counted."""

    workspace: Workspace
    index: Index
    fetcher: Fetcher
    site: Site | None = None
    sites_by_host: Mapping[str, Site] = field(default_factory=dict)
    max_pages: int | None = None
    fetched: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    parsers: dict[str, str] = field(default_factory=dict)

    def gather(self, sources: Sequence[str]) -> Iterator[str]:
        """Take in every source; yields the name of each once it is done with.

        Without sources, the listings of the site.
        """
        pages = PageStore(self.workspace.pages)
        for source in sources or self._discovered(pages):
            if source.startswith(_WEB):
                if self.max_pages is not None and self.fetched + self.unchanged >= self.max_pages:
                    _LOG.warning("stopped after %d pages, as asked", self.max_pages)
                    return
                self._take_address(source, pages)
                yield source
            else:
                for found in read_source(Path(source)):
                    yield self._take_file(found)

    def _discovered(self, pages: PageStore) -> Iterator[str]:
        if self.site is None:
            return
        site = self.site

        def read_listing(url: str) -> Sequence[str]:
            page = self._page(url, pages)
            return parse_listing(page, site)

        for found in discover(site, read_listing):
            if isinstance(found, Unreadable):
                self._fail("fetch", found.source, found.error)
            else:
                yield found

    def _take_address(self, source: str, pages: PageStore) -> None:
        try:
            url = canonical_address(source, self.site)
            page = self._page(url, pages)
        except ValueError as error:
            self.failures.append(
                Failure(stage="source", source=source, reason="ValueError", message=str(error))
            )
        except FetchError as error:
            self._fail("fetch", source, error)
        else:
            self._take_page(page)

    def _page(self, url: str, pages: PageStore) -> Page:
        """The page at the address: the one kept, if the server says that nothing changed."""
        known = pages.find(url)
        answer = self.fetcher.fetch(url, None if known is None else Validators.of(known))
        if isinstance(answer, NotModified) and known is not None:
            self.unchanged += 1
            return known
        assert _is_page(answer)  # noqa: S101  a server that was given no validators gave a page
        changed = pages.put(answer)
        self.fetched += changed
        self.unchanged += not changed
        return answer

    def _take_file(self, found: Page | Article | Unreadable) -> str:
        if isinstance(found, Unreadable):
            self._fail("source", found.source, found.error)
            return found.source
        if isinstance(found, Article):
            self._keep(found, page="", parser="record")
            return found.url
        self._take_page(found)
        return found.retrieved_from

    def _take_page(self, page: Page) -> None:
        """Parse the page, unless this very page was parsed by this very code before."""
        site = self.site or self.sites_by_host.get(_host(find_address(page) or ""))
        parser = self._parser(site)
        state = self.index.articles.get(page.url)
        if state is not None and (state.page, state.parser) == (page.sha256, parser):
            return
        try:
            article = parse_article(page, site)
        except EduKgError as error:
            self._fail("parse", page.retrieved_from, error)
        else:
            self._keep(article, page=page.sha256, parser=parser)

    def _parser(self, site: Site | None) -> str:
        """The fingerprint of what parses pages of that site, made once a run."""
        name = "" if site is None else site.name
        if name not in self.parsers:
            self.parsers[name] = parser_fingerprint(repr(site))
        return self.parsers[name]

    def _keep(self, article: Article, *, page: str, parser: str) -> None:
        mark = self.workspace.save_article(article)
        state = self.index.articles.setdefault(article.url, ArticleState())
        state.page, state.parser = page, parser
        if state.article != mark:
            state.article, state.reader = mark, ""

    def _fail(self, stage: str, source: str, error: EduKgError) -> None:
        message = str(error)
        if source not in message:
            message = f"{source}: {message}"
        self.failures.append(
            Failure(stage=stage, source=source, reason=type(error).__name__, message=message)
        )


def _is_page(answer: Page | NotModified) -> TypeGuard[Page]:
    return isinstance(answer, Page)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()
