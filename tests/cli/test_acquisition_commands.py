"""The commands that take pages in and look back at them."""

import json
from pathlib import Path

import pytest
from command_line import REPOSITORY, edu_kg
from pipeline.loopback import Told, Web, page
from pipeline.runs import gather, gathering
from server import ExampleSite
from typer.testing import CliRunner

from edu_kg.cli import app
from edu_kg.pipeline.workspace import Workspace
from edu_kg.sources import Address

SITES = REPOSITORY / "examples" / "sites"


def test_reparse_without_captures_says_what_to_do_first(tmp_path: Path) -> None:
    ran = edu_kg("reparse", "--output", tmp_path)
    assert ran.code == 2
    assert "run `edu-kg ingest` first" in ran.out


def test_changes_lists_an_edit_and_as_json_one_a_line(web: Web, tmp_path: Path) -> None:
    for title in ("Two Colleges Sign", "Two Colleges Sign Treaty"):
        web.pages["/9"] = Told(page(title=title))
        with gathering(tmp_path, named=[web.address]) as run:
            gather(run, [Address(url=f"{web.address}/9")])
    told = edu_kg("changes", "--output", tmp_path)
    assert told.code == 0
    assert "~ title: Two Colleges Sign → Two Colleges Sign Treaty" in told.out
    (line,) = edu_kg("changes", "--json", "--output", tmp_path).out.splitlines()
    assert json.loads(line)["url"] == f"{web.address}/9"


def test_changes_of_nothing_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["changes", "--output", str(tmp_path)])
    assert result.exit_code == 0
    assert "no page was edited" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "articles"),
    [
        (["--as", "listing", "http://quessel.example/en/news"], 8),
        (["http://quessel.example/sitemap.xml"], 8),
        (["http://quessel.example/sitemap.xml", "--max-pages", "4"], 3),
        (
            [
                "--follow-related",
                "1",
                "http://quessel.example/en/news/first-unstaffed-reading-room-opens",
            ],
            2,
        ),
    ],
)
def test_ingest_takes_sources_of_every_kind(
    tmp_path: Path, arguments: list[str], articles: int
) -> None:
    with ExampleSite(SITES / "drupal") as served:
        ran = edu_kg(
            "ingest",
            *arguments,
            "--site",
            SITES / "drupal.toml",
            "--at",
            served.address,
            "--output",
            tmp_path,
        )
    assert ran.code == 0, ran.out + ran.err
    assert ran.count("articles in the graph") == articles


def test_a_source_that_cannot_be_of_the_kind_told_is_a_failure_with_its_reason(
    tmp_path: Path,
) -> None:
    ran = edu_kg("ingest", "--as", "listing", "http://a.example/news", "--output", tmp_path)
    assert ran.code == 2
    assert "site check" in ran.out


@pytest.mark.slow
def test_ingest_asks_the_archive_it_is_given(web: Web, tmp_path: Path) -> None:
    url = f"{web.address}/9"
    web.pages[f"/map/{url}"] = Told(
        f'<{web.address}/web/20150101000000/{url}>; rel="memento"; '
        'datetime="Thu, 01 Jan 2015 00:00:00 GMT"'.encode()
    )
    web.pages[f"/web/20150101000000id_/{url}"] = Told(page())
    ran = edu_kg("ingest", url, "--archive", f"{web.address}/map", "--output", tmp_path)
    assert ran.code == 0, ran.out + ran.err
    assert list(Workspace(tmp_path).load_index().articles) == [url]
