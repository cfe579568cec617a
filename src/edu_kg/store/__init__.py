"""The RDF store, and the files a graph is exported to."""

from edu_kg.store.asking import Asked
from edu_kg.store.contract import ReadableStore, WritableStore
from edu_kg.store.export import FORMATS, canonical_nquads, check_ending
from edu_kg.store.oxigraph import Store
from edu_kg.store.remote import RemoteStore
from edu_kg.store.serializing import RDF_TYPES, RESULT_TYPES, Answered
from edu_kg.store.snapshots import find_snapshot

__all__ = [
    "FORMATS",
    "RDF_TYPES",
    "RESULT_TYPES",
    "Answered",
    "Asked",
    "ReadableStore",
    "RemoteStore",
    "Store",
    "WritableStore",
    "canonical_nquads",
    "check_ending",
    "find_snapshot",
]
