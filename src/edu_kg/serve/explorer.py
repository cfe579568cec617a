"""The explorer's routes: the network view, partners, the SPARQL editor, and the bundle they run.

Every page works without the network beyond this server, and under a policy that lets nothing run
but the bundle. Names and sentences come from the web: templates escape them, scripts set them as
text.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from edu_kg.errors import QueryParameterError
from edu_kg.query import Graph
from edu_kg.serve.views import VIEWS, Given, View, show_view

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What the pages need of a browser; a server may set a policy of its own that allows as much."""

_HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_BUNDLE = Path(__file__).parent / "static" / "explorer"

Show = Callable[[str, Given], Awaitable[View]]
"""Gives the view of that name for these parameters, as ``show_view`` does for a graph."""


def explorer_routes(graph: Graph) -> list[BaseRoute]:
    """The routes below ``/explore/``, over the graph as it stands now.

    The editor asks ``/sparql`` of the same server; links to persons and bodies lead to
    ``/id/`` and the rest of their IRI.
    """

    async def show(name: str, given: Given) -> View:
        return await run_in_threadpool(show_view, graph, name, given)

    return routes_showing(show)


def routes_showing(show: Show) -> list[BaseRoute]:
    """The same routes, for a server that has views made elsewhere, as in processes of its own.

    ``show`` raises QueryParameterError for a bad parameter, or gives a view that tells of it.
    """
    routes: list[BaseRoute] = [
        Route(f"/explore/{name}", _endpoint(name, show), methods=["GET"]) for name in VIEWS
    ]
    return [*routes, Mount("/explore/bundle", StaticFiles(directory=_BUNDLE))]


def _endpoint(name: str, show: Show) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            view = await show(name, dict(request.query_params))
        except QueryParameterError as error:
            return JSONResponse({"error": str(error)}, status_code=400, headers=_HEADERS)
        return Response(
            view.body, status_code=view.status, media_type=view.media_type, headers=_HEADERS
        )

    return endpoint
