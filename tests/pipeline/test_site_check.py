"""A first profile for a site nobody wrote one for."""

import json
from pathlib import Path

import pytest
from command_line import edu_kg
from pipeline.runs import articles, gather, gathering
from server import ExampleSite

from edu_kg.errors import Unreachable
from edu_kg.pipeline.site_check import SiteCheck, check_site
from edu_kg.sources import Listings, parse_profile

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples"
SITES = {
    "joomla": (
        EXAMPLES / "site",
        "http://news.ouc.example/",
        REPOSITORY / "tests/parsing/expected",
    ),
    "joomla 4": (
        EXAMPLES / "sites" / "joomla",
        "http://news.sundray.example/index.php",
        REPOSITORY / "tests/sources/expected/joomla",
    ),
    "wordpress": (
        EXAMPLES / "sites" / "wordpress",
        "http://www.tarnwick.example/",
        REPOSITORY / "tests/sources/expected/wordpress",
    ),
    "drupal": (
        EXAMPLES / "sites" / "drupal",
        "http://quessel.example/en",
        REPOSITORY / "tests/sources/expected/drupal",
    ),
}


def checked(folder: Path, url: str) -> tuple[SiteCheck, int]:
    """The check, and how many requests it took."""
    with ExampleSite(folder) as served:
        check = check_site(url, at=served.address, delay_seconds=0)
        return check, len(served.requests)


@pytest.mark.parametrize("system", SITES)
def test_the_system_and_its_lists_are_found_with_few_requests(system: str) -> None:
    folder, url, _ = SITES[system]
    check, requests = checked(folder, url)
    assert check.platform == system.split(maxsplit=1)[0]
    assert "listing" in {seen.kind for seen in check.seen}
    assert requests <= 12


@pytest.mark.parametrize("system", SITES)
def test_a_sample_is_read(system: str) -> None:
    folder, url, _ = SITES[system]
    sample = checked(folder, url)[0].sample
    assert sample is not None
    assert sample.title
    assert sample.published_from == "profile"
    assert sample.byline


@pytest.mark.parametrize("system", SITES)
def test_the_profile_written_finds_and_reads_every_article(system: str, tmp_path: Path) -> None:
    folder, url, expected = SITES[system]
    site = parse_profile(checked(folder, url)[0].profile, "first.toml")
    with ExampleSite(folder) as served, gathering(tmp_path, site, served.address) as run:
        gather(run, [Listings(site=site)])
        assert run.failures == []
    found = articles(tmp_path)
    records = [json.loads(file.read_bytes()) for file in expected.glob("*.json")]
    assert sorted(found) == sorted(record["url"] for record in records)
    assert [
        record["url"]
        for record in records
        if (found[record["url"]].title, found[record["url"]].text)
        != (record["title"], record["text"])
    ] == []


def test_a_site_without_news_gives_no_profile_and_says_what_was_tried(tmp_path: Path) -> None:
    for name, text in {"index": "<p>Closed.</p>", "error-404": "<p>None.</p>"}.items():
        (tmp_path / f"{name}.html").write_text(f"<!DOCTYPE html><title>A</title>{text}")
    check, _ = checked(tmp_path, "http://closed.example/")
    assert (check.profile, check.seen, check.sample) == ("", (), None)
    assert any("no links to articles" in problem for problem in check.problems)


def test_a_host_that_cannot_be_reached_is_an_error_not_a_finding() -> None:
    with pytest.raises(Unreachable):
        check_site("http://127.0.0.1:9/", delay_seconds=0)


def test_the_command_writes_the_profile_once_and_shows_the_sample(tmp_path: Path) -> None:
    folder, url, _ = SITES["drupal"]
    file = tmp_path / "first.toml"
    with ExampleSite(folder) as served:
        ran = edu_kg("site", "check", f"{url}/news", "--at", served.address, "--profile", file)
    assert ran.code == 0, ran.out + ran.err
    assert "system     drupal" in ran.out
    assert "Bay Academy Medal for Emeka Rosvold" in ran.out
    assert parse_profile(file.read_text(encoding="utf-8"), "first.toml").name == "quessel"


def test_an_address_that_is_none_is_told() -> None:
    ran = edu_kg("site", "check", "ftp://files.example/")
    assert ran.code == 2
    assert "give an http(s) address" in ran.err
