"""The description of a SPARQL service (https://www.w3.org/TR/sparql11-service-description/)."""

import pyoxigraph as ox

from edu_kg.ontology import PREFIXES, RDF
from edu_kg.query import RDF_TYPES, RESULT_TYPES

_SD = "http://www.w3.org/ns/sparql-service-description#"


def describe_service(endpoint: str, media_type: str) -> bytes:
    """What the endpoint at that address can do, as RDF of that media type."""
    service, dataset = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
    union = ox.NamedNode(f"{endpoint}#union")
    formats = [form.iri for form in RESULT_TYPES.values()]
    formats += [form.iri for form in RDF_TYPES.values()]
    triples = [
        (service, RDF.type, ox.NamedNode(f"{_SD}Service")),
        (service, f"{_SD}endpoint", service),
        (service, f"{_SD}supportedLanguage", ox.NamedNode(f"{_SD}SPARQL11Query")),
        (service, f"{_SD}feature", ox.NamedNode(f"{_SD}UnionDefaultGraph")),
        *((service, f"{_SD}resultFormat", ox.NamedNode(iri)) for iri in formats),
        (service, f"{_SD}defaultDataset", dataset),
        (dataset, RDF.type, ox.NamedNode(f"{_SD}Dataset")),
        (dataset, f"{_SD}defaultGraph", union),
        (union, RDF.type, ox.NamedNode(f"{_SD}Graph")),
    ]
    told = (ox.Triple(s, ox.NamedNode(p), o) for s, p, o in triples)
    prefixes = {**PREFIXES, "sd": _SD}
    return ox.serialize(told, format=RDF_TYPES[media_type], prefixes=prefixes) or b""
