"""A run of the write side after one that was cut off."""

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from edu_kg.errors import StoreLocked
from edu_kg.pipeline import IngestOptions, run_ingest
from edu_kg.pipeline.workspace import Workspace
from edu_kg.store import Store

RECORDS = [
    {
        "url": f"http://news.marsh.example/{number}",
        "title": "Signed",
        "published": "2021-03-02",
        "text": f"{person}, rector of Marsh University, signed an agreement with Ridge University "
        "on 1 March 2021 on behalf of Marsh University.",
    }
    for number, person in enumerate(("Ingrid Varga", "Pavel Rahimi"))
]


def run(output: Path, *sources: Path) -> None:
    run_ingest([str(source) for source in sources], IngestOptions(output=output, model="small"))


def graph_of(output: Path) -> set[str]:
    store = Store.on_disk(output / "store")
    quads = set(map(str, store.quads()))
    store.close()
    return quads


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a run that nothing disturbed, of the records beside it."""
    folder = tmp_path_factory.mktemp("done")
    (folder / "records.json").write_text(json.dumps(RECORDS))
    run(folder / "output", folder / "records.json")
    return folder


@pytest.fixture
def output(done: Path, tmp_path: Path) -> Path:
    """A copy of that output, to be disturbed."""
    shutil.copytree(done / "output", tmp_path / "output")
    return tmp_path / "output"


def test_a_graph_whose_building_was_cut_off_is_made_whole(done: Path, output: Path) -> None:
    workspace = Workspace(output)
    index = workspace.load_index()
    index.built = ""
    workspace.save_index(index)
    store = Store.on_disk(workspace.store, writable=True)
    for graph in store.graph_names()[::2]:
        store.remove_graph(graph)
    store.close()
    run(output, done / "records.json")
    assert graph_of(output) == graph_of(done / "output")


def test_claims_that_never_came_into_the_graph_do_so_though_none_is_new(
    done: Path, output: Path
) -> None:
    workspace = Workspace(output)
    index = workspace.load_index()
    index.built = "of other claims"
    for graph in index.graphs:
        index.graphs[graph] = ""
    workspace.save_index(index)
    shutil.rmtree(workspace.store)
    run(output, done / "records.json")
    assert graph_of(output) == graph_of(done / "output")


def test_a_store_of_an_earlier_version_gets_its_default_graph_though_nothing_is_new(
    done: Path, output: Path
) -> None:
    workspace = Workspace(output)
    engine = ox.Store(str(workspace.store))
    engine.remove_graph(ox.DefaultGraph())
    engine.flush()
    del engine
    index = workspace.load_index()
    index.built = "in an earlier version"
    workspace.save_index(index)
    run(output, done / "records.json")
    counted = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    stated = {quad.rsplit(" ", 1)[0] for quad in graph_of(done / "output")}
    assert Store.on_disk(workspace.store).query(counted, {}).values == ((len(stated),),)
    assert Store.snapshot(workspace.store).query(counted, {}).values == ((len(stated),),)
    assert len(stated) < len(graph_of(output)) == len(graph_of(done / "output"))


def test_a_run_over_the_same_sources_writes_nothing(done: Path, output: Path) -> None:
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    run(output, done / "records.json")
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


def test_what_a_killed_run_left_unfinished_is_removed(output: Path) -> None:
    for folder in (output, output / "articles"):
        (folder / ".writing-abc").write_bytes(b'{"half')
    with Workspace(output).held():
        assert not list(output.rglob(".writing-*"))


def test_a_folder_that_is_being_written_is_not_written_by_another_run(
    done: Path, output: Path
) -> None:
    with Workspace(output).held(), pytest.raises(StoreLocked):
        run(output, done / "records.json")
    run(output, done / "records.json")
