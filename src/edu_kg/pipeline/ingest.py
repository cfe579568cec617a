"""The write side: sources in, an up-to-date graph out, and a report of what was done."""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from edu_kg.captures import CaptureStore
from edu_kg.corrections import forget_people
from edu_kg.errors import SourceError
from edu_kg.fetch import CONTACT, Fetcher, FetchOptions, PageStore, options_for
from edu_kg.model import Claims, Failure, RunReport, Site, Skip
from edu_kg.pipeline.amending import Amendments
from edu_kg.pipeline.building import bring_up_to_claims
from edu_kg.pipeline.copies import note_copies
from edu_kg.pipeline.crawls import Crawl
from edu_kg.pipeline.fingerprints import reader_fingerprint
from edu_kg.pipeline.forgetting import withhold_retold
from edu_kg.pipeline.gathering import Gathering
from edu_kg.pipeline.keeping import KeptWeb
from edu_kg.pipeline.reading import SpacyReader
from edu_kg.pipeline.reparsing import KeptPages
from edu_kg.pipeline.replicating import Destination, replicate
from edu_kg.pipeline.walks import begin_walks, end_walks
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.sources import (
    Source,
    SourceKind,
    find_site,
    mirrored,
    sites_by_host,
    source_for,
    sources_of,
)

_SAVE_EVERY = 50  # pages or articles between two saves of the index: what a kill may cost


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """Where the graph goes and how pages are got and read.

    ``site`` is a profile's name or TOML file; ``at`` an address the site is fetched from in its
    place; ``model`` another spaCy pipeline; ``contact`` goes into the agent name. Not more than
    ``max_pages`` pages are asked for, and for not longer than ``max_minutes``.

    ``kind`` says what the sources are where their addresses do not; ``only_new`` ends a listing
    at the first page whose articles were all kept before; ``follow_related`` is how many links
    away from the sources articles are taken in; ``archive`` is the address of a web archive's
    TimeMaps, asked for pages that are gone; ``workers`` is the number of processes that read
    articles. ``corrections`` is a file of corrections by people, "corrections.toml" in the output
    folder where None is given and there is one. ``store`` is a server that the graph is copied to.
    """

    output: Path = Path("output")
    site: str | Path | None = None
    at: str | None = None
    model: str | Path | None = None
    max_pages: int | None = None
    max_minutes: float | None = None
    contact: str | None = None
    kind: SourceKind | None = None
    only_new: bool = False
    follow_related: int = 0
    archive: str | None = None
    workers: int = 1
    corrections: Path | None = None
    store: Destination | None = None


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
    store: str | None = None,
) -> RunReport:
    """Bring the graph in ``output`` up to date with the sources; gives the run's report.

    A source is the address of a page, sitemap or feed, an HTML file, a JSON article record, a
    folder of these, or a web archive's file; without any, what the site's profile lists is
    crawled. What cannot be read is a failure of the report, an article that is not in English a
    skip. With ``workers``, as many processes read articles; a script that asks for them needs
    ``if __name__ == "__main__"``, as with `multiprocessing`. ``store`` is the address of a SPARQL
    server that the graph is copied to.

    Raises:
        SourceError: the site profile, or the file of corrections, cannot be used.
        RecordError: the list of what is forgotten is damaged.
        ModelError: the language pipeline cannot be used.
        StoreError: the store cannot be written.
    """
    options = IngestOptions(
        output=Path(output),
        site=site,
        at=at,
        model=model,
        workers=workers,
        store=None if store is None else Destination(address=store),
    )
    return run_ingest([str(source) for source in sources], options)


def run_ingest(
    sources: Sequence[str], options: IngestOptions, *, on_step: OnStep | None = None
) -> RunReport:
    """The same as ``ingest``, with all options and word of every step.

    It may be ended at any point, and by any means: what was done is kept, and the same call goes
    on from there.

    Raises StoreLocked, beside what ``ingest`` raises, where another process writes there.
    """
    site, manners = _site_and_manners(sources, options)
    found, failures = _sources(sources, options, site)
    return _bring_up_to_date(found, failures, options, site, manners, on_step or _tell_nobody)


def run_reparse(options: IngestOptions, *, on_step: OnStep | None = None) -> RunReport:
    """Parse the last capture of every page anew, without the network, and rebuild the graph.

    Raises what ``run_ingest`` raises.
    """
    site, manners = _site_and_manners((), options)
    kept = [KeptPages(Workspace(options.output), site)]
    return _bring_up_to_date(kept, [], options, site, manners, on_step or _tell_nobody)


def _sources(
    given: Sequence[str], options: IngestOptions, site: Site | None
) -> tuple[list[Source], list[Failure]]:
    """The sources given, or all of the site where none is, and what can be none."""
    if not given and site is not None:
        return list(sources_of(site, only_new=options.only_new)), []
    found: list[Source] = []
    failures: list[Failure] = []
    for each in given:
        try:
            found.append(source_for(each, options.kind, site, only_new=options.only_new))
        except SourceError as error:
            reason = type(error).__name__
            failures.append(Failure(stage="source", source=each, reason=reason, message=str(error)))
    return found, failures


def _bring_up_to_date(
    sources: Sequence[Source],
    failures: list[Failure],
    options: IngestOptions,
    site: Site | None,
    manners: FetchOptions,
    tell: OnStep,
) -> RunReport:
    started = time.monotonic()
    workspace = Workspace(options.output)
    replication = None
    if options.store is not None:
        options.store.check()  # before hours of fetching
    with workspace.held():
        index = workspace.load_index()
        amendments = Amendments.load(workspace, options.corrections)
        try:
            gathering = _gather(
                sources, options, site, manners, (workspace, index, amendments), tell
            )
            failures += gathering.failures
            amendments = withhold_retold(workspace, index, amendments, gathering.retold)
            note_copies(workspace, index)
            outcomes = _read((workspace, index, amendments), options, tell)
            failures += [outcome for outcome in outcomes if isinstance(outcome, Failure)]
            bring_up_to_claims(workspace, index, amendments)
            if gathering.stopped is None:
                # Not before: a run cut off while reading need not ask again.
                gathering.web.crawl.end()
                if not gathering.lists_failed:
                    end_walks(index, sources)
        finally:
            workspace.save_index(index)
        if options.store is not None:
            replication = replicate(
                workspace,
                index.graphs,
                options.store,
                lambda done, total: tell(Step("copied", done, total)),
            )
    return RunReport(
        fetched=gathering.web.fetched,
        unchanged=gathering.web.unchanged,
        no_articles=gathering.no_articles,
        forgotten=gathering.passed_over,
        corrections=index.corrections,
        articles=outcomes.count(None),
        articles_in_graph=sum(bool(state.reader) for state in index.articles.values()),
        copies=sum(bool(state.copy_of) for state in index.articles.values()),
        facts=index.facts,
        failures=tuple(failures),
        stopped=gathering.stopped,
        skips=tuple(outcome for outcome in outcomes if isinstance(outcome, Skip)),
        seconds=time.monotonic() - started,
        replication=replication,
    )


def _gather(
    sources: Sequence[Source],
    options: IngestOptions,
    site: Site | None,
    manners: FetchOptions,
    kept: tuple[Workspace, Index, Amendments],
    tell: OnStep,
) -> Gathering:
    """The gathering of all sources, done."""
    workspace, index, amendments = kept
    with Fetcher(manners) as fetcher, closing(CaptureStore(workspace.captures)) as captures:
        web = KeptWeb(
            fetcher=fetcher,
            pages=PageStore(workspace.pages),
            captures=captures,
            crawl=Crawl.open(workspace.crawls, _job(sources, options), _now),
            index=index,
            archive=options.archive,
            kept=begin_walks(index, sources, site),
        )
        gathering = Gathering(
            workspace=workspace,
            index=index,
            web=web,
            site=site,
            sites_by_host=sites_by_host() if site is None else {},
            follow_related=options.follow_related,
            forgotten=amendments.forgotten,
        )
        for done, _ in enumerate(gathering.gather(sources), 1):
            tell(Step("pages", done, max(done, gathering.expected) if gathering.expected else None))
            if done % _SAVE_EVERY == 0:
                workspace.save_index(index)
    return gathering


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _job(sources: Sequence[Source], options: IngestOptions) -> tuple[str, ...]:
    """What makes two runs parts of one crawl."""
    asked = (options.site, options.at, options.kind, options.only_new, options.follow_related)
    return (*map(str, asked), *(source.name for source in sources))


def _tell_nobody(step: Step) -> None:
    """What is done with each step where nobody asked to be told."""
    del step


def _site_and_manners(
    sources: Sequence[str], options: IngestOptions
) -> tuple[Site | None, FetchOptions]:
    manners = FetchOptions(
        contact=options.contact or CONTACT,
        max_pages=options.max_pages,
        max_seconds=None if options.max_minutes is None else options.max_minutes * 60,
    ).naming([*sources, *([options.archive] if options.archive else [])])
    if options.site is None:
        return None, manners
    site = find_site(str(options.site))
    manners = options_for(site, options.at, manners)
    return (mirrored(site, options.at) if options.at else site), manners


def _read(
    kept: tuple[Workspace, Index, Amendments], options: IngestOptions, on_step: OnStep
) -> list[Failure | Skip | None]:
    """Read the articles that are new, changed, or were read by other code.

    Gives why there are no claims for each of them, None where there are.
    """
    workspace, index, amendments = kept
    reader = reader_fingerprint(options.model)
    stale = [
        url
        for url, state in sorted(index.articles.items())
        if not state.copy_of and (state.reader != reader or not workspace.has_claims(url))
    ]
    articles = [workspace.load_article(url) for url in stale]
    for url in stale:
        index.articles[url].reader = ""  # before the claims of what it stood for are overwritten
    if stale:
        workspace.save_index(index)
    outcomes: list[Failure | Skip | None] = []
    read = SpacyReader(options.model, options.workers)(articles)
    for done, (url, outcome) in enumerate(zip(stale, read, strict=True), 1):
        if isinstance(outcome, Claims):
            workspace.save_claims(forget_people(outcome, amendments.forgotten))
            index.articles[url].reader = reader
        outcomes.append(None if isinstance(outcome, Claims) else outcome)
        on_step(Step("articles", done, len(stale)))
        if done % _SAVE_EVERY == 0:
            workspace.save_index(index)
    return outcomes
