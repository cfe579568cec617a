"""The read side: SPARQL, named queries and cards over a built graph."""

from edu_kg.ontology import NamedQuery, named_queries
from edu_kg.query.cards import Card, CardFact
from edu_kg.query.formats import format_rows
from edu_kg.query.graph import Graph

__all__ = ["Card", "CardFact", "Graph", "NamedQuery", "format_rows", "named_queries"]
