"""The organisations of a built graph, with what helps to find them in an authority."""

from collections import defaultdict
from collections.abc import Iterable

from edu_kg.graph import entity_id
from edu_kg.linking.authorities import host_of
from edu_kg.linking.countries import find_country_words
from edu_kg.linking.name_forms import name_words
from edu_kg.model import Body, OrganizationKind
from edu_kg.ontology import ORG, PREFIXES, SCHEMA
from edu_kg.store import Store
from edu_kg.text import name_key

_KINDS = {
    SCHEMA.CollegeOrUniversity: OrganizationKind.UNIVERSITY,
    SCHEMA.EducationalOrganization: OrganizationKind.SCHOOL,
    SCHEMA.GovernmentOrganization: OrganizationKind.GOVERNMENT,
    SCHEMA.Corporation: OrganizationKind.COMPANY,
    SCHEMA.NewsMediaOrganization: OrganizationKind.MEDIA,
    ORG.OrganizationalUnit: OrganizationKind.UNIT,
}
_IS_BODY = "?x a schema:Organization ."
_ASKED = {
    "name": "?x schema:name ?value",
    "other": "?x skos:altLabel ?value",
    "class": "?x a ?value",
    "kind": "?x edu:organizationKind ?value",
    "place": "?x edu:locatedIn/schema:name ?value",
    "parent": "?x edu:subOrganizationOf/schema:name ?value",
    "event": "?part edu:participant ?x ; edu:event/schema:location/schema:name ?value",
    "article": "?x edu:mentionedIn/schema:url ?value",
}
_PLACES = """SELECT DISTINCT ?url ?name WHERE {
  ?place a schema:Place ; schema:name ?name ; edu:mentionedIn/schema:url ?url }"""
_NEIGHBOURS = """SELECT DISTINCT ?url ?name WHERE {
  ?x a schema:Organization ; schema:name ?name ; edu:mentionedIn/schema:url ?url }"""
_PUBLISHERS = "SELECT DISTINCT ?name ?url WHERE { ?a schema:publisher ?name ; schema:url ?url }"


def read_bodies(store: Store) -> list[Body]:
    """The organisations of a graph, by id, with what helps to find them in an authority."""
    said = {aspect: _values(store, pattern) for aspect, pattern in _ASKED.items()}
    places = _rows(store, _PLACES)
    telling = {
        url: tuple(name for name in names if find_country_words(name_words(name)))
        for url, names in _rows(store, _NEIGHBOURS).items()
    }
    sites = _sites(store)
    bodies = []
    for iri, names in sorted(said["name"].items()):
        others = said["other"].get(iri, ())
        articles = said["article"].get(iri, ())
        keys = {name_key(name) for name in (*names, *others)}
        bodies.append(
            Body(
                id=entity_id(iri),
                name=names[0],
                other_names=others,
                kind=_kind(said["kind"].get(iri, ()), said["class"].get(iri, ())),
                places=said["place"].get(iri, ()),
                event_places=said["event"].get(iri, ()),
                parents=said["parent"].get(iri, ()),
                domains=_sorted(host for key in keys for host in sites.get(key, ())),
                settings=_sorted(place for url in articles for place in places.get(url, ())),
                beside=_sorted(
                    name for url in articles for name in telling.get(url, ()) if name != names[0]
                ),
                hosts=_sorted(filter(None, map(host_of, articles))),
            )
        )
    return bodies


def _values(store: Store, pattern: str) -> dict[str, tuple[str, ...]]:
    return _rows(store, f"SELECT DISTINCT ?x ?value WHERE {{ {_IS_BODY} {pattern} }}")


def _rows(store: Store, sparql: str) -> dict[str, tuple[str, ...]]:
    """The second column by the first, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in store.query(sparql, PREFIXES).values:
        found[str(key)].append(str(value))
    return {key: tuple(sorted(values)) for key, values in found.items()}


def _sites(store: Store) -> dict[str, set[str]]:
    """The hosts that publishers publish on, by the key of their name."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, urls in _rows(store, _PUBLISHERS).items():
        found[name_key(name)].update(filter(None, map(host_of, urls)))
    return found


def _kind(kinds: tuple[str, ...], classes: tuple[str, ...]) -> OrganizationKind | None:
    if kinds:
        return OrganizationKind(kinds[0])
    return next((_KINDS[each] for each in classes if each in _KINDS), None)


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
