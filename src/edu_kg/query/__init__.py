"""The read side: SPARQL, named queries and cards over a built graph."""

from edu_kg.ontology import NamedQuery, named_queries
from edu_kg.query.cards import Card, CardFact
from edu_kg.query.explanations import Explanation, FactKind, Ground
from edu_kg.query.facets import Facet, Facets, FacetValue
from edu_kg.query.formats import format_rows
from edu_kg.query.graph import Graph
from edu_kg.query.identity import IdentityAnswer, ToldDecision, ToldReason
from edu_kg.query.marks import Mark, MarkedAs
from edu_kg.query.partners import Partner, Partners
from edu_kg.query.references import FactParts, FoundEntity
from edu_kg.query.search import Found, Names
from edu_kg.query.states import newest_state, readable_state
from edu_kg.query.ties import NetworkKind, Tie, TiedNode, Ties
from edu_kg.store import RDF_TYPES, RESULT_TYPES, Answered, Asked

__all__ = [
    "RDF_TYPES",
    "RESULT_TYPES",
    "Answered",
    "Asked",
    "Card",
    "CardFact",
    "Explanation",
    "Facet",
    "FacetValue",
    "Facets",
    "FactKind",
    "FactParts",
    "Found",
    "FoundEntity",
    "Graph",
    "Ground",
    "IdentityAnswer",
    "Mark",
    "MarkedAs",
    "NamedQuery",
    "Names",
    "NetworkKind",
    "Partner",
    "Partners",
    "Tie",
    "TiedNode",
    "Ties",
    "ToldDecision",
    "ToldReason",
    "format_rows",
    "named_queries",
    "newest_state",
    "readable_state",
]
