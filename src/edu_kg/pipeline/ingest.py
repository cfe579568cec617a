"""The write side: sources in, an up-to-date graph out, and a report of what was done."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edu_kg.fetch import Fetcher, FetchOptions, options_for
from edu_kg.graph import article_graph
from edu_kg.model import Claims, Failure, RunReport, Site, Skip
from edu_kg.pipeline.building import build_graph
from edu_kg.pipeline.fingerprints import reader_fingerprint
from edu_kg.pipeline.gathering import Gathering
from edu_kg.pipeline.reading import Outcome, SpacyReader
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.sources import find_site, mirrored, sites_by_host
from edu_kg.store import Store

_SAVE_EVERY = 50  # articles read between two saves of the index: what a kill may cost


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """Where the graph goes and how pages are got and read.

    ``site`` is a profile's name or TOML file; ``at`` an address the site is fetched from in its
    place; ``model`` another spaCy pipeline; ``contact`` goes into the agent name; ``workers`` is
    the number of processes that read articles.
    """

    output: Path = Path("output")
    site: str | Path | None = None
    at: str | None = None
    model: str | Path | None = None
    max_pages: int | None = None
    contact: str | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage is; ``total`` is None where it cannot be known."""

    stage: str
    done: int
    total: int | None


OnStep = Callable[[Step], None]


def ingest(
    *sources: str | Path,
    output: str | Path = "output",
    site: str | Path | None = None,
    at: str | None = None,
    model: str | Path | None = None,
    workers: int = 1,
) -> RunReport:
    """Bring the graph in ``output`` up to date with the sources; gives the run's report.

    A source is an address, an HTML file, a JSON article record, or a folder of these; without
    any, the listings of the site are crawled. What cannot be read is a failure of the report, an
    article that is not in English a skip. With ``workers``, as many processes read articles;
    a script that asks for them needs ``if __name__ == "__main__"``, as with `multiprocessing`.

    Raises:
        SourceError: the site profile cannot be used.
        ModelError: the language pipeline cannot be used.
        StoreError: the store cannot be written.
    """
    options = IngestOptions(output=Path(output), site=site, at=at, model=model, workers=workers)
    return run_ingest([str(source) for source in sources], options)


def run_ingest(
    sources: Sequence[str], options: IngestOptions, *, on_step: OnStep | None = None
) -> RunReport:
    """The same as ``ingest``, with all options and word of every step."""
    tell = on_step or _tell_nobody
    started = time.monotonic()
    workspace = Workspace(options.output)
    index = workspace.load_index()
    site, fetch_options = _site_and_manners(options)
    with Fetcher(fetch_options) as fetcher:
        gathering = Gathering(
            workspace=workspace,
            index=index,
            fetcher=fetcher,
            site=site,
            sites_by_host=sites_by_host() if site is None else {},
            max_pages=options.max_pages,
        )
        for done, _ in enumerate(gathering.gather(sources), 1):
            tell(Step("pages", done, None))
    failures = list(gathering.failures)
    skips: list[Skip] = []
    read = 0
    is_outdated = not index.graphs
    for outcome in _read(workspace, index, options, tell):
        if isinstance(outcome, Claims):
            read += 1
            is_outdated = True
            continue
        # What it stated when it could be read must not stay.
        is_outdated = is_outdated or article_graph(outcome.source) in index.graphs
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            skips.append(outcome)
    if is_outdated:
        store = Store.on_disk(workspace.store, writable=True)
        build_graph(workspace, index, store)
        store.close()
    workspace.save_index(index)
    return RunReport(
        fetched=gathering.fetched,
        unchanged=gathering.unchanged,
        articles=read,
        articles_in_graph=sum(bool(state.reader) for state in index.articles.values()),
        facts=index.facts,
        failures=tuple(failures),
        skips=tuple(skips),
        seconds=time.monotonic() - started,
    )


def _tell_nobody(step: Step) -> None:
    """What is done with each step where nobody asked to be told."""
    del step


def _site_and_manners(options: IngestOptions) -> tuple[Site | None, FetchOptions]:
    manners = FetchOptions(contact=options.contact) if options.contact else FetchOptions()
    if options.site is None:
        return None, manners
    site = find_site(str(options.site))
    manners = options_for(site, options.at, manners)
    return (mirrored(site, options.at) if options.at else site), manners


def _read(
    workspace: Workspace, index: Index, options: IngestOptions, on_step: OnStep
) -> Iterator[Outcome]:
    """Read the articles that are new, changed, or were read by other code; yields each outcome."""
    reader = reader_fingerprint(options.model)
    stale = [
        url
        for url, state in sorted(index.articles.items())
        if state.reader != reader or not workspace.has_claims(url)
    ]
    articles = [workspace.load_article(url) for url in stale]
    outcomes = SpacyReader(options.model, options.workers)(articles)
    for done, (url, outcome) in enumerate(zip(stale, outcomes, strict=True), 1):
        if isinstance(outcome, Claims):
            workspace.save_claims(outcome)
        index.articles[url].reader = reader if isinstance(outcome, Claims) else ""
        yield outcome
        on_step(Step("articles", done, len(stale)))
        if done % _SAVE_EVERY == 0:
            workspace.save_index(index)
