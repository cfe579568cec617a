"""edu-kg: a knowledge graph from institutional news, every fact with its sentence.

>>> from edu_kg import Graph, ingest          # doctest: +SKIP
>>> report = ingest("pages/", output="output")  # doctest: +SKIP
>>> rows = Graph.open("output").run("signatories")  # doctest: +SKIP
"""

from edu_kg.errors import EduKgError
from edu_kg.model import Rows, RunReport
from edu_kg.pipeline import IngestOptions, ingest
from edu_kg.query import Graph

__version__ = "0.1.0"

__all__ = ["EduKgError", "Graph", "IngestOptions", "Rows", "RunReport", "__version__", "ingest"]
