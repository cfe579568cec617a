"""The tools as an assistant uses them, over standard input and output."""

import importlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest
from command_line import edu_kg
from graph import samples
from serve.served_graph import write_quads

from edu_kg.graph import article_quads, entity_iri, entity_quads

mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")


def _call(output: Path, calls: list[tuple[str, dict[str, Any]]]) -> list[Any]:
    """The results of these calls of tools, by a client in a session of its own."""
    stdio = importlib.import_module("mcp.client.stdio")

    async def session() -> list[Any]:
        parameters = stdio.StdioServerParameters(
            command=sys.executable,
            args=["-m", "edu_kg", "mcp", "--output", str(output), "--timeout", "20"],
            env=dict(os.environ),
        )
        async with (
            stdio.stdio_client(parameters) as (receiving, sending),
            mcp.ClientSession(receiving, sending) as client,
        ):
            begun = await client.initialize()
            assert "sentence" in begun.instructions
            return [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(session)


def _structured(result: Any) -> Mapping[str, Any]:
    assert not result.is_error, result.content
    told: Mapping[str, Any] = result.structured_content
    return told


def test_every_tool_answers_with_quotes_and_addresses(tmp_path: Path) -> None:
    write_quads(
        tmp_path,
        [*article_quads(samples.ARTICLE, samples.FACTS), *entity_quads(samples.ENTITIES)],
    )
    words = (
        "SELECT ?words ?url { ?p edu:onBehalfOf ?b ; edu:evidence/oa:exact ?words ; "
        "prov:wasDerivedFrom/schema:url ?url }"
    )
    results = _call(
        tmp_path,
        [
            ("search", {"name": "hill univercity"}),
            ("entity_card", {"name_or_iri": "Ada Bello"}),
            ("entity_card", {"name_or_iri": entity_iri(samples.HILL.id)}),
            ("entity_card", {"name_or_iri": "Ada Belo"}),
            ("list_queries", {}),
            ("named_query", {"name": "signatories", "parameters": {"organization": "HU"}}),
            ("sparql", {"query": words}),
            ("sparql", {"query": "CLEAR ALL"}),
            ("sparql", {"query": "SELECT * { SERVICE <http://a.example/> {} }"}),
        ],
    )
    found = _structured(results[0])["found"]
    assert found[0]["iri"] == entity_iri(samples.HILL.id)
    for result in results[1:3]:
        (card,) = _structured(result)["cards"]
        fact = next(each for each in card["facts"] if each["section"] == "representation")
        assert (fact["quote"], fact["url"]) == (samples.FOR_HILL, samples.URL)
    assert _structured(results[3]) == {"cards": [], "close": ["Ada Bello"]}
    assert "signatories" in [each["name"] for each in _structured(results[4])["queries"]]
    assert _structured(results[5])["rows"][0]["words"] == samples.FOR_HILL
    assert _structured(results[6])["rows"] == [{"words": samples.FOR_HILL, "url": samples.URL}]
    assert [result.is_error for result in results[7:]] == [True, True]
    assert "changes the graph" in results[7].content[0].text


def test_without_a_graph_the_commands_say_what_to_do_first(tmp_path: Path) -> None:
    for command in ("mcp", "serve"):
        ran = edu_kg(command, "--output", tmp_path / "none")
        assert (ran.code, "edu-kg ingest" in ran.err) == (2, True)
