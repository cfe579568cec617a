"""Every page of the example site, against what a person reads on it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from edu_kg.errors import NoArticle
from edu_kg.model import Page
from edu_kg.parsing import find_address, parse_article, parse_listing
from edu_kg.sources import find_site

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED = sorted((Path(__file__).parent / "expected").glob("*.json"))
SITE = find_site(str(EXAMPLES / "site.toml"))


def page(path: str) -> Page:
    file = EXAMPLES / "site" / f"{path.lstrip('/')}.html"
    return Page(url=SITE.address + path, retrieved_from=str(file), body=file.read_bytes())


def saved(path: str) -> Page:
    file = EXAMPLES / "site" / f"{path.lstrip('/')}.html"
    return Page(url=file.as_uri(), retrieved_from=str(file), body=file.read_bytes())


def expectation(file: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return expected


@pytest.mark.parametrize("field", ["url", "title", "published", "byline", "text", "links"])
@pytest.mark.parametrize("file", EXPECTED, ids=lambda file: file.stem)
def test_a_page_of_the_example_site_is_read_as_a_person_reads_it(file: Path, field: str) -> None:
    expected = expectation(file)
    article = parse_article(page(expected["url"].removeprefix(SITE.address)), SITE)
    found = getattr(article, field)
    if field == "published":
        assert (found and str(found)) == expected[field]
        assert article.published_from == ("profile" if found else None)
    else:
        assert (list(found) if field == "links" else found) == expected[field]


@pytest.mark.parametrize("field", ["title", "published", "byline", "text"])
@pytest.mark.parametrize("file", EXPECTED, ids=lambda file: file.stem)
def test_a_page_of_the_example_site_is_read_alike_without_its_profile(
    file: Path, field: str
) -> None:
    expected = expectation(file)
    article = parse_article(page(expected["url"].removeprefix(SITE.address)))
    found = getattr(article, field)
    assert (str(found) if field == "published" and found else found) == expected[field]


def test_what_is_known_of_the_site_stands_in_each_article() -> None:
    expected = expectation(EXPECTED[0])
    read = page(expected["url"].removeprefix(SITE.address))
    article = parse_article(read, SITE)
    assert article.publisher == SITE.institution
    assert article.language == "en-GB"
    assert article.page_sha256 == read.sha256


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/index.php", "listing"),
        ("/index.php/news-v2", "listing"),
        ("/index.php/news-v2.start-8", "listing"),
        ("/index.php/about", "Coming soon"),
        ("/error-404", "profile example"),
    ],
)
def test_pages_without_an_article_say_why(path: str, why: str) -> None:
    with pytest.raises(NoArticle, match=why) as caught:
        parse_article(page(path), SITE)
    assert caught.value.url == SITE.address + path


@pytest.mark.parametrize("path", ["/index.php", "/index.php/news-v2", "/index.php/about"])
def test_they_are_no_articles_without_the_profile_either(path: str) -> None:
    with pytest.raises(NoArticle):
        parse_article(page(path))


def test_the_listings_lead_to_every_article_once() -> None:
    paths = ("", ".start-8", ".start-16")
    links = [
        link for path in paths for link in parse_listing(page(f"/index.php/news-v2{path}"), SITE)
    ]
    assert sorted(links) == sorted(expectation(file)["url"] for file in EXPECTED)


def test_a_saved_page_knows_where_it_came_from() -> None:
    url = expectation(EXPECTED[0])["url"]
    read = saved(url.removeprefix(SITE.address))
    assert find_address(read) == url
    assert parse_article(read).url == url


def test_no_other_extractor_is_needed() -> None:
    code = "import sys, edu_kg.parsing; sys.exit('trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
