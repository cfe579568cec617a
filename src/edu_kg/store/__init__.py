"""The RDF store, and the files a graph is exported to."""

from edu_kg.store.export import FORMATS, canonical_nquads, check_ending
from edu_kg.store.oxigraph import Store

__all__ = ["FORMATS", "Store", "canonical_nquads", "check_ending"]
