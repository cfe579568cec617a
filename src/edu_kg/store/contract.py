"""What every store can do, whether it is embedded or a server."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from edu_kg.model import Rows
from edu_kg.store.asking import Asked
from edu_kg.store.serializing import Answered


class ReadableStore(Protocol):
    """Named graphs of quads that can be read and asked; ``folder`` is None of one not on disk.

    Every method raises StoreError where the store fails.
    """

    location: str
    folder: Path | None

    def query(
        self, sparql: str, prefixes: Mapping[str, str], bindings: Mapping[str, str] = ..., /
    ) -> Rows:
        """The answer over the union of all graphs."""
        ...

    def serialized(self, asked: Asked, prefixes: Mapping[str, str], /) -> Answered:
        """The answer as the bytes of a media type, within bounds."""
        ...

    def graph_names(self) -> tuple[str, ...]:
        """The named graphs, sorted."""
        ...

    def quads(self, *, leaving_out: Collection[str] = ()) -> Iterator[ox.Quad]:
        """All quads but those of the graphs left out, in no order."""
        ...

    def graph_quads(self, graph: str) -> Iterator[ox.Quad]:
        """The quads of one named graph, in no order."""
        ...

    def dump(
        self, file: Path, prefixes: Mapping[str, str], *, leaving_out: Collection[str] = ()
    ) -> int:
        """Write the quads to a file by its ending; gives the number of statements."""
        ...

    def close(self) -> None:
        """Let go of what it is made of."""
        ...


class WritableStore(ReadableStore, Protocol):
    """A store whose named graphs can be replaced, each whole or not at all."""

    def replace_graph(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Make these quads all that the named graph holds."""
        ...

    def replace_graphs(self, graphs: Mapping[str, Iterable[ox.Quad]]) -> None:
        """Replace several named graphs."""
        ...

    def replace_subjects(
        self, graph: str, subjects: Iterable[str], quads: Iterable[ox.Quad]
    ) -> None:
        """Make these quads all that a named graph says of the subjects."""
        ...

    def remove_graph(self, graph: str) -> None:
        """Remove the named graph, if there is one."""
        ...
