"""Graphs for the explorer, and the explorer served on loopback."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pyoxigraph as ox
import uvicorn
from graph import samples
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from edu_kg.errors import QuerySyntaxError
from edu_kg.graph import article_quads, entity_quads
from edu_kg.model import (
    Article,
    Entity,
    EntityKind,
    EventClaim,
    EventType,
    Facts,
    Manner,
    PartialDate,
    ParticipationClaim,
    Predicate,
    Quote,
    RelationClaim,
)
from edu_kg.query import Graph, format_rows
from edu_kg.serve import explorer_routes
from edu_kg.store import Store

__all__ = ["HOSTILE", "crowd", "hill_and_dale", "served"]

HOSTILE = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'


def hill_and_dale(name: str = samples.HILL.name) -> Graph:
    """Two articles; Hill University bears that name, and Dale Institute is in Sendra."""
    named = tuple(
        replace(entity, name=name) if entity == samples.HILL else entity
        for entity in samples.ENTITIES
    )
    lies = RelationClaim(
        subject=samples.DALE.id,
        predicate=Predicate.LOCATED_IN,
        object=samples.SENDRA.id,
        evidence=(samples.quote("The two met in Sendra."),),
        rule="in",
    )
    facts = replace(samples.FACTS, relations=(*samples.FACTS.relations, lies))
    return Graph(
        Store.in_memory(
            [
                *article_quads(samples.ARTICLE, facts),
                *article_quads(samples.ARTICLE_2, samples.FACTS_2),
                *entity_quads(named),
            ]
        )
    )


def crowd(bodies: int) -> Graph:
    """A graph of that many bodies: each signs with a neighbour and with one of few hubs."""
    organizations = tuple(
        Entity(
            id=f"organization/college-{place:05}",
            kind=EntityKind.ORGANIZATION,
            name=f"College of Ward {place}",
        )
        for place in range(bodies)
    )
    quads = list(entity_quads(organizations))
    for place in range(bodies):
        quads.extend(_signing(place, bodies))
    return Graph(Store.in_memory(quads))


def _signing(place: int, bodies: int) -> Iterator[ox.Quad]:
    parties = {place, (place + 1) % bodies if place % 7 else place % 23}
    text = f"Wards {' and '.join(map(str, sorted(parties)))} signed an agreement."
    url = f"https://news.ward.example/{place}"
    words = (Quote.cut(text, 0, len(text)),)
    signing = EventClaim(
        key="v1",
        type=EventType.SIGNING,
        start=PartialDate(2000 + place % 25),
        evidence=words,
        rule="verb",
        participants=tuple(
            ParticipationClaim(
                entity=f"organization/college-{party:05}",
                manner=Manner.PARTY,
                evidence=words,
                rule="subject",
            )
            for party in sorted(parties)
        ),
    )
    article = Article(url=url, title=f"Agreement {place}", text=text, published=signing.start)
    yield from article_quads(article, Facts(article_url=url, events=(signing,)))


@contextmanager
def served(graph: Graph) -> Iterator[str]:
    """The address of a server of the explorer's routes, and of SPARQL over the same graph."""

    async def sparql(request: Request) -> Response:
        query = (await request.body()).decode()
        try:
            rows = await run_in_threadpool(graph.query, query)
        except QuerySyntaxError as error:
            return PlainTextResponse(str(error), status_code=400)
        return Response(format_rows(rows, "json"), media_type="application/sparql-results+json")

    app = Starlette(routes=[*explorer_routes(graph), Route("/sparql", sparql, methods=["POST"])])
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
