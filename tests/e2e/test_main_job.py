"""The main job: pages fetched over HTTP, read, stored, and asked – as a user does it."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from command_line import PROFILE, Ran, edu_kg
from server import ExampleSite

from edu_kg import Graph
from edu_kg.model import Article
from edu_kg.pipeline.workspace import Workspace

EVERY_FACT = """
SELECT DISTINCT ?fact ?kind ?url ?exact ?start ?end WHERE {
  VALUES ?kind { org:Membership edu:Event edu:Participation edu:Relation }
  ?fact a ?kind ; prov:wasDerivedFrom ?article ; edu:evidence ?words .
  ?words oa:exact ?exact ; oa:start ?start ; oa:end ?end ; oa:hasTarget/oa:hasSource ?article .
  ?article schema:url ?url
}
"""
EVERY_FACT_WITHOUT_WORDS = """
SELECT ?fact WHERE {
  VALUES ?kind { org:Membership edu:Event edu:Participation edu:Relation }
  ?fact a ?kind
  FILTER NOT EXISTS { ?fact edu:evidence/oa:exact ?exact ; prov:wasDerivedFrom ?article }
}
"""


@pytest.fixture(scope="session")
def graph(first_run: tuple[Ran, Path]) -> Graph:
    return Graph.open(first_run[1])


def test_the_example_answers_who_signed_on_behalf_of_whom(graph: Graph) -> None:
    rows = graph.query(
        """SELECT ?who ?whom ?date ?words WHERE {
             ?person edu:signsOnBehalfOf ?body . ?person schema:name ?who . ?body schema:name ?whom .
             ?part edu:participant ?person ; edu:onBehalfOf ?body ; edu:event ?event ;
                   edu:evidence/oa:exact ?words .
             ?event edu:eventType edu:Signing ; schema:startDate ?date }"""
    )
    signed = {(row["who"], row["whom"], row["date"]): row["words"] for row in rows.records()}
    assert ("Jing Degang", "Open University of China", "2020-05-19") in signed
    assert ("Marielza Oliveira", "UNESCO", "2020-05-19") in signed
    words = str(signed["Jing Degang", "Open University of China", "2020-05-19"])
    assert "signed on behalf of the respective parties" in words


def test_every_quote_is_cut_from_the_text_by_its_offsets(
    graph: Graph, first_run: tuple[Ran, Path]
) -> None:
    workspace = Workspace(first_run[1])
    rows = graph.query(EVERY_FACT).records()
    assert len({row["fact"] for row in rows}) > 50
    articles: dict[object, Article] = {}
    for row in rows:
        url = str(row["url"])
        article = articles.setdefault(url, workspace.load_article(url))
        start, end = int(str(row["start"])), int(str(row["end"]))
        assert article.text[start:end] == row["exact"], row["fact"]


def test_no_fact_stands_without_its_words(graph: Graph) -> None:
    assert graph.query(EVERY_FACT_WITHOUT_WORDS).values == ()


def test_when_each_page_was_fetched_is_known_and_not_exported(
    graph: Graph, first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    captured = graph.query(
        """SELECT ?article ?at WHERE {
             ?capture prov:specializationOf ?article ; prov:generatedAtTime ?at }"""
    )
    assert len(captured) == first_run[0].count("articles in the graph")
    graph.export(tmp_path / "g.nq")
    assert b"generatedAtTime" not in (tmp_path / "g.nq").read_bytes()


def test_the_demo_graph_conforms_to_its_shapes(graph: Graph) -> None:
    assert graph.validate().violations == ()


def test_a_second_run_fetches_nothing_new_and_takes_under_a_tenth_of_the_time(
    example_site: ExampleSite, first_run: tuple[Ran, Path]
) -> None:
    first, output = first_run
    served_before = len(example_site.requests)
    again = edu_kg("ingest", "--site", PROFILE, "--at", example_site.address, "--output", output)
    assert again.code == 0, again.err
    assert again.count("pages fetched") == 0
    assert again.count("pages unchanged") == first.count("pages fetched")
    assert again.count("articles read") == 0
    answers = {
        status for _, path, status in example_site.requests[served_before:] if "robots" not in path
    }
    assert answers == {304}
    assert again.figure("seconds") < first.figure("seconds") / 10


def test_two_orders_and_two_hash_seeds_give_the_same_bytes(
    example_site: ExampleSite, first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    urls = sorted(
        article.url for article in map(_article, (first_run[1] / "articles").glob("*.json"))
    )
    assert all(before < after for before, after in pairwise(urls))
    backwards = tmp_path / "backwards"
    ran = edu_kg(
        "ingest",
        *reversed(urls),
        "--site",
        PROFILE,
        "--at",
        example_site.address,
        "--output",
        backwards,
        hash_seed="2",
    )
    assert ran.code == 0, ran.out + ran.err
    exports = []
    for output in (first_run[1], backwards):
        file = tmp_path / f"{output.name}.nq"
        assert edu_kg("export", file, "--output", output, hash_seed="3").code == 0
        exports.append(file.read_bytes())
    assert exports[0] == exports[1]
    assert exports[0].count(b"\n") > 1000


def test_bad_sources_are_counted_with_reasons_and_the_rest_is_in_the_graph(
    example_site: ExampleSite, tmp_path: Path
) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "stray.html").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.html").write_text("<html><head><title>Half a pa", encoding="utf-8")
    (folder / "good.json").write_text(
        json.dumps(
            {
                "id": "good",
                "url": "http://news.hill.example/1",
                "title": "Hill and Dale Sign Agreement",
                "published": "2021-03-02",
                "text": "On 1 March 2021, Hill University and Dale University signed an agreement. "
                "Ada Bello, rector of Hill University, signed on behalf of Hill University.",
                "somebody": "else's key",
            }
        ),
        encoding="utf-8",
    )
    (folder / "bad.json").write_text('{"id": "bad", "url": 7}', encoding="utf-8")
    output = tmp_path / "output"
    ran = edu_kg(
        "ingest",
        folder,
        "http://127.0.0.1:9/nobody-listens",
        f"{example_site.address}/index.php/news-v2/404-missing",
        f"{example_site.address}/index.php/about",
        tmp_path / "nowhere",
        "--output",
        output,
    )
    assert ran.code == 1, ran.out + ran.err
    assert ran.count("articles in the graph") == 1
    assert ran.count("sources failed") == 7
    for name in (
        "stray.html",
        "broken.html",
        "bad.json",
        "nobody-listens",
        "404",
        "about",
        "nowhere",
    ):
        assert any("failed" in line and name in line for line in ran.out.splitlines()), name
    rows = Graph.open(output).query(
        "SELECT ?n ?o WHERE { ?p edu:signsOnBehalfOf ?b . ?p schema:name ?n . ?b schema:name ?o }"
    )
    assert rows.values == (("Ada Bello", "Hill University"),)


def test_nothing_ingested_at_all_says_so_by_its_exit_code(tmp_path: Path) -> None:
    ran = edu_kg("ingest", tmp_path / "nowhere", "--output", tmp_path / "output")
    assert ran.code == 2
    assert "no such file" in ran.out + ran.err


def test_a_page_that_changed_replaces_its_facts(tmp_path: Path) -> None:
    def record(signatory: str) -> str:
        return json.dumps(
            {
                "id": "a",
                "url": "http://news.hill.example/1",
                "title": "Signed",
                "published": "2021-03-02",
                "text": f"{signatory}, rector of Hill University, signed a contract with "
                "Dale University on 1 March 2021 on behalf of Hill University.",
            }
        )

    source, output = tmp_path / "a.json", tmp_path / "output"
    for signatory in ("Ada Bello", "Musa Okoro"):
        source.write_text(record(signatory), encoding="utf-8")
        assert edu_kg("ingest", source, "--output", output).code == 0
    rows = Graph.open(output).query("SELECT ?name WHERE { ?p a schema:Person ; schema:name ?name }")
    assert rows.values == (("Musa Okoro",),)


def _article(path: Path) -> Article:
    workspace = Workspace(path.parent.parent)
    return workspace.load_article(json.loads(path.read_text(encoding="utf-8"))["url"])
