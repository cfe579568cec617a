"""What is said to a SPARQL server and what it answers, whatever its ways are."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NoReturn
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from edu_kg.errors import FetchError, StoreError, StoreRefused, StoreUnreachable, TooLarge
from edu_kg.model import Rows
from edu_kg.store.answers import rows_of
from edu_kg.store.dialects import (
    JSON_ROWS,
    N_TRIPLES,
    Endpoint,
    Reply,
    Server,
    asked_whether,
    explain_refusal,
    read_rows,
    server_at,
)
from edu_kg.store.updates import insertions, n_triples

_MOST_TOLD = 1_000_000  # bytes: of what is said of an update
_MOST_READ = 2_000_000_000
_NO = ((), ((0,),))  # Virtuoso's ways to say it
_NOT_UNION = (
    "its default graph is not the union of all named graphs, which every question here is about; "
    "set that up (Jena: tdb2:unionDefaultGraph true; Oxigraph: --union-default-graph), "
    "see docs/scale.md"
)


class Conversation:
    """Questions and updates for one server, and its answers as values.

    Every method raises StoreUnreachable where the server does not answer, StoreRefused where it
    does not do what was asked, and StoreError where its answer is not what it should be.
    """

    def __init__(self, endpoint: Endpoint, update: str | None) -> None:
        self._endpoint = endpoint
        self._update_address = update
        self.location = endpoint.address

    def close(self) -> None:
        """Close the connections."""
        self._endpoint.close()

    @cached_property
    def server(self) -> Server:
        """What the server is and takes, by its answer to a small question."""
        asked = "SELECT ?s WHERE { GRAPH <urn:edu-kg:nothing> { ?s ?p ?o } }"
        reply = self._ask(asked, JSON_ROWS, _MOST_TOLD)
        self._rows_in(reply)
        return server_at(self.location, reply.headers, authorized=self._endpoint.has_credentials)

    def about_union(self, sparql: str) -> str:
        """The query as the server takes it for one about all named graphs.

        Raises StoreError where it would be about another graph.
        """
        if self._lacks_union:
            raise StoreError(self.location, _NOT_UNION)
        return self.server.about_union(sparql)

    @cached_property
    def _lacks_union(self) -> bool:
        if self.server.has_union:
            return False
        rows = self.rows(
            "ASK { { SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } "
            "FILTER NOT EXISTS { ?s ?p ?o } }"
        )
        return rows.values == ((True,),)

    def rows(self, sparql: str, limit: int = _MOST_READ) -> Rows:
        """The answer to a SELECT or ASK.

        Raises TooLarge where it has more than ``limit`` bytes, StoreError where it was cut short.
        """
        reply = self._ask(sparql, JSON_ROWS, limit)
        rows = self._rows_in(reply)
        most = reply.headers.get("x-sparql-maxrows", "")
        if most.isdecimal() and len(rows) >= int(most):
            raise StoreError(
                self.location,
                f"it cuts answers at {most} rows; ask for less, or raise its limit "
                "(Virtuoso: ResultSetMaxRows in virtuoso.ini)",
            )
        return rows

    def triples(self, sparql: str, limit: int = _MOST_READ) -> Iterator[ox.Quad]:
        """The answer to a CONSTRUCT or DESCRIBE, as quads of the default graph.

        Raises TooLarge where it has more than ``limit`` bytes.
        """
        reply = self._ask(sparql, N_TRIPLES, limit)
        try:
            yield from ox.parse(reply.body, format=ox.RdfFormat.N_TRIPLES)
        except SyntaxError as error:
            self._refuse(error)

    def update(self, update: str) -> None:
        """Let the server do an update."""
        content = {"Content-Type": "application/sparql-update; charset=utf-8", "Accept": "*/*"}
        address = self._update_address or self.server.update
        self._send("POST", address, content, update.encode())

    def put(self, address: str, name: ox.NamedNode, triples: Sequence[ox.Triple]) -> None:
        """Make these triples all of a named graph, through the Graph Store at that address."""
        most = self.server.most_loaded
        long: list[ox.Triple] = []
        rest: list[ox.Triple] = []
        for each in triples:
            (rest if most is None or _longest(each) <= most else long).append(each)
        target = f"{address}?graph={quote(name.value, safe='')}"
        if rest:
            self._send("PUT", target, {"Content-Type": N_TRIPLES}, n_triples(rest))
        else:
            self.update(f"DROP SILENT GRAPH {name}")
        for update in insertions(name, long, self.server.most_statements):
            self.update(update)

    def _ask(self, sparql: str, media_type: str, limit: int) -> Reply:
        content = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": media_type,
        }
        return self._send(
            "POST", self.location, content, urlencode({"query": sparql}).encode(), limit
        )

    def _send(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str],
        body: bytes,
        limit: int = _MOST_TOLD,
    ) -> Reply:
        try:
            reply = self._endpoint.send(method, address, headers, body, limit)
        except TooLarge:
            raise
        except FetchError as error:
            raise StoreUnreachable(self.location, error.problem) from error
        if not 200 <= reply.status < 300:  # success, in HTTP
            raise StoreRefused(
                self.location, reply.status, explain_refusal(reply.status, reply.body)
            )
        return reply

    def _rows_in(self, reply: Reply) -> Rows:
        try:
            rows = rows_of(read_rows(reply.body))
        except (SyntaxError, ValueError) as error:
            self._refuse(error)
        if asked_whether(rows.columns):
            return Rows(("answer",), ((rows.values not in _NO,),))
        return rows

    def _refuse(self, error: Exception) -> NoReturn:
        raise StoreError(
            self.location,
            f"its answer is none of SPARQL 1.1 ({str(error)[:200]}); check the address",
        ) from error


def _longest(triple: ox.Triple) -> int:
    return len(triple.object.value.encode()) if isinstance(triple.object, ox.Literal) else 0
