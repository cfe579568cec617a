"""What SPARQL servers do otherwise than others: addresses, limits, and answers to be mended."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

JSON_ROWS = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"

# Virtuoso, 7.2.5: an update of 5,000 triples exhausts its compiler's memory, a literal of 66,000
# bytes its loader, and it labels blank nodes by what is no label.
_VIRTUOSO_STATEMENTS = 2_000
_VIRTUOSO_LOADED_LITERAL = 60_000
_VIRTUOSO_BLANK = re.compile(rb'("type":\s*"bnode",\s*"value":\s*")nodeID://')
_VIRTUOSO_GRAPHS = (
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://localuriqaserver/sparql",
    "http://www.w3.org/ns/ldp#",
)
_EXISTS = re.compile(r"\bexists\b", re.IGNORECASE)
_VIRTUOSO_ASKED = "__ASK_RETVAL"


class Reply(Protocol):
    """What a server said to one request."""

    @property
    def status(self) -> int:
        """The status of HTTP."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers, whatever the case of their names."""
        ...

    @property
    def body(self) -> bytes:
        """The whole body."""
        ...


class Endpoint(Protocol):
    """What carries requests to a server, with credentials where it has any; ``fetch`` has one."""

    address: str
    has_credentials: bool

    def send(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes, limit: int
    ) -> Reply:
        """The answer to a request, sent again while the server promises a better one."""
        ...

    def close(self) -> None:
        """Close the connections."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a server takes what, and how much of it.

    ``update`` takes updates; ``graphs`` whole graphs (Graph Store Protocol), None where only
    updates are used. ``most_statements`` is for one update, ``most_loaded`` the bytes of the
    longest literal that may go to ``graphs``. ``cuts_answers`` says that it gives a part of a graph
    for the whole without a word, ``repeats_rows`` that DISTINCT does not keep it from repeating
    some. ``own_graphs`` are those it keeps for itself, largest
    first; ``has_union`` says that its default graph is surely the union of all.
    """

    name: str = "a SPARQL 1.1 server"
    update: str
    graphs: str | None = None
    most_statements: int = 2_000
    most_loaded: int | None = None
    cuts_answers: bool = False
    repeats_rows: bool = False
    own_graphs: tuple[str, ...] = ()
    has_union: bool = False

    def about_union(self, sparql: str) -> str:
        """The query, kept off the graphs that the server has for itself."""
        # Virtuoso runs out of its stack where EXISTS meets two graphs left out; so the small stay.
        graphs = self.own_graphs[:1] if _EXISTS.search(sparql) else self.own_graphs
        left_out = (f"define input:default-graph-exclude <{graph}> " for graph in graphs)
        return "".join((*left_out, sparql))


def server_at(address: str, headers: Mapping[str, str], *, authorized: bool) -> Server:
    """The server that answers a query at an address with such headers.

    >>> server_at("http://a.example/kg/query", {}, authorized=True).update
    'http://a.example/kg/update'
    """
    product = headers.get("server", "")
    if product.startswith("Virtuoso"):
        # Only these addresses ask for credentials, so they go there only.
        ending = "-auth" if authorized else ""
        return Server(
            name=product.partition(" ")[0],
            update=_sibling(address, f"sparql{ending}"),
            graphs=_sibling(address, f"sparql-graph-crud{ending}"),
            most_statements=_VIRTUOSO_STATEMENTS,
            most_loaded=_VIRTUOSO_LOADED_LITERAL,
            cuts_answers=True,
            repeats_rows=True,
            own_graphs=_VIRTUOSO_GRAPHS,
            has_union=True,
        )
    if urlsplit(address).path.endswith("/query"):
        return Server(update=_sibling(address, "update"))
    return Server(update=address)


def read_rows(body: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    """The answer to a SELECT or ASK in JSON; raises SyntaxError for what is none."""
    mended = _VIRTUOSO_BLANK.sub(rb"\1", body)
    return ox.parse_query_results(io.BytesIO(mended), format=ox.QueryResultsFormat.JSON)


def asked_whether(columns: tuple[str, ...]) -> bool:
    """Whether rows of these columns are Virtuoso's way to answer an ASK."""
    return columns == (_VIRTUOSO_ASKED,)


def explain_refusal(status: int, body: bytes) -> str:
    """Why a server did not do what was asked, by its own words as far as they are any use."""
    text = body[:4000].decode("utf-8", "replace").partition("SPARQL query:")[0]
    told = " ".join(re.sub(r"<[^>]*>", " ", text).split())[:_LONGEST_REASON]
    printable = "".join(sign if sign.isprintable() else "?" for sign in told)
    reason = f"the server answered {status}" + (f" ({printable})" if printable else "")
    if status in _FORBIDDEN or "No permission" in printable or "Permission denied" in printable:
        return (
            f"{reason}; set EDU_KG_STORE_USER and EDU_KG_STORE_PASSWORD to those of a user who may "
            "do this, or put them into ~/.netrc"
        )
    if status in _NOT_THERE:
        return f"{reason}; it takes no such requests at this address: check it, see docs/scale.md"
    if status in _MOVED:
        return f"{reason}: it moved; give the address it moved to"
    later = status >= _SERVER_ERRORS
    return f"{reason}; {'try again later' if later else 'ask otherwise'}, see docs/scale.md"


_LONGEST_REASON = 300
_SERVER_ERRORS = 500
_FORBIDDEN = frozenset({401, 403})
_NOT_THERE = frozenset({404, 405, 406, 415, 501})
_MOVED = frozenset({301, 302, 303, 307, 308})


def _sibling(address: str, name: str) -> str:
    """The address beside an address: the last part of its path replaced."""
    parts = urlsplit(address)
    folder = parts.path.rstrip("/").rpartition("/")[0]
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}", "", ""))
