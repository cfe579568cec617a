"""Graphs built with corrections: what they change, and nothing else."""

import json
import shutil
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest

from edu_kg.corrections import corrections_toml, parse_corrections
from edu_kg.errors import CannotCorrect, MalformedCorrections, SourceNotFound
from edu_kg.graph import corrections_graph
from edu_kg.model import RunReport
from edu_kg.model.corrections import AnyCorrection, Unapplied
from edu_kg.pipeline import IngestOptions, run_ingest
from edu_kg.pipeline.correcting import apply_corrections, check_corrections, find_mentions
from edu_kg.query import Graph

HOST = "http://news.marsh.example"
RECORDS = [
    {
        "url": f"{HOST}/{number}",
        "title": "Agreement Signed",
        "published": "2021-03-02",
        "text": f"{person}, rector of Marsh University, signed an agreement with Ridge University "
        f"on {number} March 2021 on behalf of Marsh University.",
    }
    for number, person in enumerate(("Ingrid Varga", "Pavel Rahimi", "Ingrid Varga"), 1)
]
NOTE = 'who = "R. Sole"\nwhen = 2021-06-01\nwhy = "as their page says"\n'


def signed(number: int) -> str:
    return json.dumps(RECORDS[number - 1]["text"])


def evidence(number: int) -> str:
    return f'evidence = [{{ article = "{HOST}/{number}", quote = {signed(number)} }}]\n'


def entity(number: int, name: str) -> str:
    return f'{{ article = "{HOST}/{number}", name = "{name}" }}'


REDATE = (
    f'[[correction]]\nid = "d"\nwhat = "redate"\n{NOTE}fact = "event"\nsays = "Signing"\n'
    f'{evidence(2)}date = "2021-02"\n'
)
RETRACT = (
    f'[[correction]]\nid = "r"\nwhat = "retract"\n{NOTE}fact = "role"\nsays = "rector"\n'
    f'names = ["Ingrid Varga", "Marsh University"]\n{evidence(1)}'
)
MERGE = (
    f'[[correction]]\nid = "m"\nwhat = "merge"\n{NOTE}entities = '
    f"[{entity(2, 'Pavel Rahimi')}, {entity(3, 'Ingrid Varga')}]\n"
)
SPLIT = (
    f'[[correction]]\nid = "s"\nwhat = "split"\n{NOTE}entities = [{entity(3, "Ingrid Varga")}]\n'
    f"others = [{entity(1, 'Ingrid Varga')}]\n"
)
RENAME = (
    f'[[correction]]\nid = "n"\nwhat = "rename"\n{NOTE}'
    f'entity = {entity(1, "Ridge University")}\nname = "University of the Ridge"\n'
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run without corrections."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "records.json").write_text(json.dumps(RECORDS))
    run(folder)
    return folder


@pytest.fixture
def folder(plain: Path, tmp_path: Path) -> Path:
    """A copy of it, to be corrected."""
    shutil.copytree(plain, tmp_path / "copy")
    return tmp_path / "copy"


def run(folder: Path, corrections: Path | None = None) -> RunReport:
    options = IngestOptions(output=folder / "output", model="small", corrections=corrections)
    return run_ingest([str(folder / "records.json")], options)


def write(folder: Path, *corrections: str) -> None:
    (folder / "output" / "corrections.toml").write_text("\n".join(corrections))


def exported(folder: Path) -> bytes:
    file = folder / "graph.nq"
    Graph.open(folder / "output").export(file)
    return file.read_bytes()


def told(folder: Path) -> set[tuple[object, ...]]:
    """All that the graph states, in words: who was what where, and who signed for whom and when."""
    graph = Graph.open(folder / "output")
    roles = graph.query(
        """SELECT ?who ?title ?body ?url WHERE { GRAPH ?g {
             ?role a org:Membership ; org:member ?p ; edu:title ?title ; org:organization ?o ;
                   prov:wasDerivedFrom/schema:url ?url }
             ?p schema:name ?who . ?o schema:name ?body }"""
    )
    parts = graph.query(
        """SELECT ?who ?as ?body ?date ?url WHERE {
             ?part edu:participant/schema:name ?who ; edu:participatesAs ?as ; edu:event ?event ;
                   prov:wasDerivedFrom/schema:url ?url
             OPTIONAL { ?part edu:onBehalfOf/schema:name ?body }
             OPTIONAL { ?event schema:startDate ?date } }"""
    )
    return {*roles.values, *parts.values}


def outcomes(report: RunReport) -> list[tuple[str, Unapplied | None]]:
    return [(each.correction, each.reason) for each in report.corrections]


def test_exactly_the_named_fact_goes(plain: Path, folder: Path) -> None:
    write(folder, RETRACT)
    report = run(folder)
    assert outcomes(report) == [("r", None)]
    assert told(plain) - told(folder) == {
        ("Ingrid Varga", "rector", "Marsh University", f"{HOST}/1")
    }
    assert told(folder) < told(plain)
    lines = set(exported(plain).splitlines()) - set(exported(folder).splitlines())
    assert {line.rpartition(b"<")[2] for line in lines} == {
        line.rpartition(b"<")[2] for line in lines if b"/graph/article/" in line
    }
    assert len({line.rpartition(b"<")[2] for line in lines}) == 1


def test_exactly_the_named_event_has_another_date(plain: Path, folder: Path) -> None:
    write(folder, REDATE)
    run(folder)
    went, came = told(plain) - told(folder), told(folder) - told(plain)
    assert {row[-2:] for row in went} == {("2021-03-02", f"{HOST}/2")}
    assert came == {(*row[:-2], "2021-02", f"{HOST}/2") for row in went}


def test_a_new_name_stands_before_the_old_one(plain: Path, folder: Path) -> None:
    write(folder, RENAME)
    run(folder)
    graph = Graph.open(folder / "output")
    assert graph.entity("Ridge University") == graph.entity("university of the ridge")
    assert graph.entity("Ridge University").name == "University of the Ridge"
    assert {str(row[0]) for row in told(folder)} - {str(row[0]) for row in told(plain)} == {
        "University of the Ridge"
    }


def test_a_split_and_a_merge_move_a_person_from_one_name_to_the_other(folder: Path) -> None:
    write(folder, MERGE, SPLIT)
    report = run(folder)
    assert outcomes(report) == [("m", None), ("s", None)]
    graph = Graph.open(folder / "output")
    assert graph.entity("Pavel Rahimi").articles == (f"{HOST}/2", f"{HOST}/3")
    first = [each for each in graph.cards("Ingrid Varga") if each.articles == 1]
    assert [fact.url for card in first for fact in card.facts if fact.section == "roles"] == [
        f"{HOST}/1"
    ]


def test_without_the_corrections_the_graph_is_what_it_was(plain: Path, folder: Path) -> None:
    write(folder, MERGE, SPLIT, RENAME, RETRACT, REDATE)
    run(folder)
    assert exported(folder) != exported(plain)
    write(folder)
    report = run(folder)
    assert report.corrections == ()
    assert exported(folder) == exported(plain)


def test_corrections_in_any_order_give_the_same_bytes(folder: Path) -> None:
    found = set()
    for order in list(permutations([MERGE, RENAME, RETRACT, REDATE]))[::5]:
        write(folder, *order)
        assert all(outcome.reason is None for outcome in apply_corrections(folder / "output"))
        found.add(exported(folder))
    assert len(found) == 1


def test_a_graph_corrected_later_is_the_one_corrected_from_the_start(
    folder: Path, tmp_path: Path
) -> None:
    write(folder, SPLIT, RENAME, RETRACT, REDATE)
    run(folder)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.copy(folder / "records.json", fresh / "records.json")
    run(fresh, folder / "output" / "corrections.toml")
    assert exported(fresh) == exported(folder)


def test_what_was_applied_leaves_a_trace_and_keeps_the_shapes(folder: Path) -> None:
    write(folder, RENAME, RETRACT, REDATE)
    run(folder)
    graph = Graph.open(folder / "output")
    rows = graph.query(
        f"""SELECT ?kind ?who ?when ?why ?what WHERE {{ GRAPH <{corrections_graph()}> {{
              ?c a edu:Correction ; edu:correctionKind ?kind ; schema:author ?who ;
                 schema:dateCreated ?when ; schema:description ?why ; edu:outcome ?what }} }}
            ORDER BY ?kind"""
    )
    assert [row[:4] for row in rows.values] == [
        (kind, "R. Sole", "2021-06-01", "as their page says")
        for kind in ("redate", "rename", "retract")
    ]
    assert rows.values[2][4] == "retracted: Ingrid Varga: rector, Marsh University"
    influenced = graph.query(
        """SELECT DISTINCT ?kind WHERE { ?thing prov:wasInfluencedBy/edu:correctionKind ?kind ;
             edu:rule|schema:name ?known } ORDER BY ?kind"""
    )
    assert influenced.values == (("redate",), ("rename",))
    assert graph.validate().conforms


def test_a_correction_whose_article_is_gone_is_told_and_comes_back_with_it(folder: Path) -> None:
    write(folder, RETRACT.replace(f"{HOST}/1", f"{HOST}/4"))
    assert outcomes(run(folder)) == [("r", Unapplied.ARTICLE_GONE)]
    longer = f"{RECORDS[0]['text']} Forty guests came by boat from the islands of Oskel."
    fourth = {**RECORDS[0], "url": f"{HOST}/4", "text": longer}
    (folder / "records.json").write_text(json.dumps([*RECORDS, fourth]))
    assert outcomes(run(folder)) == [("r", None)]


def test_what_became_of_corrections_is_told_by_a_run_that_changed_nothing(folder: Path) -> None:
    write(folder, RETRACT.replace(signed(1), '"Nothing was signed."'))
    first, again = run(folder), run(folder)
    assert outcomes(first) == outcomes(again) == [("r", Unapplied.QUOTE_GONE)]
    assert (again.corrected, len(again.uncorrected), again.needs_care) == (0, 1, True)


def test_looking_at_corrections_writes_nothing(plain: Path, folder: Path) -> None:
    write(folder, REDATE, MERGE)
    before = exported(folder)
    assert [each.reason for each in check_corrections(folder / "output")] == [None, None, None][:2]
    assert exported(folder) == before == exported(plain)


@pytest.mark.parametrize(
    ("text", "error"), [(None, SourceNotFound), ("[[correction]]", MalformedCorrections)]
)
def test_a_file_that_cannot_be_used_ends_the_run_and_the_graph_stays(
    text: str | None, error: type[Exception], plain: Path, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.toml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(error):
        run(folder, file)
    assert exported(folder) == exported(plain)


def test_an_entity_of_no_article_cannot_be_pointed_at(folder: Path) -> None:
    kind = Graph.open(folder / "output").entity("Pavel Rahimi").kind
    with pytest.raises(CannotCorrect, match="ingest again"):
        find_mentions(folder / "output", kind, ["Pavel Rahimi"], [f"{HOST}/1"])


def test_the_samples_are_what_a_file_would_be_written_as() -> None:
    given: Iterable[AnyCorrection] = parse_corrections("\n".join([MERGE, SPLIT, RENAME]), "f")
    assert parse_corrections(corrections_toml(given), "f") == tuple(given)
