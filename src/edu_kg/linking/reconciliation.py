"""Both ends of the W3C Reconciliation Service API 0.2, as far as a client needs it.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ Only values go in
and out here; who sends them is ``edu_kg.fetch``.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from edu_kg.errors import UnusableService
from edu_kg.linking.authorities import is_iri
from edu_kg.linking.deciding import decide
from edu_kg.linking.shortlists import Shortlist
from edu_kg.model import AuthorityName, AuthorityRecord, Body, Ground, LinkDecision, NameKind
from edu_kg.text import fold_words

BATCH = 10
"""Queries in one request: what services take without complaint, and OpenRefine sends."""
_SPOKEN = {"0.1", "0.2"}
_LONGEST_NAME = 500
# A word for the service's own opinion: never enough to outweigh that a name is anybody's.
_CALLED_A_MATCH = Ground(text="the service calls it a match", weight=8)
_TYPES = {
    "university": "education",
    "college": "education",
    "school": "education",
    "educational": "education",
    "government": "government",
    "company": "company",
    "corporation": "company",
    "business": "company",
}
PROPERTIES: Mapping[str, str] = MappingProxyType(
    {"place": "places", "parent": "parents", "domain": "domains"}
)
"""What may be told of a body beside its name, and the field of ``Body`` that holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a service says of itself; ``space`` is what its ids make IRIs with."""

    name: str
    space: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a service is asked.

    ``type`` is the id of the type wanted, ``limit`` how many candidates are at most, ``properties``
    the service's property ids for what is told of a body, by the words of ``PROPERTIES``.
    """

    type: str | None = None
    limit: int = 5
    properties: Mapping[str, str] = field(default_factory=dict)


def parse_manifest(url: str, answer: bytes) -> Manifest:
    """The manifest that a service gives at its address.

    Raises UnusableService where it is none, or of another version of the API.
    """
    value = _json(url, answer)
    versions = value.get("versions")
    if isinstance(versions, list) and not _SPOKEN & set(map(str, versions)):
        spoken = ", ".join(map(str, versions))[:100]
        raise UnusableService(url, f"it speaks version {spoken} of the API; this project 0.2")
    name, space = value.get("name"), value.get("identifierSpace")
    if not isinstance(name, str) or not isinstance(space, str):
        raise UnusableService(
            url, "no manifest with name and identifierSpace; give the service's endpoint"
        )
    return Manifest(name=name, space=space)


def query_batches(bodies: Sequence[Body], asking: Asking) -> Iterator[dict[str, dict[str, Any]]]:
    """Batches of queries, each by the key its answer comes back under."""
    for begin in range(0, len(bodies), BATCH):
        yield {
            f"q{number}": _query(body, asking)
            for number, body in enumerate(bodies[begin : begin + BATCH], begin)
        }


def parse_results(
    url: str, answer: bytes, manifest: Manifest, keys: Collection[str]
) -> dict[str, dict[AuthorityRecord, bool]]:
    """The candidates for each query, and whether the service calls them a match.

    Raises UnusableService where the answer is none, or lacks a query.
    """
    value = _json(url, answer)
    try:
        return {key: dict(_record(each, manifest) for each in value[key]["result"]) for key in keys}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnusableService(
            url, f"an answer not of the API's form ({error!r:.200}); tell who runs it"
        ) from error


def decide_on_answers(body: Body, candidates: Mapping[AuthorityRecord, bool]) -> LinkDecision:
    """Whether a body is one of a service's candidates, weighed as the records of a file are."""
    records = {record.id: record for record in candidates}
    known = Shortlist(
        records=records,
        by_body={body.id: tuple(sorted(records))},
        countries_of_place={},
        common_words=frozenset(),
        read=len(records),
    )
    told = {record.id: _CALLED_A_MATCH for record, matches in candidates.items() if matches}
    return decide(body, known, told=told)


def _query(body: Body, asking: Asking) -> dict[str, Any]:
    query: dict[str, Any] = {"query": body.name[:_LONGEST_NAME], "limit": asking.limit}
    if asking.type is not None:
        query["type"] = asking.type
    properties = [
        {"pid": pid, "v": list(values) if len(values) > 1 else values[0]}
        for word, pid in sorted(asking.properties.items())
        if (values := getattr(body, PROPERTIES[word]))
    ]
    return {**query, "properties": properties} if properties else query


def _record(value: dict[str, Any], manifest: Manifest) -> tuple[AuthorityRecord, bool]:
    given, name = value["id"], value["name"]
    if not isinstance(given, str) or not isinstance(name, str) or not name.strip():
        raise ValueError("a candidate without id or name")
    iri = given if is_iri(given) else manifest.space + given
    if not is_iri(iri):
        raise ValueError(f"no IRI comes of the id {given[:100]!r}")
    types = [
        each.get("name") or each["id"] if isinstance(each, dict) else each
        for each in value.get("type") or ()
    ]
    words = {word for each in types for word in fold_words(_spaced(str(each)))}
    record = AuthorityRecord(
        id=iri,
        names=(AuthorityName(text=name, kind=NameKind.DISPLAY),),
        types=tuple(sorted({_TYPES[word] for word in words if word in _TYPES})),
    )
    return record, value.get("match") is True


def _spaced(name: str) -> str:
    """A name in camel case as words."""
    return "".join(f" {sign}" if sign.isupper() else sign for sign in name)


def _json(url: str, answer: bytes) -> dict[str, Any]:
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise UnusableService(url, "the answer is no JSON; give the service's endpoint") from error
    if not isinstance(value, dict):
        raise UnusableService(url, "the answer is no JSON object; give the service's endpoint")
    return value
