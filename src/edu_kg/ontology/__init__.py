"""The vocabulary: terms, prefixes, and the files under ontology/ (definitions, shapes, queries)."""

from edu_kg.ontology.files import (
    NamedQuery,
    ParameterType,
    QueryParameter,
    find_query,
    named_queries,
    ontology_path,
    parse_query,
)
from edu_kg.ontology.terms import (
    EDU,
    OA,
    ORG,
    PREFIXES,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
    Vocabulary,
    shorten,
)

__all__ = [
    "EDU",
    "OA",
    "ORG",
    "PREFIXES",
    "PROV",
    "RDF",
    "SCHEMA",
    "SKOS",
    "XSD",
    "NamedQuery",
    "ParameterType",
    "QueryParameter",
    "Vocabulary",
    "find_query",
    "named_queries",
    "ontology_path",
    "parse_query",
    "shorten",
]
