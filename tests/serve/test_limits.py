"""What happens to questions that cost too much, and to those beside them."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from benchmarks.endless_query import Beside, measure
from benchmarks.large_graph import write_graph
from graph import samples
from serve.served_graph import serving, write_quads

from edu_kg.graph import article_quads, entity_quads
from edu_kg.serve import Limits

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
QUADS = [*article_quads(samples.ARTICLE, samples.FACTS), *entity_quads(samples.ENTITIES)]


def test_an_endless_query_is_cut_and_others_are_answered_meanwhile(tmp_path: Path) -> None:
    write_quads(tmp_path, QUADS)
    with serving(tmp_path, Limits(seconds=2, workers=2)) as client:
        cut: list[httpx.Response] = []
        address = str(client.base_url).rstrip("/")

        def ask_endlessly() -> None:
            cut.append(httpx.get(f"{address}/sparql", params={"query": ENDLESS}, timeout=30))

        thread = threading.Thread(target=ask_endlessly)
        started = time.monotonic()
        thread.start()
        answered = 0
        while thread.is_alive():
            assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
            answered += 1
        thread.join()
        assert cut[0].status_code == 503
        assert "cut after 2 s" in cut[0].json()["detail"]
        assert cut[0].headers["retry-after"]
        assert time.monotonic() - started < 10
        assert answered >= 10
        # The worker that was cut has a successor.
        both = [client.get("/sparql", params={"query": "ASK {}"}).status_code for _ in range(4)]
        assert both == [200] * 4
        assert "edu_kg_cut_total 1\n" in client.get("/metrics").text


@pytest.mark.slow
def test_an_endless_query_hardly_slows_fifty_others(tmp_path: Path) -> None:
    write_graph(2_000, tmp_path)
    with serving(tmp_path, Limits(seconds=3, workers=3)) as client:
        rounds: list[Beside] = []
        # Other work on the machine can only make it worse: the best of five rounds counts.
        while not rounds or (rounds[-1].ratio > 1.5 and len(rounds) < 5):
            rounds.append(measure(str(client.base_url).rstrip("/")))
    assert all((each.endless_status, each.endless_seconds < 6) == (503, True) for each in rounds)
    assert rounds[-1].ratio <= 1.5, rounds


def test_a_query_that_needs_too_much_memory_is_cut(tmp_path: Path) -> None:
    write_quads(tmp_path, QUADS)
    greedy = "SELECT ?a ?d ?g WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    limits = Limits(seconds=50, workers=1, memory_bytes=400_000_000)
    with serving(tmp_path, limits) as client:
        answer = client.get("/sparql", params={"query": greedy})
        assert (answer.status_code, "memory" in answer.json()["detail"]) == (503, True)
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_more_questions_than_may_wait_are_sent_away(tmp_path: Path) -> None:
    write_quads(tmp_path, QUADS)
    with serving(tmp_path, Limits(seconds=4, workers=1, waiting=0)) as client:

        def ask_endlessly(_: int) -> httpx.Response:
            return client.get("/sparql", params={"query": ENDLESS})

        with ThreadPoolExecutor(8) as askers:
            answers = list(askers.map(ask_endlessly, range(8)))
    told = [answer.json()["detail"] for answer in answers]
    assert {answer.status_code for answer in answers} == {503}
    assert any("cut after 4 s" in each for each in told)
    assert any("busy" in each for each in told)
