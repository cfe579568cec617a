"""`edu-kg link`, as a user runs it."""

import json
from pathlib import Path

import pytest
from command_line import edu_kg
from graph import samples
from linking.records import ror

from edu_kg.graph import article_graph, article_quads, entities_graph, entity_quads
from edu_kg.query import Graph
from edu_kg.store import Store

WIKIDATA = [{"type": "wikidata", "all": ["Q1"], "preferred": "Q1"}]
DUMP = [
    ror(1, "Hill University", acronym=["HU"], external_ids=WIKIDATA),
    ror(2, "Dale Institute", types=["company"]),
    ror(3, "Dale Institute", types=["facility"]),
]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    store = Store.on_disk(tmp_path / "output" / "store", writable=True)
    store.replace_graphs(
        {
            article_graph(samples.URL): article_quads(samples.ARTICLE, samples.FACTS),
            entities_graph(): entity_quads(samples.ENTITIES),
        }
    )
    store.close()
    return tmp_path / "output"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(DUMP), encoding="utf-8")
    return path


def test_bodies_are_linked_and_the_others_told_with_reasons(output: Path, dump: Path) -> None:
    ran = edu_kg("link", "--authority", dump, "--output", output)
    assert ran.code == 0, ran.err
    assert "ror.org (dump.json, 3 records, sha256 " in ran.out
    assert "Hill University <https://ror.org/0made0001>" in ran.out
    assert "1 linked" in ran.out
    assert "1 not in there: equally good candidates" in ran.out
    graph = Graph.open(output)
    same = graph.query(
        "SELECT ?same WHERE { ?x schema:name 'Hill University'; schema:sameAs ?same }"
    )
    assert same.values == (("http://www.wikidata.org/entity/Q1",),)
    assert graph.validate().conforms


def test_what_was_decided_is_shown_again_and_explained(output: Path, dump: Path) -> None:
    edu_kg("link", "--authority", dump, "--output", output)
    assert "1 linked" in edu_kg("link", "--output", output).out
    told = edu_kg("link", "--explain", "HU", "--output", output).out
    assert "+64 “Hill University” is its name" in told
    assert "+12 its acronym HU is the same" in told
    (line,) = edu_kg("link", "--explain", "hu", "--json", "--output", output).out.splitlines()
    assert json.loads(line)["target"] == "https://ror.org/0made0001"


def test_the_same_dump_gives_the_same_bytes(output: Path, dump: Path) -> None:
    bytes_of = []
    for seed in ("1", "2"):
        edu_kg("link", "--authority", dump, "--output", output, hash_seed=seed)
        edu_kg("export", output / "all.nq", "--output", output)
        bytes_of.append(((output / "links.json").read_bytes(), (output / "all.nq").read_bytes()))
    assert bytes_of[0] == bytes_of[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing was linked yet; give --authority FILE"),
        (("--authority", "nowhere.zip"), "nowhere.zip: no such file"),
        (("--service", "http://127.0.0.1:9/"), "check the address"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_the_next_step(
    output: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = edu_kg("link", *arguments, "--output", output)
    assert ran.code == 2
    assert said in ran.err


def test_without_a_graph_nothing_is_made(tmp_path: Path, dump: Path) -> None:
    ran = edu_kg("link", "--authority", dump, "--output", tmp_path / "none")
    assert ran.code == 2
    assert "no graph here yet" in ran.err
    assert not (tmp_path / "none").exists()


def test_a_name_nobody_bears_is_told(output: Path, dump: Path) -> None:
    ran = edu_kg("link", "--authority", dump, "--explain", "Nobody", "--output", output)
    assert (ran.code, "no organisation of that name" in ran.err) == (2, True)
