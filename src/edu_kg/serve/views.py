"""What the explorer shows of a graph: pages and data, as bytes that any server can send."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from edu_kg.errors import QueryParameterError
from edu_kg.graph.iris import BASE as IRI_BASE
from edu_kg.model import EventType
from edu_kg.query import Graph, NetworkKind
from edu_kg.serve.documents import (
    ENTITY_PATH,
    entity_document,
    example_queries,
    network_document,
    vocabulary,
)
from edu_kg.serve.partner_tables import Order, partner_table

_YEARS = range(1, 10_000)

Given = Mapping[str, str]
"""Parameters of an address, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page, or the data of one."""

    status: int = 200
    media_type: str = "text/html"
    body: bytes


def show_view(graph: Graph, name: str, given: Given) -> View:
    """The view of that name, one of ``VIEWS``.

    Raises:
        QueryParameterError: a parameter is not what it must be.
    """
    return VIEWS[name](graph, given)


def _network_page(_graph: Graph, given: Given) -> View:
    kind = given.get("kind", NetworkKind.CO_SIGNING)
    kinds = [
        {"value": each.value, "of_events": each.of_events, "chosen": each == kind}
        for each in NetworkKind
    ]
    return _page("network.html", kinds=kinds, types=[each.value for each in EventType])


def _network_data(graph: Graph, given: Given) -> View:
    event_type = _text(given, "type")
    ties = graph.ties(
        _text(given, "kind") or NetworkKind.CO_SIGNING,
        _years(given),
        None if event_type is None else event_type.capitalize(),
    )
    return _data(network_document(ties))


def _entity_data(graph: Graph, given: Given) -> View:
    document = entity_document(graph, given.get("iri", ""))
    if document is None:
        return _data({"error": "the graph has nobody of this IRI"}, status=404)
    return _data(document)


def _partners_page(graph: Graph, given: Given) -> View:
    wanted = given.get("sort", Order.NAME)
    order = Order(wanted) if wanted in set(Order) else Order.NAME
    found = graph.partners(_text(given, "body"), _years(given))
    return _page(
        "partners.html",
        table=partner_table(found, order),
        given={name: given.get(name, "") for name in ("body", "from", "to")},
        entity_path=ENTITY_PATH,
        iri_base=IRI_BASE,
    )


def _sparql_page(_graph: Graph, _given: Given) -> View:
    return _page(
        "sparql.html",
        examples=example_queries(),
        setting={"vocabulary": vocabulary(), "iriBase": IRI_BASE, "entityPath": ENTITY_PATH},
    )


def _text(given: Given, name: str) -> str | None:
    """A parameter, None where it is missing or empty, as forms send what is not filled in."""
    return given.get(name, "").strip() or None


def _years(given: Given) -> range | None:
    first, last = _year(given, "from"), _year(given, "to")
    if first is None and last is None:
        return None
    return range(first or _YEARS.start, (last or _YEARS.stop - 1) + 1)


def _year(given: Given, name: str) -> int | None:
    text = _text(given, name)
    if text is None:
        return None
    year = int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0
    if year not in _YEARS:
        raise QueryParameterError(text, f"{name}={text!r} is no year; give four digits")
    return year


def _page(template: str, **values: Any) -> View:
    page = _templates().get_template(f"explorer/{template}").render(values)
    return View(body=page.encode("utf-8", "replace"))


def _data(document: object, status: int = 200) -> View:
    # Names may hold halves of surrogate pairs, which only their escapes can be sent as.
    text = json.dumps(document, separators=(",", ":"))
    return View(status=status, media_type="application/json", body=text.encode())


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("edu_kg.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


VIEWS: Mapping[str, Callable[[Graph, Given], View]] = {
    "network": _network_page,
    "network.json": _network_data,
    "entity.json": _entity_data,
    "partners": _partners_page,
    "sparql": _sparql_page,
}
