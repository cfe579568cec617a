"""`edu-kg serve`, as users start it."""

import socket
import time
from pathlib import Path

import httpx
import pytest
from command_line import edu_kg
from graph import samples
from serve.serve_command import serve_command
from serve.served_graph import write_quads

from edu_kg.graph import article_quads, entity_quads


@pytest.fixture
def output(tmp_path: Path) -> Path:
    quads = (*article_quads(samples.ARTICLE, samples.FACTS), *entity_quads(samples.ENTITIES))
    write_quads(tmp_path, quads)
    return tmp_path


def test_it_tells_the_port_it_was_given_and_answers_there(output: Path) -> None:
    with serve_command(output) as address:
        assert not address.endswith(":0")
        assert httpx.get(f"{address}/health").json()["status"] == "ok"


def test_no_answer_waits_for_an_acknowledgement(output: Path) -> None:
    with serve_command(output) as address, httpx.Client(base_url=address) as client:
        times = []
        for _ in range(40):
            began = time.perf_counter()
            client.get("/explore/sparql").raise_for_status()
            times.append(time.perf_counter() - began)
    # With Nagle's algorithm and delayed acknowledgements every one of them takes 40 ms.
    assert min(times) < 0.03


def test_a_port_that_is_taken_is_refused_with_what_to_do(output: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = edu_kg("serve", "--output", output, "--port", str(port))
    assert ran.code == 2
    assert f"127.0.0.1:{port} cannot be listened at" in ran.err
    assert "--port" in ran.err


def test_help_has_an_example() -> None:
    assert "edu-kg serve --port 8080" in edu_kg("serve", "--help").out
