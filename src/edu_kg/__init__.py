"""edu-kg: a knowledge graph from institutional news, every fact with its sentence.

>>> from edu_kg import Graph, ingest          # doctest: +SKIP
>>> report = ingest("pages/", output="output")  # doctest: +SKIP
>>> rows = Graph.open("output").run("signatories")  # doctest: +SKIP
"""

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edu_kg.errors import EduKgError
    from edu_kg.model import Rows, RunReport
    from edu_kg.pipeline import IngestOptions, ingest
    from edu_kg.query import Graph

__version__ = "0.1.0"

__all__ = ["EduKgError", "Graph", "IngestOptions", "Rows", "RunReport", "__version__", "ingest"]

# Imported when they are asked for (PEP 562): who reads a graph needs nothing of what fetches pages.
_STANDS_IN = MappingProxyType(
    {
        "EduKgError": "edu_kg.errors",
        "Graph": "edu_kg.query",
        "IngestOptions": "edu_kg.pipeline",
        "Rows": "edu_kg.model",
        "RunReport": "edu_kg.model",
        "ingest": "edu_kg.pipeline",
    }
)


def __getattr__(name: str) -> object:
    if name not in _STANDS_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_STANDS_IN[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
