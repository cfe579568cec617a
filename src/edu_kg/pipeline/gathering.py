"""What the user gives, as pages and articles: fetched, kept, parsed, each failure in its place."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from edu_kg.errors import BudgetSpent, EduKgError, FetchError, NoArticle, NotHtml
from edu_kg.model import Article, Failure, Page, PartialDate, Site
from edu_kg.model.addresses import canonical_address, page_address
from edu_kg.model.forgotten import Forgotten, ForgottenArticle
from edu_kg.parsing import find_address, find_retold, parse_articles, sketch
from edu_kg.pipeline.keeping import KeptWeb
from edu_kg.pipeline.workspace import ArticleState, Index, Workspace
from edu_kg.sources import (
    Captured,
    Expected,
    Link,
    Source,
    Unreadable,
    article_key,
    source_on,
)

_LOG = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Gathering:
    """One run's gathering: where pages come from and where they are kept, and what was counted.

    ``follow_related`` is how many links away from what the sources name an article may stand to
    be taken in as well. ``expected`` counts the finds that sources said are to come,
    ``lists_failed`` those that could not be read, pages of listings among them. ``stopped`` says
    why the run ended before its sources did, None where it did not. Pages at addresses that are
    ``forgotten`` are neither asked for nor read; ``passed_over`` counts them, and ``retold`` has
    the addresses at which the text of one stood all the same, each with that one.
    """

    workspace: Workspace
    index: Index
    web: KeptWeb
    site: Site | None = None
    sites_by_host: Mapping[str, Site] = field(default_factory=dict)
    follow_related: int = 0
    forgotten: Forgotten = field(default_factory=Forgotten)
    retold: dict[str, ForgottenArticle] = field(default_factory=dict)
    passed_over: int = 0
    expected: int = 0
    no_articles: int = 0
    lists_failed: int = 0
    stopped: str | None = None
    failures: list[Failure] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _related: dict[str, None] = field(default_factory=dict)
    _forgotten_keys: set[str] = field(default_factory=set)

    def gather(self, sources: Iterable[Source]) -> Iterator[str]:
        """Take in every source; yields the name of each find once it is done with."""
        try:
            for source in sources:
                yield from self._gather_one(source)
            for _ in range(self.follow_related):
                yield from self._gather_related()
        except BudgetSpent as error:
            self.stopped = str(error)

    def _gather_one(self, source: Source) -> Iterator[str]:
        for found in source.find(self.web):
            if isinstance(found, Expected):
                self.expected += found.number
            elif isinstance(found, Link):
                yield from self._take_link(found)
            else:
                yield self._take_at_hand(found)

    def _gather_related(self) -> Iterator[str]:
        """Take in what the articles of the round before link to."""
        following = [url for url in self._related if self._key(url) not in self._taken]
        self._related = {}
        self.expected += len(following)
        for url in following:
            yield from self._take_link(Link(url=url))

    def _take_link(self, link: Link) -> Iterator[str]:
        try:
            url = canonical_address(link.url, self._site_of(link.url))
            key = self._key(url)
            if key in self._taken:
                return
            self._taken.add(key)
            if self._is_forgotten(url):
                yield link.url
                return
            page = self.web.page(url, link.changed)
        except ValueError as error:
            self.failures.append(
                Failure(stage="source", source=link.url, reason="ValueError", message=str(error))
            )
        except FetchError as error:
            self._fail("fetch", link.url, error)
        else:
            nested = source_on(page, self._site_of(url)) if link.asked_for else None
            if nested is not None:
                yield from self._gather_one(nested)
                return
            self._take_page(page, told=link.published, asked_for=link.asked_for)
        yield link.url

    def _take_at_hand(self, found: Page | Captured | Article | Unreadable) -> str:
        match found:
            case Unreadable():
                self.lists_failed += 1
                stage = "fetch" if isinstance(found.error, FetchError) else "source"
                self._fail(stage, found.source, found.error)
                return found.source
            case Article():
                if not self._is_withheld(found):
                    self._keep(found, page="", parser="record", told="")
                return found.url
            case Captured():
                self._take_captured(found.page, found.published)
                return found.page.url
            case Page():
                self._take_page(found, asked_for=True)
                return found.retrieved_from

    def _take_captured(self, page: Page, told: PartialDate | None) -> None:
        """A page of an archive: only those of the site count, where one was named."""
        site = self._site_of(page.url)
        if self.site is not None and site is None:
            return
        try:
            page = replace(page, url=canonical_address(page.url, site))
        except ValueError as error:
            _LOG.info("%s: left out: %s", page.retrieved_from, error)
            return
        self._take_page(page, told=told)

    def _take_page(
        self, page: Page, *, told: PartialDate | None = None, asked_for: bool = False
    ) -> None:
        """Parse the page, unless this very page was parsed by this very code before."""
        if self._is_forgotten(page.url):
            return
        site = self.site or self.sites_by_host.get(_host(find_address(page) or ""))
        parser = self.web.parsers.of(site)
        known = self.index.briefs.get(page.url, (page.url,))
        told_before = self.index.articles.get(known[0], ArticleState()).told
        day = told_before if told is None else str(told)
        made_from = (page.sha256, parser, day)
        if all(self._is_made_from(url, made_from) for url in known):
            if self.follow_related:
                for url in known:
                    self._note_related(self.workspace.load_article(url))
            return
        try:
            articles = parse_articles(page, site)
        except (NoArticle, NotHtml) as error:
            self.no_articles += not asked_for
            if asked_for:
                self._fail("parse", page.retrieved_from, error)
            else:
                _LOG.info("left out: %s", error)
        except EduKgError as error:
            self._fail("parse", page.retrieved_from, error)
        else:
            articles = tuple(
                _dated(article, day) for article in articles if not self._is_withheld(article)
            )
            for article in articles:
                self._note_related(article)
                self._keep(article, page=page.sha256, parser=parser, told=day)
            self._note_briefs(page.url, known, [article.url for article in articles])

    def _is_made_from(self, url: str, made_from: tuple[str, str, str]) -> bool:
        """Whether the article was parsed out of that page, by that code, with that day told."""
        state = self.index.articles.get(url, ArticleState())
        return (
            (state.page, state.parser, state.told) == made_from
            # A run that was cut off may have left a record of another page.
            and self.workspace.article_mark(url) == state.article
        )

    def _note_briefs(self, page: str, before: Sequence[str], now: Sequence[str]) -> None:
        """Note which articles a page has, where it is not the one at its own address."""
        for url in set(before) - set(now):
            self.index.articles.pop(url, None)
        if not now or list(now) == [page]:
            self.index.briefs.pop(page, None)
        else:
            self.index.briefs[page] = tuple(now)

    def _is_forgotten(self, url: str) -> bool:
        """Whether the article at an address, or at another one of the same article, is."""
        if not self.forgotten.articles:
            return False
        if not self._forgotten_keys:
            self._forgotten_keys |= {self._key(page_address(u)) for u in self.forgotten.urls}
        is_forgotten = self._key(page_address(url)) in self._forgotten_keys
        self.passed_over += is_forgotten
        return is_forgotten

    def _is_withheld(self, article: Article) -> bool:
        """Whether the article is forgotten, or tells again what is."""
        if self._is_forgotten(article.url):
            return True
        story = find_retold(article.text, self.forgotten.articles)
        if story is not None:
            self.retold[article.url] = story
            self.passed_over += 1
        return story is not None

    def _note_related(self, article: Article) -> None:
        self._related.update(dict.fromkeys(article.links))

    def _site_of(self, url: str) -> Site | None:
        """The profile an address falls under: the one named, or a shipped one by its host."""
        host = _host(url)
        if self.site is not None:
            return self.site if host.rstrip(".") in self.site.hosts else None
        return self.sites_by_host.get(host)

    def _key(self, url: str) -> str:
        site = self._site_of(url)
        return url if site is None else article_key(url, site)

    def _keep(self, article: Article, *, page: str, parser: str, told: str) -> None:
        """Keep the article, unless only bytes around it changed: a token, a counter of readers."""
        state = self.index.articles.setdefault(article.url, ArticleState())
        known = self.workspace.find_article(article.url, state.article)
        if known is None or replace(article, page_sha256=known.page_sha256) != known:
            mark = self.workspace.save_article(article)
            if state.article != mark:
                state.article, state.reader = mark, ""
                state.sketch = sketch(article.text)
        state.page, state.parser, state.told = page, parser, told

    def _fail(self, stage: str, source: str, error: EduKgError) -> None:
        message = str(error)
        if source not in message:
            message = f"{source}: {message}"
        self.failures.append(
            Failure(stage=stage, source=source, reason=type(error).__name__, message=message)
        )


def _dated(article: Article, told: str) -> Article:
    """The article with the day of publication that a feed told, where the page tells none."""
    if article.published is not None or not told:
        return article
    return replace(article, published=PartialDate.parse(told), published_from="feed")


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()
