"""What entities can be chosen by beside their names: type, year, country, partner."""

import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edu_kg.graph import short_id
from edu_kg.linking.countries import country_name
from edu_kg.model import Rows
from edu_kg.query.search import Found
from edu_kg.query.ties import Ties
from edu_kg.query.whereabouts import find_countries

_MOST_VALUES = 100
_TYPES = "SELECT DISTINCT ?x ?type WHERE { ?x a schema:Organization ; a ?type }"
_YEARS = """SELECT DISTINCT ?x ?date WHERE {
  ?x edu:mentionedIn ?article . ?article schema:datePublished ?date }"""
_PLACES = """SELECT DISTINCT ?x ?place WHERE {
  ?x edu:locatedIn ?where . ?where schema:name ?place }"""
_NAMES = """SELECT DISTINCT ?x ?name WHERE {
  VALUES ?kind { schema:Organization schema:Place } ?x a ?kind ; schema:name ?name }"""
_TYPE_LABELS = {
    "CollegeOrUniversity": "university",
    "EducationalOrganization": "school",
    "GovernmentOrganization": "government body",
    "Corporation": "company",
    "NewsMediaOrganization": "news medium",
    "FormalOrganization": "association or intergovernmental body",
    "OrganizationalUnit": "unit of a body",
}


class Facet(enum.StrEnum):
    """What entities are chosen by."""

    TYPE = "type"
    """What sort of body it is."""
    YEAR = "year"
    """A year in which an article that mentions it was published."""
    COUNTRY = "country"
    """Where the body is, by the places it is said to be in and by its own name."""
    PARTNER = "partner"
    """A body that it signs or works with."""


Chosen = Mapping[Facet, str]
"""A value for each facet that is chosen by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that may be chosen: what it is called, and how many entities have it."""

    value: str
    label: str
    count: int


class Facets:
    """The values of all entities of a graph in one state."""

    def __init__(self, ask: Callable[[str], Rows], ties: Iterable[Ties]) -> None:
        self._values: dict[str, dict[Facet, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._labels: dict[tuple[Facet, str], str] = {}
        for iri, facet, value, label in _told(ask, ties):
            self._values[iri][facet].add(value)
            self._labels[facet, value] = label

    @property
    def entities(self) -> Collection[str]:
        """The IRIs of all that has any value."""
        return self._values.keys()

    def narrow(self, found: Iterable[Found], chosen: Chosen) -> list[Found]:
        """Those that have every value chosen, in the same order."""
        return [
            each
            for each in found
            if all(value in self._of(each, facet) for facet, value in chosen.items())
        ]

    def count(self, found: Sequence[Found], chosen: Chosen) -> dict[Facet, tuple[FacetValue, ...]]:
        """The values to choose from: of each facet those of what the other facets leave.

        Years come latest first, all others with most entities first.
        """
        counted = {}
        for facet in Facet:
            others = {each: value for each, value in chosen.items() if each is not facet}
            counts = Counter(
                value for each in self.narrow(found, others) for value in self._of(each, facet)
            )
            values = [
                FacetValue(value=value, label=self._labels[facet, value], count=count)
                for value, count in counts.items()
            ]
            values.sort(key=lambda each: (-each.count, each.label, each.value))
            shown = values[:_MOST_VALUES]
            shown += [each for each in values[_MOST_VALUES:] if each.value == chosen.get(facet)]
            if facet is Facet.YEAR:
                shown.sort(key=lambda each: each.value, reverse=True)
            counted[facet] = tuple(shown)
        return counted

    def _of(self, found: Found, facet: Facet) -> Iterable[str]:
        values = self._values.get(found.iri)
        return () if values is None else values.get(facet, ())


_Told = tuple[str, Facet, str, str]
"""An entity, and a value of a facet with what it is called."""


def _told(ask: Callable[[str], Rows], ties: Iterable[Ties]) -> Iterator[_Told]:
    for iri, sort in ask(_TYPES).values:
        name = str(sort).rpartition("/")[2].rpartition("#")[2]
        if name in _TYPE_LABELS:
            yield str(iri), Facet.TYPE, name, _TYPE_LABELS[name]
    for iri, date in ask(_YEARS).values:
        year = str(date)[:4]
        yield str(iri), Facet.YEAR, year, year
    for iri, code in _countries(ask):
        yield iri, Facet.COUNTRY, code, country_name(code)
    for network in ties:
        names = {node.iri: node.name for node in network.nodes}
        for tie in network.ties:
            for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
                yield one, Facet.PARTNER, short_id(other), names[other]


def _countries(ask: Callable[[str], Rows]) -> Iterator[tuple[str, str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for iri, place in ask(_PLACES).values:
        places[str(iri)].append(str(place))
    for iri, name in ask(_NAMES).values:
        for code in find_countries(str(name), places[str(iri)]):
            yield str(iri), code
