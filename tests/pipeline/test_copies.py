"""One story under several addresses, and several stories on one page, through whole runs."""

import itertools
import json
from pathlib import Path

import pytest
from pipeline.loopback import Told, Web

from edu_kg import Graph
from edu_kg.model import RunReport
from edu_kg.pipeline import IngestOptions, run_ingest
from edu_kg.pipeline.verifying import verify_quotes
from edu_kg.pipeline.workspace import Workspace
from edu_kg.store import Store

HOST = "http://news.marsh.example"
SIGNED = (
    "Ingrid Varga, rector of Marsh University, signed an agreement on shared courses with Ridge "
    "University on 1 March 2021 on behalf of Marsh University. The courses begin in autumn and "
    "are open to the students of both universities, who pay nothing for them."
)
OPENED = (
    "A reading room for sailors was opened in Tolvik by Pavel Rahimi, director of Ridge Library, "
    "on 5 April 2021. It has forty seats, a stove and the collected charts of three expeditions."
)


def record(
    path: str, text: str = SIGNED, published: str | None = "2021-03-02"
) -> dict[str, object]:
    return {"url": f"{HOST}/{path}", "title": "News", "published": published, "text": text}


def run(output: Path, *sources: str | Path) -> RunReport:
    return run_ingest([str(s) for s in sources], IngestOptions(output=output, model="small"))


def ingest_records(output: Path, *records: dict[str, object]) -> RunReport:
    name = "-".join(str(r["url"]).rpartition("/")[2] for r in records)
    file = output.parent / f"{name}.json"
    file.write_text(json.dumps(list(records)))
    return run(output, file)


def graph_of(output: Path) -> set[str]:
    store = Store.on_disk(output / "store")
    quads = set(map(str, store.quads()))
    store.close()
    return quads


def articles(output: Path) -> list[object]:
    return list(Graph.open(output).frame("articles")["article"])


def test_a_story_under_two_addresses_is_read_once_and_both_are_told(tmp_path: Path) -> None:
    report = ingest_records(tmp_path / "out", record("news/7"), record("campus/7"))
    assert (report.copies, report.articles, report.articles_in_graph) == (1, 1, 1)
    rows = Graph.open(tmp_path / "out").query(
        "SELECT ?url ?other WHERE { ?article schema:url ?url ; edu:alsoAt ?other }"
    )
    assert rows.values == ((f"{HOST}/news/7", f"{HOST}/campus/7"),)


def test_runs_in_any_order_keep_the_same_one(tmp_path: Path) -> None:
    records = [record("b", published="2021-03-04"), record("a"), record("c", OPENED)]
    graphs = []
    for number, order in enumerate(itertools.permutations(records)):
        output = tmp_path / str(number) / "out"
        output.parent.mkdir()
        for each in order:
            ingest_records(output, each)
        graphs.append(graph_of(output))
        assert articles(output) == [f"{HOST}/a", f"{HOST}/c"]
    assert all(graph == graphs[0] for graph in graphs)


def test_a_copy_is_read_once_what_it_copied_says_something_else(tmp_path: Path) -> None:
    output = tmp_path / "out"
    ingest_records(output, record("a"), record("b", published="2021-03-04"))
    assert articles(output) == [f"{HOST}/a"]
    report = ingest_records(output, record("a", OPENED))
    assert report.copies == 0
    assert articles(output) == [f"{HOST}/a", f"{HOST}/b"]


def test_output_of_a_version_that_kept_no_sketches_gets_them(tmp_path: Path) -> None:
    output = tmp_path / "out"
    ingest_records(output, record("a"))
    workspace = Workspace(output)
    index = workspace.load_index()
    index.articles[f"{HOST}/a"].sketch = ()
    workspace.save_index(index)
    assert ingest_records(output, record("b", published="2021-03-04")).copies == 1


def briefs(*texts: str) -> bytes:
    inner = "".join(
        f"<article id='n{n}'><h2>News {n}</h2><p>{text}</p></article>"
        for n, text in enumerate(texts)
    )
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>In brief</title></head>"
        f"<body><main>{inner}</main></body></html>"
    ).encode()


@pytest.fixture
def page_of_briefs(web: Web) -> str:
    web.pages["/brief"] = Told(briefs(SIGNED, OPENED))
    return f"{web.address}/brief"


def test_each_article_of_a_page_is_one_in_the_graph(page_of_briefs: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run(output, page_of_briefs).articles == 2
    assert articles(output) == [f"{page_of_briefs}#n0", f"{page_of_briefs}#n1"]
    captured = Graph.open(output).query(
        "SELECT ?url WHERE { ?capture prov:specializationOf/schema:url ?url } ORDER BY ?url"
    )
    assert [url for (url,) in captured.values] == articles(output)


def test_the_quotes_of_each_article_of_a_page_are_found_again(
    page_of_briefs: str, tmp_path: Path
) -> None:
    run(tmp_path / "out", page_of_briefs)
    found = verify_quotes(tmp_path / "out")
    assert dict(found.articles) == {"capture": 2}
    assert found.holds
    assert found.quotes > 0


def test_a_page_of_articles_that_did_not_change_is_not_parsed_again(
    page_of_briefs: str, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    run(output, page_of_briefs)
    report = run(output, page_of_briefs)
    assert (report.unchanged, report.articles, report.articles_in_graph) == (1, 0, 2)


def test_an_article_that_left_its_page_leaves_the_graph(
    page_of_briefs: str, web: Web, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    run(output, page_of_briefs)
    web.pages["/brief"] = Told(briefs(OPENED, f"{SIGNED} It was a sunny day."))
    run(output, page_of_briefs)
    assert articles(output) == [f"{page_of_briefs}#n0", f"{page_of_briefs}#n1"]
    web.pages["/brief"] = Told(briefs(OPENED))
    run(output, page_of_briefs)
    assert articles(output) == [page_of_briefs]


def test_a_story_on_two_pages_has_the_capture_of_the_one_that_is_told(
    web: Web, tmp_path: Path
) -> None:
    page = briefs(SIGNED).replace(b"</article>", f"<p>{OPENED}</p></article>".encode())
    web.pages |= {"/a": Told(page), "/b": Told(page)}
    report = run(tmp_path / "out", f"{web.address}/a", f"{web.address}/b")
    assert (report.copies, report.articles_in_graph) == (1, 1)
    graph = Graph.open(tmp_path / "out")
    captures = graph.query("SELECT ?url WHERE { ?c prov:specializationOf/schema:url ?url }")
    assert [url for (url,) in captures.values] == articles(tmp_path / "out")
    assert graph.validate().violations == ()
