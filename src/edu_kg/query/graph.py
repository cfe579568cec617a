"""A built graph, opened for reading."""

import difflib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from edu_kg.errors import QueryParameterError
from edu_kg.graph import runs_graph
from edu_kg.model import Iri, Rows
from edu_kg.ontology import PREFIXES, NamedQuery, ParameterType, QueryParameter, find_query
from edu_kg.query.cards import Card, read_card
from edu_kg.store import OxigraphStore, Store, export_graph
from edu_kg.text import name_key

_NAMES = (
    "SELECT DISTINCT ?x ?name WHERE { ?x edu:mentionedIn [] ; schema:name|skos:altLabel ?name }"
)
_YEAR = re.compile(r"[0-9]{4}")
_MOST_SIMILAR = 5


class Graph:
    """A knowledge graph that can be asked, shown and exported.

    >>> from edu_kg.store import OxigraphStore
    >>> Graph(OxigraphStore.in_memory()).query("SELECT ?x WHERE { ?x a edu:Event }").columns
    ('x',)
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, output: Path | str = "output") -> "Graph":
        """The graph that ``ingest`` built in that output folder.

        Raises:
            StoreNotFound: there is none yet.
        """
        return cls(OxigraphStore.read(Path(output) / "store"))

    def query(self, sparql: str) -> Rows:
        """The answer to a SPARQL query over the union of all named graphs.

        The common prefixes are known. ASK gives one row; CONSTRUCT and DESCRIBE give a row a
        triple.

        Raises:
            QuerySyntaxError: the query does not parse, or is an update.
        """
        return self._store.query(sparql, prefixes=PREFIXES, bindings={})

    def run(self, name: str, **parameters: str) -> Rows:
        """The answer to a named query; values are bound, never pasted into its text.

        Raises:
            QueryNotFound: there is no query of that name.
            QueryParameterError: a parameter is unknown, missing or of the wrong type.
        """
        query = find_query(name)
        _check_names(query, parameters)
        rows = self.query(query.sparql)
        wanted = {
            parameter.name: self._meant(parameter, parameters[parameter.name])
            for parameter in query.parameters
            if parameter.name in parameters
        }
        return _selected(rows, wanted, hidden={p.name for p in query.parameters})

    def cards(self, name: str) -> list[Card]:
        """All persons, bodies and places of that name or other name, most told first."""
        cards = [read_card(self.query, iri) for iri in sorted(self._iris_named(name))]
        return sorted(cards, key=lambda card: (-len(card.facts), card.iri))

    def similar_names(self, name: str) -> list[str]:
        """Names in the graph that are close to this one, closest first."""
        names = {name_key(str(row[1])): str(row[1]) for row in sorted(self._names())}
        close = difflib.get_close_matches(name_key(name), sorted(names), _MOST_SIMILAR)
        return [names[key] for key in close]

    def export(self, file: Path | str) -> int:
        """Write the graph to a .nq, .trig, .ttl or .jsonld file (or .gz); gives the statements.

        The records of when pages were fetched are left out: the same pages give the same bytes.

        Raises:
            UnknownFormat: the ending names no such format.
        """
        return export_graph(
            self._store.quads(), Path(file), prefixes=PREFIXES, without=(runs_graph(),)
        )

    def validate(self) -> list[str]:
        """What violates the shapes, a line each; empty for a graph that conforms."""
        # rdflib and pySHACL take a quarter of a second to import; a query must not wait for them.
        from edu_kg.graph.validation import validate_quads  # noqa: PLC0415

        return [str(violation) for violation in validate_quads(self._store.quads())]

    def _names(self) -> Iterable[tuple[str, str]]:
        return [(str(iri), str(name)) for iri, name in self.query(_NAMES).values]

    def _iris_named(self, name: str) -> set[str]:
        wanted = name_key(name)
        return {iri for iri, found in self._names() if name_key(found) == wanted}

    def _meant(self, parameter: QueryParameter, value: str) -> frozenset[str]:
        """The values of the parameter's column that the asker means."""
        if parameter.type is ParameterType.NAME:
            return frozenset(self._iris_named(value))
        if parameter.type is ParameterType.YEAR and not _YEAR.fullmatch(value):
            raise QueryParameterError(
                parameter.name, f"{parameter.name}: {value!r} is no year; give four digits"
            )
        is_text = parameter.type is ParameterType.TEXT
        return frozenset({value.lower() if is_text else Iri(value)})


def _check_names(query: NamedQuery, given: Iterable[str]) -> None:
    """Raise QueryParameterError for a parameter that is unknown or missing."""
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in known:
            raise QueryParameterError(
                query.name, f"{query.name} knows no parameter {name!r}; it takes {', '.join(known)}"
            )
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise QueryParameterError(
                query.name, f"{query.name} needs a value for {parameter.name}; give it with --param"
            )


def _selected(rows: Rows, wanted: Mapping[str, frozenset[str]], *, hidden: set[str]) -> Rows:
    """The rows whose columns hold a wanted value, without the hidden columns."""
    at = {column: rows.columns.index(column) for column in wanted}
    shown = [i for i, column in enumerate(rows.columns) if column not in hidden]
    kept = dict.fromkeys(
        tuple(row[i] for i in shown)
        for row in rows.values
        if all(row[at[column]] in values for column, values in wanted.items())
    )
    return Rows(tuple(rows.columns[i] for i in shown), tuple(kept))
