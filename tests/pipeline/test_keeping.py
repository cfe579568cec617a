"""Pages kept and captured as a run asks for them; archives for those that are gone."""

import datetime as dt
from pathlib import Path

from pipeline.loopback import TEXT, Told, Web, page
from pipeline.runs import articles, gather, gathering

from edu_kg.captures import CaptureStore
from edu_kg.pipeline.reparsing import KeptPages
from edu_kg.pipeline.workspace import Workspace
from edu_kg.sources import Address, Feed, Sitemap, WarcFile


def captures(output: Path) -> list[bytes]:
    return [each.body for each in CaptureStore(Workspace(output).captures)]


def take(output: Path, url: str, archive: str | None = None) -> list[str]:
    """Take in one address; gives the reasons of what failed."""
    with gathering(output, archive=archive, named=[url]) as run:
        gather(run, [Address(url=url)])
    return [failure.reason for failure in run.failures]


def test_every_state_of_a_page_is_captured_and_the_last_one_is_the_article(
    web: Web, tmp_path: Path
) -> None:
    url = f"{web.address}/9"
    for body in (page(), page(), page(TEXT.replace("agreement", "treaty"))):
        web.pages["/9"] = Told(body)
        assert take(tmp_path, url) == []
    assert len(captures(tmp_path)) == 2
    assert "treaty" in articles(tmp_path)[url].text


def test_no_address_is_asked_for_twice_in_a_run(web: Web, tmp_path: Path) -> None:
    web.pages["/9"] = Told(page())
    with gathering(tmp_path, named=[web.address]) as run:
        gather(run, [Address(url=f"{web.address}/9"), Address(url=f"{web.address}/9#top")])
    assert web.asked.count("/9") == 1


def test_a_page_that_turns_out_to_be_a_feed_is_read_as_one(web: Web, tmp_path: Path) -> None:
    web.pages["/9"] = Told(page())
    feed = f"<rss><channel><item><link>{web.address}/9</link></item></channel></rss>"
    web.pages["/whats-new"] = Told(feed.encode(), kind="application/rss+xml")
    assert take(tmp_path, f"{web.address}/whats-new") == []
    assert list(articles(tmp_path)) == [f"{web.address}/9"]
    assert web.asked.count("/whats-new") == 1


def test_the_day_a_feed_tells_is_kept_with_where_it_came_from(web: Web, tmp_path: Path) -> None:
    web.pages["/9"] = Told(page())
    feed = (
        f"<rss><channel><item><link>{web.address}/9</link>"
        "<pubDate>Wed, 03 Mar 2021 09:00:00 +0100</pubDate></item></channel></rss>"
    )
    web.pages["/feed"] = Told(feed.encode(), kind="application/rss+xml")
    with gathering(tmp_path, named=[web.address]) as run:
        gather(run, [Feed(url=f"{web.address}/feed")])
    take(tmp_path, f"{web.address}/9")
    article = articles(tmp_path)[f"{web.address}/9"]
    assert (str(article.published), article.published_from) == ("2021-03-03", "feed")


def test_the_day_a_feed_told_is_told_again_by_its_captures(web: Web, tmp_path: Path) -> None:
    web.pages["/9"] = Told(page())
    feed = (
        f"<rss><channel><item><link>{web.address}/9</link>"
        "<pubDate>Wed, 03 Mar 2021 09:00:00 +0100</pubDate></item></channel></rss>"
    )
    web.pages["/feed"] = Told(feed.encode(), kind="application/rss+xml")
    with gathering(tmp_path / "first", named=[web.address]) as run:
        gather(run, [Feed(url=f"{web.address}/feed")])
    with gathering(tmp_path / "again") as run:
        gather(run, [KeptPages(Workspace(tmp_path / "first"))])
    assert articles(tmp_path / "again") == articles(tmp_path / "first")


def test_what_a_sitemap_lists_beside_articles_is_no_failure(web: Web, tmp_path: Path) -> None:
    web.pages["/9"] = Told(page())
    web.pages["/imprint"] = Told(page("Short.", "Imprint"))
    sitemap = "".join(f"<url><loc>{web.address}{path}</loc></url>" for path in ("/9", "/imprint"))
    web.pages["/sitemap.xml"] = Told(f"<urlset>{sitemap}</urlset>".encode(), kind="text/xml")
    with gathering(tmp_path, named=[web.address]) as run:
        gather(run, [Sitemap(url=f"{web.address}/sitemap.xml")])
    assert (run.failures, run.no_articles) == ([], 1)
    assert take(tmp_path, f"{web.address}/imprint") == ["NoArticle"]


def test_a_page_the_sitemap_calls_unchanged_is_not_asked_for(web: Web, tmp_path: Path) -> None:
    web.pages["/9"] = Told(page())

    def crawl(changed: str) -> int:
        entry = f"<url><loc>{web.address}/9</loc><lastmod>{changed}</lastmod></url>"
        web.pages["/sitemap.xml"] = Told(f"<urlset>{entry}</urlset>".encode(), kind="text/xml")
        before = web.asked.count("/9")
        with gathering(tmp_path, named=[web.address]) as run:
            gather(run, [Sitemap(url=f"{web.address}/sitemap.xml")])
        return web.asked.count("/9") - before

    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    assert crawl("2021-03-03") == 1
    assert crawl("2021-03-03") == 0
    assert crawl(tomorrow.isoformat()) == 1


def timemap(web: Web, *years: int) -> bytes:
    return ",\n".join(
        f'<{web.address}/web/{year}0101000000/http://gone.invalid/9>; rel="memento"; '
        f'datetime="{dt.datetime(year, 1, 1, tzinfo=dt.UTC):%a, %d %b %Y %H:%M:%S GMT}"'
        for year in years
    ).encode()


def test_a_page_that_is_gone_comes_from_the_archive_as_it_was_last(
    web: Web, tmp_path: Path
) -> None:
    url = f"{web.address}/9"
    web.pages[f"/map/{url}"] = Told(timemap(web, 2015, 2012), kind="application/link-format")
    web.pages["/web/20150101000000id_/http://gone.invalid/9"] = Told(page())
    assert take(tmp_path, url, archive=f"{web.address}/map") == []
    assert list(articles(tmp_path)) == [url]
    (capture,) = CaptureStore(Workspace(tmp_path).captures)
    assert capture.url == url
    assert capture.retrieved_from.endswith("/web/20150101000000id_/http://gone.invalid/9")
    assert capture.header("memento-datetime") == "Thu, 01 Jan 2015 00:00:00 GMT"


def test_a_memento_that_is_broken_gives_way_to_the_one_before(web: Web, tmp_path: Path) -> None:
    url = f"{web.address}/9"
    web.pages[f"/map/{url}"] = Told(timemap(web, 2015, 2012))
    web.pages["/web/20120101000000id_/http://gone.invalid/9"] = Told(page())
    assert take(tmp_path, url, archive=f"{web.address}/map") == []
    assert len(captures(tmp_path)) == 1


def test_an_archived_page_is_not_fetched_again_while_its_own_is_gone(
    web: Web, tmp_path: Path
) -> None:
    url = f"{web.address}/9"
    web.pages[f"/map/{url}"] = Told(timemap(web, 2015))
    web.pages["/web/20150101000000id_/http://gone.invalid/9"] = Told(page())
    take(tmp_path, url, archive=f"{web.address}/map")
    asked = len(web.asked)
    take(tmp_path, url, archive=f"{web.address}/map")
    assert [path for path in web.asked[asked:] if path != "/robots.txt"] == ["/9"]


def test_a_page_no_archive_has_fails_with_what_its_own_server_said(
    web: Web, tmp_path: Path
) -> None:
    assert take(tmp_path, f"{web.address}/9", archive=f"{web.address}/map") == ["HttpStatusError"]


def test_a_page_that_is_there_is_not_looked_up(web: Web, tmp_path: Path) -> None:
    web.pages["/9"] = Told(page())
    take(tmp_path, f"{web.address}/9", archive=f"{web.address}/map")
    assert not [path for path in web.asked if path.startswith("/map")]


def test_the_captures_of_a_run_are_a_source_for_others(web: Web, tmp_path: Path) -> None:
    url = f"{web.address}/9"
    web.pages["/9"] = Told(page())
    take(tmp_path / "first", url)
    (file,) = Workspace(tmp_path / "first").captures.glob("*.warc.gz")
    asked = len(web.asked)
    with gathering(tmp_path / "second") as run:
        gather(run, [WarcFile(path=file)])
    assert articles(tmp_path / "second") == articles(tmp_path / "first")
    assert len(web.asked) == asked


def test_a_page_whose_surroundings_change_is_captured_and_its_article_stays(
    web: Web, tmp_path: Path
) -> None:
    url = f"{web.address}/9"
    marks = []
    for token in ("a1", "b2"):
        web.pages["/9"] = Told(page().replace(b"</main>", b"</main><!-- %s -->" % token.encode()))
        take(tmp_path, url)
        marks.append(Workspace(tmp_path).load_index().articles[url].article)
    assert len(captures(tmp_path)) == 2
    assert marks[0] == marks[1]
