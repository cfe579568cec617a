"""Networks over a graph's facts, for networkx: who signs, meets, acts and works with whom."""

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from edu_kg.errors import MissingExtra
from edu_kg.model import Rows, Value

if TYPE_CHECKING:
    import networkx as nx

_MANY = 200
"""More people than this in one event (a congress) say nothing of any pair of them."""


class NetworkKind(enum.StrEnum):
    """What ties two nodes."""

    CO_SIGNING = "co-signing"
    """Two bodies that are parties to the same signing."""
    CO_ATTENDANCE = "co-attendance"
    """Two persons who take part in the same event."""
    REPRESENTATION = "representation"
    """A person and a body that the person acts for: a directed tie."""
    COOPERATION = "cooperation"
    """Two bodies of which a text says that they work together."""
    OFFICES = "offices"
    """A person and a body where the person holds a title: a directed tie."""


Ask = Callable[[str], Rows]

_SIGNINGS = """SELECT DISTINCT ?event ?date ?iri ?name ("organization" AS ?kind) WHERE {
  ?part edu:event ?event ; edu:participant ?party .
  ?event edu:eventType edu:Signing .
  OPTIONAL { ?event schema:startDate ?date }
  { ?part edu:participatesAs edu:Party } UNION { ?part edu:participatesAs edu:Signatory }
  { ?party a schema:Organization . BIND(?party AS ?iri) } UNION { ?part edu:onBehalfOf ?iri }
  ?iri a schema:Organization ; schema:name ?name }"""
_ATTENDANCE = """SELECT DISTINCT ?event ?date ?iri ?name ("person" AS ?kind) WHERE {
  ?part edu:event ?event ; edu:participant ?iri .
  ?iri a schema:Person ; schema:name ?name .
  OPTIONAL { ?event schema:startDate ?date } }"""
_TIES = {
    NetworkKind.REPRESENTATION: """SELECT DISTINCT ?event ?date ?a ?b ?name ?other WHERE {
  ?part edu:event ?event ; edu:participant ?a ; edu:onBehalfOf ?b .
  OPTIONAL { ?event schema:startDate ?date }
  ?a schema:name ?name . ?b schema:name ?other }""",
    NetworkKind.COOPERATION: """SELECT DISTINCT ?event ?date ?a ?b ?name ?other WHERE {
  ?event edu:predicate edu:cooperatesWith ; edu:subject ?a ; edu:object ?b ;
         prov:wasDerivedFrom ?article .
  OPTIONAL { ?article schema:datePublished ?date }
  ?a schema:name ?name . ?b schema:name ?other }""",
    NetworkKind.OFFICES: """SELECT DISTINCT ?event ?date ?a ?b ?name ?other WHERE {
  ?event a org:Membership ; org:member ?a ; org:organization ?b ; prov:wasDerivedFrom ?article .
  OPTIONAL { ?article schema:datePublished ?date }
  ?a schema:name ?name . ?b schema:name ?other }""",
}
_DIRECTED = frozenset({NetworkKind.REPRESENTATION, NetworkKind.OFFICES})


@dataclass(slots=True)
class _Tie:
    """What ties two nodes: the events or facts, and their dates."""

    facts: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)

    def add(self, fact: str, date: str | None) -> None:
        self.facts.add(fact)
        if date is not None:
            self.dates.add(date)


def build_network(
    ask: Ask, kind: NetworkKind, years: range | None = None
) -> "nx.Graph[str] | nx.DiGraph[str]":
    """The network of that kind, over facts dated within ``years`` where given.

    Nodes are IRIs with ``name`` and ``kind`` ("person" or "organization"); edges have ``weight``
    (how many events, or stated facts, tie the two), ``first`` and ``last`` (ISO dates, or None)
    and ``facts`` (their IRIs). Nodes and edges come in the same order every time.

    Raises:
        MissingExtra: networkx is not installed.
    """
    try:
        import networkx as nx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra("networkx", "notebooks") from error
    directed = kind in _DIRECTED
    network: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    names, ties = _read(ask, kind, years)
    for node in sorted({node for pair in ties for node in pair}):
        name, what = names[node]
        network.add_node(node, name=name, kind=what)
    for (one, other), tie in sorted(ties.items()):
        network.add_edge(
            one,
            other,
            weight=len(tie.facts),
            first=min(tie.dates, default=None),
            last=max(tie.dates, default=None),
            facts=tuple(sorted(tie.facts)),
        )
    return network


_Names = Mapping[str, tuple[str, str]]
_Ties = Mapping[tuple[str, str], _Tie]


def _read(ask: Ask, kind: NetworkKind, years: range | None) -> tuple[_Names, _Ties]:
    if kind in _TIES:
        return _direct(ask(_TIES[kind]), kind, years)
    return _together(ask(_SIGNINGS if kind is NetworkKind.CO_SIGNING else _ATTENDANCE), years)


def _direct(rows: Rows, kind: NetworkKind, years: range | None) -> tuple[_Names, _Ties]:
    """Ties that a fact states itself."""
    names: dict[str, tuple[str, str]] = {}
    ties: dict[tuple[str, str], _Tie] = {}
    first = "person" if kind in _DIRECTED else "organization"
    for row in _within(rows.records(), years):
        one, other = str(row["a"]), str(row["b"])
        names[one] = str(row["name"]), first
        names[other] = str(row["other"]), "organization"
        pair = (one, other) if kind in _DIRECTED else (min(one, other), max(one, other))
        ties.setdefault(pair, _Tie()).add(str(row["event"]), _text(row["date"]))
    return names, ties


def _together(rows: Rows, years: range | None) -> tuple[_Names, _Ties]:
    """Ties between all who are in the same event."""
    names: dict[str, tuple[str, str]] = {}
    events: dict[str, set[str]] = {}
    dates: dict[str, str | None] = {}
    for row in _within(rows.records(), years):
        event, node = str(row["event"]), str(row["iri"])
        names[node] = str(row["name"]), str(row["kind"])
        events.setdefault(event, set()).add(node)
        dates[event] = _text(row["date"])
    ties: dict[tuple[str, str], _Tie] = {}
    for event, nodes in events.items():
        if len(nodes) <= _MANY:
            for pair in combinations(sorted(nodes), 2):
                ties.setdefault(pair, _Tie()).add(event, dates[event])
    return names, ties


def _within(records: Iterable[dict[str, Value]], years: range | None) -> Iterator[dict[str, Value]]:
    for row in records:
        date = _text(row["date"])
        if years is None or (date is not None and int(date[:4]) in years):
            yield row


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def years_of(years: int | tuple[int, int] | range | None) -> range | None:
    """One year, the first and last of several, or a range, as a range.

    >>> years_of((2018, 2020))
    range(2018, 2021)
    """
    if isinstance(years, int):
        return range(years, years + 1)
    if isinstance(years, tuple):
        return range(years[0], years[1] + 1)
    return years
