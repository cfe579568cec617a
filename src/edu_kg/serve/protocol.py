"""SPARQL 1.1 Protocol and Graph Store Protocol, read side.

https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from edu_kg.query import RDF_TYPES, RESULT_TYPES
from edu_kg.serve.description import describe_service
from edu_kg.serve.memory import Memory, is_steady
from edu_kg.serve.negotiation import choose_type
from edu_kg.serve.pool import Answer, WorkerPool
from edu_kg.serve.problems import Problem, problem_response

_ALIASES: Mapping[str, tuple[str | None, str | None]] = MappingProxyType(
    {
        "application/json": ("application/sparql-results+json", "application/ld+json"),
        "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
        "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
        "text/plain": (None, "application/n-triples"),
    }
)
"""Less exact names that clients use, with the media types that answer them."""
_RESULTS = (*RESULT_TYPES, *(alias for alias, (result, _) in _ALIASES.items() if result))
_RDF = (*RDF_TYPES, *(alias for alias, (_, rdf) in _ALIASES.items() if rdf))
_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
# What stands between < and > in SPARQL: an absolute IRI without white space and brackets.
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>"{}|\\^`\x00-\x20\x7f-\x9f]*')
_READ_ONLY = "this endpoint only reads; change the graph with `edu-kg ingest` and `edu-kg link`"
_METHODS = "GET, HEAD, POST"


class Protocol:
    """The endpoints of a graph for programs that speak SPARQL."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self._memory = Memory()

    async def sparql(self, request: Request) -> Response:
        """``/sparql``: a query by GET or POST; without any, the description of the service."""
        try:
            if request.method in {"GET", "HEAD"} and not request.scope["query_string"]:
                return self._description(request)
            given = await self._given(request)
            return answer_response(await self._ask(request, given))
        except Problem as problem:
            return problem_response(problem)

    async def graph_store(self, request: Request) -> Response:
        """``/graphs?graph=IRI`` or ``?default``: a whole graph (Graph Store Protocol)."""
        try:
            graph = _graph_named(request)
            rdf = wanted_types(request.headers.get("accept", "*/*"))[1]
            answer = await self._pool.ask("graph", {"graph": graph, "triples": rdf})
            return answer_response(answer)
        except Problem as problem:
            return problem_response(problem)

    def _description(self, request: Request) -> Response:
        rdf = wanted_types(request.headers.get("accept", "*/*"))[1] or "text/turtle"
        here = str(request.url.replace(query="", fragment=""))
        return Response(describe_service(here, rdf), media_type=rdf, headers={"Vary": "Accept"})

    async def _given(self, request: Request) -> list[tuple[str, str]]:
        """The parameters of a request, wherever they stand."""
        in_address = _given_in_address(request)
        if request.method in {"GET", "HEAD"}:
            return in_address
        if request.method != "POST":
            raise Problem(405, f"{request.method} means nothing here; use {_METHODS}", _METHODS)
        kind, charset = _content_type(request)
        if kind not in {_FORM, _QUERY, _UPDATE}:
            raise Problem(415, f"a query is posted as {_QUERY} or {_FORM}, not as {kind or 'that'}")
        if kind == _UPDATE:
            raise Problem(403, _READ_ONLY)
        if charset not in {"", "utf-8", "utf8", "us-ascii"}:
            raise Problem(415, f"the charset {charset} is not read; post UTF-8")
        text = await self._body(request)
        if kind == _QUERY:
            return [*in_address, ("query", text)]
        return [*in_address, *parse_qsl(text, keep_blank_values=True)]

    async def _body(self, request: Request) -> str:
        limit = self._pool.limits.request_bytes
        content = bytearray()
        async for part in request.stream():
            content += part
            if len(content) > limit:
                raise Problem(413, f"the request has more than {limit} bytes; ask a shorter query")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Problem(400, f"no UTF-8 at byte {error.start}; encode the query again") from error

    async def _ask(self, request: Request, given: list[tuple[str, str]]) -> Answer:
        values: dict[str, list[str]] = {}
        for name, value in given:
            values.setdefault(name, []).append(value)
        if "update" in values:
            raise Problem(403, _READ_ONLY)
        queries = values.get("query", [])
        if len(queries) != 1:
            how_many = "no query" if not queries else f"{len(queries)} queries"
            raise Problem(400, f"the request has {how_many}; give the parameter `query` once")
        results, triples = wanted_types(request.headers.get("accept", "*/*"))
        if results is None and triples is None:
            raise Problem(406, f"answers come as {', '.join((*RESULT_TYPES, *RDF_TYPES))}")
        default_graphs = _iris(values, "default-graph-uri")
        named_graphs = _iris(values, "named-graph-uri")
        asked = {
            "sparql": queries[0],
            "results": results,
            "triples": triples,
            "default_graphs": default_graphs,
            "named_graphs": named_graphs,
        }
        key = (queries[0], results, triples, *map(str, (default_graphs, named_graphs)))
        state = self._pool.state
        found = self._memory.find(state, key)
        if found is None:
            found = await self._pool.ask("sparql", asked)
            if is_steady(queries[0]):
                self._memory.keep(state, key, found)
        return found


def wanted_types(accept: str) -> tuple[str | None, str | None]:
    """The media types wanted for rows, and for statements; None where none of ours is."""
    results, rdf = choose_type(accept, _RESULTS), choose_type(accept, _RDF)
    return (
        _ALIASES.get(results or "", (results, None))[0],
        _ALIASES.get(rdf or "", (None, rdf))[1],
    )


def answer_response(answer: Answer) -> Response:
    """A worker's answer as an answer over HTTP."""
    if answer.status != 200:
        return problem_response(Problem(answer.status, answer.problem))
    return Response(
        answer.body,
        media_type=answer.media_type,
        headers={"Vary": "Accept", "X-Content-Type-Options": "nosniff"},
    )


def _given_in_address(request: Request) -> list[tuple[str, str]]:
    # Not from `request.url`: to build and split it takes longer than all else that is read here.
    return parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _content_type(request: Request) -> tuple[str, str]:
    kind, *parameters = request.headers.get("content-type", "").lower().split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            charset = value.strip().strip('"')
    return kind.strip(), charset


def _iris(values: Mapping[str, list[str]], name: str) -> list[str] | None:
    for iri in values.get(name, ()):
        if not _IRI.fullmatch(iri):
            raise Problem(400, f"{name}: {iri!r} is no absolute IRI; give one such as urn:x:y")
    return values.get(name)


def _graph_named(request: Request) -> str | None:
    """The graph asked for; None for the union of all."""
    if request.method not in {"GET", "HEAD"}:
        raise Problem(405, _READ_ONLY, "GET, HEAD")
    given = _given_in_address(request)
    names = [name for name, _ in given if name in {"graph", "default"}]
    if len(names) != 1:
        raise Problem(400, "name one graph: ?default, or ?graph=IRI")
    if names == ["default"]:
        return None
    found = _iris({"graph": [value for name, value in given if name == "graph"]}, "graph")
    return found[0] if found else None
