"""Ties between persons and bodies: who signs, meets, acts and works with whom."""

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from edu_kg.model import Rows, Value

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

    @property
    def directed(self) -> bool:
        """Whether the first of two nodes does something for the second."""
        return self in (NetworkKind.REPRESENTATION, NetworkKind.OFFICES)

    @property
    def of_events(self) -> bool:
        """Whether what ties two nodes are events, which have a type."""
        return self not in (NetworkKind.COOPERATION, NetworkKind.OFFICES)


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedNode:
    """A person or body with at least one tie; ``kind`` is "person" or "organization"."""

    iri: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What ties two nodes: the IRI of each event or stated fact, with its ISO date or None.

    ``source`` and ``target`` are IRIs; of an undirected tie, ``source`` is the smaller one.
    """

    source: str
    target: str
    facts: tuple[tuple[str, str | None], ...]

    @property
    def weight(self) -> int:
        """How many events, or stated facts, tie the two."""
        return len({fact for fact, _ in self.facts})

    @property
    def dates(self) -> list[str]:
        """All dates known, the earliest first."""
        return sorted({date for _, date in self.facts if date is not None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """A network as plain values: nodes by IRI, ties by source and target."""

    kind: NetworkKind
    nodes: tuple[TiedNode, ...]
    ties: tuple[Tie, ...]


Ask = Callable[[str], Rows]

# What is optional or reckoned stands last: the engine joins the blocks before and after it whole,
# so that names in a block of their own would cost the square of the graph.
_SIGNINGS = """SELECT DISTINCT ?event ?date ?type ?iri ?name ("organization" AS ?kind) WHERE {
  VALUES ?manner { edu:Party edu:Signatory }
  ?event edu:eventType edu:Signing .
  ?part edu:event ?event ; edu:participatesAs ?manner ; edu:participant|edu:onBehalfOf ?iri .
  ?iri a schema:Organization ; schema:name ?name
  BIND("Signing" AS ?type) OPTIONAL { ?event schema:startDate ?date } }"""
_ATTENDANCE = """SELECT DISTINCT ?event ?date ?type ?iri ?name ("person" AS ?kind) WHERE {
  ?part edu:event ?event ; edu:participant ?iri .
  ?iri a schema:Person ; schema:name ?name .
  ?event edu:eventType ?sort
  BIND(STRAFTER(STR(?sort), "#") AS ?type) OPTIONAL { ?event schema:startDate ?date } }"""
# A fact that several articles state stands in the graph of each. Where the union of all graphs is a
# bag, as servers have it, every pattern of it would match once in each, and the rows be a power of
# their number.
_TIES = {
    NetworkKind.REPRESENTATION: """SELECT DISTINCT ?event ?date ?type ?a ?b ?name ?other WHERE {
  ?part edu:event ?event ; edu:participant ?a ; edu:onBehalfOf ?b .
  ?event edu:eventType ?sort . ?a schema:name ?name . ?b schema:name ?other
  BIND(STRAFTER(STR(?sort), "#") AS ?type) OPTIONAL { ?event schema:startDate ?date } }""",
    NetworkKind.COOPERATION: """SELECT DISTINCT ?event ?date ?type ?a ?b ?name ?other WHERE {
  GRAPH ?graph { ?event edu:predicate edu:cooperatesWith ; edu:subject ?a ; edu:object ?b ;
                 prov:wasDerivedFrom ?article }
  ?a schema:name ?name . ?b schema:name ?other
  OPTIONAL { ?article schema:datePublished ?date } }""",
    NetworkKind.OFFICES: """SELECT DISTINCT ?event ?date ?type ?a ?b ?name ?other WHERE {
  GRAPH ?graph { ?event a org:Membership ; org:member ?a ; org:organization ?b ;
                 prov:wasDerivedFrom ?article }
  ?a schema:name ?name . ?b schema:name ?other
  OPTIONAL { ?article schema:datePublished ?date } }""",
}

_Facts = set[tuple[str, str | None]]
_Pairs = Mapping[tuple[str, str], _Facts]
_Nodes = Mapping[str, TiedNode]


def read_ties(
    ask: Ask, kind: NetworkKind, years: range | None = None, event_type: str | None = None
) -> Ties:
    """The ties of that kind, over facts dated within ``years``, over events of that type.

    ``event_type`` is a value of ``EventType``. What is no event has no type, and drops out where
    one is asked for. Nodes and ties come in the same order every time.
    """
    nodes, pairs = _read(ask, kind, years, event_type)
    return Ties(
        kind=kind,
        nodes=tuple(nodes[iri] for iri in sorted({iri for pair in pairs for iri in pair})),
        ties=tuple(
            Tie(source=pair[0], target=pair[1], facts=tuple(sorted(facts, key=_by_text)))
            for pair, facts in sorted(pairs.items())
        ),
    )


def _read(
    ask: Ask, kind: NetworkKind, years: range | None, event_type: str | None
) -> tuple[_Nodes, _Pairs]:
    if kind in _TIES:
        rows = _within(ask(_TIES[kind]).records(), years, event_type)
        return _direct(rows, directed=kind.directed)
    asked = _SIGNINGS if kind is NetworkKind.CO_SIGNING else _ATTENDANCE
    return _together(_within(ask(asked).records(), years, event_type))


def _direct(rows: Iterable[dict[str, Value]], *, directed: bool) -> tuple[_Nodes, _Pairs]:
    """Ties that a fact states itself."""
    nodes: dict[str, TiedNode] = {}
    pairs: dict[tuple[str, str], _Facts] = {}
    first = "person" if directed else "organization"
    for row in rows:
        one, other = str(row["a"]), str(row["b"])
        nodes[one] = TiedNode(iri=one, name=str(row["name"]), kind=first)
        nodes[other] = TiedNode(iri=other, name=str(row["other"]), kind="organization")
        pair = (one, other) if directed else (min(one, other), max(one, other))
        pairs.setdefault(pair, set()).add((str(row["event"]), _text(row["date"])))
    return nodes, pairs


def _together(rows: Iterable[dict[str, Value]]) -> tuple[_Nodes, _Pairs]:
    """Ties between all who are in the same event."""
    nodes: dict[str, TiedNode] = {}
    events: dict[str, set[str]] = {}
    dates: dict[str, str | None] = {}
    for row in rows:
        event, iri = str(row["event"]), str(row["iri"])
        nodes[iri] = TiedNode(iri=iri, name=str(row["name"]), kind=str(row["kind"]))
        events.setdefault(event, set()).add(iri)
        dates[event] = _text(row["date"])
    pairs: dict[tuple[str, str], _Facts] = {}
    for event, present in events.items():
        if len(present) <= _MANY:
            for pair in combinations(sorted(present), 2):
                pairs.setdefault(pair, set()).add((event, dates[event]))
    return nodes, pairs


def _within(
    records: Iterable[dict[str, Value]], years: range | None, event_type: str | None
) -> Iterator[dict[str, Value]]:
    for row in records:
        date = _text(row["date"])
        dated = years is None or (date is not None and int(date[:4]) in years)
        if dated and (event_type is None or row["type"] == event_type):
            yield row


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _by_text(fact: tuple[str, str | None]) -> tuple[str, str]:
    return fact[0], fact[1] or ""


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
