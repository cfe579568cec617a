"""The whole server as one ASGI application."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from edu_kg.query import Graph, named_queries, readable_state
from edu_kg.serve.explorer import routes_showing
from edu_kg.serve.limits import Limits
from edu_kg.serve.memory import Memory
from edu_kg.serve.metrics import Measured, Metrics
from edu_kg.serve.pages import Pages
from edu_kg.serve.pool import WorkerPool
from edu_kg.serve.problems import Problem, problem_response
from edu_kg.serve.protocol import Protocol, answer_response, wanted_types
from edu_kg.serve.reconciliation import reconciliation_app
from edu_kg.serve.views import View

_LARGEST_VIEW = 4_000_000  # bytes: the network of 10,000 articles has one million
_STATIC = Path(__file__).parent / "static"
_GAUGES = {
    "statements": "Statements in the graph.",
    "graphs": "Named graphs.",
    "articles": "Articles in the graph.",
    "entities": "Persons, bodies and places.",
}


def serving_app(
    output: Path, limits: Limits | None = None, allowed_origins: tuple[str, ...] = ()
) -> Starlette:
    """The application that answers for the graph in an output folder, newer states included.

    It starts worker processes with its lifespan, and ends them with it. Pages of the
    ``allowed_origins`` ("*" for all) may ask it from a browser.

    Raises:
        StoreNotFound: there is no graph yet.
        StoreLocked: the first ingest is not done yet.
    """
    pool = WorkerPool(lambda: readable_state(output), limits or Limits())
    metrics = Metrics()
    views = Memory(largest=_LARGEST_VIEW)
    protocol, pages = Protocol(pool), Pages(pool, output)

    async def show(name: str, given: Mapping[str, str]) -> View:
        question = (name, *sorted(given.items()))
        state = pool.state
        reply = views.find(state, question)
        if reply is None:
            reply = await pool.ask("view", {"name": name, "given": dict(given)})
            views.keep(state, question, reply)
        body = reply.body or json.dumps({"error": reply.problem}).encode()
        return View(status=reply.status, media_type=reply.media_type, body=body)

    endpoints = _Endpoints(pool, metrics)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        await pool.start()
        # One question for each worker, before there are others: names and facets of a large graph
        # take seconds, which nobody should wait for at the first page.
        prepared = asyncio.gather(*(pool.ask("prepare", {}) for _ in range(pool.limits.workers)))
        try:
            yield
        finally:
            prepared.cancel()
            await asyncio.gather(prepared, return_exceptions=True)
            await pool.close()

    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(allowed_origins),
        allow_methods=["GET", "POST", "HEAD"],
        allow_headers=["*"],
    )
    return Starlette(
        routes=[
            Route("/sparql", _AnyMethod(protocol.sparql)),
            Route("/graphs", _AnyMethod(protocol.graph_store)),
            Route("/id/{path:path}", pages.node),
            Route("/queries", endpoints.list_queries),
            Route("/queries/{name}", endpoints.run_query),
            Route("/health", endpoints.health),
            Route("/metrics", endpoints.metrics),
            Route("/", pages.search),
            Mount("/static", StaticFiles(directory=_STATIC)),
            *routes_showing(show),
            # OpenRefine asks much and little at a time: not worth a worker's turn each.
            Mount("/reconcile", reconciliation_app(_newest_of(pool))),
        ],
        middleware=[
            Middleware(Measured, metrics=metrics),
            *([cors] if allowed_origins else []),
        ],
        exception_handlers={404: pages.not_found, 405: _wrong_method},
        lifespan=lifespan,
    )


def _newest_of(pool: WorkerPool) -> Callable[[], Graph]:
    """What gives the graph in the newest state that the pool knows of, opened once a state."""
    opened: dict[str, Graph] = {}

    def newest() -> Graph:
        state = pool.state
        if state not in opened:
            graph = Graph.at(Path(state))
            opened.clear()
            opened[state] = graph
        return opened[state]

    return newest


class _Endpoints:
    """Named queries, health and metrics."""

    def __init__(self, pool: WorkerPool, metrics: Metrics) -> None:
        self._pool = pool
        self._metrics = metrics

    async def list_queries(self, request: Request) -> Response:
        """What may be asked by name, with typed parameters."""
        base = str(request.url.replace(query="")).rstrip("/")
        told = [
            {
                "name": query.name,
                "title": query.title,
                "description": query.description,
                "address": f"{base}/{query.name}",
                "parameters": [
                    {
                        "name": parameter.name,
                        "type": str(parameter.type),
                        "required": parameter.required,
                        "description": parameter.description,
                    }
                    for parameter in query.parameters
                ],
            }
            for query in named_queries()
        ]
        return JSONResponse(told)

    async def run_query(self, request: Request) -> Response:
        """The rows of a named query; its parameters are those of the address."""
        given = request.query_params.multi_items()
        if len(dict(given)) != len(given):
            return problem_response(Problem(400, "a parameter stands there twice; give each once"))
        results = wanted_types(request.headers.get("accept", "*/*"))[0]
        if results in {None, "application/sparql-results+xml"}:
            results = "application/sparql-results+json"
        asked = {
            "name": request.path_params["name"],
            "parameters": dict(given),
            "results": results,
        }
        return answer_response(await self._pool.ask("named", asked))

    async def health(self, request: Request) -> Response:
        """200 where questions are answered, else 503."""
        del request
        answer = await self._pool.ask("count", {})
        if answer.status != 200:
            return problem_response(Problem(answer.status, answer.problem))
        return JSONResponse({"status": "ok", **json.loads(answer.body)})

    async def metrics(self, request: Request) -> Response:
        """Figures for Prometheus."""
        del request
        answer = await self._pool.ask("count", {})
        counts = json.loads(answer.body) if answer.status == 200 else {}
        gauges = {name: (_GAUGES[name], float(value)) for name, value in counts.items()}
        return PlainTextResponse(
            self._metrics.text(gauges, self._pool.cut),
            media_type="text/plain; version=0.0.4; charset=utf-8",
        )


class _AnyMethod:
    """An endpoint that sees every method itself: Starlette sends others 405 without a reason."""

    def __init__(self, endpoint: Callable[[Request], Awaitable[Response]]) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._endpoint(Request(scope, receive))
        await response(scope, receive, send)


async def _wrong_method(request: Request, error: Exception) -> Response:
    del error
    return problem_response(
        Problem(405, f"{request.method} means nothing here; use GET", "GET, HEAD")
    )
