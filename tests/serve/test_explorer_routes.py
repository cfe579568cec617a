"""What the explorer's routes answer."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from bs4 import BeautifulSoup
from graph import samples
from serve.explorer_server import HOSTILE, crowd, hill_and_dale, served

from edu_kg.graph import entity_iri
from edu_kg.query import Graph
from edu_kg.store import Store

PAGES = ("/explore/network", "/explore/partners", "/explore/sparql")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(hill_and_dale()) as running:
        yield running


@pytest.fixture(scope="module")
def hostile() -> Iterator[str]:
    with served(hill_and_dale(HOSTILE)) as running:
        yield running


def ask(address: str, path: str, **given: str) -> requests.Response:
    return requests.get(address + path, params=given, timeout=20)


@pytest.mark.parametrize("page", PAGES)
def test_pages_let_only_the_bundle_run(address: str, page: str) -> None:
    answer = ask(address, page)
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    soup = BeautifulSoup(answer.content, "lxml")
    for script in soup.find_all("script"):
        assert script.get("src", "").startswith("/explore/bundle/") or (
            script["type"] == "application/json"
        )
    assert not soup.find_all("style")
    assert not soup.select("[style], [onclick], [onload]")


@pytest.mark.parametrize("page", PAGES)
def test_pages_name_nothing_of_another_server(address: str, page: str) -> None:
    soup = BeautifulSoup(ask(address, page).content, "lxml")
    for element in soup.select("script[src], link[href], img[src]"):
        path = str(element.get("src") or element.get("href"))
        assert path.startswith("/explore/bundle/")
        assert ask(address, path).status_code == 200


def test_a_network_has_nodes_and_ties_by_place(address: str) -> None:
    network = ask(address, "/explore/network.json", kind="co-signing").json()
    assert [node["name"] for node in network["nodes"]] == ["Dale Institute", "Hill University"]
    assert network["nodes"][0] == {
        "iri": entity_iri(samples.DALE.id),
        "name": "Dale Institute",
        "kind": "organization",
        "ties": 1,
    }
    assert network["ties"] == [
        {"source": 0, "target": 1, "weight": 1, "first": "2021-03-01", "last": "2021-03-01"}
    ]


@pytest.mark.parametrize(
    ("given", "ties"),
    [
        ({"from": "2021", "to": "2021"}, 1),
        ({"from": "2022"}, 0),
        ({"to": "2020"}, 0),
        ({"from": "", "to": "", "type": ""}, 1),
        ({"type": "signing"}, 1),
        ({"type": "Visit"}, 0),
        ({"kind": "representation", "type": "Signing"}, 1),
        ({"kind": "cooperation"}, 1),
        ({"kind": "offices"}, 1),
    ],
)
def test_a_network_is_of_the_years_and_events_asked_for(
    address: str, given: dict[str, str], ties: int
) -> None:
    assert len(ask(address, "/explore/network.json", **given).json()["ties"]) == ties


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kind": "friendship"}, "co-signing"),
        ({"type": "party"}, "Signing"),
        ({"from": "last year"}, "four digits"),
        ({"from": "99999"}, "four digits"),
        ({"to": "-1"}, "four digits"),
    ],
)
def test_a_parameter_that_is_none_gets_a_reason(
    address: str, given: dict[str, str], told: str
) -> None:
    answer = ask(address, "/explore/network.json", **given)
    assert answer.status_code == 400
    assert told in answer.json()["error"]


def test_an_entity_comes_with_the_sentence_of_each_fact(address: str) -> None:
    found = ask(address, "/explore/entity.json", iri=entity_iri(samples.ADA.id)).json()
    assert (found["name"], found["kind"]) == ("Ada Bello", "person")
    assert found["page"] == "/id/person/ada-bello-1"
    assert {fact["quote"] for fact in found["facts"]} >= {samples.FOR_HILL}
    assert {fact["section"] for fact in found["facts"]} == {"roles", "events", "representation"}


@pytest.mark.parametrize(
    ("iri", "status"), [("https://w3id.org/edu-kg/id/person/nobody", 404), ("no iri", 400)]
)
def test_an_entity_that_is_none_is_no_server_error(address: str, iri: str, status: int) -> None:
    assert ask(address, "/explore/entity.json", iri=iri).status_code == status


def test_partners_have_place_counts_and_years(address: str) -> None:
    answer = ask(address, "/explore/partners", body=entity_iri(samples.HILL.id))
    soup = BeautifulSoup(answer.content, "lxml")
    partners, places = (
        [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
        for table in soup.find_all("table")
    )
    assert partners[1:] == [["Dale Institute", "Sendra", "–", "1", "1", "2021", "2021"]]
    assert places == [["Country", "Partners", "2021"], ["Sendra", "1", "2"]]


def test_partners_are_sorted_as_asked() -> None:
    with served(crowd(40)) as running:
        rows = {}
        for order in ("name", "last"):
            page = ask(running, "/explore/partners", sort=order)
            table = BeautifulSoup(page.content, "lxml").select("table")[0]
            rows[order] = [
                row.get_text("|", strip=True).split("|") for row in table.select("tbody tr")
            ]
    names = [row[0] for row in rows["name"]]
    assert len(names) > 2
    assert names == sorted(names)
    years = [int(row[-1]) for row in rows["last"]]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) > 1


def test_a_graph_without_partners_says_what_to_do() -> None:
    with served(Graph(Store.in_memory())) as running:
        answer = ask(running, "/explore/partners")
        assert answer.status_code == 200
        assert "edu-kg ingest" in answer.text
        assert ask(running, "/explore/network.json").json()["nodes"] == []


def test_a_name_of_markup_is_text_in_the_page(hostile: str) -> None:
    answer = ask(hostile, "/explore/partners", body=entity_iri(samples.DALE.id))
    soup = BeautifulSoup(answer.content, "lxml")
    assert soup.find("th", scope="row").get_text() == HOSTILE  # type: ignore[union-attr]
    assert not soup.find_all("img")
    assert not soup.find_all("script")


def test_a_parameter_of_markup_is_text_in_the_page(address: str) -> None:
    for name in ("body", "sort"):
        answer = ask(address, "/explore/partners", **{name: HOSTILE})
        assert "<img" not in answer.text
    assert "<img" not in ask(address, "/explore/network", kind=HOSTILE).text


def test_the_bundle_folder_gives_nothing_else(address: str) -> None:
    for path in ("/explore/bundle/../explorer.py", "/explore/bundle/%2e%2e/%2e%2e/explorer.py"):
        request = requests.Request("GET", address).prepare()
        request.url = address + path
        with requests.Session() as session:
            assert session.send(request, timeout=10).status_code == 404


def test_every_example_of_the_editor_runs(address: str) -> None:
    soup = BeautifulSoup(ask(address, "/explore/sparql").content, "lxml")
    examples = json.loads(soup.find("script", id="examples").get_text())  # type: ignore[union-attr]
    assert len(examples) >= 4
    for example in examples:
        answer = requests.post(f"{address}/sparql", data=example["sparql"].encode(), timeout=20)
        assert answer.status_code == 200, example["name"]


def test_the_same_graph_gives_the_same_bytes() -> None:
    answers = set()
    for _ in range(2):
        with served(crowd(60)) as running:
            answers.add(ask(running, "/explore/network.json").content)
    assert len(answers) == 1


def test_the_templates_never_mark_text_as_safe() -> None:
    folder = Path(__file__).parents[2] / "src" / "edu_kg" / "serve" / "templates" / "explorer"
    for template in folder.glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text


def test_a_network_takes_no_time_square_in_its_signings() -> None:
    graph = crowd(2_000)
    began = time.perf_counter()
    assert len(graph.ties("co-signing").nodes) == 2_000
    # Square, it took 17 seconds; it takes a quarter of one.
    assert time.perf_counter() - began < 6
