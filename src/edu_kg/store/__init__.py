"""RDF stores behind one contract, and the files a graph is exported to."""

from edu_kg.store.contract import Store
from edu_kg.store.export import FORMATS, export_graph
from edu_kg.store.oxigraph import OxigraphStore

__all__ = ["FORMATS", "OxigraphStore", "Store", "export_graph"]
