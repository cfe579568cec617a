"""The pages of documentation that are drawn from the files under ontology/.

``python -m edu_kg.query.pages docs`` writes them anew.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from edu_kg.ontology import EDU, PREFIXES, NamedQuery, named_queries, ontology_path, shorten

_SECTIONS = (
    ("Classes", "owl:Class", "rdfs:subClassOf"),
    ("Concepts", "skos:Concept", "skos:inScheme"),
    ("Concept schemes", "skos:ConceptScheme", ""),
    ("Properties between nodes", "owl:ObjectProperty", "rdfs:subPropertyOf"),
    ("Properties with values", "owl:DatatypeProperty", "rdfs:subPropertyOf"),
)
_SKELETON = """\
# The vocabulary

Drawn from [`ontology/edu-kg.ttl`](../ontology/edu-kg.ttl) by `python -m edu_kg.query.pages docs`;
[`ontology/shapes.ttl`](../ontology/shapes.ttl) says what each node must have.
[`ontology-reference.md`](ontology-reference.md) tells of each term in full, with an example;
[`competency.md`](competency.md) shows what the vocabulary answers.

Everything worth doubting is a node with an IRI: a post is an `org:Membership`, somebody's part in
an event an `edu:Participation`, a relation an `edu:Relation`. From each, `prov:wasDerivedFrom`
leads to the article and `edu:evidence` to the words, where `oa:exact`, `oa:start` and `oa:end` are
one hop away.

```sparql
SELECT ?who ?whom ?words WHERE {{
  ?part edu:participant/schema:name ?who ; edu:onBehalfOf/schema:name ?whom ;
        edu:evidence/oa:exact ?words
}}
```

## Prefixes
Queries may use these without declaring them.

{prefixes}

{sections}"""
_QUERIES = """\
# Named queries

Drawn from [`ontology/queries/`](../ontology/queries) by `python -m edu_kg.query.pages docs`.
Ask them with `edu-kg query --name NAME --param key=value`, or `graph.run("NAME", key="value")`.
A *name* is any name of a person, body or place, whatever its case; a *year* has four digits.

{queries}"""


def ontology_page() -> str:
    """docs/ontology.md: prefixes, and every term with what it means and stands under."""
    store = ox.Store()
    store.load(path=str(ontology_path("edu-kg.ttl")), format=ox.RdfFormat.TURTLE)
    prefixes = _table(("prefix", "namespace"), ((f"`{p}:`", f"<{n}>") for p, n in PREFIXES.items()))
    told: set[str] = set()
    sections = []
    for title, kind, above in _SECTIONS:
        terms = [term for term in _terms(store, kind) if term not in told]
        told.update(terms)
        rows = (
            (f"`{shorten(term)}`", _comment(store, term), _above(store, term, above))
            for term in terms
        )
        sections.append(f"## {title}\n{_table(('term', 'meaning', 'under'), rows)}\n")
    return _SKELETON.format(prefixes=prefixes, sections="\n".join(sections))


def queries_page() -> str:
    """docs/queries.md: every named query with its parameters and its SPARQL."""
    return _QUERIES.format(queries="\n".join(map(_query_section, named_queries())))


def write_pages(folder: Path) -> None:
    """Write both pages into the folder."""
    (folder / "ontology.md").write_text(ontology_page(), encoding="utf-8")
    (folder / "queries.md").write_text(queries_page(), encoding="utf-8")


def _query_section(query: NamedQuery) -> str:
    rows = (
        (f"`{p.name}`", str(p.type), "yes" if p.required else "no", p.description)
        for p in query.parameters
    )
    table = _table(("parameter", "type", "required", "meaning"), rows)
    sparql = query.sparql[query.sparql.index("SELECT") :].rstrip()
    return (
        f"## {query.name}\n**{query.title}.** {query.description}\n\n{table}\n\n"
        f"```sparql\n{sparql}\n```\n"
    )


def _terms(store: ox.Store, kind: str) -> list[str]:
    """The terms of that class, in the order of the constants, which is that of the design."""
    quads = store.quads_for_pattern(None, _node("rdf:type"), _node(kind))
    found = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    return [iri for iri in EDU.iris if iri in found]


def _comment(store: ox.Store, term: str) -> str:
    return " ".join(_objects(store, term, "rdfs:comment"))


def _above(store: ox.Store, term: str, predicate: str) -> str:
    return ", ".join(f"`{shorten(iri)}`" for iri in _objects(store, term, predicate))


def _objects(store: ox.Store, term: str, predicate: str) -> list[str]:
    if not predicate:
        return []
    quads = store.quads_for_pattern(ox.NamedNode(term), _node(predicate), None)
    return sorted(
        quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)
    )


def _node(short: str) -> ox.NamedNode:
    prefix, _, name = short.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + name)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
