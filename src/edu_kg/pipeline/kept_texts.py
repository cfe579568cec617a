"""The texts of articles once more, parsed out of what an output folder keeps of their pages."""

import enum
import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from edu_kg.captures import CaptureStore
from edu_kg.errors import ParseError, RecordError
from edu_kg.fetch import PageStore
from edu_kg.model import Page, Site
from edu_kg.model.addresses import canonical_address
from edu_kg.parsing import find_address, parse_articles
from edu_kg.pipeline.fingerprints import ParserFingerprints
from edu_kg.pipeline.workspace import Index, Workspace

_LOG = logging.getLogger(__name__)


class Kept(enum.StrEnum):
    """What an article's text was read from again."""

    CAPTURE = "capture"
    """A page as a server sent it, in a WARC file."""
    PAGE = "page"
    """A page of a folder from before there were captures."""
    RECORD = "record"
    """The record of an article that came as JSON or as a file."""
    NOTHING = "nothing"
    """It is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """The text of one article, and what it was read from."""

    url: str
    kept: Kept
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTexts:
    """The texts of an output folder's articles; ``site`` and ``by_host`` are as in a run."""

    workspace: Workspace
    index: Index
    site: Site | None
    by_host: Mapping[str, Site]
    parsers: ParserFingerprints = field(default_factory=ParserFingerprints)

    def find(self, wanted: Mapping[str, str]) -> Iterator[KeptText]:
        """The texts of the articles of these addresses, each once; ``wanted`` tells their digests.

        The last capture of a page counts, but where its text is another, an earlier one that has
        the very text is taken. What is nowhere is not given.
        """
        waiting, other = dict(wanted), dict[str, KeptText]()
        captures = CaptureStore(self.workspace.captures)
        sources: tuple[tuple[Kept, Iterable[Page]], ...] = (
            (Kept.CAPTURE, captures.latest()),
            # A page that is no article any more, or whose last edit was not yet read.
            (Kept.CAPTURE, captures),
            (Kept.PAGE, PageStore(self.workspace.pages)),
        )
        for kept, pages in sources:
            if not any(self._has_page(url) for url in waiting):
                break
            for url, text in self._parsed(pages):
                if url not in waiting or (kept is Kept.PAGE and url in other):
                    continue
                found = KeptText(url=url, kept=kept, text=text)
                if text_digest(text) == waiting[url]:
                    del waiting[url]
                    yield found
                else:
                    other.setdefault(url, found)
        for url in sorted(waiting):
            found_else = other.get(url) or self._record(url)
            if found_else is not None:
                yield found_else

    def is_parsed_otherwise(self, url: str) -> bool:
        """Whether the page of that address was parsed with another profile, or by other code."""
        state = self.index.articles.get(url)
        site = self.site or self.by_host.get(_host(url))
        return state is not None and bool(state.page) and state.parser != self.parsers.of(site)

    def _parsed(self, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
        for page in pages:
            own = self._site_of(page.url)
            if self.site is not None and own is None:
                continue
            try:
                known = replace(page, url=canonical_address(page.url, own))
                site = self.site or self.by_host.get(_host(find_address(known) or ""))
                articles = parse_articles(known, site)
            except (ParseError, ValueError) as error:
                _LOG.info("left out: %s", error)
                continue
            yield from ((article.url, article.text) for article in articles)

    def _record(self, url: str) -> KeptText | None:
        try:
            article = self.workspace.load_article(url)
        except RecordError:
            return None
        return KeptText(url=url, kept=Kept.RECORD, text=article.text)

    def _has_page(self, url: str) -> bool:
        state = self.index.articles.get(url)
        return state is not None and bool(state.page)

    def _site_of(self, url: str) -> Site | None:
        host = _host(url)
        if self.site is not None:
            return self.site if host.rstrip(".") in self.site.hosts else None
        return self.by_host.get(host)


def text_digest(text: str) -> str:
    """The digest of an article's text, as the graph has it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
