"""The embedded store: what it does beyond what every store does (`test_store_contract.py`)."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph.samples import text_of

from edu_kg.errors import StoreError, StoreLocked, StoreNotFound
from edu_kg.store import Store

A, B = "urn:graph:a", "urn:graph:b"
ENGINES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda _: Store.in_memory(),
    "disk": lambda folder: Store.on_disk(folder / "store", writable=True),
}


def quads(graph: str, *values: str) -> list[ox.Quad]:
    return [
        ox.Quad(
            ox.NamedNode("urn:s"),
            ox.NamedNode("urn:p"),
            ox.Literal(value),
            ox.NamedNode(graph),
        )
        for value in values
    ]


def held(store: Store) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {name: set() for name in store.graph_names()}
    for quad in store.quads():
        found[text_of(quad.graph_name)].add(text_of(quad.object))
    return found


@pytest.fixture(params=sorted(ENGINES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = ENGINES[request.param](tmp_path)
    yield made
    made.close()


def test_numbers_and_booleans_come_as_themselves(store: Store) -> None:
    rows = store.query(
        """SELECT * WHERE { VALUES (?a ?b ?c ?d ?e ?f) {
             (1 2.5 true "2021"^^xsd:gYear "none"^^xsd:integer UNDEF) } }""",
        {"xsd": "http://www.w3.org/2001/XMLSchema#"},
    )
    assert rows.values == ((1, 2.5, True, "2021", "none", None),)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graph_names()


def test_what_was_written_to_disk_is_read_back(tmp_path: Path) -> None:
    writer = Store.on_disk(tmp_path / "store", writable=True)
    writer.replace_graphs({A: quads(A, "1")})
    writer.close()
    assert held(Store.on_disk(tmp_path / "store")) == {A: {"1"}}


def test_a_reader_neither_writes_nor_locks_nor_sees_later_changes(tmp_path: Path) -> None:
    writer = Store.on_disk(tmp_path / "store", writable=True)
    writer.replace_graphs({A: quads(A, "1")})
    reader = Store.on_disk(tmp_path / "store")
    writer.replace_graph(A, quads(A, "2"))
    assert held(reader) == {A: {"1"}}
    with pytest.raises(StoreError, match="opened for reading only"):
        reader.replace_graph(A, quads(A, "3"))


def test_a_second_writer_of_this_process_is_locked_out(tmp_path: Path) -> None:
    writer = Store.on_disk(tmp_path / "store", writable=True)
    with pytest.raises(StoreLocked) as caught:
        Store.on_disk(tmp_path / "store", writable=True)
    assert caught.value.location == str(tmp_path / "store")
    writer.close()
    Store.on_disk(tmp_path / "store", writable=True).close()


def test_a_writer_of_another_process_locks_out_writers_but_not_readers(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from edu_kg.store import Store;"
        f"s = Store.on_disk(pathlib.Path({str(tmp_path)!r}) / 'store', writable=True);"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreLocked, match="another process"):
            Store.on_disk(tmp_path / "store", writable=True)
        assert Store.on_disk(tmp_path / "store").graph_names() == ()
        other.communicate("")


def test_a_folder_without_a_graph_is_not_found_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound, match="edu-kg ingest"):
        Store.on_disk(tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("writable", [True, False])
def test_a_truncated_store_is_told_as_damaged(tmp_path: Path, *, writable: bool) -> None:
    store = Store.on_disk(tmp_path, writable=True)
    store.replace_graphs({A: quads(A, "1")})
    store.close()
    for manifest in tmp_path.glob("MANIFEST-*"):
        manifest.write_bytes(manifest.read_bytes()[:20])
    with pytest.raises(StoreError, match="ingest again") as caught:
        Store.on_disk(tmp_path, writable=writable)
    assert not isinstance(caught.value, StoreLocked)


def test_a_file_in_the_place_of_the_folder_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("no store", encoding="utf-8")
    with pytest.raises(StoreError):
        Store.on_disk(tmp_path / "store", writable=True)
