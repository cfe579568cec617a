"""The pages of the example site hold together, and say what the expected files say."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from server import answer_for

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "examples" / "site"
OWN_HOST = "http://news.ouc.example"
EXPECTED = sorted((REPOSITORY / "tests" / "parsing" / "expected").glob("*.json"))
PAGES = sorted(FOLDER.rglob("*.html"))


def address_of(page: Path) -> str:
    """The address a page stands at."""
    name = page.relative_to(FOLDER).as_posix().removesuffix(".html")
    return f"{OWN_HOST}/{name.replace('.start-', '?start=')}"


ARTICLES = [address_of(page) for page in PAGES if page.parent.parent.name == "news-v2"]


def paragraphs(body: Tag) -> Iterator[str]:
    """The paragraphs of an article, without those that only link to related ones."""
    for paragraph in body.select("p"):
        text = " ".join(paragraph.get_text().split())
        is_link = [link.get_text() for link in paragraph.select("a")] == [text]
        if text and not is_link and not text.startswith("Related:"):
            yield text


def addresses_on(page: Path) -> set[str]:
    """Where the links, forms and style sheets of a page lead, as a browser would resolve them."""
    soup = BeautifulSoup(page.read_bytes(), "lxml")
    base = soup.select_one("base[href]")
    start = address_of(page) if base is None else str(base["href"])
    found = [tag[name] for name in ("href", "src", "action") for tag in soup.select(f"[{name}]")]
    return {urldefrag(urljoin(start, str(value))).url for value in found}


def status_of(address: str) -> int:
    """What the server answers to an address of the site."""
    return answer_for(FOLDER, address.removeprefix(OWN_HOST)).status


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem[:30])
def test_every_link_to_the_site_itself_resolves(page: Path) -> None:
    own = [address for address in addresses_on(page) if address.startswith(f"{OWN_HOST}/")]
    assert own
    assert [address for address in own if status_of(address) != 200] == []


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if address_of(page) in ARTICLES],
    ids=lambda page: page.stem[:30],
)
def test_an_article_names_its_own_address_as_its_base(page: Path) -> None:
    base = BeautifulSoup(page.read_bytes(), "lxml").select_one("base[href]")
    assert base is not None
    assert base["href"] == address_of(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem[:30])
def test_no_page_names_a_port_or_a_canonical_address(page: Path) -> None:
    html = page.read_text(encoding="utf-8")
    assert re.findall(r"127\.0\.0\.1|localhost|//[\w.-]+:\d+", html) == []
    assert 'rel="canonical"' not in html


def test_every_article_has_its_expected_file_and_every_expected_file_its_article() -> None:
    addresses = [json.loads(file.read_bytes())["url"] for file in EXPECTED]
    assert sorted(addresses) == sorted(ARTICLES)


@pytest.mark.parametrize("file", EXPECTED, ids=lambda file: file.stem)
def test_an_expected_file_says_what_stands_on_its_page(file: Path) -> None:
    expected = json.loads(file.read_bytes())
    assert set(expected) == {"url", "title", "published", "byline", "text", "links"}
    answer = answer_for(FOLDER, expected["url"].removeprefix(OWN_HOST))
    soup = BeautifulSoup(answer.body, "lxml")
    title = soup.select_one(".item-page h2")
    body = soup.select_one("[itemprop=articleBody]") or soup.select_one(".item-page")
    assert title is not None
    assert body is not None
    assert expected["title"] == title.get_text(strip=True)
    assert expected["text"].split("\n\n") == list(paragraphs(body))
    links = [urljoin(OWN_HOST, str(link["href"])) for link in body.select("p a, li:not([class]) a")]
    assert expected["links"] == links
    assert set(links) <= set(ARTICLES)
    printed = soup.select_one(".article-info .published")
    if expected["published"] is None:
        assert printed is None
    else:
        assert printed is not None
        day = dt.date.fromisoformat(expected["published"])
        assert f"{day:%d %B %Y}" in printed.get_text()


def test_by_lines_close_the_text_and_are_never_the_account() -> None:
    for file in EXPECTED:
        expected = json.loads(file.read_bytes())
        last = expected["text"].split("\n\n")[-1]
        assert expected["byline"] == (last.removeprefix("By ") if last.startswith("By ") else None)
        assert "Super User" not in expected["text"]
