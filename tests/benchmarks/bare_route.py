"""A bare Starlette route around pyoxigraph: the yardstick for `edu-kg serve`.

``python tests/benchmarks/bare_route.py STORE PORT``
"""

import sys

import pyoxigraph as ox
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edu_kg.ontology import PREFIXES


def bare_app(folder: str) -> Starlette:
    """An application that answers queries by GET as JSON, without any limit."""
    store = ox.Store.read_only(folder)
    prefixes = dict(PREFIXES)

    async def sparql(request: Request) -> Response:
        answer = store.query(request.query_params["query"], prefixes=prefixes)
        if isinstance(answer, ox.QueryTriples):
            raise TypeError("only SELECT and ASK")
        body = answer.serialize(format=ox.QueryResultsFormat.JSON)
        return Response(body, media_type="application/sparql-results+json")

    return Starlette(routes=[Route("/sparql", sparql)])


if __name__ == "__main__":
    uvicorn.run(bare_app(sys.argv[1]), port=int(sys.argv[2]), log_level="warning", access_log=False)
