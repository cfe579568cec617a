"""`edu-kg why`, as a user runs it."""

import json
from pathlib import Path

import pytest
from command_line import edu_kg
from identity_world import Size, make_world

from edu_kg.graph import (
    article_graph,
    article_quads,
    decision_quads,
    decisions_graph,
    entities_graph,
    entity_quads,
)
from edu_kg.resolution import resolve
from edu_kg.store import Store


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    world = make_world(
        "report", 3, Size(articles=40, people=12, bodies=20, name_clashes=4, acronym_clashes=3)
    )
    resolution = resolve(world.claims)
    folder = tmp_path_factory.mktemp("why")
    store = Store.on_disk(folder / "store", writable=True)
    articles = {article.url: article for article in world.articles}
    graphs = {
        article_graph(f.article_url): article_quads(articles[f.article_url], f)
        for f in resolution.facts
    }
    graphs |= {
        entities_graph(): entity_quads(resolution.entities),
        decisions_graph(): decision_quads(resolution.decisions),
    }
    store.replace_graphs(graphs)
    store.close()
    (folder / "decisions.json").write_text(
        json.dumps([[d.first, d.second, d.outcome] for d in resolution.decisions if d.reasons])
    )
    return folder


def decided(output: Path, outcome: str) -> tuple[str, str]:
    told = json.loads((output / "decisions.json").read_text())
    return next((first, second) for first, second, how in told if how == outcome)


def test_two_that_were_kept_apart_are_different_with_reasons(output: Path) -> None:
    first, second = decided(output, "KeptApart")
    ran = edu_kg("why", first, second, "--output", output)
    assert ran.code == 1
    assert ran.out.startswith("different")
    assert "kept apart, score" in ran.out


def test_names_that_were_merged_are_the_same_with_reasons_and_articles(output: Path) -> None:
    first, second = decided(output, "Merged")
    ran = edu_kg("why", first, second, "--output", output, "--json")
    assert ran.code == 0
    record = json.loads(ran.out)
    assert record["same"]
    assert any(r["articles"] for d in record["decisions"] for r in d["reasons"])


def test_a_name_that_is_nobodys_says_so_by_its_exit_code(output: Path) -> None:
    ran = edu_kg("why", "Nobody Atall", "Ada Nowhere", "--output", output)
    assert ran.code == 2
    assert "nobody and nothing" in ran.err
