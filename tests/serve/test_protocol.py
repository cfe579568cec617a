"""The SPARQL 1.1 Protocol tests that apply to reading, as requests to the running server."""

from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
from bs4 import BeautifulSoup
from graph import samples
from serve.served_graph import serving, write_quads

from edu_kg.graph import article_graph, article_quads, entities_graph, entity_iri, entity_quads
from edu_kg.serve import Limits

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK {}"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a schema:NewsArticle }"
COUNT_NAMED = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
FIRST, SECOND = article_graph(samples.URL), article_graph(samples.URL_2)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    output = tmp_path_factory.mktemp("output")
    write_quads(
        output,
        [
            *article_quads(samples.ARTICLE, samples.FACTS),
            *article_quads(samples.ARTICLE_2, samples.FACTS_2),
            *entity_quads(samples.ENTITIES),
        ],
    )
    limits = Limits(workers=2, rows=150, request_bytes=10_000)
    with serving(output, limits, origins=("https://page.example",)) as running:
        yield running


def _count(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    (row,) = answer.json()["results"]["bindings"]
    return int(row["n"]["value"])


def test_a_query_is_answered_by_get_and_both_kinds_of_post(client: httpx.Client) -> None:
    answers = [
        client.get("/sparql", params={"query": COUNT}),
        client.post("/sparql", data={"query": COUNT}),
        client.post("/sparql", content=COUNT, headers={"Content-Type": DIRECT}),
        client.post("/sparql", content=COUNT, headers={"Content-Type": f"{DIRECT}; charset=UTF-8"}),
    ]
    assert [_count(answer) for answer in answers] == [2, 2, 2, 2]


@pytest.mark.parametrize("method", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("dataset", "query", "count"),
    [
        ({}, COUNT, 2),
        ({}, COUNT_NAMED, 3),
        ({"default-graph-uri": FIRST}, COUNT, 1),
        ({"default-graph-uri": [FIRST, SECOND]}, COUNT, 2),
        ({"default-graph-uri": entities_graph()}, COUNT, 0),
        ({"default-graph-uri": FIRST}, COUNT_NAMED, 0),
        ({"named-graph-uri": FIRST}, COUNT, 0),
        ({"named-graph-uri": [FIRST, SECOND]}, COUNT_NAMED, 2),
        ({"default-graph-uri": FIRST, "named-graph-uri": SECOND}, COUNT, 1),
        ({"default-graph-uri": FIRST}, COUNT.replace("WHERE", f"FROM <{SECOND}> WHERE"), 1),
        ({}, COUNT.replace("WHERE", f"FROM <{SECOND}> WHERE"), 1),
        ({}, COUNT_NAMED.replace("WHERE", f"FROM NAMED <{SECOND}> WHERE"), 1),
    ],
    ids=str,
)
def test_a_dataset_of_the_request_goes_before_that_of_the_query(
    client: httpx.Client, method: str, dataset: dict[str, str], query: str, count: int
) -> None:
    if method == "get":
        answer = client.get("/sparql", params={"query": query, **dataset})
    elif method == "form":
        answer = client.post("/sparql", data={"query": query, **dataset})
    else:
        answer = client.post(
            "/sparql", params=dataset, content=query, headers={"Content-Type": DIRECT}
        )
    assert _count(answer) == count


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("SELECT ?s WHERE { ?s a edu:Event }", "application/sparql-results+json", None),
        ("SELECT ?s WHERE { ?s a edu:Event }", "application/sparql-results+xml", None),
        ("SELECT ?s WHERE { ?s a edu:Event }", "text/csv", None),
        ("SELECT ?s WHERE { ?s a edu:Event }", "text/tab-separated-values", None),
        (ASK, "application/sparql-results+json", None),
        (ASK, "application/sparql-results+xml", None),
        (ASK, "application/json", "application/sparql-results+json"),
        (
            ASK,
            "text/turtle, application/sparql-results+xml;q=0.2",
            "application/sparql-results+xml",
        ),
        (ASK, "text/csv;q=0.3, application/*;q=0.8", "application/sparql-results+json"),
        (ASK, "*/*", "application/sparql-results+json"),
        ("DESCRIBE edu:Event", "text/turtle", None),
        ("CONSTRUCT WHERE { ?s a edu:Event }", "text/turtle", None),
        ("CONSTRUCT WHERE { ?s a edu:Event }", "application/n-triples", None),
        ("CONSTRUCT WHERE { ?s a edu:Event }", "application/rdf+xml", None),
        ("CONSTRUCT WHERE { ?s a edu:Event }", "application/ld+json", None),
        ("CONSTRUCT WHERE { ?s a edu:Event }", "application/trig", None),
        ("CONSTRUCT WHERE { ?s a edu:Event }", "application/n-quads", None),
        ("CONSTRUCT WHERE { ?s a edu:Event }", "*/*", "text/turtle"),
    ],
    ids=str,
)
def test_the_answer_comes_in_the_media_type_wanted(
    client: httpx.Client, query: str, accept: str, media_type: str | None
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == (media_type or accept)
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize("media_type", ["text/turtle", "application/rdf+xml", "application/trig"])
def test_statements_are_the_same_in_every_format(client: httpx.Client, media_type: str) -> None:
    query = {"query": "CONSTRUCT WHERE { ?s a edu:Event ; ?p ?o }"}
    answers = [
        client.get("/sparql", params=query, headers={"Accept": kind})
        for kind in (media_type, "application/n-triples")
    ]
    one, other = (
        {
            (str(quad.subject), str(quad.predicate), str(quad.object))
            for quad in ox.parse(
                answer.content, format=ox.RdfFormat.from_media_type(kind) or ox.RdfFormat.TURTLE
            )
        }
        for answer, kind in zip(answers, (media_type, "application/n-triples"), strict=True)
    )
    assert one == other
    assert one


@pytest.mark.parametrize(
    ("request_", "status", "hint"),
    [
        ({"params": {"query": "ASK {"}}, 400, "does not parse"),
        ({"params": {"query": ""}}, 400, "parse"),
        ({"params": [("query", ASK), ("query", ASK)]}, 400, "once"),
        ({"params": {"other": "x"}}, 400, "no query"),
        ({"params": {"query": ASK, "default-graph-uri": "not an IRI"}}, 400, "absolute"),
        ({"params": {"query": "CLEAR ALL"}}, 400, "CLEAR"),
        ({"params": {"query": "LOAD <http://a.example/>"}}, 400, "LOAD"),
        ({"params": {"query": "SELECT * { SERVICE <http://a.example/> {} }"}}, 400, "SERVICE"),
        ({"params": {"update": "CLEAR ALL"}}, 403, "only reads"),
        ({"params": {"query": "SELECT * { ?s ?p ?o }"}}, 422, "LIMIT"),
        ({"params": {"query": "CONSTRUCT WHERE { ?s ?p ?o }"}}, 422, "LIMIT"),
        ({"params": {"query": ASK}, "headers": {"Accept": "image/png"}}, 406, "text/turtle"),
        ({"params": {"query": ASK}, "headers": {"Accept": "text/turtle"}}, 406, "json"),
        ({"method": "POST", "content": ASK}, 415, "posted as"),
        ({"method": "POST", "content": ASK, "headers": {"Content-Type": "text/plain"}}, 415, FORM),
        (
            {
                "method": "POST",
                "content": ASK.encode("utf-16"),
                "headers": {"Content-Type": f"{DIRECT}; charset=UTF-16"},
            },
            415,
            "UTF-8",
        ),
        (
            {"method": "POST", "content": b"ASK {} # \xff", "headers": {"Content-Type": DIRECT}},
            400,
            "UTF-8",
        ),
        ({"method": "POST", "data": {"other": "x"}}, 400, "no query"),
        ({"method": "POST", "data": {"query": [ASK, ASK]}}, 400, "once"),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403, "only reads"),
        (
            {
                "method": "POST",
                "content": "CLEAR ALL",
                "headers": {"Content-Type": "application/sparql-update"},
            },
            403,
            "only reads",
        ),
        (
            {
                "method": "POST",
                "content": f"{ASK} #" + "x" * 20_000,
                "headers": {"Content-Type": DIRECT},
            },
            413,
            "10000 bytes",
        ),
        ({"method": "PUT", "params": {"query": ASK}}, 405, "GET"),
        ({"method": "DELETE", "params": {"query": ASK}}, 405, "GET"),
    ],
    ids=str,
)
def test_what_cannot_be_answered_is_refused_with_the_next_step(
    client: httpx.Client, request_: dict[str, object], status: int, hint: str
) -> None:
    arguments: dict[str, object] = {"method": "GET", "url": "/sparql", **request_}
    answer = client.request(**arguments)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert hint in answer.json()["detail"]


def test_a_bare_get_describes_the_service(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "application/n-triples"})
    assert answer.headers["content-type"] == "application/n-triples"
    assert "sparql-service-description#SPARQL11Query" in answer.text
    assert "UnionDefaultGraph" in answer.text
    assert f"<{client.base_url}sparql>" in answer.text or "/sparql>" in answer.text


def test_head_gives_the_same_headers_without_a_body(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": ASK})
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 0


def test_the_graph_store_gives_named_graphs_and_the_union(client: httpx.Client) -> None:
    named = client.get("/graphs", params={"graph": entities_graph()})
    assert named.headers["content-type"].startswith("text/turtle")
    assert "Hill University" in named.text
    direct = client.get(
        entities_graph().removeprefix("https://w3id.org/edu-kg"), headers={"Accept": "text/turtle"}
    )
    assert sorted(direct.text.splitlines()) == sorted(named.text.splitlines())
    assert client.get("/graphs", params={"default": ""}).status_code == 422  # of 150 statements
    assert client.head("/graphs", params={"graph": entities_graph()}).status_code == 200
    assert client.get("/graphs", params={"graph": "urn:none"}).status_code == 404
    assert client.get("/graphs").status_code == 400
    put = client.put("/graphs", params={"graph": "urn:none"}, content="")
    assert (put.status_code, put.headers["allow"]) == (405, "GET, HEAD")


def test_only_pages_of_allowed_origins_may_ask(client: httpx.Client) -> None:
    allowed = client.get("/health", headers={"Origin": "https://page.example"})
    other = client.get("/health", headers={"Origin": "https://other.example"})
    assert allowed.headers["access-control-allow-origin"] == "https://page.example"
    assert "access-control-allow-origin" not in other.headers


def test_named_queries_are_listed_with_types_and_run_with_bound_values(
    client: httpx.Client,
) -> None:
    listed = {each["name"]: each for each in client.get("/queries").json()}
    assert {
        key: value
        for key, value in listed["signatories"]["parameters"][2].items()
        if key != "description"
    } == {"name": "year", "type": "year", "required": False}
    rows = client.get("/queries/signatories", params={"organization": "HU"}).json()
    assert [row["who"]["value"] for row in rows["results"]["bindings"]] == ["Ada Bello"]
    pasted = client.get("/queries/signatories", params={"organization": 'HU" } #'})
    assert pasted.json() == rows  # what SPARQL would read as its end is no part of a name
    assert client.get("/queries/signatories", params={"year": "soon"}).status_code == 400
    assert client.get("/queries/none").status_code == 404
    csv = client.get("/queries/signatories", headers={"Accept": "text/csv"})
    assert csv.text.splitlines()[0] == "who,whom,date,words,article"


def test_health_and_metrics_tell_the_size_and_what_was_asked(client: httpx.Client) -> None:
    assert client.get("/health").json()["articles"] == 2
    figures = client.get("/metrics").text
    assert "edu_kg_articles 2\n" in figures
    assert 'edu_kg_requests_total{place="health",status="200"}' in figures


def test_an_entity_is_a_page_for_people_and_statements_for_programs(client: httpx.Client) -> None:
    place = entity_iri(samples.ADA.id).removeprefix("https://w3id.org/edu-kg")
    page = client.get(place, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert samples.FOR_HILL in BeautifulSoup(page.content, "lxml").get_text()  # words are marked
    assert "default-src 'none'" in page.headers["content-security-policy"]
    turtle = client.get(place)
    assert "Ada Bello" in turtle.text
    assert "edu:onBehalfOf" in turtle.text
    assert client.get(place, headers={"Accept": "application/ld+json"}).json()
    for accept in ("text/html", "text/turtle"):
        missing = client.get("/id/person/nobody", headers={"Accept": accept})
        assert missing.status_code == 404
