"""The web as a run sees it: every page asked for once, kept, and captured."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from edu_kg.captures import CaptureStore
from edu_kg.errors import FetchError, HttpStatusError, Unreachable
from edu_kg.fetch import Fetcher, NotModified, PageStore, Validators
from edu_kg.model import Page, Site
from edu_kg.parsing import parse_listing
from edu_kg.pipeline.crawls import Crawl
from edu_kg.pipeline.fingerprints import ParserFingerprints
from edu_kg.pipeline.workspace import Index, ListingState
from edu_kg.sources import Memento, article_key, parse_timemap, timemap_address

logger = logging.getLogger(__name__)

# The header that says when an archive took a page in (RFC 7089 section 2.1.1).
MEMENTO_DATETIME = "memento-datetime"
_GONE = frozenset({404, 410})
_MEMENTOS_TRIED = 3
_TIMEMAPS_READ = 20


@dataclass(slots=True, kw_only=True)
class KeptWeb:
    """Pages from a fetcher, kept as they come, and counted.

    ``archive`` is where the TimeMaps of a web archive stand: asked for pages that are gone.
    ``kept`` holds what is known of articles from earlier runs, by ``article_key``.
    """

    fetcher: Fetcher
    pages: PageStore
    captures: CaptureStore
    crawl: Crawl
    index: Index
    archive: str | None = None
    kept: frozenset[str] = frozenset()
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    fetched: int = 0
    unchanged: int = 0
    parsers: ParserFingerprints = field(default_factory=ParserFingerprints)

    def page(self, url: str, changed: dt.datetime | None = None) -> Page:
        """The page at an address: the one kept, if nothing changed.

        It is not asked for where this crawl did so before, or where it was kept after the moment
        of which the source says that the page changed last.

        Raises:
            FetchError: it did not arrive, and the archive, if there is one, does not have it.
            BudgetSpent: no more may be asked for in this run.
        """
        known = self.pages.find(url)
        if known is not None and self.crawl.has_settled(known):
            return known
        if known is not None and _is_newer(known, changed):
            self.unchanged += 1
            return known
        try:
            self.crawl.refuse_settled(url)
            page = self._fetch(url, known)
        except (HttpStatusError, Unreachable) as error:
            page = self._from_archive(url, known, error)
        self.crawl.settle(url)
        return page

    def article_links(self, page: Page, site: Site) -> Sequence[str]:
        """The articles a listing leads to; parsed only where it, or the parser, changed.

        Raises:
            ParseError: it is no HTML.
        """
        state = ListingState(page=page.sha256, parser=self.parsers.of(site))
        known = self.index.listings.get(page.url)
        if known is not None and (known.page, known.parser) == (state.page, state.parser):
            return known.links
        state.links = tuple(parse_listing(page, site))
        self.index.listings[page.url] = state
        return state.links

    def is_kept(self, url: str, site: Site | None = None) -> bool:
        """Whether the article at an address was kept by an earlier run."""
        return (url if site is None else article_key(url, site)) in self.kept

    def _fetch(self, url: str, known: Page | None) -> Page:
        is_own = known is not None and known.header(MEMENTO_DATETIME) is None
        validators = Validators.of(known) if known is not None and is_own else None
        try:
            answer = self.fetcher.fetch(url, validators)
        except FetchError as error:
            self.crawl.note_failure(url, error)
            raise
        if isinstance(answer, NotModified):
            assert known is not None  # noqa: S101  only who gives validators is told so
            return self._keep_unchanged(known)
        return self._keep(answer, known)

    def _keep(self, page: Page, known: Page | None) -> Page:
        if known is not None and known.body == page.body:
            self.pages.put(page)  # its validators may be new
            return self._keep_unchanged(known)
        # The capture first: killed between the two, the next run only captures it again.
        self.captures.keep(page)
        self.pages.put(page)
        self.fetched += 1
        return page

    def _keep_unchanged(self, known: Page) -> Page:
        self.captures.keep_unchanged(known, self.now())
        self.unchanged += 1
        return known

    def _from_archive(self, url: str, known: Page | None, error: FetchError) -> Page:
        """The last state an archive has of a page that is gone; raises the error else."""
        is_gone = isinstance(error, Unreachable) or (
            isinstance(error, HttpStatusError) and error.status in _GONE
        )
        if self.archive is None or not is_gone:
            raise error
        if known is not None and known.header(MEMENTO_DATETIME) is not None:
            return self._keep_unchanged(known)
        try:
            mementos = self._mementos(timemap_address(self.archive, url))
        except FetchError as problem:
            logger.info("%s: the archive tells nothing of it: %s", url, problem)
            raise error from problem
        for memento in reversed(mementos[-_MEMENTOS_TRIED:]):
            page = self._memento(url, memento)
            if page is not None:
                return self._keep(page, known)
        raise error

    def _mementos(self, address: str) -> list[Memento]:
        """All mementos of a page, those in further parts of its TimeMap included."""
        mementos, waiting, read = list[Memento](), [address], set[str]()
        while waiting and len(read) < _TIMEMAPS_READ:
            address = waiting.pop(0)
            if address in read:
                continue
            read.add(address)
            answer = self.fetcher.fetch(address)
            if isinstance(answer, Page):
                timemap = parse_timemap(answer.body.decode("utf-8", "replace"), address)
                mementos += timemap.mementos
                waiting += timemap.following
        return sorted(mementos, key=lambda memento: memento.at)

    def _memento(self, url: str, memento: Memento) -> Page | None:
        try:
            answer = self.fetcher.fetch(memento.as_it_came)
        except FetchError as problem:
            logger.info("%s: %s", url, problem)
            return None
        if not isinstance(answer, Page):
            return None
        moment = memento.at.astimezone(dt.UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
        return replace(answer, url=url, headers=(*answer.headers, (MEMENTO_DATETIME, moment)))


def _is_newer(known: Page, changed: dt.datetime | None) -> bool:
    return changed is not None and known.fetched_at is not None and known.fetched_at > changed
