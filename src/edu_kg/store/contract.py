"""What every RDF store of this project can do."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from pyoxigraph import Quad

from edu_kg.model import Rows


class Store(Protocol):
    """Named graphs of quads, replaced whole and asked in SPARQL.

    Every method raises StoreError where the engine fails.
    """

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Make these quads all that the named graph holds, in one transaction.

        Raises ValueError for a quad of another graph.
        """

    def replace_graphs(self, graphs: Mapping[str, Iterable[Quad]]) -> None:
        """Replace several named graphs, each in one transaction, new ones in bulk."""

    def remove_graph(self, graph: str) -> None:
        """Remove the named graph, if there is one."""

    def graph_names(self) -> tuple[str, ...]:
        """The named graphs, sorted."""

    def quads(self) -> Iterator[Quad]:
        """All quads, in no order."""

    def query(
        self, sparql: str, *, prefixes: Mapping[str, str], bindings: Mapping[str, str]
    ) -> Rows:
        """The answer over the union of all graphs.

        ``bindings`` give values to variables the query projects: an ``Iri``, or a literal. ASK
        answers with one row, CONSTRUCT and DESCRIBE with subject, predicate and object.

        Raises:
            QuerySyntaxError: it does not parse, or is no query that only reads this graph.
        """

    def close(self) -> None:
        """Let go of the place where the graph lies, so that others may write to it."""
