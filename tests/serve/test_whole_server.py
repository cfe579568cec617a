"""The explorer, the endpoint and the reconciliation service, as one server gives them."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from graph import samples
from serve.served_graph import serving, write_quads

from edu_kg.graph import article_quads, entity_iri, entity_quads

QUADS = [*article_quads(samples.ARTICLE, samples.FACTS), *entity_quads(samples.ENTITIES)]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    output = tmp_path_factory.mktemp("whole")
    write_quads(output, QUADS)
    with serving(output) as running:
        yield running


@pytest.mark.parametrize(
    "path", ["/", "/explore/network", "/explore/partners", "/explore/sparql", "/queries"]
)
def test_every_page_of_the_navigation_is_there(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200


def test_the_first_page_leads_to_the_explorer(client: httpx.Client) -> None:
    page = client.get("/", headers={"Accept": "text/html"}).text
    assert all(f'href="/explore/{name}"' in page for name in ("network", "partners", "sparql"))


def test_the_network_is_made_by_a_worker_from_the_graph(client: httpx.Client) -> None:
    answer = client.get("/explore/network.json", params={"kind": "co-signing"})
    assert answer.headers["content-type"].startswith("application/json")
    assert {"Hill University", "Dale Institute"} <= {
        value for value in _texts(answer.json()) if isinstance(value, str)
    }


def test_a_network_that_there_is_not_is_told_as_such(client: httpx.Client) -> None:
    answer = client.get("/explore/network.json", params={"kind": "friends"})
    assert answer.status_code == 400
    assert "co-signing" in answer.json()["error"]


def test_the_bundle_and_its_styles_are_served(client: httpx.Client) -> None:
    for name in ("network.js", "sparql.js", "explorer.css"):
        assert client.get(f"/explore/bundle/{name}").status_code == 200


def test_names_can_be_reconciled_by_openrefine(client: httpx.Client) -> None:
    manifest = client.get("/reconcile/").json()
    assert "identifierSpace" in manifest
    answer = client.post(
        "/reconcile/", data={"queries": '{"q0": {"query": "Hill University"}}'}
    ).json()
    best = answer["q0"]["result"][0]
    assert best["name"] == "Hill University"
    assert entity_iri(samples.HILL.id).endswith(best["id"])


def _texts(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield value


def test_an_ingest_is_seen_by_reconciliation_and_views_without_a_restart(tmp_path: Path) -> None:
    quads = [quad for quad in QUADS if "Dale" not in str(quad.object)]
    write_quads(tmp_path, quads)
    with serving(tmp_path) as running:

        def found() -> list[str]:
            asked = {"queries": '{"q0": {"query": "Dale Institute"}}'}
            answer = running.post("/reconcile/", data=asked).json()
            return [each["name"] for each in answer["q0"]["result"]]

        def nodes() -> int:
            return len(running.get("/explore/network.json").json()["nodes"])

        assert "Dale Institute" not in found()
        before = nodes()
        write_quads(tmp_path, QUADS)
        until = time.monotonic() + 15
        while ("Dale Institute" not in found() or nodes() == before) and time.monotonic() < until:
            time.sleep(0.2)
        assert "Dale Institute" in found()
        assert nodes() > before
