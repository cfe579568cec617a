"""The entities of a graph as a reconciliation service offers them: found, described, suggested."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rapidfuzz import fuzz

from edu_kg.graph import entity_id
from edu_kg.ontology import SCHEMA
from edu_kg.query import Graph
from edu_kg.text import fold_words, name_key

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "Person": "person",
        "Organization": "organisation",
        "Place": "place",
        "CollegeOrUniversity": "university",
        "EducationalOrganization": "school",
        "GovernmentOrganization": "government body",
        "Corporation": "company",
        "NewsMediaOrganization": "news medium",
    }
)
"""The types of entities, local names of schema.org, and what they are called."""
BROADER: Mapping[str, str] = MappingProxyType(dict.fromkeys(tuple(TYPES)[3:], "Organization"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """What the service can tell of an entity; ``pattern`` binds ?text and perhaps ?id to ?x."""

    id: str
    name: str
    types: tuple[str, ...]
    pattern: str


PROPERTIES: Mapping[str, Property] = MappingProxyType(
    {
        each.id: each
        for each in (
            Property(
                id="alternateName",
                name="other names",
                types=("Person", "Organization", "Place"),
                pattern="?x skos:altLabel ?text",
            ),
            Property(
                id="title",
                name="title of a post held",
                types=("Person",),
                pattern="?role org:member ?x ; edu:title ?text",
            ),
            Property(
                id="organization",
                name="body a post is held at",
                types=("Person",),
                pattern="?role org:member ?x ; org:organization ?id . ?id schema:name ?text",
            ),
            Property(
                id="place",
                name="place it is in",
                types=("Organization", "Place"),
                pattern="?x edu:locatedIn ?id . ?id schema:name ?text",
            ),
            Property(
                id="parent",
                name="body it is part of",
                types=("Organization",),
                pattern="?x edu:subOrganizationOf ?id . ?id schema:name ?text",
            ),
            Property(
                id="exactMatch",
                name="record of an authority",
                types=("Organization",),
                pattern="?x skos:exactMatch ?iri . BIND (str(?iri) AS ?text)",
            ),
            Property(
                id="sameAs",
                name="same elsewhere (Wikidata and others)",
                types=("Organization",),
                pattern="?x schema:sameAs ?iri . BIND (str(?iri) AS ?text)",
            ),
            Property(
                id="article",
                name="article that names it",
                types=("Person", "Organization", "Place"),
                pattern="?x edu:mentionedIn/schema:url ?iri . BIND (str(?iri) AS ?text)",
            ),
        )
    }
)


@dataclass(frozen=True, slots=True, order=True)
class PropertyValue:
    """A value of a property; ``id`` where it is an entity itself."""

    text: str
    id: str | None = None


@dataclass(slots=True, kw_only=True)
class Known:
    """One entity: its id, its names, the preferred one first, its types, the values told of it."""

    id: str
    names: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    values: dict[str, list[PropertyValue]] = field(default_factory=lambda: defaultdict(list))

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0]

    def describe(self) -> str:
        """What tells it from others of its name, in a few words."""
        told = [TYPES[self.types[-1]]] if self.types else []
        for word in ("title", "organization", "parent", "place"):
            told += [value.text for value in self.values.get(word, ())[:1]]
        return ", ".join(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entity that answers a query: how alike (0 to 100), and what was compared."""

    entity: Known
    score: float
    name_similarity: float
    properties: Mapping[str, bool]


class Entities:
    """All entities of a graph, as they were when this was made."""

    def __init__(self, graph: Graph) -> None:
        self.by_id = _read_entities(graph)
        self._by_key: dict[str, list[Known]] = defaultdict(list)
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for entity in self.by_id.values():
            for name in entity.names:
                self._by_key[name_key(name)].append(entity)
                for word in fold_words(name):
                    self._by_word[word].add(entity.id)

    def find(
        self, name: str, types: frozenset[str], properties: Mapping[str, tuple[str, ...]]
    ) -> list[Found]:
        """The entities of these types that the name and the properties may mean, best first.

        ``properties`` are texts or ids wanted, by property; without a name they alone decide.
        """
        found = []
        for entity in self._candidates(name):
            if types and not types & set(entity.types):
                continue
            agreeing = {pid: _has_any(entity, pid, wanted) for pid, wanted in properties.items()}
            similar = _similarity(name, entity) if name else 100.0
            share = sum(agreeing.values()) / len(agreeing) if agreeing else 1.0
            if not name and share == 0:
                continue
            # Names weigh three times what is told beside them.
            score = similar * 0.75 + 25.0 * share if agreeing else similar
            found.append(
                Found(
                    entity=entity,
                    score=round(score, 2),
                    name_similarity=round(similar, 2),
                    properties=agreeing,
                )
            )
        return sorted(found, key=lambda each: (-each.score, each.entity.name, each.entity.id))

    def suggest(self, prefix: str) -> list[Known]:
        """The entities a name or id of which begins so, those of equal names first."""
        key = name_key(prefix)
        ranked = {}
        if prefix in self.by_id:
            ranked[prefix] = (0, prefix)
        for known, entities in self._by_key.items():
            if key and (known.startswith(key) or f" {key}" in known):
                rank = 0 if known == key else 1 if known.startswith(key) else 2
                for entity in entities:
                    ranked[entity.id] = min(ranked.get(entity.id, (3, "")), (rank, known))
        return [self.by_id[each] for each in sorted(ranked, key=lambda e: (ranked[e], e))]

    def _candidates(self, name: str) -> Iterable[Known]:
        if not name:
            return self.by_id.values()
        if name in self.by_id:
            return (self.by_id[name],)
        ids = {entity.id for entity in self._by_key.get(name_key(name), ())}
        postings = sorted(
            (self._by_word.get(word, set()) for word in sorted(set(fold_words(name)))), key=len
        )
        for posting in postings:
            # The rare words first; a word that half the graph shares finds nothing new.
            if len(ids) + len(posting) > _MOST_COMPARED:
                break
            ids |= posting
        return (self.by_id[each] for each in ids)


_MOST_COMPARED = 2000


def _similarity(name: str, entity: Known) -> float:
    if name == entity.id:
        return 100.0
    key = name_key(name)
    keys = [name_key(each) for each in entity.names]
    if key in keys:
        return 100.0
    # Never 100: that is for equal names.
    return min(99.0, max(max(fuzz.ratio(key, k), fuzz.token_sort_ratio(key, k)) for k in keys))


def _has_any(entity: Known, pid: str, wanted: tuple[str, ...]) -> bool:
    values = entity.values.get(pid, ())
    keys = {name_key(value.text) for value in values} | {value.id for value in values}
    return any(name_key(each) in keys or each in keys for each in wanted)


def _read_entities(graph: Graph) -> dict[str, Known]:
    found: dict[str, Known] = {}
    types = " ".join(f"schema:{each}" for each in TYPES)
    rows = graph.query(
        f"SELECT DISTINCT ?x ?type WHERE {{ VALUES ?type {{ {types} }} ?x a ?type }}"
    )
    order = list(TYPES)
    for iri, type_iri in rows.values:
        entity = found.setdefault(entity_id(str(iri)), Known(id=entity_id(str(iri))))
        entity.types.append(str(type_iri).removeprefix(SCHEMA.namespace))
    for predicate in ("schema:name", "skos:altLabel"):
        for iri, name in graph.query(
            f"SELECT ?x ?name WHERE {{ ?x {predicate} ?name }} ORDER BY ?name"
        ).values:
            if (key := entity_id(str(iri))) in found:
                found[key].names.append(str(name))
    for each in PROPERTIES.values():
        asked = f"SELECT DISTINCT ?x ?text ?id WHERE {{ {each.pattern} }}"
        for iri, text, value in graph.query(asked).values:
            if (key := entity_id(str(iri))) in found:
                other = None if value is None else entity_id(str(value))
                found[key].values[each.id].append(PropertyValue(str(text), other))
    for entity in found.values():
        entity.types.sort(key=order.index)
        for values in entity.values.values():
            values.sort(key=lambda value: (value.text, value.id or ""))
    return {key: found[key] for key in sorted(found) if found[key].names}
