"""Gathering without a language pipeline, for tests."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from edu_kg.captures import CaptureStore
from edu_kg.fetch import Fetcher, FetchOptions, PageStore, options_for
from edu_kg.model import Article, Site
from edu_kg.pipeline.crawls import Crawl
from edu_kg.pipeline.gathering import Gathering
from edu_kg.pipeline.keeping import KeptWeb
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.sources import Source, mirrored

AT_ONCE = FetchOptions(delay_seconds=0, attempts=1, timeout_seconds=5)


@contextmanager
def gathering(
    output: Path,
    site: Site | None = None,
    at: str | None = None,
    archive: str | None = None,
    named: Iterable[str] = (),
) -> Iterator[Gathering]:
    """A gathering into a folder; what it learns stands in the folder's index afterwards.

    ``named`` are the loopback addresses a user would have given.
    """
    workspace = Workspace(output)
    index = workspace.load_index()
    manners = AT_ONCE.naming(named)
    if site is not None:
        site = replace(site, delay_seconds=0)
        manners = options_for(site, at, manners)
        site = mirrored(site, at) if at else site
    with Fetcher(manners) as fetcher, closing(CaptureStore(workspace.captures)) as captures:
        web = KeptWeb(
            fetcher=fetcher,
            pages=PageStore(workspace.pages),
            captures=captures,
            crawl=Crawl.open(workspace.crawls, ("test",), lambda: dt.datetime.now(dt.UTC)),
            index=index,
            archive=archive,
        )
        run = Gathering(workspace=workspace, index=index, web=web, site=site)
        yield run
    if run.stopped is None:
        web.crawl.end()
    workspace.save_index(index)


def gather(run: Gathering, sources: Iterable[Source]) -> list[str]:
    """The names of all that was taken in."""
    return list(run.gather(sources))


def articles(output: Path) -> dict[str, Article]:
    """All articles of a folder, by address."""
    workspace = Workspace(output)
    index: Index = workspace.load_index()
    return {url: workspace.load_article(url) for url in index.articles}
