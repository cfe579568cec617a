"""What the reconciliation service says, as values for JSON in the forms of the API 0.2."""

import html
import json
from collections.abc import Mapping
from typing import Any, TypeGuard

from edu_kg.serve.entities import BROADER, PROPERTIES, TYPES, Entities, Found, Known

IDENTIFIER_SPACE = "https://w3id.org/edu-kg/id/"
SCHEMA_SPACE = "https://schema.org/"
USUAL_RESULTS = 10
_MOST_QUERIES = 100
_MOST_IDS = 1000
_MOST_RESULTS = 50
_LONGEST_NAME = 500
_WIDTH, _HEIGHT = 430, 180
_SHOWN_VALUES = 5
_EQUAL = 100.0


class BadQuery(ValueError):
    """What a client sent is not as the API says; its text is for the client."""


def make_manifest(base: str) -> dict[str, Any]:
    """The manifest of the service at that address."""

    def service(kind: str) -> dict[str, str]:
        return {"service_url": base, "service_path": f"/suggest/{kind}"}

    preview = f"{base}/preview?id={{{{id}}}}"
    return {
        "versions": ["0.2"],
        "name": "edu-kg",
        "identifierSpace": IDENTIFIER_SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "defaultTypes": [type_of(each) for each in ("Organization", "Person", "Place")],
        "view": {"url": preview},
        "preview": {"url": preview, "width": _WIDTH, "height": _HEIGHT},
        "suggest": {kind: service(kind) for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/properties"},
            "property_settings": [],
        },
    }


def answer_queries(entities: Entities, queries: Mapping[str, Any]) -> dict[str, Any]:
    """The results of a batch of queries, each by its key.

    Raises BadQuery where one is not as the API says, or there are too many.
    """
    if len(queries) > _MOST_QUERIES:
        raise BadQuery(f"{len(queries)} queries at once; send {_MOST_QUERIES} at most")
    return {key: {"result": _results(entities, key, query)} for key, query in queries.items()}


def extend_data(entities: Entities, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the properties asked for, by entity.

    Raises BadQuery where what is asked is not as the API says, or a property is unknown.
    """
    ids, properties = wanted.get("ids"), wanted.get("properties")
    if not _are_texts(ids) or not isinstance(properties, list) or len(ids) > _MOST_IDS:
        raise BadQuery(f"extend: give ids, {_MOST_IDS} at most, and properties")
    pids = [str(each.get("id")) if isinstance(each, dict) else "" for each in properties]
    for pid in pids:
        if pid not in PROPERTIES:
            raise BadQuery(f"no property {pid!r}; there are {', '.join(PROPERTIES)}")
    return {
        "meta": [{"id": pid, "name": PROPERTIES[pid].name} for pid in pids],
        "rows": {each: {pid: _values(entities, each, pid) for pid in pids} for each in ids},
    }


def preview_html(entity: Known) -> str:
    """A small page about an entity; everything in it comes from outside, and is escaped."""
    lines = [f"<h3>{html.escape(entity.name)}</h3>", f"<p>{html.escape(entity.describe())}</p>"]
    for each in PROPERTIES.values():
        values = entity.values.get(each.id, ())
        if values:
            shown = "; ".join(html.escape(value.text) for value in values[:_SHOWN_VALUES])
            more = f" and {len(values) - _SHOWN_VALUES} more" * (len(values) > _SHOWN_VALUES)
            lines.append(f"<p><b>{html.escape(each.name)}</b>: {shown}{more}</p>")
    style = "<style>body{font:13px sans-serif;margin:6px}h3,p{margin:2px 0}</style>"
    head = f'<head><meta charset="utf-8"><title>{html.escape(entity.name)}</title>{style}</head>'
    return f"<!DOCTYPE html><html lang='en'>{head}<body>{''.join(lines)}</body></html>"


def _results(entities: Entities, key: str, query: object) -> list[dict[str, Any]]:
    if not isinstance(query, dict):
        raise BadQuery(f"{key}: a query is an object with query, type, limit and properties")
    name = query.get("query", "")
    properties = _wanted_properties(key, query.get("properties") or [])
    if not isinstance(name, str) or not (name or properties):
        raise BadQuery(f"{key}: give a query or properties")
    types = query.get("type") or []
    types = [types] if isinstance(types, str) else types
    if not _are_texts(types):
        raise BadQuery(f"{key}: type is an id or a list of ids")
    found = entities.find(name[:_LONGEST_NAME], frozenset(types), properties)
    certain = [each for each in found if _is_certain(each)]
    limit = whole_number(query.get("limit"), USUAL_RESULTS)
    return [_result(each, match=certain == [each]) for each in found[:limit]]


def _is_certain(found: Found) -> bool:
    return found.score >= 100.0 and all(found.properties.values())


def _result(found: Found, *, match: bool) -> dict[str, Any]:
    features: list[dict[str, Any]] = [{"id": "name_similarity", "value": found.name_similarity}]
    features += [
        {"id": f"property_{pid}", "value": agrees} for pid, agrees in found.properties.items()
    ]
    return {
        "id": found.entity.id,
        "name": found.entity.name,
        "description": found.entity.describe(),
        "type": [{"id": each, "name": TYPES[each]} for each in found.entity.types],
        "score": found.score,
        "features": features,
        "match": match,
    }


def _wanted_properties(key: str, given: object) -> dict[str, tuple[str, ...]]:
    """Texts and ids wanted, by property; those of properties unknown here say nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for each in given if isinstance(given, list) else [given]:
        if not isinstance(each, dict) or "pid" not in each or "v" not in each:
            raise BadQuery(f"{key}: a property has pid and v")
        values = each["v"] if isinstance(each["v"], list) else [each["v"]]
        texts = (v.get("id") if isinstance(v, dict) else v for v in values)
        if each["pid"] in PROPERTIES:
            found[each["pid"]] = tuple(str(text) for text in texts if text is not None)
    return found


def _values(entities: Entities, entity: str, pid: str) -> list[dict[str, str]]:
    known = entities.by_id.get(entity)
    if known is None:
        return []
    return [
        {"str": value.text} if value.id is None else {"id": value.id, "name": value.text}
        for value in known.values.get(pid, ())
    ]


def type_of(each: str) -> dict[str, Any]:
    """A type as the API tells it."""
    told: dict[str, Any] = {"id": each, "name": TYPES[each]}
    if each in BROADER:
        told["broader"] = [{"id": BROADER[each], "name": TYPES[BROADER[each]]}]
    return told


def suggested(entity: Known) -> dict[str, Any]:
    """An entity as suggestions tell it."""
    notable = [{"id": each, "name": TYPES[each]} for each in entity.types]
    told = {"id": entity.id, "name": entity.name, "description": entity.describe()}
    return {**told, "notable": notable}


def whole_number(value: object, usual: int, most: int = _MOST_RESULTS) -> int:
    """A number a client sent, between 0 and ``most``; the usual one where it sent none."""
    try:
        return max(0, min(int(str(value)), most))
    except ValueError:
        return usual


def _are_texts(values: object) -> TypeGuard[list[str]]:
    return isinstance(values, list) and all(isinstance(each, str) for each in values)


def parse_object(text: str, what: str) -> dict[str, Any]:
    """The JSON object that a client sent; raises BadQuery where it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadQuery(f"{what} is no JSON") from error
    if not isinstance(value, dict):
        raise BadQuery(f"{what} is no JSON object")
    return value
