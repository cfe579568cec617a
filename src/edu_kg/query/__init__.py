"""The read side: SPARQL, named queries and cards over a built graph."""

from edu_kg.ontology import NamedQuery, named_queries
from edu_kg.query.cards import Card, CardFact
from edu_kg.query.explanations import Explanation, FactKind, Ground
from edu_kg.query.formats import format_rows
from edu_kg.query.graph import Graph
from edu_kg.query.identity import IdentityAnswer, ToldDecision, ToldReason
from edu_kg.query.marks import Mark, MarkedAs
from edu_kg.query.references import FactParts, FoundEntity

__all__ = [
    "Card",
    "CardFact",
    "Explanation",
    "FactKind",
    "FactParts",
    "FoundEntity",
    "Graph",
    "Ground",
    "IdentityAnswer",
    "Mark",
    "MarkedAs",
    "NamedQuery",
    "ToldDecision",
    "ToldReason",
    "format_rows",
    "named_queries",
]
