"""Which day on a page is that of publication, and where it stands."""

import pytest

from edu_kg.model import Article, Page
from edu_kg.parsing import parse_article

TEXT = (
    "<p>"
    + "The ferry of the college carries books to the islands every other Monday. " * 4
    + "</p>"
)
LEAD = (
    "<p>" + "Eight islands now have a reading room, and a boat that brings the books. " * 2 + "</p>"
)
URL = "http://www.tolvik.example/ferry-books"
TITLE = "<h1>Books Go by Ferry</h1>"


def read(body: str, head: str = "") -> Article:
    html = f"<html><head><title>Books Go by Ferry | Tolvik</title>{head}</head><body>{body}</body></html>"
    return parse_article(Page(url=URL, retrieved_from=URL, body=html.encode()))


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="widget Blog"><h2>2 March 2021</h2>{TITLE}{TEXT}</div>',
        f'<article class="has-sharebar right-sidebar">{TITLE}<p>2 March 2021</p>{TEXT}</article>',
        f'<div>{TITLE}<aside class="meta"><p>2 March 2021</p></aside>{TEXT}</div>',
        f"<div>{TITLE}{LEAD}<p>By Ines Okafor, 2 March 2021</p>{TEXT}</div>",
        f"<div>{TITLE}<p>Erschienen am: 2. März 2021</p>{TEXT}</div>",
        f'<h1><span class="kicker">Islands</span>Books Go by Ferry</h1><p>2 March 2021</p>{TEXT}',
    ],
    ids=["blog widget", "class of the whole", "short aside", "under the lead", "label", "kicker"],
)
def test_a_day_beside_the_title_is_that_of_the_article(body: str) -> None:
    assert str(read(body).published) == "2021-03-02"


@pytest.mark.parametrize(
    "body",
    [
        f"{TITLE}{LEAD}{TEXT}<footer><p>Published: 2 March 2021</p></footer>",
        f"{TITLE}{LEAD}<p>The last boat of the season will leave the harbour on 2 March 2021</p>{TEXT}",
        f"<main>{TITLE}<p>Last updated <time datetime='2021-03-02'>2 March 2021</time></p>{TEXT}</main>",
        f"<main>{TITLE}<p>Last updated: <span><time datetime='2021-03-02'>2 March</time></span></p>"
        f"{TEXT}</main>",
        f"{TITLE}<div>Last updated:</div><div>2 March 2021</div>{TEXT}",
        f"{TITLE}<dl><dd>Joined: 2 March 2021</dd></dl>{TEXT}",
        f"{TITLE}<p>Reading room, 1-2 March 2021</p>{TEXT}",
        f"{TITLE}<p>Lesesaal, 1. bis 2. März 2021</p>{TEXT}",
        f'{TITLE}<div class="sidebar"><h3>Ferries</h3><p>2 March 2021</p><p>{"Boats " * 40}</p></div>'
        f"{TEXT}",
    ],
    ids=[
        *("footer", "in the text", "updated", "updated, marked", "updated, two lines"),
        *("joined", "days of an event", "Tage", "sidebar"),
    ],
)
def test_a_day_of_something_else_is_none(body: str) -> None:
    assert read(body).published is None


def test_a_page_that_calls_itself_a_site_was_made_and_not_published() -> None:
    declared = '<meta property="article:published_time" content="2021-03-02T10:00:00+01:00">'
    site = '<meta property="og:type" content="website">'
    assert read(TITLE + TEXT, declared + site).published is None
    assert str(read(f"{TITLE}<p>2 March 2021</p>{TEXT}", declared + site).published) == "2021-03-02"
    assert str(read(TITLE + TEXT, declared).published) == "2021-03-02"
