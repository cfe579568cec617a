"""The reconciliation service over HTTP, asked by hand and by our own client."""

import json
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from graph import samples

from edu_kg.graph import article_graph, article_quads, entities_graph, entity_quads
from edu_kg.linking import Asking
from edu_kg.model import LinkOutcome
from edu_kg.pipeline.linking import link_to_service
from edu_kg.query import Graph
from edu_kg.serve import reconciliation_app
from edu_kg.store import Store

QUADS = [
    *article_quads(samples.ARTICLE, samples.FACTS),
    *entity_quads(samples.ENTITIES),
]


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    app = reconciliation_app(Graph(Store.in_memory(QUADS)))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def ask(address: str, form: dict[str, object] | None = None) -> Any:
    data = None
    if form is not None:
        data = urlencode({key: json.dumps(value) for key, value in form.items()}).encode()
    with urllib.request.urlopen(address, data, timeout=10) as answer:  # noqa: S310
        assert answer.headers["content-type"] == "application/json"
        return json.loads(answer.read())


def results(service: str, **query: object) -> list[dict[str, Any]]:
    found = ask(f"{service}/", {"queries": {"q0": query}})["q0"]["result"]
    assert isinstance(found, list)
    return found


def test_the_manifest_has_what_the_api_demands_and_addresses_that_answer(service: str) -> None:
    manifest = ask(f"{service}/")
    assert manifest["versions"] == ["0.2"]
    assert all(isinstance(manifest[key], str) for key in ("name", "identifierSpace", "schemaSpace"))
    assert "{{id}}" in manifest["view"]["url"]
    assert {"url", "width", "height"} <= set(manifest["preview"])
    for each in manifest["suggest"].values():
        listed = ask(f"{each['service_url']}{each['service_path']}?prefix=o")["result"]
        assert all({"id", "name"} <= set(found) for found in listed)
    proposal = manifest["extend"]["propose_properties"]
    proposed = ask(f"{proposal['service_url']}{proposal['service_path']}?type=Person")
    assert {"title", "organization"} <= {each["id"] for each in proposed["properties"]}


def test_an_equal_name_is_a_match_and_a_close_one_a_candidate(service: str) -> None:
    (hill,) = [each for each in results(service, query="hill university") if each["match"]]
    assert (hill["id"], hill["score"]) == (samples.HILL.id, 100)
    assert {"id": "CollegeOrUniversity", "name": "university"} in hill["type"]
    close = results(service, query="Hil University")
    assert close[0]["id"] == samples.HILL.id
    assert not close[0]["match"]
    assert [each["score"] for each in close] == sorted((e["score"] for e in close), reverse=True)


def test_an_id_finds_its_entity_and_a_type_leaves_others_out(service: str) -> None:
    assert results(service, query=samples.ADA.id)[0]["name"] == "Ada Bello"
    assert results(service, query="Ada Bello", type="Organization") == []
    assert results(service, query="Ada Bello", type=["Place", "Person"])[0]["match"]


def test_properties_speak_for_and_against(service: str) -> None:
    at_hill = [{"pid": "organization", "v": {"id": samples.HILL.id}}]
    at_dale = [{"pid": "organization", "v": ["Dale Institute"]}]
    assert results(service, query="Ada Bello", properties=at_hill)[0]["match"]
    assert not results(service, query="Ada Bello", properties=at_dale)[0]["match"]
    assert [each["name"] for each in results(service, properties=at_hill)] == ["Ada Bello"]


def test_queries_may_stand_in_the_address_and_answers_keep_their_keys(service: str) -> None:
    batch = {"a": {"query": "Sendra"}, "b": {"query": "Nobody at all", "limit": 1}}
    answer = ask(f"{service}/?queries={quote(json.dumps(batch))}")
    assert set(answer) == {"a", "b"}
    assert answer["b"] == {"result": []}


def test_data_extension_gives_values_by_entity_and_property(service: str) -> None:
    pids = ["title", "organization", "alternateName"]
    wanted = {"ids": [samples.ADA.id, "person/unknown"], "properties": [{"id": p} for p in pids]}
    answer = ask(f"{service}/", {"extend": wanted})
    assert [each["id"] for each in answer["meta"]] == pids
    assert answer["rows"][samples.ADA.id] == {
        "title": [{"str": "rector"}],
        "organization": [{"id": samples.HILL.id, "name": "Hill University"}],
        "alternateName": [],
    }
    assert answer["rows"]["person/unknown"] == {pid: [] for pid in pids}


def test_suggestions_begin_as_what_was_typed_does(service: str) -> None:
    found = ask(f"{service}/suggest/entity?prefix=ada")["result"]
    assert found[0]["id"] == samples.ADA.id
    assert ask(f"{service}/suggest/entity?prefix=ada&cursor=1")["result"] == []
    assert ask(f"{service}/suggest/type?prefix=univ")["result"][0]["id"] == "CollegeOrUniversity"


def test_a_preview_is_a_page_that_runs_nothing(service: str) -> None:
    address = f"{service}/preview?id={quote(samples.ADA.id, safe='')}"
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "rector" in answer.read().decode()


def test_any_site_may_ask(service: str) -> None:
    request = urllib.request.Request(f"{service}/", headers={"Origin": "http://refine.example"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
        assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "form",
    [
        {"queries": [1]},
        {"queries": {"q0": "Hill"}},
        {"queries": {"q0": {}}},
        {"queries": {"q0": {"query": "Hill", "type": [7]}}},
        {"queries": {"q0": {"query": "Hill", "properties": ["x"]}}},
        {"queries": {f"q{n}": {"query": "Hill"} for n in range(101)}},
        {"extend": {"ids": "x", "properties": []}},
        {"extend": {"ids": [], "properties": [{"id": "shoe size"}]}},
    ],
)
def test_what_is_not_of_the_api_gets_400_and_a_sentence(
    service: str, form: dict[str, object]
) -> None:
    with pytest.raises(HTTPError) as refused:
        ask(f"{service}/", form)
    assert refused.value.code == 400
    assert json.loads(refused.value.read())["error"]


def test_our_client_links_to_our_service(service: str, tmp_path: Path) -> None:
    store = Store.on_disk(tmp_path / "store", writable=True)
    store.replace_graphs(
        {
            article_graph(samples.URL): article_quads(samples.ARTICLE, samples.FACTS),
            entities_graph(): entity_quads(samples.ENTITIES),
        }
    )
    store.close()
    asking = Asking(type="Organization", properties={"place": "place"})
    applied = link_to_service(tmp_path, f"{service}/", asking, name="hill graph")
    decisions = {each.name: each for each in applied.linkings[0].decisions}
    hill = decisions["Hill University"]
    assert hill.outcome is LinkOutcome.LINKED
    assert hill.target == f"https://w3id.org/edu-kg/id/{samples.HILL.id}"
    assert "the service calls it a match" in [g.text for g in hill.candidates[0].grounds]
