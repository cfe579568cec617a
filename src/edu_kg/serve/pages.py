"""Pages for people: search, and a page for everything that has an IRI of ours."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from edu_kg.graph import BASE, short_id
from edu_kg.ontology import PREFIXES
from edu_kg.query import RDF_TYPES, Facet
from edu_kg.serve.negotiation import choose_type
from edu_kg.serve.passages import Piece, pieces_of
from edu_kg.serve.pool import WorkerPool
from edu_kg.serve.problems import Problem, problem_response
from edu_kg.serve.protocol import answer_response

_HTML = "text/html"
_KINDS = ("person", "organization", "place")
_TASKS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(_KINDS, ("entity", "entity.html")),
    **dict.fromkeys(("membership", "event", "participation", "relation"), ("fact", "fact.html")),
}
_SECTIONS = (
    ("roles", "Posts"),
    ("events", "Events"),
    ("representation", "Acting for"),
    ("relations", "Relations"),
)
_A_PAGE = 25  # results
_LONGEST_TEXT = 200  # characters of a search
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept",
}


class Pages:
    """Everything that a browser shows."""

    def __init__(self, pool: WorkerPool, output: Path) -> None:
        self._pool = pool
        self._output = str(output)
        self._templates = Environment(
            loader=PackageLoader("edu_kg.serve"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["local"] = local_address
        self._templates.filters["web"] = web_address
        self._templates.filters["short"] = shortened
        self._templates.filters["pieces"] = _pieces

    async def search(self, request: Request) -> Response:
        """``/?q=…&kind=…&type=…&year=…&country=…&partner=…&page=…``: entities by name."""
        given = request.query_params
        text = given.get("q", "")[:_LONGEST_TEXT]
        kind = given.get("kind") if given.get("kind") in _KINDS else None
        chosen = {each.value: given[each][:_LONGEST_TEXT] for each in Facet if given.get(each)}
        number = given.get("page", "1")
        page = max(int(number) if number.isdecimal() and len(number) < 6 else 1, 1)
        asked = {
            "text": text, "kind": kind, "facets": chosen,
            "first": (page - 1) * _A_PAGE, "count": _A_PAGE,
        }  # fmt: skip
        answer = await self._pool.ask("search", asked)
        if answer.status != 200:
            return self._problem(answer.status, answer.problem)
        found = json.loads(answer.body)
        last = max((found["total"] + _A_PAGE - 1) // _A_PAGE, 1)

        def address(**other: str) -> str:
            return "/?" + urlencode({"q": text, "kind": kind or "", **chosen, **other})

        told = {
            "text": text, "kind": kind, "found": found, "chosen": chosen, "page": page,
            "last": last, "everything": address(kind=""),
            "kinds": [(each, found["kinds"].get(each, 0), address(kind=each)) for each in _KINDS],
            "links": {
                name: address(page=str(number))
                for name, number in (("previous", page - 1), ("next", page + 1))
                if 1 <= number <= last
            },
        }  # fmt: skip
        return self._page("search.html", told)

    async def node(self, request: Request) -> Response:
        """``/id/…``: what an IRI of ours names, for people or for programs."""
        iri = BASE + quote(request.path_params["path"], safe="/-._~%")
        accept = request.headers.get("accept", "*/*")
        wanted = choose_type(accept, ("text/turtle", *RDF_TYPES, _HTML, "application/xhtml+xml"))
        if wanted is None:
            offered = ", ".join((_HTML, *RDF_TYPES))
            return problem_response(Problem(406, f"this comes as {offered}"))
        kind = short_id(iri).partition("/")[0]
        if wanted in RDF_TYPES:
            if kind == "graph":
                return answer_response(
                    await self._pool.ask("graph", {"graph": iri, "triples": wanted})
                )
            return answer_response(await self._pool.ask("node", {"iri": iri, "triples": wanted}))
        task, template = _TASKS.get(kind, ("statements", "node.html"))
        answer = await self._pool.ask(task, {"iri": iri, "output": self._output})
        if answer.status != 200:
            return self._problem(answer.status, answer.problem)
        told = json.loads(answer.body)
        return self._page(template, {"told": told, "iri": iri, "sections": _SECTIONS})

    async def not_found(self, request: Request, error: Exception) -> Response:
        """Any address where nothing is."""
        del error
        offered = ("application/problem+json", _HTML)
        if choose_type(request.headers.get("accept", "*/*"), offered) == _HTML:
            return self._problem(404, "There is no page at this address.")
        return problem_response(Problem(404, "nothing at this address; / and /sparql are there"))

    def _problem(self, status: int, detail: str) -> Response:
        told = {"title": HTTPStatus(status).phrase, "detail": detail}
        return self._page("problem.html", told, status)

    def _page(self, template: str, told: Mapping[str, Any], status: int = 200) -> Response:
        text = self._templates.get_template(template).render(told)
        return Response(text.encode("utf-8", "replace"), status, headers=_HEADERS, media_type=_HTML)


def _pieces(told: Mapping[str, Any]) -> tuple[Piece, ...]:
    marks = ((mark["start"], mark["end"], mark["marked_as"]) for mark in told["marks"])
    return pieces_of(told["quote"], marks)


def local_address(iri: str) -> str | None:
    """Where this server has the page of an IRI of ours; None for others.

    >>> local_address("https://w3id.org/edu-kg/id/person/ada-1"), local_address("urn:x")
    ('/id/person/ada-1', None)
    """
    return f"/id/{short_id(iri)}" if iri.startswith(BASE) else None


def web_address(url: str) -> str | None:
    """The address, if a link may lead there; None for scripts and the like.

    >>> web_address("https://news.example/1"), web_address("javascript:alert(1)")
    ('https://news.example/1', None)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def shortened(iri: str) -> str:
    """An IRI with its prefix, as people write it.

    >>> shortened("https://schema.org/name"), shortened("urn:x")
    ('schema:name', 'urn:x')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return short_id(iri)
