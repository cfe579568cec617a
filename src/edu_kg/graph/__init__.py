"""Facts to quads: the only place where IRIs are minted.

``edu_kg.graph.validation`` holds a graph against its shapes; it is no part of this face, because
rdflib and pySHACL take a quarter of a second to import.
"""

from edu_kg.graph.amendments import correction_quads, tombstone_quads
from edu_kg.graph.decisions import decision_quads, decision_subjects
from edu_kg.graph.emission import article_quads, capture_quads, entity_quads
from edu_kg.graph.iris import (
    BASE,
    article_graph,
    article_iri,
    corrections_graph,
    decisions_graph,
    entities_graph,
    entity_id,
    entity_iri,
    is_article_graph,
    runs_graph,
    short_id,
    tombstones_graph,
)
from edu_kg.graph.links import link_quads, links_graph
from edu_kg.graph.literals import writable

__all__ = [
    "BASE",
    "article_graph",
    "article_iri",
    "article_quads",
    "capture_quads",
    "correction_quads",
    "corrections_graph",
    "decision_quads",
    "decision_subjects",
    "decisions_graph",
    "entities_graph",
    "entity_id",
    "entity_iri",
    "entity_quads",
    "is_article_graph",
    "link_quads",
    "links_graph",
    "runs_graph",
    "short_id",
    "tombstone_quads",
    "tombstones_graph",
    "writable",
]
