"""Oxigraph, embedded: on disk or in memory."""

import gc
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from edu_kg.errors import StoreError, StoreLocked, StoreNotFound
from edu_kg.model import Rows
from edu_kg.store.answers import rows_of
from edu_kg.store.binding import term_of
from edu_kg.store.export import export_quads
from edu_kg.store.serializing import Answered, Asked, serialize_answer
from edu_kg.store.snapshots import drop_older_snapshots, find_snapshot, set_aside
from edu_kg.store.sparql import check_reads_only, names_dataset, syntax_error

# Below this many new quads a transaction is as fast as a bulk load, which writes files of its own
# each time; measured on disk, with graphs of 90 quads.
_WORTH_A_BULK_LOAD = 10_000
_CURRENT = "CURRENT"  # RocksDB keeps the name of its manifest here: without it there is no store


class Store:
    """Named graphs of quads in this process, on disk or in memory.

    Made by ``in_memory`` or ``on_disk``; ``folder`` is None of one in memory. Every
    method raises StoreError where the engine fails.
    """

    def __init__(self, engine: ox.Store, location: str, folder: Path | None = None) -> None:
        self._engine: ox.Store | None = engine
        self._written: Path | None = None  # the folder of a store that is written
        self.location = location
        self.folder = folder

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad] = ()) -> "Store":
        """A store that goes when it is forgotten, holding the quads."""
        engine = ox.Store()
        engine.bulk_extend(quads)
        return cls(engine, "memory")

    @classmethod
    def on_disk(cls, folder: Path, *, writable: bool = False) -> "Store":
        """The store in that folder: as it stands now, or ``writable`` and made where there is none.

        A store that is only read locks nobody out, and does not see what is written later.

        Raises:
            StoreNotFound: there is none to read.
            StoreLocked: another process, or this one, has it open for writing already.
            StoreError: what is there is damaged, or the folder cannot be written.
        """
        if not writable and not (folder / _CURRENT).is_file():
            raise StoreNotFound(folder)
        with _told_as_store_error(folder):
            if not writable:
                return cls(ox.Store.read_only(str(folder)), str(folder), folder)
            folder.mkdir(parents=True, exist_ok=True)
            store = cls(ox.Store(str(folder)), str(folder), folder)
            store._written = folder
            return store

    @classmethod
    def rewrite(cls, folder: Path) -> None:
        """Make the store in that folder anew, and the only state there is of it.

        An engine's files keep texts that no statement has any more, and older states have them all.

        Raises what ``on_disk`` raises.
        """
        fresh = folder.with_name(f"{folder.name}-rewritten")
        with _told_as_store_error(folder):
            shutil.rmtree(fresh, ignore_errors=True)
            old, new = ox.Store(str(folder)), ox.Store(str(fresh))
            new.bulk_extend(old)
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
            if not wanted:
                engine.remove_graph(name)
            elif wanted != present:
                # An update is one transaction. Writing only what differs keeps the graph of all
                # entities, which changes a little with each article, cheap to replace.
                gone, new = _data(present - wanted), _data(wanted - present)
                target = f"GRAPH {name}"
                engine.update(
                    f"DELETE DATA {{ {target} {{ {gone} }} }} ;"
                    f" INSERT DATA {{ {target} {{ {new} }} }}"
                )

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
            if wanted != present:
                gone, new = _data(present - wanted), _data(wanted - present)
                target = f"GRAPH {name}"
                engine.update(
                    f"DELETE DATA {{ {target} {{ {gone} }} }} ;"
                    f" INSERT DATA {{ {target} {{ {new} }} }}"
                )

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
        added = chain.from_iterable(new.values())
        with self._working() as engine:
            if sum(map(len, new.values())) >= _WORTH_A_BULK_LOAD:
                engine.bulk_extend(added)
            else:
                engine.extend(added)
        for graph, quads in graphs.items():
            if graph in known:
                self.replace_graph(graph, quads)
        with self._working() as engine:
            engine.flush()

    def remove_graph(self, graph: str) -> None:
        """Remove the named graph, if there is one."""
        with self._working() as engine:
            engine.remove_graph(ox.NamedNode(graph))

    def graph_names(self) -> tuple[str, ...]:
        """The named graphs, sorted."""
        with self._working() as engine:
            return tuple(sorted(str(name.value) for name in engine.named_graphs()))

    def quads(self, *, leaving_out: Collection[str] = ()) -> Iterator[ox.Quad]:
        """All quads but those of the graphs left out, in no order."""
        left_out = {ox.NamedNode(name) for name in leaving_out}
        with self._working() as engine:
            yield from (quad for quad in engine if quad.graph_name not in left_out)

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
            yield from engine.quads_for_pattern(
                subject,
                None if predicate is None else ox.NamedNode(predicate),
                None,
                None if graph is None else ox.NamedNode(graph),
            )

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
                answer = engine.query(
                    sparql,
                    prefixes=dict(prefixes),
                    use_default_graph_as_union=not names_dataset(sparql),
                    substitutions={
                        ox.Variable(name): term_of(value) for name, value in bindings.items()
                    },
                )
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
                return serialize_answer(engine, asked, prefixes)
            except (SyntaxError, UnicodeEncodeError) as error:
                raise syntax_error(asked.sparql, error, prefixes) from error

    def close(self) -> None:
        """Let go of the folder, so that others may write to it.

        A store opened for writing sets its state aside, for those who read by ``snapshot``.
        """
        if self._engine is not None:
            if self._written is not None:
                with _told_as_store_error(self.location):
                    set_aside(self._engine, self._written)
            self._engine = None
            # The lock goes with the last answer that still holds the engine.
            gc.collect()

    @contextmanager
    def _working(self) -> Iterator[ox.Store]:
        if self._engine is None:
            raise StoreError(self.location, "this store was closed; open it again")
        with _told_as_store_error(self.location):
            yield self._engine


@contextmanager
def _told_as_store_error(location: Path | str) -> Iterator[None]:
    """Turn the engine's errors into those of this project."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        problem = str(error)
        if "lock" in problem.lower() and "IO error" in problem:
            raise StoreLocked(location) from error
        if "read-write" in problem:
            raise StoreError(location, "opened for reading only; open it for writing") from error
        raise StoreError(
            location, f"{problem.splitlines()[0]}; if it stays so, delete the folder, ingest again"
        ) from error


def _of_graph(name: ox.NamedNode, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    found = set(quads)
    for quad in found:
        if quad.graph_name != name:
            raise ValueError(f"a quad of {quad.graph_name} cannot stand in {name}")
    return found


def _data(quads: Iterable[ox.Quad]) -> str:
    triples = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
