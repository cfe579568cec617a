"""Facts to quads: the only place where IRIs are minted.

``edu_kg.graph.validation`` holds a graph against its shapes; it is no part of this face, because
rdflib and pySHACL take a quarter of a second to import.
"""

from edu_kg.graph.emission import article_quads, capture_quads, entity_quads
from edu_kg.graph.iris import (
    article_graph,
    article_iri,
    entities_graph,
    entity_iri,
    runs_graph,
    short_id,
)

__all__ = [
    "article_graph",
    "article_iri",
    "article_quads",
    "capture_quads",
    "entities_graph",
    "entity_iri",
    "entity_quads",
    "runs_graph",
    "short_id",
]
