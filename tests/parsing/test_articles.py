"""Articles out of the markup that several systems make."""

import contextlib

import pytest

from edu_kg.errors import NoArticle, NotHtml
from edu_kg.model import Article, Page, PartialDate, Site
from edu_kg.parsing import find_address, parse_article
from edu_kg.sources import find_site

URL = "http://en.ouchn.edu.cn/index.php/news-v2/2869-two-colleges-sign"
SITE = find_site("ouc")
FIRST = (
    "Ravenna Tolle, rector of Tolvik College, and Ines Okafor, dean of Marle Institute, signed an "
    "agreement on the transfer of credits in Sendra last week."
)
SECOND = "The two institutions will also share a library, a ferry and, it is hoped, a cook."
MIDDLE = "".join(
    f"<p>The {ordinal} talk of the day was about the {ordinal} library, which has a reading room, "
    "a garden and a boat that carries books to the islands on every other Monday of the year.</p>"
    for ordinal in ("first", "second", "third")
)
SIDEBAR = (
    '<div id="aside" class="sidebar"><h3>Latest</h3><ul class="latestnews">'
    '<li itemscope itemtype="https://schema.org/Article"><a href="/index.php/news-v2/2999-x">X</a>'
    '<time datetime="2024-01-31" itemprop="datePublished">31 January 2024</time></li></ul></div>'
    "<footer>&copy; 2023 Tolvik <p>Published: 3 March 2023</p></footer>"
)


def page(html: str | bytes, url: str = URL, content_type: str | None = None) -> Page:
    return Page(
        url=url,
        retrieved_from=url,
        body=html if isinstance(html, bytes) else html.encode(),
        headers=(("content-type", content_type),) if content_type else (),
    )


def joomla(info: str = "", body: str = f"<p>{FIRST}</p><p>{SECOND}</p>") -> Article:
    html = (
        '<html lang="en-gb"><head><title>Tolvik - Two Colleges Sign</title></head>'
        '<body class="site com_content view-article"><div class="item-page" itemscope>'
        '<div class="page-header"><h1>News</h1></div>'
        '<div class="page-header"><h2 itemprop="headline">Two Colleges Sign</h2></div>'
        f'<dl class="article-info">{info}</dl><div itemprop="articleBody">{body}</div></div>'
        f"{SIDEBAR}</body></html>"
    )
    return parse_article(page(html), SITE)


def generic(body: str, head: str = "") -> Article:
    html = (
        f'<html lang="en"><head><title>Two Colleges Sign | Tolvik News</title>{head}</head>'
        f"<body>{body}{SIDEBAR}</body></html>"
    )
    return parse_article(page(html, "http://news.tolvik.example/two-colleges"))


def test_joomla_3_gives_the_title_not_the_heading_of_the_section() -> None:
    assert joomla().title == "Two Colleges Sign"


@pytest.mark.parametrize(
    ("info", "date"),
    [
        ('<dd class="published"><time datetime="2020-05-22T07:00:00+08:00">Published: 22 May 2020'
         "</time></dd>", "2020-05-22"),
        ('<dd class="published"><time datetime="2020-05-21T16:30:00+00:00">Published: 22 May 2020'
         "</time></dd>", "2020-05-22"),
        ('<dd class="published">Published on Tuesday, 19 May 2020 15:02</dd>', "2020-05-19"),
        ('<dd class="published"><time datetime="2020-05-22T07:00:00+08:00">gestern</time></dd>',
         "2020-05-22"),
        ('<dd class="modified"><time datetime="2021-01-01" itemprop="dateModified">Last Updated: '
         "1 January 2021</time></dd>", None),
        ('<dd class="create"><time datetime="2021-01-01">Created: 1 May 2021</time></dd>', None),
        ("", None),
    ],
    ids=["shown", "UTC attribute", "2.5", "attribute only", "modified", "created", "none"],
)  # fmt: skip
def test_joomla_gives_the_day_of_publication_or_none(info: str, date: str | None) -> None:
    article = joomla(info)
    assert article.published == (PartialDate.parse(date) if date else None)
    assert article.published_from == ("profile" if date else None)


def test_an_account_is_no_author() -> None:
    info = '<dd class="createdby">Written by <span itemprop="name">Super User</span></dd>'
    assert joomla(info).byline is None


def test_an_author_named_by_the_system_comes_before_a_closing_line() -> None:
    info = '<dd class="createdby">Written by <span itemprop="name">Ines Okafor</span></dd>'
    assert joomla(info, f"<p>{FIRST}</p><p>By Someone Else, Desk</p>").byline == "Ines Okafor"


def test_joomla_4_is_read_by_the_same_profile() -> None:
    html = (
        '<html lang="en-gb"><title>Two Colleges Sign</title><body class="site view-article">'
        '<div class="com-content-article item-page"><div class="page-header"><h1>Two Colleges Sign'
        '</h1></div><dl class="article-info text-muted"><dd class="published"><time '
        'datetime="2023-04-05T10:00:00+08:00">Published: 05 April 2023</time></dd></dl>'
        f'<div class="com-content-article__body"><h2>The ferry</h2><p>{FIRST}</p></div></div>'
    )
    article = parse_article(page(html), SITE)
    assert article.title == "Two Colleges Sign"
    assert article.published == PartialDate(2023, 4, 5)
    assert article.text == f"The ferry\n\n{FIRST}"


def test_paragraphs_are_what_a_reader_sees_as_such() -> None:
    body = (
        f"{FIRST}<br /><br />{SECOND}<ul><li>One&nbsp;library</li><li>One ferry</li></ul>"
        "<h3>Next\n  steps</h3><div>A<br>line <b>broken</b> on<!-- no --> purpose.</div>"
        '<div class="img_caption"><img><p>A caption</p></div><figure><figcaption>B</figcaption>'
        "</figure><script>var x;</script><table><tr><td>Monday</td><td>noon</td></tr></table>"
    )
    assert joomla(body=body).text.split("\n\n") == [
        FIRST,
        SECOND,
        "One library",
        "One ferry",
        "Next steps",
        "A line broken on purpose.",
        "Monday noon",
    ]


def test_lines_that_only_link_elsewhere_are_links_and_no_text() -> None:
    body = (
        f'<p>{FIRST} See <a href="/index.php/news-v2/2700-old">the older one</a>.</p>'
        "<p>By Ines Okafor, Desk</p><p>Related articles:</p>"
        '<p><a href="2866-other#x">Other</a> | <a href="http://202.205.161.238/index.php/news-v2/'
        'campus/2841-more?utm_source=a">More</a></p><p><a href="http://a.example/">Away</a></p>'
    )
    article = joomla(body=body)
    assert article.text == f"{FIRST} See the older one.\n\nBy Ines Okafor, Desk"
    assert article.links == (
        "http://en.ouchn.edu.cn/index.php/news-v2/2700-old",
        "http://en.ouchn.edu.cn/index.php/news-v2/2866-other",
        "http://en.ouchn.edu.cn/index.php/news-v2/campus/2841-more",
    )


@pytest.mark.parametrize(
    ("closing", "byline"),
    [
        ("By Ines Okafor, Press Office", "Ines Okafor, Press Office"),
        ("(By Ines Okafor)", "Ines Okafor"),
        ("By the end of the year all students will have moved.", None),
        ("By Friday all had left. The ferry stayed.", None),
        ("Stand by Ines Okafor", None),
    ],
)
def test_a_closing_line_is_a_by_line_only_if_it_names_somebody(
    closing: str, byline: str | None
) -> None:
    article = joomla(body=f"<p>{FIRST}</p><p>{closing}</p>")
    assert article.byline == byline
    assert article.text.endswith(closing)


def test_wordpress_is_read_without_a_profile() -> None:
    article = generic(
        f'<article class="post hentry"><header><h1 class="entry-title">Two Colleges Sign</h1>'
        '<time class="entry-date published" datetime="2021-03-02T23:30:00-05:00">March 2</time>'
        '<time class="updated" datetime="2022-01-01">January</time>'
        '<span class="byline">By <a rel="author">Ines Okafor</a></span></header>'
        f'<div class="entry-content"><p>{FIRST}</p>{MIDDLE}<p>{SECOND}</p></div></article>'
    )
    assert article.title == "Two Colleges Sign"
    assert (article.published, article.published_from) == (PartialDate(2021, 3, 2), "time")
    assert article.byline == "Ines Okafor"
    paragraphs = article.text.split("\n\n")
    assert (paragraphs[0], paragraphs[-1], len(paragraphs)) == (FIRST, SECOND, 5)


@pytest.mark.parametrize(
    ("head", "body", "signal"),
    [
        ('<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": '
         '["NewsArticle"], "datePublished": "2021-03-02T08:00:00Z"}]}</script>', "", "json-ld"),
        ('<meta property="article:published_time" content="2021-03-02">', "",
         "article:published_time"),
        ("", '<span itemprop="datePublished" content="2021-03-02">x</span>', "itemprop"),
        ("", '<time datetime="2021-03-02">x</time>', "time"),
        ("", "<p>Published: Tuesday, 2 March 2021</p>", "label"),
        ("", "<p>发布时间：2021-03-02 来源：x</p>", "label"),  # noqa: RUF001  as sites print it
    ],
)  # fmt: skip
def test_the_signal_that_gave_the_day_is_named(head: str, body: str, signal: str) -> None:
    article = generic(f"<article><h1>Two Colleges Sign</h1>{body}<p>{FIRST}</p></article>", head)
    assert (article.published, article.published_from) == (PartialDate(2021, 3, 2), signal)


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<p class="modified">Updated: <time datetime="2021-03-02">2 March 2021</time></p>',
        '<time datetime="2021-03-02">a</time><time datetime="2021-03-04">b</time>',
        "<p>Published: 03/04/2021</p>",
        "<p>On 2 March 2021 a ferry left.</p>",
        '<aside><time datetime="2021-03-02">2 March</time></aside>',
        '<script type="application/ld+json">{"@type": "WebPage", "dateModified": "2021-03-02"',
    ],
    ids=["none", "updated", "two days", "ambiguous", "prose", "beside", "broken JSON-LD"],
)
def test_a_page_that_does_not_say_when_it_was_published_has_no_day(body: str) -> None:
    script = body.replace('2021-03-02"', '2021-03-02"}</script>') if "script" in body else body
    article = generic(f"<article><h1>Two Colleges Sign</h1>{script}<p>{FIRST}</p></article>")
    assert (article.published, article.published_from) == (None, None)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("<span>By Ines Okafor</span>, <time datetime='2021-03-02'>2 March</time>", "Ines Okafor"),
        ("Written by: Ines Okafor", "Ines Okafor"),
        ("By Ines Okafor and Ravenna Tolle | Campus", "Ines Okafor and Ravenna Tolle"),
        ("<p class='wp-block-post-author-name'>Ines Okafor</p>", "Ines Okafor"),
        ("By editor, 2 March 2021", None),
        ("By Friday all had left", None),
        ("<span class='byline'>webteam</span>", None),
    ],
)
def test_who_wrote_an_article_stands_beside_its_title(line: str, byline: str | None) -> None:
    body = f"<article><h1>Two Colleges Sign</h1><div>{line}</div><p>{FIRST}</p></article>"
    assert generic(body).byline == byline


@pytest.mark.parametrize(
    ("times", "day"),
    [
        ('<time datetime="2021-03-01T23:30:00Z">Published: 2 March 2021</time>', 2),
        ('<span class="field--name-created"><time datetime="2021-03-02">2 March</time></span>'
         '<div class="field-event-date"><time datetime="2021-03-05">5 March</time></div>', 2),
    ],
    ids=["a time in UTC", "the day of the event"],
)  # fmt: skip
def test_the_day_is_the_printed_one_and_not_that_of_an_event(times: str, day: int) -> None:
    article = generic(f"<article><h1>Two Colleges Sign</h1>{times}<p>{FIRST}</p></article>")
    assert article.published == PartialDate(2021, 3, day)


def test_a_declared_day_that_the_page_contradicts_is_no_day() -> None:
    head = '<meta property="article:published_time" content="2019-07-01T10:00:00+00:00">'
    body = "<article><h1>Two Colleges Sign</h1><p>2 March 2021</p>"
    assert generic(f"{body}<p>{FIRST}</p></article>", head).published is None


def test_a_day_of_json_ld_that_the_page_does_not_show_beside_another_is_no_day() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2019-07-01",'
        '"dateModified": "2021-03-02"}</script>'
    )
    body = "<article><h1>Two Colleges Sign</h1><p>Updated: 2 March 2021</p>"
    assert generic(f"{body}<p>{FIRST}</p></article>", head).published is None


def test_captions_and_section_stand_apart_from_the_text() -> None:
    article = generic(
        f"<article><h1>Two Colleges Sign</h1><p>{FIRST}</p><figure><img><figcaption>The ferry in "
        f"March</figcaption></figure><p>{SECOND}</p></article>",
        '<meta property="article:section" content="Campus">',
    )
    assert article.captions == ("The ferry in March",)
    assert article.section == "Campus"
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("/two-colleges?utm_source=a", "http://news.tolvik.example/two-colleges"),
        ("http://news.tolvik.example/", None),
        ("http://elsewhere.example/a", None),
    ],
)
def test_a_canonical_address_is_one_of_the_same_host(href: str, canonical: str | None) -> None:
    head = f'<link rel="canonical" href="{href}">'
    article = generic(f"<article><h1>Two Colleges Sign</h1><p>{FIRST}</p></article>", head)
    assert article.canonical == canonical


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("", "<h1>News</h1><h2>Two</h2>", "Two Colleges Sign"),
        ("", "<h1>Two Colleges Sign</h1>", "Two Colleges Sign"),
        ("", "<h1>Tolvik News</h1>", "Two Colleges Sign"),
        ('<script type="application/ld+json">{"@type":"Report","headline":"Colleges Two"}</script>',
         "<h1>News</h1>", "Colleges Two"),
        ('<meta property="og:title" content="Colleges: A Report">', "", "Colleges: A Report"),
    ],
)  # fmt: skip
def test_the_title_is_not_the_name_of_the_site(head: str, heading: str, title: str) -> None:
    assert generic(f"<article>{heading}<p>{FIRST}</p></article>", head).title == title


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<title>T</title><body class='archive'><p>" + FIRST * 5, id="archive"),
        pytest.param(
            "<title>T</title>"
            + f"<article><h2><a href='/x'>X</a></h2><p>{FIRST}</p></article>" * 4,
            id="many short articles",
        ),
        pytest.param("<title>Error</title><h1>Page not found</h1><p>" + FIRST, id="soft 404"),
        pytest.param("<title>T</title><p>Soon.</p>", id="short"),
        pytest.param(f"<p>{FIRST}</p><p>{SECOND}</p>", id="no title"),
        pytest.param("<html></html>", id="empty"),
    ],
)
def test_a_page_without_an_article_is_said_to_be_one(html: str) -> None:
    with pytest.raises(NoArticle):
        parse_article(page(html, "http://news.tolvik.example/a"))


def test_a_page_that_left_its_profile_behind_says_which() -> None:
    with pytest.raises(NoArticle, match="check the profile"):
        parse_article(page(f"<title>T</title><main><p>{FIRST}</p></main>"), SITE)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", None),
        (b"plain text", None),
        (b"%PDF-1.7 \0\0 <p>", None),
        (b"<p>text</p>", "application/pdf"),
        (b'{"a": 1}', "application/json"),
    ],
)
def test_what_is_no_html_is_said_so(body: bytes, content_type: str | None) -> None:
    with pytest.raises(NotHtml) as caught:
        parse_article(page(body, content_type=content_type), SITE)
    assert caught.value.url == URL
    assert find_address(page(body, "file:///a", content_type)) is None


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 20_000, "<b>" * 20_000, "<p>" * 20_000, "<![CDATA[" * 500, "<a href=" * 500],
)
def test_hostile_markup_ends_in_an_article_or_an_error(hostile: str) -> None:
    html = f"<title>T</title><div class='item-page'><h2>T</h2>{hostile}{FIRST}"
    site: Site | None
    for site in (SITE, None):
        with contextlib.suppress(NoArticle, NotHtml):
            assert FIRST in parse_article(page(html), site).text


def test_a_page_is_known_by_its_canonical_link_where_it_was_saved() -> None:
    html = f'<title>T</title><link rel="canonical" href="{URL}#a"><p>{FIRST}</p>'
    assert find_address(page(html, "file:///home/a.html")) == URL


def test_a_page_of_links_with_little_between_them_is_a_listing_and_no_article() -> None:
    teaser = (
        '<div><h3><a href="/n/{0}">Ferry number {0} reached the island</a></h3>'
        "<p>{0} March 2021</p><p>The ferry brought books for the reading room of the school.</p></div>"
    )
    listing = "".join(teaser.format(day) for day in range(1, 11))
    with pytest.raises(NoArticle, match="listing of 10 links"):
        generic(f"<h1>All the News of the Tolvik Ferries</h1>{listing}")


def test_an_article_with_links_to_others_below_it_is_no_listing() -> None:
    teasers = "".join(f'<h3><a href="/n/{day}">Ferry number {day}</a></h3>' for day in range(1, 11))
    story = f"<p>{FIRST} {SECOND}</p>" * 3
    assert generic(f"<h1>Two Colleges Sign</h1>{story}{teasers}").title == "Two Colleges Sign"


def test_a_page_that_calls_itself_one_article_is_one_whatever_it_shows_in_short_beside() -> None:
    teaser = f'<article><h3><a href="/{{}}">More About Ferries</a></h3><p>{FIRST}</p></article>'
    shown = f"<h1>Two Colleges Sign</h1><p>{SECOND}</p>" + "".join(map(teaser.format, "abc"))
    listing = f"<html><body><div>{shown}</div></body></html>"
    with pytest.raises(NoArticle, match="3 articles in short"):
        parse_article(page(listing, "http://www.tolvik.example/a"))
    article = listing.replace("<body>", '<body class="post-template single-post">')
    assert SECOND in parse_article(page(article, "http://www.tolvik.example/a")).text


def test_a_page_swallowed_by_what_is_meant_for_browsers_without_scripts_is_read() -> None:
    swallowed = f"<noscript><div><h1>Two Colleges Sign</h1><p>{FIRST}</p>{MIDDLE}</div>"
    assert generic(swallowed).text.startswith(FIRST)
    with pytest.raises(NoArticle):
        generic(f"<noscript><p>{SECOND} Scripts are needed to read more.</p></noscript>")
