"""A crawl that is stopped, by a budget, its user or a crash, and goes on as if it never was."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import REPOSITORY, edu_kg
from generated_site import GeneratedSite

from edu_kg.fetch import PageStore
from edu_kg.pipeline.workspace import Workspace

ARTICLES = 24
PAGES = ARTICLES + 3 + 1  # their listings, and one past the end
KILLS = int(os.environ.get("EDU_KG_KILLS", "12"))
SEED = int(os.environ.get("EDU_KG_KILL_SEED", "20"))


def crawl(site: GeneratedSite, profile: Path, output: Path, *more: str) -> list[str | Path]:
    """The command that crawls a site."""
    return [
        "ingest", "--site", profile, "--at", site.address, "--output", output,
        "--model", "small", "--quiet", *more,
    ]  # fmt: skip


def graph_of(output: Path) -> bytes:
    """The graph, exported."""
    file = output.with_suffix(".nq")
    ran = edu_kg("export", file, "--output", output)
    assert ran.code == 0, ran.err
    return file.read_bytes()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The graph of a crawl that nothing disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with GeneratedSite(ARTICLES) as site:
        ran = edu_kg(*crawl(site, site.write_profile(folder), folder / "output"))
        assert ran.code == 0, ran.out + ran.err
        assert ran.count("articles in the graph") == ARTICLES
    graph = graph_of(folder / "output")
    assert graph.count(b"\n") > 20 * ARTICLES
    return graph


def moments() -> list[tuple[str, int, float]]:
    """Random moments of a crawl: most while fetching, some while reading and building."""
    chance = random.Random(SEED)
    late = max(2, KILLS // 4)
    pages = sorted(chance.randint(1, PAGES) for _ in range(KILLS - late))
    fetching = [("pages/entries", count, chance.uniform(0, 0.02)) for count in pages]
    reading = sorted(chance.randint(0, ARTICLES) for _ in range(late - 1))
    return [
        *fetching,
        *(("claims", count, chance.uniform(0, 0.02)) for count in reading),
        ("store", 1, chance.uniform(0, 0.05)),
    ]


def test_killed_at_random_moments_it_ends_with_the_graph_of_a_run_that_was_not(
    tmp_path: Path, undisturbed: bytes
) -> None:
    output = tmp_path / "output"
    with GeneratedSite(ARTICLES, validates=False) as site:
        profile = site.write_profile(tmp_path)
        done = subprocess.run(
            [
                sys.executable, REPOSITORY / "tests" / "killed_runs.py", profile, site.address,
                output, json.dumps(moments()),
            ],
            capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        endings = json.loads(done.stdout)
        killed = endings.count("killed")
        assert set(endings) <= {"killed", "done"}, done.stderr
        assert killed >= KILLS * 3 // 4, endings
        last = edu_kg(*crawl(site, profile, output))
        assert last.code == 0, last.out + last.err
        pages = {path: n for path, n in site.asked.items() if path != "/robots.txt"}
        # Once each, but for a request that a kill found in flight.
        ended_crawls = endings.count("done")
        assert sum(pages.values()) <= len(pages) * (1 + ended_crawls) + killed
    assert graph_of(output) == undisturbed
    assert_nothing_is_half(output)


def assert_nothing_is_half(output: Path) -> None:
    entries = list((output / "pages" / "entries").iterdir())
    assert len(list(PageStore(output / "pages"))) == len(entries) == PAGES
    workspace = Workspace(output)
    index = workspace.load_index()
    assert len(index.articles) == ARTICLES
    for url, state in index.articles.items():
        assert workspace.article_mark(url) == state.article
        assert workspace.load_claims(url).article_url == url
    assert not list(output.rglob(".writing-*"))
    assert not list((output / "crawls").iterdir())


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
def test_a_signal_ends_a_run_in_good_order_and_the_next_goes_on(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    output = tmp_path / "output"
    with GeneratedSite(ARTICLES) as site:
        profile = site.write_profile(tmp_path)
        profile.write_text(profile.read_text().replace("delay_seconds = 0", "delay_seconds = 0.2"))
        command = [sys.executable, "-m", "edu_kg", *crawl(site, profile, output)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
            began = time.monotonic()
            while site.asked.total() < 6 and time.monotonic() - began < 60:
                time.sleep(0.01)
            running.send_signal(number)
            ending = time.monotonic()
            _, said = running.communicate(timeout=30)
            took = time.monotonic() - ending
        assert running.returncode == code
        assert "run the same command again to go on" in said
        assert "Traceback" not in said
        assert took < 10
        kept = len(list(PageStore(output / "pages")))
        assert 3 <= kept < PAGES
        assert len(Workspace(output).load_index().articles) >= kept - 2
        before = site.asked.copy()
        again = edu_kg(*crawl(site, profile, output, "--max-pages", "2"))
        assert again.code == 0, again.err
        assert again.count("pages fetched") == 2
        # At most the one page that was on its way is asked for a second time.
        twice = [path for path, n in site.asked.items() if n > 1 and path != "/robots.txt"]
        assert len(twice) <= 1, (before, site.asked)


def test_a_budget_ends_a_run_well_and_each_next_run_goes_on(
    tmp_path: Path, undisturbed: bytes
) -> None:
    output = tmp_path / "output"
    with GeneratedSite(ARTICLES) as site:
        profile = site.write_profile(tmp_path)
        ran = edu_kg(*crawl(site, profile, output, "--max-pages", "15"))
        assert ran.code == 0, ran.out + ran.err
        assert ran.count("pages fetched") == 15
        assert ran.count("articles in the graph") == 13
        assert re.search(r"stopped: 15 pages .*run the same command again to go on", ran.out)
        ran = edu_kg(*crawl(site, profile, output, "--max-pages", "15"))
        assert ran.code == 0, ran.out + ran.err
        assert "stopped" not in ran.out
        assert set(site.asked.values()) == {1, 2}
        assert [path for path, n in site.asked.items() if n == 2] == ["/robots.txt"]
        ran = edu_kg(*crawl(site, profile, output, "--max-minutes", "0"))
        assert ran.code == 0, ran.out + ran.err
        assert "stopped: 0 minutes" in ran.out
    assert graph_of(output) == undisturbed


def test_a_second_crawl_of_an_unchanged_site_does_nothing_again(tmp_path: Path) -> None:
    """Run with EDU_KG_SITE_ARTICLES=1000 and -rP for the figures of the documentation."""
    output = tmp_path / "output"
    with GeneratedSite(int(os.environ.get("EDU_KG_SITE_ARTICLES", ARTICLES))) as site:
        profile = site.write_profile(tmp_path)
        first = edu_kg(*crawl(site, profile, output))
        assert first.count("pages fetched") == site.pages
        before = _stage_files(output)
        site.forget()
        second = edu_kg(*crawl(site, profile, output))
        assert second.code == 0, second.err
        assert second.count("pages unchanged") == site.asked.total() - 1 == site.pages
        assert (second.count("articles read"), site.bodies) == (0, 0)
    # No file of any stage was written: not a page, an article, a claim, nor the store's own; that
    # the pages were found unchanged is noted among the captures.
    assert _stage_files(output) == before
    sys.stdout.write(
        f"{site.pages} pages: {first.figure('seconds')} s, then {second.figure('seconds')} s, "
        f"{site.bodies} bodies\n"
    )


def test_two_runs_never_write_to_one_folder_at_a_time(tmp_path: Path) -> None:
    with Workspace(tmp_path / "output").held():
        ran = edu_kg("ingest", tmp_path, "--output", tmp_path / "output")
    assert ran.code == 2
    assert "another process is writing" in ran.err


@pytest.mark.parametrize("contact", ["Büro", "a\nb"])
def test_a_contact_that_cannot_go_into_an_agent_name_is_a_usage_error(
    tmp_path: Path, contact: str
) -> None:
    ran = edu_kg("ingest", "--contact", contact, tmp_path, "--output", tmp_path / "output")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "contact" in ran.err


def _stage_files(output: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and path.parent.name != "captures"
    }
