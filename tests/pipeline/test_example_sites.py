"""The example sites in three markups, crawled from each kind of list they have."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from pipeline.runs import articles, gather, gathering
from server import ExampleSite

from edu_kg.model import Article, Site
from edu_kg.pipeline.walks import begin_walks, end_walks
from edu_kg.sources import Address, Feed, Listings, Sitemap, find_site

REPOSITORY = Path(__file__).parents[2]
SITES = REPOSITORY / "examples" / "sites"
EXPECTED = REPOSITORY / "tests" / "sources" / "expected"
NAMES = ("joomla", "wordpress", "drupal")


def site_of(name: str) -> Site:
    return find_site(str(SITES / f"{name}.toml"))


def expected(name: str) -> dict[str, dict[str, object]]:
    records = [json.loads(file.read_bytes()) for file in sorted((EXPECTED / name).glob("*.json"))]
    return {record["url"]: record for record in records}


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def served(name: str) -> Iterator[ExampleSite]:
    with ExampleSite(SITES / name) as running:
        yield running


@pytest.fixture(scope="module")
def crawled(
    name: str, served: ExampleSite, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Article]:
    """The articles found by the listings of the site's profile."""
    output = tmp_path_factory.mktemp(name)
    with gathering(output, site_of(name), served.address) as run:
        gather(run, [Listings(site=site_of(name))])
        assert run.failures == []
        assert run.no_articles == 0
    return articles(output)


def test_the_listings_lead_to_every_article_and_to_nothing_else(
    name: str, crawled: dict[str, Article]
) -> None:
    assert sorted(crawled) == sorted(expected(name))


@pytest.mark.parametrize("field", ["title", "published", "byline", "text", "links"])
def test_every_article_is_read_to_the_letter(
    name: str, crawled: dict[str, Article], field: str
) -> None:
    for url, record in expected(name).items():
        found = getattr(crawled[url], field)
        if field == "published" and found is not None:
            found = str(found)
        assert (list(found) if field == "links" else found) == record[field], url


def test_nothing_around_an_article_is_in_its_text(crawled: dict[str, Article]) -> None:
    around = re.compile(
        r"\b(?:Details|Hits|Print|Share this|Latest news|Recent news|Read more|Powered|views|Skip)\b"
    )
    assert [url for url, article in crawled.items() if around.search(article.text)] == []


@pytest.mark.parametrize("system", ["wordpress", "drupal"])
def test_the_sitemap_leads_to_every_article(system: str, tmp_path: Path) -> None:
    site = site_of(system)
    with ExampleSite(SITES / system) as served, gathering(tmp_path, site, served.address) as run:
        gather(run, [Sitemap(url=site.address + site.sitemaps[0], site=site)])
        assert (run.failures, run.no_articles) == ([], 0)
        assert run.expected == len(expected(system))
    assert sorted(articles(tmp_path)) == sorted(expected(system))


def test_a_second_crawl_reads_no_body_and_parses_nothing(
    name: str, served: ExampleSite, tmp_path: Path
) -> None:
    site = site_of(name)
    with gathering(tmp_path, site, served.address) as run:
        gather(run, [Listings(site=site)])
    served_before = len(served.requests)
    with gathering(tmp_path, site, served.address) as run:
        gather(run, [Listings(site=site)])
    asked = [status for _, path, status in served.requests[served_before:] if "robots" not in path]
    end = [404] if name == "wordpress" else []  # how its listings tell that they are over
    assert [status for status in asked if status != 304] == end
    assert run.web.fetched == 0


def test_looking_for_new_articles_ends_at_the_first_page_of_known_ones(
    name: str, served: ExampleSite, tmp_path: Path
) -> None:
    site = site_of(name)
    everything, new = [Listings(site=site)], [Listings(site=site, only_new=True)]
    with gathering(tmp_path, site, served.address) as run:
        begin_walks(run.index, everything, site)
        gather(run, everything)
        end_walks(run.index, everything)
    served_before = len(served.requests)
    with gathering(tmp_path, site, served.address) as run:
        run.web.kept = begin_walks(run.index, new, site)
        assert gather(run, new) == []
    paths = [path for _, path, _ in served.requests[served_before:] if "robots" not in path]
    assert paths == [site.listings[0].path]


def test_a_listing_that_was_never_walked_to_its_end_is_walked_whole(
    name: str, served: ExampleSite, tmp_path: Path
) -> None:
    site = site_of(name)
    new = [Listings(site=site, only_new=True)]
    for stop_after in (2, None):  # the first run is stopped among the newest articles
        with gathering(tmp_path, site, served.address) as run:
            run.web.kept = begin_walks(run.index, new, site)
            for _ in islice(run.gather(new), stop_after):
                pass
    assert sorted(articles(tmp_path)) == sorted(expected(name))


def test_the_feed_tells_days_and_leads_to_its_articles(tmp_path: Path) -> None:
    site = site_of("wordpress")
    with (
        ExampleSite(SITES / "wordpress") as served,
        gathering(tmp_path, site, served.address) as run,
    ):
        gather(run, [Feed(url=f"{site.address}/feed/", site=site)])
        assert run.failures == []
    assert len(articles(tmp_path)) == 5


def test_related_articles_are_followed_as_far_as_asked(tmp_path: Path) -> None:
    site = site_of("wordpress")
    start = f"{site.address}/2023/02/memorandum-with-three-island-schools/"
    found = []
    with ExampleSite(SITES / "wordpress") as served:
        for steps in (0, 1, 2, 3):
            output = tmp_path / str(steps)
            with gathering(output, site, served.address) as run:
                run.follow_related = steps
                gather(run, [Address(url=start)])
            found.append(len(articles(output)))
    assert found == [1, 2, 3, 3]
