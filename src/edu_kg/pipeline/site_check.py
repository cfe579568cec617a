"""A look at a site without a profile: its system, its lists of news, one article read."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from edu_kg.errors import FetchError, ParseError
from edu_kg.fetch import Fetcher, FetchOptions, Mirror
from edu_kg.model import Article, Page, Site
from edu_kg.model.addresses import canonical_address, path_and_query
from edu_kg.parsing import parse_article, parse_listing
from edu_kg.sources import Expected, Feed, Found, Link, Sitemap, Source, Unreadable, parse_profile
from edu_kg.sources.drafts import Draft
from edu_kg.sources.platforms import (
    Signs,
    infer_listing,
    infer_pattern,
    listing_candidates,
    read_signs,
)

logger = logging.getLogger(__name__)

MOST_LISTINGS = 4
_MOST_SITEMAPS = 3
_MOST_FILES = 3
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_USUAL_SITEMAPS = {
    "wordpress": ("/wp-sitemap.xml", "/sitemap_index.xml"),
    None: ("/sitemap.xml",),
}
_MOST_SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One list of the site that names articles, and how many on what was read of it."""

    address: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCheck:
    """What was found; ``profile`` is the text of a first profile, empty where nothing was.

    ``problems`` says what was tried without success.
    """

    url: str
    platform: str | None
    seen: tuple[Seen, ...]
    profile: str
    name: str
    sample: Article | None
    problems: tuple[str, ...]


def check_site(
    url: str, *, at: str | None = None, contact: str | None = None, delay_seconds: float = 2.0
) -> SiteCheck:
    """Look at a site, with about a dozen requests in a polite fetcher.

    ``url`` is its home page or a listing; ``at`` the address it is read from, if another one.

    Raises:
        FetchError: the page at ``url`` did not arrive.
        ValueError: ``url`` is no http(s) address.
    """
    url = canonical_address(url)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
    mirrors = (Mirror(own=origin, at=at.rstrip("/")),) if at else ()
    manners = FetchOptions(mirrors=mirrors, delay_seconds=delay_seconds)
    if contact:
        manners = replace(manners, contact=contact)
    manners = manners.naming([url, *([at] if at else [])])
    with Fetcher(manners) as fetcher:
        return _Look(_Plain(fetcher), url, origin).take()


class _Plain:
    """The web without anything kept; every address is asked for once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._pages: dict[str, Page] = {}

    def page(self, url: str) -> Page:
        if url not in self._pages:
            answer = self._fetcher.fetch(url)
            assert isinstance(answer, Page)  # noqa: S101  no validators were given
            self._pages[url] = answer
        return self._pages[url]

    def article_links(self, page: Page, site: Site) -> tuple[str, ...]:
        return parse_listing(page, site)

    def is_kept(self, url: str, site: Site | None = None) -> bool:
        del url, site
        return False


class _Look:
    """One look at a site, from its first page on."""

    def __init__(self, web: _Plain, url: str, origin: str) -> None:
        self._web = web
        self._url = url
        self._origin = origin
        self._problems: list[str] = []
        self._seen: list[Seen] = []
        self._articles: dict[str, None] = {}

    def take(self) -> SiteCheck:
        signs = read_signs(self._web.page(self._url))
        host = urlsplit(self._url).netloc
        draft = Draft(
            name=_name_of(host),
            institution=signs.site_name or host,
            address=self._origin,
            host=host,
            platform=signs.platform,
            language=signs.language,
        )
        draft = self._with_listing(draft, signs)
        draft = self._with_feed(draft, signs)
        draft = self._with_sitemap(draft)
        sample = self._sample(draft)
        return SiteCheck(
            url=self._url,
            platform=signs.platform,
            seen=tuple(self._seen),
            profile=draft.toml if self._seen else "",
            name=draft.name,
            sample=sample,
            problems=tuple(self._problems),
        )

    def _with_listing(self, draft: Draft, signs: Signs) -> Draft:
        """The draft with the best of the candidates for a listing.

        One with further pages, on which the selectors of the system find articles, is one for
        certain; on a home page, and beside an article, stand a few links only.
        """
        best: tuple[tuple[bool, bool, int], Draft, _Listed] | None = None
        for address in listing_candidates(signs, self._url, MOST_LISTINGS):
            try:
                page = self._web.page(address)
                listed = self._articles_on(page, draft)
            except (FetchError, ParseError) as error:
                self._problems.append(str(error))
                continue
            if listed is None:
                self._problems.append(f"{address}: no links to articles are to be seen on it")
                continue
            listing = infer_listing(path_and_query(address), read_signs(page))
            rank = (not listed.is_anywhere, listing.is_paginated, len(listed.links))
            if best is None or rank > best[0]:
                following = replace(
                    draft,
                    article_patterns=(listed.pattern,),
                    listings=(listing,),
                    links_anywhere=listed.is_anywhere,
                )
                best = (rank, following, listed)
            if rank[:2] == (True, True):
                break
        if best is None:
            return draft
        _, draft, listed = best
        self._note(listed.address, "listing", listed.links)
        return draft

    def _articles_on(self, page: Page, draft: Draft) -> "_Listed | None":
        """The articles of a page: by the selectors of the system, else among all its links."""
        path = path_and_query(page.url)
        for is_anywhere in (False, True):
            if draft.platform is None and not is_anywhere:
                continue
            site = _site(replace(draft, article_patterns=(".",), links_anywhere=is_anywhere))
            links = [each for each in parse_listing(page, site) if path_and_query(each) != path]
            pattern = infer_pattern(
                [path_and_query(link) for link in links], all_articles=not is_anywhere
            )
            if pattern is not None:
                fitting = [link for link in links if re.search(pattern, path_and_query(link))]
                return _Listed(page.url, pattern, tuple(fitting), is_anywhere)
        return None

    def _with_feed(self, draft: Draft, signs: Signs) -> Draft:
        for address in signs.feeds[:1]:
            if not address.startswith(f"{self._origin}/"):
                continue
            links = self._links_of(Feed(url=address))
            if not links:
                continue
            if not draft.article_patterns:
                paths = [path_and_query(link) for link in links]
                pattern = infer_pattern(paths, all_articles=True)
                draft = replace(draft, article_patterns=(pattern,) if pattern else ())
            self._note(address, "feed", links)
            return replace(draft, feeds=(path_and_query(address),))
        return draft

    def _with_sitemap(self, draft: Draft) -> Draft:
        for address in self._sitemaps(draft.platform):
            site = _site(draft) if draft.article_patterns else None
            links = self._links_of(Sitemap(url=address, site=site))
            if not draft.article_patterns and links:
                paths = [path_and_query(link) for link in links]
                pattern = infer_pattern(paths, all_articles=False)
                if pattern is None:
                    continue
                links = [link for link in links if re.search(pattern, path_and_query(link))]
                draft = replace(draft, article_patterns=(pattern,))
            if links:
                self._note(address, "sitemap", links)
                return replace(draft, sitemaps=(path_and_query(address),))
        return draft

    def _sitemaps(self, platform: str | None) -> list[str]:
        """Those robots.txt names, then those that stand where they usually do."""
        named: list[str] = []
        try:
            robots = self._web.page(f"{self._origin}/robots.txt").body.decode("utf-8", "replace")
            named = _SITEMAP_LINE.findall(robots)
        except FetchError as error:
            logger.info("%s", error)
        usual = [self._origin + path for path in _USUAL_SITEMAPS.get(platform, ())]
        usual += [self._origin + path for path in _USUAL_SITEMAPS[None]]
        own = [each for each in named if each.startswith(f"{self._origin}/")]
        return list(dict.fromkeys([*own, *usual]))[:_MOST_SITEMAPS]

    def _links_of(self, source: Source) -> list[str]:
        """The addresses of a feed or sitemap, from its first files."""
        links: list[str] = []
        for found in _first_files(source, self._web):
            if isinstance(found, Unreadable):
                self._problems.append(str(found.error))
            elif isinstance(found, Link):
                links.append(found.url)
        return links

    def _note(self, address: str, kind: str, links: list[str] | tuple[str, ...]) -> None:
        self._seen.append(Seen(address=address, kind=kind, articles=len(links)))
        self._articles.update(dict.fromkeys(links))

    def _sample(self, draft: Draft) -> Article | None:
        """The first article that can be read with the draft."""
        if not draft.article_patterns:
            return None
        site = _site(draft)
        for url in list(self._articles)[:_MOST_SAMPLES]:
            try:
                return parse_article(self._web.page(url), site)
            except (FetchError, ParseError) as error:
                self._problems.append(str(error))
        return None


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a page that may be a listing leads to."""

    address: str
    pattern: str
    links: tuple[str, ...]
    is_anywhere: bool


def _first_files(source: Source, web: _Plain) -> Iterator[Found]:
    """What a source finds in its first files: enough for a look."""
    files = 0
    for found in source.find(web):
        files += isinstance(found, Expected | Unreadable)
        if files > _MOST_FILES:
            return
        yield found


def _site(draft: Draft) -> Site:
    return parse_profile(draft.toml, draft.name)


def _name_of(host: str) -> str:
    """A short name: the first part of a host that is not its www."""
    parts = [part for part in re.split(r"[.:]", host) if part not in {"www", "en", "news"}]
    return re.sub(r"[^\w-]", "-", parts[0] if parts and not parts[0].isdigit() else host)
