"""What is left of forgotten articles and people in the files of an output folder: nothing."""

import datetime as dt
import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pipeline.loopback import Told, Web, page

from edu_kg import Graph
from edu_kg.captures import CaptureStore
from edu_kg.model import RunReport
from edu_kg.model.forgotten import Forgotten
from edu_kg.pipeline import IngestOptions, run_ingest
from edu_kg.pipeline.forgetting import Request, forget_article, forget_person, restore_article
from edu_kg.pipeline.verifying import verify_quotes
from edu_kg.pipeline.workspace import Workspace
from edu_kg.store import Store

ASKED = Request(when=dt.date(2021, 6, 1), why="withdrawn")
SIGNED = (
    "Ingrid Varga, rector of Marsh University, signed an agreement on shared courses with Ridge "
    "University on 1 March 2021 on behalf of Marsh University. The courses begin in autumn and "
    "are open to the students of both universities, who pay nothing for them."
)
SENTENCES = (
    "signed an agreement on shared courses with Ridge University",
    "The courses begin in autumn and are open to the students of both universities",
)
OPENED = (
    "A reading room for sailors was opened in Tolvik by Pavel Rahimi, director of Ridge Library, "
    "on 5 April 2021. It has forty seats, a stove and the collected charts of three expeditions."
)


def run(output: Path, *sources: str) -> RunReport:
    return run_ingest(list(sources), IngestOptions(output=output, model="small"))


def feed_of(web: Web, *paths: str) -> bytes:
    items = "".join(
        f"<item><title>News</title><link>{web.address}{path}</link><pubDate>Tue, 02 Mar 2021 "
        f"08:00:00 GMT</pubDate><description>&lt;p&gt;{SIGNED}&lt;/p&gt;</description></item>"
        for path in paths
    )
    return f'<rss version="2.0"><channel><title>N</title>{items}</channel></rss>'.encode()


@pytest.fixture
def told(web: Web) -> Web:
    """A site that tells a story at two addresses and in its feed, and another story beside it."""
    web.pages |= {
        "/news/7": Told(page(SIGNED)),
        "/campus/7": Told(page(SIGNED)),
        "/news/8": Told(page(OPENED)),
        "/feed": Told(feed_of(web, "/news/7", "/campus/7", "/news/8"), kind="application/rss+xml"),
    }
    return web


@pytest.fixture
def output(told: Web, tmp_path: Path) -> Path:
    report = run(tmp_path / "out", f"{told.address}/feed")
    assert (report.copies, report.articles_in_graph) == (1, 2)
    return tmp_path / "out"


def texts(output: Path) -> Iterator[tuple[str, str]]:
    """All that stands in the files of a folder, unpacked: what each says, and where."""
    for path in sorted(output.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        yield str(path), data.decode("utf-8", "replace")
        if path.suffix == ".gz" and not path.name.endswith(".warc.gz"):
            yield str(path), gzip.decompress(data).decode("utf-8", "replace")
        if path.suffix == ".sqlite":
            with sqlite3.connect(path) as database:
                yield str(path), "\n".join(database.iterdump())
        if path.name == "CURRENT":
            store = Store.on_disk(path.parent)
            yield str(path.parent), "\n".join(map(str, store.quads()))
            store.close()
    for captured in CaptureStore(output / "pages" / "captures"):
        yield f"capture of {captured.url}", captured.body.decode("utf-8", "replace")


def places_of(output: Path, *words: str) -> set[str]:
    return {place for place, text in texts(output) if any(each in text for each in words)}


@pytest.mark.parametrize("path", ["/news/7", "/campus/7"])
def test_no_file_has_a_sentence_of_a_story_whichever_of_its_addresses_is_forgotten(
    path: str, told: Web, output: Path
) -> None:
    before = places_of(output, *SENTENCES)
    kinds = ("capture of", "/bodies/", "/articles/", "/store", "/snapshots/")
    assert all(any(kind in place for place in before) for kind in (*kinds, "/feed"))
    others = places_of(output, "a stove and the collected charts")
    forget_article(output, told.address + path, ASKED)
    assert places_of(output, *SENTENCES) == set()
    assert places_of(output, "Ingrid Varga") == set()
    kept = {place for place in others if "/snapshots/" not in place}
    assert kept <= places_of(output, "a stove and the collected charts")


def test_neither_address_of_a_forgotten_story_is_asked_for_again_until_it_is_restored(
    told: Web, output: Path
) -> None:
    forget_article(output, f"{told.address}/campus/7", ASKED)
    told.asked.clear()
    assert run(output, f"{told.address}/feed").forgotten == 2
    assert not {"/news/7", "/campus/7"} & set(told.asked)
    restore_article(output, f"{told.address}/news/7", ASKED)
    report = run(output, f"{told.address}/feed")
    assert (report.forgotten, report.copies, report.articles_in_graph) == (0, 1, 2)


def test_a_forgotten_story_told_at_an_address_to_come_is_not_kept(told: Web, output: Path) -> None:
    forget_article(output, f"{told.address}/news/7", ASKED)
    told.pages |= {"/archive/7": Told(page(SIGNED, title="From the archive"))}
    report = run(output, f"{told.address}/archive/7", f"{told.address}/news/8")
    assert (report.forgotten, report.articles_in_graph) == (1, 1)
    assert places_of(output, *SENTENCES) == set()
    told.asked.clear()
    assert run(output, f"{told.address}/archive/7").forgotten == 1
    assert told.asked == []


def test_a_notice_after_the_template_of_a_forgotten_one_is_kept(told: Web, output: Path) -> None:
    forget_article(output, f"{told.address}/news/7", ASKED)
    other = SIGNED.replace("Ingrid Varga", "Sora Lindqvist")
    told.pages |= {"/news/9": Told(page(other))}
    report = run(output, f"{told.address}/news/9")
    assert (report.forgotten, report.articles_in_graph) == (0, 2)


def brief(*stories: str) -> Told:
    inner = "".join(
        f"<article id='n{n}'><h2>News {n}</h2><p>{text}</p></article>"
        for n, text in enumerate(stories)
    )
    return Told(
        f"<!DOCTYPE html><html lang='en'><head><title>In brief</title></head>"
        f"<body><main>{inner}</main></body></html>".encode()
    )


def test_of_a_page_of_several_articles_the_page_goes_and_the_others_stay(
    web: Web, tmp_path: Path
) -> None:
    output, address = tmp_path / "out", f"{web.address}/brief"
    web.pages["/brief"] = brief(SIGNED, OPENED)
    run(output, address)
    assert places_of(output, *SENTENCES)
    forget_article(output, f"{address}#n0", ASKED)
    assert places_of(output, *SENTENCES) == set()
    web.asked.clear()
    report = run(output, address)
    assert (report.forgotten, report.articles_in_graph, web.asked) == (1, 1, [])
    found = verify_quotes(output)
    assert found.holds
    assert found.quotes > 0


def test_a_page_of_several_articles_may_be_forgotten_whole_and_restored(
    web: Web, tmp_path: Path
) -> None:
    output, address = tmp_path / "out", f"{web.address}/brief"
    web.pages["/brief"] = brief(SIGNED, OPENED)
    run(output, address)
    forget_article(output, address, ASKED)
    assert places_of(output, *SENTENCES) | places_of(output, "a stove") == set()
    restore_article(output, f"{address}#n1", ASKED)
    assert run(output, address).articles_in_graph == 2


def test_a_person_is_forgotten_in_the_copies_of_an_article_as_in_the_article(
    told: Web, output: Path
) -> None:
    shown = Graph.open(output).entity("Ingrid Varga")
    forget_person(output, shown.names, shown.articles, ASKED, everywhere=False, captures=True)
    # The first of the two now tells something else, so that its copy is read in its place.
    told.pages |= {"/news/7": Told(page(OPENED)), "/campus/7": Told(page(SIGNED))}
    run(output, f"{told.address}/news/7", f"{told.address}/campus/7")
    graph = Graph.open(output)
    assert f"{told.address}/campus/7" in list(graph.frame("articles")["article"])
    parsed = {place for place in places_of(output, "Varga") if "/pages/" not in place}
    assert {Path(place).parent.name for place in parsed if "capture of" not in place} == {
        "articles"
    }


def test_pages_that_name_a_person_go_where_that_is_asked_for(told: Web, output: Path) -> None:
    shown = Graph.open(output).entity("Ingrid Varga")
    forget_person(output, shown.names, shown.articles, ASKED, everywhere=True, captures=True)
    left = places_of(output, "Varga")
    assert {Path(place).parent.name for place in left} == {"articles"}
    assert places_of(output, "a stove and the collected charts")


def test_claims_of_an_article_that_became_a_copy_do_not_outlive_a_removal(tmp_path: Path) -> None:
    output = tmp_path / "out"
    for number, day in ((1, "2021-03-04"), (2, "2021-03-02")):
        record = {
            "url": f"http://news.marsh.example/{number}",
            "title": "News",
            "published": day,
            "text": SIGNED,
        }
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps([record]))
        run(output, str(file))
    assert len(list((output / "claims").iterdir())) == 2
    forget_person(output, ["Ingrid Varga"], ["http://news.marsh.example/2"], ASKED, everywhere=True)
    left = places_of(output, "Varga")
    assert {Path(place).parent.name for place in left} == {"articles"}


def test_a_list_of_an_earlier_version_is_still_read(tmp_path: Path) -> None:
    (tmp_path / "forgotten.json").write_text(
        '{"salt": "", "people": [], "articles": '
        '[{"url": "http://a.example/1", "when": "2021-06-01", "who": null, "why": null}]}'
    )
    found = Workspace(tmp_path).load_forgotten()
    assert isinstance(found, Forgotten)
    assert found.addresses_with("http://a.example/1") == {"http://a.example/1"}
