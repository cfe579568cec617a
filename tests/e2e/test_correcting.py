"""`edu-kg correct`: the graph of the example site put right, as a user does it."""

import re
import shutil
from pathlib import Path

import pytest
from command_line import PROFILE, Ran, edu_kg

from edu_kg import Graph
from edu_kg.corrections import read_corrections

BECAUSE = ("--because", "as their page says", "--who", "R. Sole", "--when", "2021-06-01")
SIGNING = """SELECT DISTINCT ?fact WHERE {
  ?part edu:event ?fact ; edu:participant/schema:name "Jing Degang" }"""
PRESIDENT = """SELECT ?fact WHERE {
  ?fact org:member/schema:name "Jing Degang" ; edu:title "president" }"""


@pytest.fixture
def output(first_run: tuple[Ran, Path], tmp_path: Path) -> Path:
    """A copy of the example site's graph, to be corrected."""
    shutil.copytree(first_run[1], tmp_path / "output")
    return tmp_path / "output"


def fact(output: Path, sparql: str) -> str:
    return str(Graph.open(output).query(sparql).values[0][0])


def correct(output: Path, *arguments: str) -> Ran:
    return edu_kg("correct", *arguments, "--output", output)


def test_a_date_is_corrected_at_once(output: Path) -> None:
    ran = correct(output, "redate", fact(output, SIGNING), "2020-05-20", *BECAUSE, "--now")
    assert ran.code == 0, ran.out + ran.err
    assert "dated 2020-05-20: signing on 2020-05-19" in ran.out
    explained = edu_kg("explain", fact(output, SIGNING), "--output", output)
    assert "on 2020-05-20" in explained.out
    assert "corrected by redate-2021-06-01-" in explained.out


def test_a_retraction_waits_for_the_next_run_which_counts_it(output: Path) -> None:
    (output / "corrections.toml").write_text("# mine\n")
    role = fact(output, PRESIDENT)
    ran = correct(output, "retract", role, *BECAUSE)
    assert ran.code == 0, ran.out + ran.err
    assert "Jing Degang: president, Open University of China" in ran.out
    assert (output / "corrections.toml").read_text().startswith("# mine\n")
    assert fact(output, PRESIDENT) == role
    again = edu_kg("reparse", "--site", PROFILE, "--output", output, "--quiet")
    assert again.code == 0, again.out + again.err
    assert again.count("corrections applied") == 1
    assert len(Graph.open(output).query(PRESIDENT)) == 0
    listed = correct(output, "list")
    assert re.search(
        r"retract, R\. Sole, 2021-06-01: as their page says\n  retracted: ", listed.out
    )


def test_two_names_become_one_and_take_a_third(output: Path) -> None:
    graph = Graph.open(output)
    names = [name for (name,) in graph.query(
        "SELECT ?name WHERE { ?x a schema:Person ; schema:name ?name } ORDER BY ?name"
    ).values if " " in str(name)]  # fmt: skip
    one, two = str(names[0]), str(names[1])
    merged = correct(output, "merge", one, two, *BECAUSE)
    renamed = correct(output, "rename", one, "Ola Fen", *BECAUSE, "--now")
    assert (merged.code, renamed.code) == (0, 0), merged.err + renamed.err
    graph = Graph.open(output)
    assert graph.entity(one) == graph.entity(two) == graph.entity("Ola Fen")
    assert graph.entity("ola fen").name == "Ola Fen"


def test_only_showing_writes_nothing(output: Path) -> None:
    ran = correct(output, "retract", fact(output, PRESIDENT), *BECAUSE, "--dry-run")
    assert ran.code == 0
    assert 'what = "retract"' in ran.out
    assert not (output / "corrections.toml").exists()
    assert "no corrections yet" in correct(output, "list").out


def test_what_would_change_nothing_is_not_written(output: Path) -> None:
    ran = correct(output, "redate", fact(output, SIGNING), "2020-05-19", *BECAUSE)
    assert ran.code == 2
    assert "already true" in ran.out
    assert not (output / "corrections.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("retract", "membership/000"), "`edu-kg show NAME` gives the ids"),
        (("rename", "Jing Degan", "J. Degang"), "close to it: Jing Degang"),
        (("redate", "PRESIDENT", "2020"), "only an event can be corrected so"),
        (("redate", "SIGNING", "May"), "2020-05-19, 2020-05 or 2020"),
        (("split", "Jing Degang", "--article", "http://a.example/"), "not mentioned in"),
    ],
    ids=["no fact", "no name", "wrong kind", "no date", "no article"],
)
def test_what_cannot_be_corrected_says_the_next_step(
    arguments: tuple[str, ...], hint: str, output: Path
) -> None:
    named = {"PRESIDENT": PRESIDENT, "SIGNING": SIGNING}
    given = [fact(output, named[each]) if each in named else each for each in arguments]
    ran = correct(output, *given, *BECAUSE)
    assert ran.code == 2
    assert hint in " ".join(ran.err.split())


def test_checking_ends_with_1_where_a_correction_lost_its_ground(output: Path) -> None:
    assert correct(output, "retract", fact(output, PRESIDENT), *BECAUSE).code == 0
    assert correct(output, "check").code == 0
    file = output / "corrections.toml"
    file.write_text(file.read_text().replace('says = "president"', 'says = "dean"'))
    ran = correct(output, "check")
    assert ran.code == 1
    assert "fact gone" in ran.out
    assert len(read_corrections(file)) == 1
