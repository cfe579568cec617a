"""What the explorer's scripts are sent, as values that JSON knows."""

import re
from collections import Counter
from typing import Any

from edu_kg.graph import short_id
from edu_kg.model import EventType
from edu_kg.ontology import PREFIXES, named_queries, ontology_path
from edu_kg.query import Graph, NamedQuery, Ties
from edu_kg.query.cards import CardFact, read_card

ENTITY_PATH = "/id/"
"""Where this server tells of the IRI that goes on so after ``graph.iris.BASE``."""

_MOST_FACTS = 40
"""More than this is for the entity's own page; a panel beside a picture is for a look."""

_PREFIX = re.compile(r"\b([a-z]\w*):")
_TERM = re.compile(r"^(edu:\w+)", re.MULTILINE)
_OTHER_TERMS = (
    "schema:Person", "schema:Organization", "schema:Place", "schema:NewsArticle", "schema:name",
    "schema:url", "schema:headline", "schema:datePublished", "schema:startDate", "schema:endDate",
    "schema:location", "schema:about", "skos:altLabel", "org:Membership", "org:member",
    "org:organization", "org:role", "oa:exact", "oa:start", "oa:end", "oa:hasTarget",
    "oa:hasSource", "prov:wasDerivedFrom", "prov:actedOnBehalfOf",
)  # fmt: skip


def network_document(ties: Ties) -> dict[str, Any]:
    """A network: nodes, and ties between them by their places in the list of nodes."""
    place = {node.iri: index for index, node in enumerate(ties.nodes)}
    partners = Counter(iri for tie in ties.ties for iri in (tie.source, tie.target))
    return {
        "kind": ties.kind.value,
        "directed": ties.kind.directed,
        "nodes": [
            {"iri": node.iri, "name": node.name, "kind": node.kind, "ties": partners[node.iri]}
            for node in ties.nodes
        ],
        "ties": [
            {
                "source": place[tie.source],
                "target": place[tie.target],
                "weight": tie.weight,
                "first": min(tie.dates, default=None),
                "last": max(tie.dates, default=None),
            }
            for tie in ties.ties
        ],
    }


def entity_document(graph: Graph, iri: str) -> dict[str, Any] | None:
    """A person, body or place with the first of its facts, each with its sentence; None if none."""
    if not graph.run("card-names", entity=iri).values:
        return None
    card = read_card(graph.run, iri)
    return {
        "iri": card.iri,
        "kind": card.kind,
        "name": card.name,
        "otherNames": list(card.other_names),
        "articles": card.articles,
        "page": entity_page(card.iri),
        "facts": [_fact(fact) for fact in card.facts[:_MOST_FACTS]],
        "moreFacts": max(0, len(card.facts) - _MOST_FACTS),
    }


def entity_page(iri: str) -> str:
    """The address, on this server, of the page about the entity of that IRI."""
    return ENTITY_PATH + short_id(iri)


def example_queries() -> list[dict[str, Any]]:
    """The named queries as the editor shows them: with their prefixes, and what may be bound."""
    return [
        {
            "name": query.name,
            "title": query.title,
            "sparql": _runnable(query),
            "parameters": [
                {
                    "name": parameter.name,
                    "type": parameter.type.value,
                    "required": parameter.required,
                    "description": parameter.description,
                }
                for parameter in query.parameters
            ],
        }
        for query in named_queries()
    ]


def vocabulary() -> dict[str, Any]:
    """Prefixes and terms that the editor completes."""
    own = set(_TERM.findall(ontology_path("edu-kg.ttl").read_text(encoding="utf-8")))
    own |= {f"edu:{each.value}" for each in EventType}
    return {"prefixes": dict(PREFIXES), "terms": sorted({*own, *_OTHER_TERMS})}


def _runnable(query: NamedQuery) -> str:
    used = [name for name in _PREFIX.findall(query.sparql) if name in PREFIXES]
    lines = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in sorted(set(used))]
    body = "\n".join(line for line in query.sparql.strip().splitlines() if not line.startswith("#"))
    return "\n".join([f"# {query.title}: {query.description}", *lines, "", body]) + "\n"


def _fact(fact: CardFact) -> dict[str, str]:
    return {
        "id": fact.id,
        "section": fact.section,
        "date": fact.date,
        "text": fact.text,
        "quote": fact.quote,
        "article": fact.article,
        "url": fact.url,
    }
