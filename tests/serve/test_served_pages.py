"""Pages, with names that try to be more than text."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import httpx
import pytest
from graph import samples
from serve.served_graph import serving, write_quads

from edu_kg.graph import BASE, article_iri, article_quads, entity_iri, entity_quads
from edu_kg.query import Graph

SCRIPT = "<script>alert(1)</script> Signed"
IMAGE = '"><img src=x onerror=alert(2)> University'
TEMPLATE = "{{ 7*7 }}{% raw %} O'Neil & Sons"
ADDRESS = "javascript:alert(3)"
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def output_and_client(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, httpx.Client]]:
    output = tmp_path_factory.mktemp("output")
    entities = (
        replace(samples.ADA, name=TEMPLATE),
        replace(samples.HILL, name=IMAGE, other_names=(SCRIPT,)),
        samples.DALE,
        samples.SENDRA,
    )
    article = replace(samples.ARTICLE, title=SCRIPT, url=ADDRESS)
    facts = replace(samples.FACTS, article_url=ADDRESS)
    write_quads(output, [*article_quads(article, facts), *entity_quads(entities)])
    with serving(output) as running:
        yield str(output), running


class _Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.handlers.append(name)
            if name in {"href", "src", "action"}:
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name == "for":
                self.labels.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def _page(client: httpx.Client, address: str) -> _Seen:
    answer = client.get(address, headers=HTML)
    assert answer.status_code == 200, answer.text
    assert "script" not in answer.headers["content-security-policy"]
    seen = _Seen()
    seen.feed(answer.text)
    return seen


def _addresses(output: str) -> list[str]:
    iris = [entity_iri(entity.id) for entity in samples.ENTITIES]
    rows = Graph.open(output).query("SELECT DISTINCT ?x { ?x edu:rule|edu:eventType ?y }")
    return [
        "/",
        "/?q=%3Cscript%3Ealert(1)",
        "/?q=university&kind=organization",
        *(f"/id/{iri.removeprefix(BASE)}" for iri in iris),
        f"/id/{article_iri(ADDRESS).removeprefix(BASE)}",
        *(f"/id/{str(iri).removeprefix(BASE)}" for (iri,) in rows.values),
    ]


def test_names_of_the_web_are_shown_as_text_on_every_page(
    output_and_client: tuple[str, httpx.Client],
) -> None:
    output, client = output_and_client
    shown = ""
    for address in _addresses(output):
        seen = _page(client, address)
        assert not {"script", "img", "iframe"} & set(seen.tags), address
        assert seen.handlers == []
        assert not [link for link in seen.links if link.startswith("javascript:")]
        shown += seen.text
    assert IMAGE in shown
    assert SCRIPT in shown
    assert TEMPLATE in shown


def test_pages_have_landmarks_one_heading_and_labelled_fields(
    output_and_client: tuple[str, httpx.Client],
) -> None:
    output, client = output_and_client
    for address in _addresses(output):
        seen = _page(client, address)
        for tag in ("main", "header", "nav", "h1", "title"):
            assert tag in seen.tags, (address, tag)
        assert seen.tags.count("h1") == 1
        assert set(seen.labels) <= set(seen.ids)
        assert len(set(seen.ids)) == len(seen.ids)


def test_every_local_link_of_an_entity_leads_somewhere(
    output_and_client: tuple[str, httpx.Client],
) -> None:
    _, client = output_and_client
    seen = _page(client, f"/id/{samples.ADA.id}")
    assert len([link for link in seen.links if link.startswith("/id/")]) > 3
    for link in seen.links:
        if link.startswith("/"):
            assert client.get(link, headers=HTML).status_code == 200, link


def test_an_entity_tells_who_signs_with_it(output_and_client: tuple[str, httpx.Client]) -> None:
    _, client = output_and_client
    seen = _page(client, f"/id/{samples.DALE.id}")
    assert f"/id/{samples.HILL.id}" in seen.links
    assert "Signs with" in seen.text


def test_data_formats_carry_such_names_unchanged(
    output_and_client: tuple[str, httpx.Client],
) -> None:
    _, client = output_and_client
    query = {"query": "SELECT ?n { ?x schema:name ?n } ORDER BY ?n"}
    table = client.get("/sparql", params=query, headers={"Accept": "text/csv"})
    names = [row[0] for row in csv.reader(io.StringIO(table.text))][1:]
    rows = client.get("/sparql", params=query).json()["results"]["bindings"]
    assert names == [row["n"]["value"] for row in rows]
    assert {IMAGE, TEMPLATE} <= set(names)
    assert table.headers["x-content-type-options"] == "nosniff"


def test_a_search_finds_by_the_beginning_of_words_and_by_likeness(
    output_and_client: tuple[str, httpx.Client],
) -> None:
    _, client = output_and_client
    for text in ("dale", "inst dale", "Dale Instituute"):
        assert f"/id/{samples.DALE.id}" in _page(client, f"/?q={text}").links
    assert "Nothing has a name like this" in _page(client, "/?q=zzzzzzzz").text


def test_a_search_is_narrowed_by_what_is_chosen(
    output_and_client: tuple[str, httpx.Client],
) -> None:
    _, client = output_and_client
    both = _page(client, "/?kind=organization").links
    assert {f"/id/{samples.DALE.id}", f"/id/{samples.HILL.id}"} <= set(both)
    chosen = _page(client, f"/?partner={samples.DALE.id}")
    assert f"/id/{samples.HILL.id}" in chosen.links
    assert f"/id/{samples.DALE.id}" not in chosen.links
    nobody = _page(client, "/?year=1066&country=%22%3E%3Cscript%3E")
    assert "choose nothing but the name" in nobody.text
    assert "script" not in nobody.tags


def test_an_address_without_a_page_says_so(output_and_client: tuple[str, httpx.Client]) -> None:
    _, client = output_and_client
    assert client.get("/nothing", headers=HTML).headers["content-type"].startswith("text/html")
    assert client.get("/nothing").json()["status"] == 404
    for strange in ("/id/", "/id/person/%3E%3Cscript%3E", "/id/person/a%20b", "/?page=999999999"):
        assert client.get(strange, headers=HTML).status_code in {200, 404}
