"""A graph on a SPARQL 1.1 server: the same answers and contents as the embedded store's."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from edu_kg.errors import AnswerTooLarge, StoreError, TooLarge
from edu_kg.model import Rows, Value
from edu_kg.store.answers import rows_of_triples
from edu_kg.store.asking import Asked
from edu_kg.store.binding import bind_values, declare_prefixes, term_of
from edu_kg.store.conversation import Conversation
from edu_kg.store.dialects import Endpoint
from edu_kg.store.export import export_quads
from edu_kg.store.serializing import Answered
from edu_kg.store.sparql import asks_distinct, check_reads_only, names_dataset, syntax_error
from edu_kg.store.updates import replacements, statements_replaced, triples_of

_MOST_ANSWERED = 256_000_000  # bytes: of an answer to a query, all of which becomes rows
_PAGE = 5_000  # rows: half of what Virtuoso gives as it comes
_HEX = 16


class RemoteStore:
    """Named graphs of quads on a server, reached through an endpoint.

    Every method raises StoreUnreachable where the server does not answer, StoreRefused where it
    does not do what was asked, and StoreError where its answer is not what it should be.
    ``update`` is the address for updates, where it cannot be told from that of the endpoint.
    """

    def __init__(self, endpoint: Endpoint, *, update: str | None = None) -> None:
        self._server = Conversation(endpoint, update)
        self.location = endpoint.address
        self.folder: Path | None = None

    def close(self) -> None:
        """Close the connections."""
        self._server.close()

    def check(self) -> None:
        """Nothing, where a SPARQL server answers at the address; else what every method raises."""
        _ = self._server.server

    def query(
        self,
        sparql: str,
        prefixes: Mapping[str, str],
        bindings: Mapping[str, str] = MappingProxyType({}),
    ) -> Rows:
        """The answer over the union of all graphs, as ``Store.query`` gives it.

        Raises:
            QuerySyntaxError: it does not parse, or is no query that only reads this graph.
            AnswerTooLarge: the answer is too large to be read.
            StoreError: the server cut it short, or its default graph is not the union.
        """
        check_reads_only(sparql)
        gives_triples = _gives_triples(sparql, prefixes, bindings)
        text = declare_prefixes(bind_values(sparql, bindings), prefixes)
        if not names_dataset(sparql):
            text = self._server.about_union(text)
        try:
            if gives_triples:
                rows = rows_of_triples(self._server.triples(text, _MOST_ANSWERED))
            else:
                rows = self._server.rows(text, _MOST_ANSWERED)
                if self._server.server.repeats_rows and asks_distinct(sparql):
                    rows = _each_once(rows)
        except TooLarge as error:
            raise AnswerTooLarge(sparql, _MOST_ANSWERED, "bytes") from error
        return rows

    def serialized(self, asked: Asked, prefixes: Mapping[str, str]) -> Answered:
        """Nothing: what a server holds is answered by its own endpoint, in bytes of all kinds.

        Raises StoreError.
        """
        del asked, prefixes
        raise StoreError(
            self.location, "this server answers for itself; serve the graph of a folder instead"
        )

    def graph_names(self) -> tuple[str, ...]:
        """The named graphs, sorted, without those that the server keeps for itself."""
        return tuple(self.graph_sizes())

    def graph_sizes(self, beginning: str = "") -> dict[str, int]:
        """How many statements each named graph holds, of those whose IRI begins so, sorted."""
        # Picked out here: of 840,000 statements Virtuoso lists all graphs in two seconds, and those
        # of a beginning not in a minute.
        own = self._server.server.own_graphs
        counts = ((str(graph), int(str(count))) for graph, count in self._count_graphs())
        return dict(
            sorted(one for one in counts if one[0].startswith(beginning) and one[0] not in own)
        )

    def _count_graphs(self) -> Iterator[tuple[Value, ...]]:
        counted = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        if not self._server.server.cuts_answers:
            # Of an empty store some engines count nothing, in a group of no name.
            yield from (row for row in self._server.rows(counted).values if row[0] is not None)
            return
        offset = 0
        while True:
            # Ordered inside: Virtuoso sorts no more than it would answer.
            page = f"{{ {{ {counted} ORDER BY ?g }} }} LIMIT {_PAGE} OFFSET {offset}"
            rows = self._server.rows(f"SELECT ?g ?n WHERE {page}").values
            yield from rows
            if len(rows) < _PAGE:
                return
            offset += _PAGE

    def quads(self, *, leaving_out: Collection[str] = ()) -> Iterator[ox.Quad]:
        """All quads of all named graphs but those left out, one graph after the other."""
        for graph, size in self.graph_sizes().items():
            if graph not in leaving_out:
                yield from self._quads_of(ox.NamedNode(graph), size)

    def graph_quads(self, graph: str) -> Iterator[ox.Quad]:
        """The quads of one named graph, in no order.

        Raises StoreError where the server cuts its answer short.
        """
        name, size = ox.NamedNode(graph), 0
        if self._server.server.cuts_answers:
            counted = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
            size = int(str(self._server.rows(counted).values[0][0]))
        yield from self._quads_of(name, size)

    def dump(
        self, file: Path, prefixes: Mapping[str, str], *, leaving_out: Collection[str] = ()
    ) -> int:
        """Write the quads to a file by its ending, as ``Store.dump`` does."""
        return export_quads(self.quads(leaving_out=leaving_out), file, prefixes)

    def replace_graph(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Make these quads all that the named graph holds; asked twice, it is the same graph.

        Raises ValueError for a quad of another graph, and for more statements with blank nodes
        than the server takes at a time.
        """
        self.replace_graphs({graph: quads})

    def replace_graphs(self, graphs: Mapping[str, Iterable[ox.Quad]]) -> None:
        """Replace several named graphs, each whole, one after the other.

        Raises what ``replace_graph`` raises, before anything is written.
        """
        wanted = [
            (name, triples_of(name, quads))
            for name, quads in ((ox.NamedNode(graph), quads) for graph, quads in graphs.items())
        ]
        server = self._server.server
        if server.graphs is None:
            for update in replacements(wanted, server.most_statements):
                self._server.update(update)
            return
        for name, triples in wanted:
            if triples:
                self._server.put(server.graphs, name, triples)
            else:
                self.remove_graph(name.value)

    def replace_subjects(
        self, graph: str, subjects: Iterable[str], quads: Iterable[ox.Quad]
    ) -> None:
        """Make these quads all that a named graph says of the subjects; what else it says stays.

        Raises ValueError for a quad of another graph.
        """
        name = ox.NamedNode(graph)
        triples = triples_of(name, quads)
        for update in statements_replaced(
            name, sorted(set(subjects)), triples, self._server.server.most_statements
        ):
            self._server.update(update)

    def remove_graph(self, graph: str) -> None:
        """Remove the named graph, if there is one."""
        self._server.update(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")

    def _quads_of(self, name: ox.NamedNode, size: int) -> Iterator[ox.Quad]:
        triples = self._construct(name)
        if self._server.server.cuts_answers and len(triples) < size:
            triples = self._construct_in_parts(name, size)
        return (ox.Quad(each.subject, each.predicate, each.object, name) for each in triples)

    def _construct(self, name: ox.NamedNode, test: str = "") -> list[ox.Quad]:
        asked = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} {test} }}"
        return list(self._server.triples(asked))

    def _construct_in_parts(self, name: ox.NamedNode, size: int) -> list[ox.Quad]:
        """A graph of more statements than the server gives at a time, by digests of these."""
        digits = 1
        while size / _HEX**digits > _PAGE / 2:
            digits += 1
        found: list[ox.Quad] = []
        for number in range(_HEX**digits):
            digest = "MD5(CONCAT(STR(?s), STR(?p), STR(?o)))"
            found += self._construct(name, f'FILTER(STRSTARTS({digest}, "{number:0{digits}x}"))')
        if len(found) != size:
            raise StoreError(
                self.location,
                f"it gives {len(found)} of {size} statements of {name}; raise its limit "
                "(Virtuoso: ResultSetMaxRows in virtuoso.ini)",
            )
        return found


def _each_once(rows: Rows) -> Rows:
    # With their types: to Python, True is 1.
    kept = {tuple((type(value), value) for value in row): row for row in rows.values}
    return Rows(rows.columns, tuple(kept.values()))


def _gives_triples(sparql: str, prefixes: Mapping[str, str], bindings: Mapping[str, str]) -> bool:
    """Whether a query is answered with triples, by asking it of nothing.

    Raises QuerySyntaxError where it does not parse, with the place: servers tell it in many ways.
    """
    try:
        answer = ox.Store().query(
            sparql,
            prefixes=dict(prefixes),
            substitutions={ox.Variable(name): term_of(value) for name, value in bindings.items()},
        )
    except (SyntaxError, UnicodeEncodeError) as error:
        raise syntax_error(sparql, error, prefixes) from error
    return isinstance(answer, ox.QueryTriples)
