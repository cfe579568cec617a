"""`edu-kg validate`, and what `export` does about a graph that violates its shapes."""

import csv
import io
import json
import os
import shutil
import stat
from pathlib import Path

import pyoxigraph as ox
from command_line import Ran, edu_kg

from edu_kg.graph import entities_graph
from edu_kg.ontology import SCHEMA
from edu_kg.store import Store


def nameless(output: Path, folder: Path) -> Path:
    """A copy of the folder in whose graph one entity has lost its name."""
    shutil.copytree(output, folder)
    store = Store.on_disk(folder / "store", writable=True)
    quads = sorted(store.graph_quads(entities_graph()), key=str)
    lost = next(q for q in quads if q.predicate.value == SCHEMA.name and "unesco" in str(q.subject))
    store.replace_graph(entities_graph(), [quad for quad in quads if quad != lost])
    store.close()
    return folder


def test_the_graph_of_the_example_site_conforms(first_run: tuple[Ran, Path]) -> None:
    ran = edu_kg("validate", "--output", first_run[1], "--again")
    assert ran.code == 0, ran.out + ran.err
    assert "0 violations, 0 warnings in 20 parts of the graph, 0 of them known" in ran.out


def test_a_violation_is_told_in_every_format(first_run: tuple[Ran, Path], tmp_path: Path) -> None:
    output = nameless(first_run[1], tmp_path / "output")
    table = edu_kg("validate", "--output", output, "--workers", "2")
    assert table.code == 1
    assert "shape:Description" in table.out
    assert "has fewer than 1 schema:name" in table.out.replace("'", "")
    told = json.loads(edu_kg("validate", "--output", output, "--format", "json").out)
    assert {each["path"] for each in told} == {SCHEMA.name}
    assert any("unesco" in each["article"] for each in told)
    rows = csv.DictReader(
        io.StringIO(edu_kg("validate", "--output", output, "--format", "csv").out)
    )
    assert [dict(row) for row in rows] == told


def test_a_graph_that_violates_is_exported_by_force_alone(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output, file = nameless(first_run[1], tmp_path / "output"), tmp_path / "graph.nq"
    ran = edu_kg("export", file, "--output", output)
    assert ran.code == 2
    assert "--force" in ran.err
    assert not file.exists()
    assert edu_kg("export", file, "--output", output, "--force").code == 0
    assert len(list(ox.parse(path=file, format=ox.RdfFormat.N_QUADS))) > 1000


def test_a_folder_that_cannot_be_written_is_exported_all_the_same(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    shutil.copytree(first_run[1], output)
    (output / "validation.json").unlink(missing_ok=True)
    for path in [output, *output.rglob("*")]:
        path.chmod(stat.S_IREAD | (stat.S_IEXEC if path.is_dir() else 0))
    try:
        ran = edu_kg("export", tmp_path / "graph.nq", "--output", output)
        assert ran.code == 0, ran.err
        assert os.getuid() == 0 or not (output / "validation.json").exists()
    finally:
        for path in [output, *output.rglob("*")]:
            path.chmod(stat.S_IRWXU)
