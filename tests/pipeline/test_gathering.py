"""Gathering a whole site: every page once, whatever its server does."""

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from generated_site import HOST, PER_PAGE, GeneratedSite, article
from hostile_server import HOSTILE, HostileServer, Pieces, whole

from edu_kg.captures import CaptureStore
from edu_kg.fetch import Fetcher, FetchOptions, PageStore, options_for
from edu_kg.model import Site
from edu_kg.pipeline import gathering as gathering_module
from edu_kg.pipeline import keeping as keeping_module
from edu_kg.pipeline.crawls import Crawl
from edu_kg.pipeline.gathering import Gathering
from edu_kg.pipeline.keeping import KeptWeb
from edu_kg.pipeline.workspace import Workspace
from edu_kg.sources import find_site, mirrored, source_for, sources_of

EXPECTED = {
    "/redirect-loop": "TooManyRedirects",
    "/cookie-wall": "TooManyRedirects",
    "/local-file": "ForbiddenAddress",
    "/inward": "ForbiddenAddress",
    "/user": "ForbiddenAddress",
    "/endless-body": "TooLarge",
    "/ten-gigabytes": "TooLarge",
    "/gzip-bomb": "TooLarge",
    "/gzip-bombs-nested": "TooLarge",
    "/unasked-brotli": "Unreachable",
    "/broken-gzip": "Unreachable",
    "/a-byte-a-second": "FetchTimeout",
    "/headers-a-byte-a-second": "FetchTimeout",
    "/less-than-promised": "Unreachable",
    "/cut-chunk": "Unreachable",
    "/no-http": "Unreachable",
    "/nothing": "Unreachable",
    "/one-huge-header": "TooLarge",
    "/thousands-of-headers": "Unreachable",
    "/teapot": "HttpStatusError",
}


def site_of(folder: Path, running: GeneratedSite) -> Site:
    return find_site(str(running.write_profile(folder)))


def gather(
    output: Path, site: Site, at: str, fetch: FetchOptions | None = None, *sources: str
) -> Gathering:
    """One run's gathering, to its end, as the pipeline does it."""
    workspace = Workspace(output)
    index = workspace.load_index()
    options = options_for(site, at, fetch)
    with (
        Fetcher(options, sleep=_no_wait) as fetcher,
        closing(CaptureStore(workspace.captures)) as captures,
    ):
        crawl = Crawl.open(workspace.crawls, (site.name, *sources), lambda: dt.datetime.now(dt.UTC))
        web = KeptWeb(
            fetcher=fetcher,
            pages=PageStore(workspace.pages),
            captures=captures,
            crawl=crawl,
            index=index,
        )
        own = mirrored(site, at)
        gathering = Gathering(workspace=workspace, index=index, web=web, site=own)
        list(gathering.gather(map(source_for, sources) if sources else sources_of(own)))
    if gathering.stopped is None:
        crawl.end()
    workspace.save_index(index)
    return gathering


def _no_wait(seconds: float) -> None:
    """Time that passes at once."""


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of all pages that are parsed from now on."""
    urls: list[str] = []

    def counting(module: ModuleType, name: str) -> None:
        parse: Callable[..., object] = getattr(module, name)

        def counted(page: object, *more: object) -> object:
            urls.append(str(getattr(page, "url", "")))
            return parse(page, *more)

        monkeypatch.setattr(module, name, counted)

    counting(gathering_module, "parse_articles")
    counting(keeping_module, "parse_listing")
    return urls


def files(folder: Path) -> dict[Path, bytes]:
    """All files but the captures, which note every time that a page was found unchanged."""
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "captures"
    }


def test_a_second_crawl_of_an_unchanged_site_gets_no_body_and_parses_nothing(
    tmp_path: Path, parsed: list[str]
) -> None:
    with GeneratedSite(40) as running:
        site = site_of(tmp_path, running)
        first = gather(tmp_path / "output", site, running.address)
        assert (first.web.fetched, first.failures) == (running.pages, [])
        assert len(parsed) == first.web.fetched
        before = files(tmp_path / "output")
        running.forget()
        parsed.clear()
        second = gather(tmp_path / "output", site, running.address)
        assert (second.web.fetched, second.web.unchanged) == (0, running.pages)
        assert (running.bodies, parsed) == (0, [])
        assert running.asked.total() == running.pages + 1  # and robots.txt
    assert files(tmp_path / "output") == before


def test_where_the_server_has_no_validators_nothing_unchanged_is_parsed_again(
    tmp_path: Path, parsed: list[str]
) -> None:
    with GeneratedSite(20, validates=False) as running:
        site = site_of(tmp_path, running)
        gather(tmp_path / "output", site, running.address)
        before = files(tmp_path / "output")
        parsed.clear()
        second = gather(tmp_path / "output", site, running.address)
    assert (second.web.fetched, second.web.unchanged) == (0, running.pages)
    assert parsed == []
    assert files(tmp_path / "output") == before


def test_a_page_that_changes_only_around_its_article_leaves_the_article_alone(
    tmp_path: Path,
) -> None:
    with GeneratedSite(10, validates=False, restless=True) as running:
        site = site_of(tmp_path, running)
        first = gather(tmp_path / "output", site, running.address)
        marks = {url: state.article for url, state in first.index.articles.items()}
        for state in first.index.articles.values():
            state.reader = "read"
        first.workspace.save_index(first.index)
        articles = files(tmp_path / "output" / "articles")
        second = gather(tmp_path / "output", site, running.address)
    assert second.web.fetched == running.pages
    assert {url: state.article for url, state in second.index.articles.items()} == marks
    assert {state.reader for state in second.index.articles.values()} == {"read"}
    assert files(tmp_path / "output" / "articles") == articles


def test_a_record_that_a_cut_off_run_left_is_made_again(tmp_path: Path, parsed: list[str]) -> None:
    with GeneratedSite(3) as running:
        site = site_of(tmp_path, running)
        gather(tmp_path / "output", site, running.address)
        good = files(tmp_path / "output" / "articles")
        for path, text in good.items():
            path.write_bytes(text.replace(b"University", b"College"))
        parsed.clear()
        gather(tmp_path / "output", site, running.address)
    assert len(parsed) == 3
    assert files(tmp_path / "output" / "articles") == good


def test_a_budget_of_few_pages_a_run_comes_to_the_end_with_each_page_once(tmp_path: Path) -> None:
    with GeneratedSite(20) as running:
        site = site_of(tmp_path, running)
        five = FetchOptions(max_pages=5)
        needed = -(-running.pages // 5)
        runs = [gather(tmp_path / "output", site, running.address, five) for _ in range(needed)]
        assert [run.web.fetched for run in runs[:-1]] == [5] * (needed - 1)
        assert [run.stopped is None for run in runs] == [False] * (needed - 1) + [True]
        del running.asked["/robots.txt"]
        assert set(running.asked.values()) == {1}
        assert len(runs[-1].index.articles) == 20


def test_a_dead_page_costs_a_budget_once(tmp_path: Path) -> None:
    with GeneratedSite(2) as running:
        site = site_of(tmp_path, running)
        sources = [f"http://{HOST}/index.php/news-v2/{n}-story" for n in (9998, 9999, 1000, 1001)]
        one = FetchOptions(max_pages=1)
        *_, last = [
            gather(tmp_path / "output", site, running.address, one, *sources) for _ in sources
        ]
        assert last.stopped is None
        assert {failure.reason for failure in last.failures} == {"HttpStatusError"}
        assert len(last.failures) == 2
        assert len(last.index.articles) == 2
        del running.asked["/robots.txt"]
        assert set(running.asked.values()) == {1}


def test_a_crawl_goes_on_past_every_attack(tmp_path: Path) -> None:
    good = [f"/index.php/news-v2/{1000 + n}-story" for n in range(len(EXPECTED))]
    answers: dict[str, Callable[[], Pieces]] = {
        **HOSTILE,
        **{path: whole(article(n).encode()) for n, path in enumerate(good)},
    }
    bounds = FetchOptions(deadline_seconds=1.0, max_bytes=100_000, attempts=1)
    with GeneratedSite(1) as profile, HostileServer(answers) as server:
        site = site_of(tmp_path, profile)
        pairs = zip(EXPECTED, good, strict=True)
        sources = [f"http://{HOST}{path}" for pair in pairs for path in pair]
        gathering = gather(tmp_path / "output", site, server.address, bounds, *sources)
    endings = {
        failure.source.removeprefix(f"http://{HOST}"): failure.reason
        for failure in gathering.failures
    }
    assert endings == EXPECTED
    assert sorted(gathering.index.articles) == [f"http://{HOST}{path}" for path in good]
    assert len(list(PageStore(tmp_path / "output" / "pages"))) == len(good)


def test_a_listing_of_eight_a_page_is_gone_through_to_its_end(tmp_path: Path) -> None:
    with GeneratedSite(3 * PER_PAGE) as running:
        gathering = gather(tmp_path / "output", site_of(tmp_path, running), running.address)
        assert len(gathering.index.articles) == 3 * PER_PAGE
