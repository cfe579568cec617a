"""The graph as a service of the W3C Reconciliation API 0.2, for OpenRefine and other clients.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from edu_kg.query import Graph
from edu_kg.serve.answers import (
    USUAL_RESULTS,
    BadQuery,
    answer_queries,
    extend_data,
    make_manifest,
    parse_object,
    preview_html,
    suggested,
    type_of,
    whole_number,
)
from edu_kg.serve.entities import BROADER, PROPERTIES, TYPES, Entities

_LONGEST_BODY = 2_000_000
_LONGEST_NAME = 500
_PREVIEW_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


FindGraph = Callable[[], Graph]
"""Gives the graph to answer for; another object once there is a newer state of it."""


def reconciliation_app(graph: Graph | FindGraph) -> Starlette:
    """An ASGI application that answers for a graph; mount it where you like.

    A ``Graph`` is answered for as it stands now; of a function that gives one, always the newest.
    Its endpoint is ``/``: manifest, queries and data extension; below it stand suggestions and
    previews. Any page of any site may ask it (CORS), as the API demands.
    """
    return Starlette(
        routes=reconciliation_routes(graph),
        middleware=[Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"])],
    )


def reconciliation_routes(graph: Graph | FindGraph) -> list[Route]:
    """The routes of ``reconciliation_app``, for an application that has CORS of its own."""
    current = _Current(graph if callable(graph) else lambda: graph)

    async def endpoint(request: Request) -> Response:
        given = await _given(request)
        if "queries" in given:
            queries = parse_object(given["queries"], "queries")
            entities = await current.entities()
            return JSONResponse(await run_in_threadpool(answer_queries, entities, queries))
        if "extend" in given:
            wanted = parse_object(given["extend"], "extend")
            entities = await current.entities()
            return JSONResponse(await run_in_threadpool(extend_data, entities, wanted))
        return JSONResponse(make_manifest(str(request.url.replace(query="")).rstrip("/")))

    async def suggest_entity(request: Request) -> Response:
        prefix = request.query_params.get("prefix", "")[:_LONGEST_NAME]
        entities = await current.entities()
        found = await run_in_threadpool(entities.suggest, prefix)
        return JSONResponse({"result": [suggested(each) for each in _page(request, found)]})

    async def suggest_type(request: Request) -> Response:
        return JSONResponse({"result": _page(request, _beginning(request, map(type_of, TYPES)))})

    async def suggest_property(request: Request) -> Response:
        listed = ({"id": each.id, "name": each.name} for each in PROPERTIES.values())
        return JSONResponse({"result": _page(request, _beginning(request, listed))})

    async def propose(request: Request) -> Response:
        wanted = request.query_params.get("type", "")
        wanted = BROADER.get(wanted, wanted)
        limit = whole_number(request.query_params.get("limit"), len(PROPERTIES))
        fitting = [
            {"id": each.id, "name": each.name}
            for each in PROPERTIES.values()
            if not wanted or wanted in each.types
        ]
        return JSONResponse(
            {"properties": fitting[:limit], "type": request.query_params.get("type", "")}
        )

    async def preview(request: Request) -> Response:
        entities = await current.entities()
        entity = entities.by_id.get(request.query_params.get("id", ""))
        if entity is None:
            return HTMLResponse("<p>not in this graph</p>", 404, _PREVIEW_POLICY)
        return HTMLResponse(preview_html(entity), headers=_PREVIEW_POLICY)

    return [
        Route("/", _guarded(endpoint), methods=["GET", "POST"]),
        Route("/suggest/entity", _guarded(suggest_entity)),
        Route("/suggest/type", _guarded(suggest_type)),
        Route("/suggest/property", _guarded(suggest_property)),
        Route("/properties", _guarded(propose)),
        Route("/preview", _guarded(preview)),
    ]


class _Current:
    """The entities of the newest state of a graph, read when first asked for."""

    def __init__(self, find_graph: FindGraph) -> None:
        self._find_graph = find_graph
        self._read: tuple[Graph, Entities] | None = None
        self._reading = asyncio.Lock()

    async def entities(self) -> Entities:
        # One reads, the others wait for it.
        async with self._reading:
            graph = self._find_graph()
            if self._read is None or self._read[0] is not graph:
                self._read = graph, await run_in_threadpool(Entities, graph)
            return self._read[1]


def _beginning(request: Request, listed: Any) -> list[dict[str, Any]]:
    prefix = request.query_params.get("prefix", "").casefold()
    return [
        each
        for each in listed
        if prefix in each["name"].casefold() or each["id"].casefold().startswith(prefix)
    ]


def _page(request: Request, found: list[Any]) -> list[Any]:
    begin = max(0, whole_number(request.query_params.get("cursor"), 0, most=len(found)))
    return found[begin : begin + USUAL_RESULTS]


async def _given(request: Request) -> dict[str, str]:
    """The parameters of the address, or of the form that was posted."""
    if request.method != "POST":
        return dict(request.query_params)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            raise BadQuery(f"more than {_LONGEST_BODY} bytes; send fewer queries at once")
    try:
        form = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise BadQuery("no form in UTF-8; post queries=… or extend=…") from error
    return {key: values[0] for key, values in form.items()}


def _guarded(
    answer: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """The same, with status 400 and a sentence for what a client did wrong."""

    async def guarded(request: Request) -> Response:
        try:
            return await answer(request)
        except BadQuery as error:
            return JSONResponse({"error": str(error)}, 400)

    return guarded
