"""Oxigraph, embedded: on disk or in memory."""

import gc
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from edu_kg.errors import StoreError, StoreNotFound
from edu_kg.model import Rows
from edu_kg.store.answers import rows_of
from edu_kg.store.asking import Asked, evaluate
from edu_kg.store.default_graph import (
    add_union,
    change_graph,
    is_named,
    lacks_union,
    named_quads,
    with_union,
)
from edu_kg.store.engine_errors import told_as_store_error
from edu_kg.store.export import export_quads
from edu_kg.store.serializing import Answered, serialize_answer
from edu_kg.store.snapshots import drop_older_snapshots, find_snapshot, set_aside
from edu_kg.store.sparql import check_reads_only, syntax_error

# Below this many new quads a transaction is as fast as a bulk load, which writes files of its own
# each time; measured on disk, with graphs of 90 quads.
_WORTH_A_BULK_LOAD = 10_000
# Statements of one bulk load: it is one transaction, which stays in memory until it is whole.
_BULK = 300_000
_CURRENT = "CURRENT"  # RocksDB keeps the name of its manifest here: without it there is no store


class Store:
    """Named graphs of quads in this process, on disk or in memory.

    Made by ``in_memory`` or ``on_disk``; ``folder`` is None of one in memory. Every
    method raises StoreError where the engine fails.
    """

    def __init__(self, engine: ox.Store, location: str, folder: Path | None = None) -> None:
        self._engine: ox.Store | None = engine
        self._written: Path | None = None  # the folder of a store that is written
        self._has_union = not lacks_union(engine)
        self.location = location
        self.folder = folder

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad] = ()) -> "Store":
        """A store that goes when it is forgotten, holding the quads, all of named graphs."""
        engine = ox.Store()
        engine.bulk_extend(with_union(quads))
        return cls(engine, "memory")

    @classmethod
    def on_disk(cls, folder: Path, *, writable: bool = False) -> "Store":
        """The store in that folder: as it stands now, or ``writable`` and made where there is none.

        A store that is only read locks nobody out, and does not see what is written later. One that
        an earlier version wrote gets its default graph when it is opened for writing; until then
        queries find in it what several graphs state once for each.

        Raises:
            StoreNotFound: there is none to read.
            StoreLocked: another process, or this one, has it open for writing already.
            StoreError: what is there is damaged, or the folder cannot be written.
        """
        if not writable and not (folder / _CURRENT).is_file():
            raise StoreNotFound(folder)
        with told_as_store_error(folder):
            if not writable:
                return cls(ox.Store.read_only(str(folder)), str(folder), folder)
            folder.mkdir(parents=True, exist_ok=True)
            engine = ox.Store(str(folder))
            if lacks_union(engine):
                add_union(engine)
            store = cls(engine, str(folder), folder)
            store._written = folder
            return store

    @classmethod
    def rewrite(cls, folder: Path) -> None:
        """Make the store in that folder anew, and the only state there is of it.

        An engine's files keep texts that no statement has any more, and older states have them all.

        Raises what ``on_disk`` raises.
        """
        fresh = folder.with_name(f"{folder.name}-rewritten")
        with told_as_store_error(folder):
            shutil.rmtree(fresh, ignore_errors=True)
            old, new = ox.Store(str(folder)), ox.Store(str(fresh))
            new.bulk_extend(with_union(named_quads(old)))
            new.flush()
            del old, new
            shutil.rmtree(folder)
            fresh.rename(folder)
        cls.on_disk(folder, writable=True).close()
        drop_older_snapshots(folder)

    @classmethod
    def snapshot(cls, folder: Path) -> "Store":
        """The newest state of the store in that folder that its writer set aside on closing.

        Unlike what ``on_disk`` reads, it stays whole whatever is written meanwhile.

        Raises:
            StoreNotFound: nothing was set aside.
            StoreError: what is there is damaged.
        """
        found = find_snapshot(folder)
        if found is None:
            raise StoreNotFound(folder)
        return cls.on_disk(found)

    def replace_graph(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Make these quads all that the named graph holds, in one transaction.

        Raises ValueError for a quad of another graph.
        """
        name = ox.NamedNode(graph)
        wanted = _of_graph(name, quads)
        with self._working() as engine:
            present = set(engine.quads_for_pattern(None, None, None, name))
            # Writing only what differs keeps the graph of all entities, which changes a little with
            # each article, cheap to replace.
            change_graph(engine, name, present - wanted, wanted - present)

    def replace_subjects(
        self, graph: str, subjects: Iterable[str], quads: Iterable[ox.Quad]
    ) -> None:
        """Make these quads all that a named graph says of the subjects; what else it says stays.

        Raises ValueError for a quad of another graph.
        """
        name = ox.NamedNode(graph)
        wanted = _of_graph(name, quads)
        with self._working() as engine:
            present = {
                quad
                for subject in subjects
                for quad in engine.quads_for_pattern(ox.NamedNode(subject), None, None, name)
            }
            change_graph(engine, name, present - wanted, wanted - present)

    def subjects(self, graph: str, predicate: str, value: str) -> tuple[str, ...]:
        """The subjects of which a named graph says that of that node, sorted."""
        terms = (ox.NamedNode(iri) for iri in (predicate, value, graph))
        with self._working() as engine:
            found = (quad.subject for quad in engine.quads_for_pattern(None, *terms))
            return tuple(sorted(s.value for s in found if isinstance(s, ox.NamedNode)))

    def replace_graphs(self, graphs: Mapping[str, Iterable[ox.Quad]]) -> None:
        """Replace several named graphs, each in one transaction, new ones in bulk."""
        known = set(self.graph_names())
        new = {
            graph: _of_graph(ox.NamedNode(graph), quads)
            for graph, quads in graphs.items()
            if graph not in known
        }
        with self._working() as engine:
            for some in _portions(new.values(), _BULK):
                if len(some) >= _WORTH_A_BULK_LOAD:
                    engine.bulk_extend(with_union(some))
                else:
                    engine.extend(with_union(some))
        for graph, quads in graphs.items():
            if graph in known:
                self.replace_graph(graph, quads)
        with self._working() as engine:
            engine.flush()

    def remove_graph(self, graph: str) -> None:
        """Remove the named graph, if there is one."""
        self.replace_graph(graph, ())

    def graph_names(self) -> tuple[str, ...]:
        """The named graphs, sorted."""
        with self._working() as engine:
            return tuple(sorted(str(name.value) for name in engine.named_graphs()))

    def quads(self, *, leaving_out: Collection[str] = ()) -> Iterator[ox.Quad]:
        """All quads but those of the graphs left out, in no order."""
        left_out = {ox.NamedNode(name) for name in leaving_out}
        with self._working() as engine:
            yield from (quad for quad in named_quads(engine) if quad.graph_name not in left_out)

    def graph_quads(self, graph: str) -> Iterator[ox.Quad]:
        """The quads of one named graph, in no order."""
        with self._working() as engine:
            yield from engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))

    def subject_quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple,
        *,
        predicate: str | None = None,
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """What is said of a node, of one property or in one named graph where these are given."""
        with self._working() as engine:
            found = engine.quads_for_pattern(
                subject,
                None if predicate is None else ox.NamedNode(predicate),
                None,
                None if graph is None else ox.NamedNode(graph),
            )
            yield from filter(is_named, found)

    def dump(
        self, file: Path, prefixes: Mapping[str, str], *, leaving_out: Collection[str] = ()
    ) -> int:
        """Write the quads to a file by its ending (``FORMATS``); gives the number of statements.

        Raises:
            UnknownFormat: no RDF format goes with the ending.
            StoreError: the file cannot be written.
        """
        return export_quads(self.quads(leaving_out=leaving_out), file, prefixes)

    def query(
        self,
        sparql: str,
        prefixes: Mapping[str, str],
        bindings: Mapping[str, str] = MappingProxyType({}),
    ) -> Rows:
        """The answer over the union of all graphs.

        ``bindings`` give values to variables that the query projects: an ``Iri``, or any other
        text as a literal. ASK answers with one row, CONSTRUCT and DESCRIBE with a row a triple.

        Raises:
            QuerySyntaxError: it does not parse, or is no query that only reads this graph.
        """
        check_reads_only(sparql)
        with self._working() as engine:
            try:
                asked = Asked(sparql=sparql, bindings=bindings)
                answer = evaluate(engine, asked, prefixes, has_union=self._has_union)
            except (SyntaxError, UnicodeEncodeError) as error:
                raise syntax_error(sparql, error, prefixes) from error
            return rows_of(answer)

    def serialized(self, asked: Asked, prefixes: Mapping[str, str]) -> Answered:
        """The answer as the bytes of a media type, within the bounds of what was asked.

        Raises:
            QuerySyntaxError: it does not parse, or is no query that only reads this graph.
            AnswerTooLarge: the answer is beyond the bounds.
            UnknownFormat: nobody can read such an answer in what was asked for.
        """
        check_reads_only(asked.sparql)
        with self._working() as engine:
            try:
                return serialize_answer(engine, asked, prefixes, has_union=self._has_union)
            except (SyntaxError, UnicodeEncodeError) as error:
                raise syntax_error(asked.sparql, error, prefixes) from error

    def close(self) -> None:
        """Let go of the folder, so that others may write to it.

        A store opened for writing sets its state aside, for those who read by ``snapshot``.
        """
        if self._engine is not None:
            if self._written is not None:
                with told_as_store_error(self.location):
                    set_aside(self._engine, self._written)
            self._engine = None
            # The lock goes with the last answer that still holds the engine.
            gc.collect()

    @contextmanager
    def _working(self) -> Iterator[ox.Store]:
        if self._engine is None:
            raise StoreError(self.location, "this store was closed; open it again")
        with told_as_store_error(self.location):
            yield self._engine


def _portions(graphs: Iterable[Collection[ox.Quad]], size: int) -> Iterator[list[ox.Quad]]:
    """The quads of the graphs, whole graphs together until there are so many."""
    portion: list[ox.Quad] = []
    for quads in graphs:
        portion += quads
        if len(portion) >= size:
            yield portion
            portion = []
    if portion:
        yield portion


def _of_graph(name: ox.NamedNode, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    found = set(quads)
    for quad in found:
        if quad.graph_name != name:
            raise ValueError(f"a quad of {quad.graph_name} cannot stand in {name}")
    return found
