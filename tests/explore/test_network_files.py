"""Networks and graphs as files of other programs."""

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from command_line import edu_kg
from graph import samples

from edu_kg.errors import StoreError, UnknownFormat
from edu_kg.explore import NETWORK_FORMATS, write_neo4j, write_network
from edu_kg.graph import article_graph, article_quads, entities_graph, entity_quads
from edu_kg.query import Graph
from edu_kg.store import Store

ODD = '=cmd|" /c calc"!A1 <script>alert(1)</script>\x07'


def graph(name: str = samples.HILL.name) -> Graph:
    named = tuple(
        replace(entity, name=name) if entity == samples.HILL else entity
        for entity in samples.ENTITIES
    )
    return Graph(
        Store.in_memory([*article_quads(samples.ARTICLE, samples.FACTS), *entity_quads(named)])
    )


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_a_network_comes_back_from_its_file(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"partners{ending}"
    network = graph().network("co-signing")
    write_network(network, file)
    read = nx.read_graphml(file) if ending == ".graphml" else nx.read_gexf(file)
    assert {frozenset(edge) for edge in read.edges} == {frozenset(edge) for edge in network.edges}
    assert {data["name"] for _, data in read.nodes(data=True)} == {
        "Hill University",
        "Dale Institute",
    }
    assert [data["weight"] for *_, data in read.edges(data=True)] == [1]


@pytest.mark.parametrize("ending", NETWORK_FORMATS)
def test_the_same_network_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    write_network(graph().network("representation"), first)
    write_network(graph().network("representation"), second)
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size > 50


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_a_name_of_markup_and_control_characters_stays_text(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"odd{ending}"
    write_network(graph(ODD).network("co-signing"), file)
    assert b"<script>" not in file.read_bytes()
    assert ET.parse(file) is not None  # noqa: S314 - what was just written


def test_a_name_that_is_a_formula_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "edges.csv"
    write_network(graph(ODD).network("co-signing"), file)
    for row in csv.DictReader(io.StringIO(file.read_text("utf-8"))):
        assert not row["source_name"].startswith("=")
        assert not row["target_name"].startswith("=")


def test_another_ending_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"\.graphml"):
        write_network(graph().network(), tmp_path / "partners.xlsx")


def test_a_file_where_none_can_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreError, match="taken"):
        write_network(graph().network(), tmp_path / "taken" / "a.csv")


def test_every_end_of_a_relationship_for_neo4j_is_a_node_of_it(tmp_path: Path) -> None:
    rows = write_neo4j(graph(), tmp_path)
    nodes = list(csv.DictReader(io.StringIO((tmp_path / "nodes.csv").read_text("utf-8"))))
    ties = list(csv.DictReader(io.StringIO((tmp_path / "relationships.csv").read_text("utf-8"))))
    assert rows == {"nodes.csv": len(nodes), "relationships.csv": len(ties)}
    known = [node["iri:ID"] for node in nodes]
    assert len(known) == len(set(known))
    assert {end for tie in ties for end in (tie[":START_ID"], tie[":END_ID"])} <= set(known)
    assert {"ACTED_ON_BEHALF_OF", "SIGNATORY_IN", "COOPERATES_WITH", "HOLDS_POST_AT"} <= {
        tie[":TYPE"] for tie in ties
    }
    (behalf,) = (tie for tie in ties if tie[":TYPE"] == "ACTED_ON_BEHALF_OF")
    assert behalf["words"] == samples.FOR_HILL


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("networks")
    store = Store.on_disk(folder / "store", writable=True)
    store.replace_graphs(
        {
            article_graph(samples.URL): article_quads(samples.ARTICLE, samples.FACTS),
            entities_graph(): entity_quads(samples.ENTITIES),
        }
    )
    store.close()
    return folder


def test_the_command_writes_a_network_of_some_years(output: Path, tmp_path: Path) -> None:
    file = tmp_path / "partners.csv"
    ran = edu_kg("network", file, "--years", "2020-2021", "--output", output)
    assert (ran.code, ran.out) == (0, f"2 nodes and 1 edges written to {file}\n")
    ran = edu_kg("network", file, "--years", "2019", "--output", output)
    assert ran.out.startswith("0 nodes")
    assert file.read_text() == "source,target,source_name,target_name,weight,first,last\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--years", "lately"), "neither 2019 nor 2017-2020"),
        (("--kind", "friends"), "co-attendance"),
    ],
)
def test_the_command_says_what_it_cannot_do(
    output: Path, tmp_path: Path, arguments: tuple[str, str], said: str
) -> None:
    ran = edu_kg("network", tmp_path / "a.csv", *arguments, "--output", output)
    assert ran.code == 2
    assert said in ran.err


def test_the_command_for_neo4j_counts_the_rows(output: Path, tmp_path: Path) -> None:
    ran = edu_kg("neo4j", tmp_path / "import", "--output", output)
    assert ran.code == 0
    assert "nodes.csv" in ran.out
