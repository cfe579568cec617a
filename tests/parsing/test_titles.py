"""Which of the wordings of a page is the title of its article."""

import pytest

from edu_kg.model import Page
from edu_kg.parsing import parse_article

TEXT = (
    "<p>"
    + "The ferry of the college carries books to the islands every other Monday. " * 4
    + "</p>"
)
URL = "http://www.tolvik.example/2021/ferry-books"


def title_of(head: str, body: str, url: str = URL) -> str:
    html = f"<html><head>{head}</head><body>{body}{TEXT}{TEXT}</body></html>"
    return parse_article(Page(url=url, retrieved_from=url, body=html.encode())).title


def og(title: str, site: str = "") -> str:
    name = f'<meta property="og:site_name" content="{site}">' if site else ""
    return f'<meta property="og:title" content="{title}">{name}'


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        (og("Books Go by Ferry"),
         '<h1><span class="kicker">Islands</span>Books Go by Ferry</h1>'),
        (og("Books Go by Ferry"), "<h1><small>Week of reading</small><br>Books Go by Ferry</h1>"),
        (og("Books Go by Ferry"),
         '<h1>Books Go by Ferry <h4>Posted by <time datetime="2021-03-02">2 March 2021</time></h4></h1>'),
        ("<title>Tolvik</title>", '<h1>Books Go by Ferry <time>2 March 2021</time></h1>'),
        ("<title>Books Go by Ferry</title>",
         '<h1><span class="sr-only">Headline:</span> Books Go by Ferry</h1>'),
        ("<title>Books Go by Ferry</title>", "<h1>Books Go by Fer\u00adry</h1>"),
        ("<title>Tolvik</title>", "<h1>02.03.2021 - Books Go by Ferry</h1>"),
    ],
    ids=["kicker", "line above", "author below", "day below", "read aloud", "hyphens", "day before"],
)  # fmt: skip
def test_what_stands_in_a_heading_beside_the_title_is_no_part_of_it(
    head: str, heading: str
) -> None:
    assert title_of(head, heading) == "Books Go by Ferry"


def test_a_kicker_that_the_publisher_puts_into_the_title_is_part_of_it() -> None:
    heading = '<h1><span class="kicker">Islands: </span><span>Books Go by Ferry</span></h1>'
    assert title_of(og("Islands: Books Go by Ferry"), heading) == "Islands: Books Go by Ferry"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Ferry Diary: Books Go by Ferry</title>" + og("Books Go by Ferry"),
         "<h1>Ferry Diary</h1><h2>Books Go by Ferry</h2>"),
        ("<title>The Islands » Blog » Books Go by Ferry</title>",
         '<h1><a href="http://www.tolvik.example/">The Islands</a></h1><h2>Books Go by Ferry</h2>'),
        ("<title>Books Go by Ferry | News from All Islands of the Tolvik Sea</title>",
         "<h1>Books Go by Ferry</h1>"),
        ("<title>Books Go by Ferry - Reports / News / Tolvik - all that is new on the islands</title>",
         "<h1>Books Go by Ferry</h1>"),
        ("<title>Tolvik</title>" + og("Tolvik", "Tolvik"), "<h1>Books Go by Ferry</h1>"),
        ("<title>Books Go by Ferry | Tolvik Online</title>", ""),
        (og("Books Go by Ferry | Tolvik", "Tolvik"), "<h1>Read this next</h1><h1>And this</h1>"),
    ],
    ids=["added by the window", "home link", "long name", "path", "og is the site", "host", "name"],
)  # fmt: skip
def test_the_name_of_the_site_is_told_from_the_title(head: str, body: str) -> None:
    assert title_of(head, body) == "Books Go by Ferry"


@pytest.mark.parametrize(
    "title", ["Books Go by Ferry - a Reading Week", "Ferry Days 2021 - Books for All the Islands"]
)
def test_a_title_with_a_dash_is_not_cut_where_a_heading_or_the_window_repeats_it(
    title: str,
) -> None:
    assert title_of(f"<title>{title}</title>{og(title)}", f"<h1>{title}</h1>") == title
    assert title_of(f"<title>{title} - Tolvik Online</title>{og(title)}", "") == title


def test_two_headings_are_told_apart_by_what_the_markup_calls_the_article() -> None:
    body = '<h1>Ferry Post for All of the Islands</h1><h1 class="entry-title">How the Books Get There</h1>'
    assert title_of("<title>Tolvik</title>", body) == "How the Books Get There"


def test_a_heading_the_address_is_named_after_comes_before_the_name_of_the_site() -> None:
    head = "<title>Days Out in the Tolvik Sea and its Islands</title>"
    assert title_of(head, "<h1>Ferry Books</h1>") == "Ferry Books"


def test_a_badge_in_a_heading_is_no_part_of_the_title_even_where_the_head_repeats_it() -> None:
    heading = '<h1><span class="label">Update</span> Books Go by Ferry</h1>'
    head = "<title>Update - Books Go by Ferry | Tolvik</title>" + og("Update - Books Go by Ferry")
    assert title_of(head, heading) == "Books Go by Ferry"


def test_how_a_word_is_read_is_no_part_of_the_title() -> None:
    heading = "<h1><ruby>Sampan<rp>(</rp><rt>sam-pan</rt><rp>)</rp></ruby> Carries Books</h1>"
    assert title_of("<title>Tolvik</title>", heading) == "Sampan Carries Books"


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("<title>Geschichte - Ruderklub Tolvik</title>", "<h1>Vereinsgeschichte</h1>"),
        (og("A report about libraries and boats"),
         f"<h1>Eight New Libraries</h1>{TEXT}<h1>Write to Us</h1>"),
        ("<title>Islands - Tolvik</title>", "<h2>Contents</h2><h2>Books Go by Ferry</h2>"),
        ("<title>Islands - Tolvik</title>",
         "<h2>Books Go by Ferry</h2><h2>2 March 2021</h2><h2>Contents</h2>"),
        (og("Library report: read all of it here"),
         "<h2>Library Boats Bring Books to Eight Islands</h2>"),
    ],
    ids=["one word", "one above", "label", "day", "declared"],
)  # fmt: skip
def test_a_heading_right_above_the_text_comes_before_what_the_window_says_otherwise(
    head: str, heading: str
) -> None:
    found = title_of(head, heading)
    assert f">{found}</h" in heading
    assert found not in {"Contents", "Write to Us", "2 March 2021"}


@pytest.mark.parametrize(
    "body",
    [
        f"<main>{TEXT}</main><h1>A Message from the Owners of This Paper</h1>",
        "<h2>Read This Next</h2>",
        "<h1>Where Boats Go</h1><h1>What It Costs</h1><h1>Who May Come</h1>",
    ],
    ids=["below the text", "of other articles", "sections"],
)
def test_a_heading_of_something_else_does_not_stand_in_for_the_title(body: str) -> None:
    assert title_of(og("Books Go by Ferry"), body) == "Books Go by Ferry"


def test_a_heading_with_its_label_is_not_left_in_the_text() -> None:
    heading = '<article><h1><span class="kicker">Islands</span>Books Go by Ferry</h1>'
    html = (
        f"<html><head>{og('Books Go by Ferry')}</head><body>{heading}{TEXT}</article></body></html>"
    )
    article = parse_article(Page(url=URL, retrieved_from=URL, body=html.encode()))
    assert article.text.startswith("The ferry of the college")
