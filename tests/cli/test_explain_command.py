"""`edu-kg explain`, as a user runs it."""

import json
import re
from pathlib import Path

import pytest
from command_line import edu_kg
from graph import samples
from rich.console import Console

from edu_kg.cli.explain import explanation_record, print_explanation
from edu_kg.evaluation import Category
from edu_kg.evaluation.precision import RulePrecision
from edu_kg.graph import article_graph, article_quads, entities_graph, entity_quads
from edu_kg.query import Graph
from edu_kg.store import Store

PRECISIONS = {
    (Category.PARTICIPATIONS, "behalf"): RulePrecision(right=9, false=3),
    (Category.ROLES, "apposition"): RulePrecision(right=1, false=1),
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explained")
    store = Store.on_disk(folder / "store", writable=True)
    store.replace_graphs(
        {
            article_graph(samples.URL): article_quads(samples.ARTICLE, samples.FACTS),
            entities_graph(): entity_quads(samples.ENTITIES),
        }
    )
    store.close()
    return folder


def signatory(output: Path) -> str:
    rows = Graph.open(output).query("SELECT ?fact WHERE { ?fact edu:onBehalfOf ?body }")
    return str(rows.values[0][0])


def test_a_fact_is_shown_with_marked_words_article_rule_and_precision(output: Path) -> None:
    console = Console(record=True, width=80)
    explanation = Graph.open(output).explain(signatory(output))
    with console.capture() as captured:
        print_explanation(explanation, PRECISIONS, console)
    shown = captured.get()
    assert "“[Ada Bello], rector of [Hill University], *signed* *on behalf of* [Hill" in shown
    assert f"– Hill and Dale Sign Agreement <{samples.URL}> 2021-03-02, characters 83–157" in shown
    assert "rule: behalf\n" in shown
    assert "participations: right 9 of 12 times on the test fold (0.75)\n" in shown
    assert "on behalf of: not measured" in shown


def test_json_has_offsets_rule_and_precision(output: Path) -> None:
    record = explanation_record(Graph.open(output).explain(signatory(output)), PRECISIONS)
    (ground,) = json.loads(json.dumps(record))["grounds"]
    quote = ground["quote"]
    assert samples.TEXT[ground["start"] : ground["end"]] == quote
    assert {(quote[m["start"] : m["end"]], m["as"]) for m in ground["marks"]} == {
        ("Ada Bello", "name"),
        ("Hill University", "name"),
        ("signed", "statement"),
        ("on behalf of", "statement"),
    }
    assert ground["precision"] == {
        "participations": {"right": 9, "false": 3, "share": 0.75},
        "on_behalf_of": None,
    }


def test_a_card_gives_the_id_that_explains(output: Path) -> None:
    shown = edu_kg("show", "Ada Bello", "--output", output).out
    found = re.search(r"\((membership/[0-9a-f]+)\)", "".join(shown.split("\n    ")))
    assert found is not None, shown
    ran = edu_kg("explain", found[1], "--output", output)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Ada Bello: rector, Hill University\n")
    as_json = edu_kg("explain", found[1][:20], "--json", "--output", output)
    assert json.loads(as_json.out)["id"] == found[1]


def test_an_unknown_fact_ends_with_2_and_tells_what_is_close(output: Path) -> None:
    ran = edu_kg("explain", signatory(output)[:-3] + "zzz", "--output", output)
    assert ran.code == 2
    assert re.search(r"no fact of the id .* close to it: participation/", ran.err)
