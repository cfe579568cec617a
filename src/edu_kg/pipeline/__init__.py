"""The write side: fetch, parse, read, resolve and store, each only where something changed."""

from edu_kg.pipeline.annotating import annotate
from edu_kg.pipeline.ingest import IngestOptions, OnStep, Step, ingest, run_ingest, run_reparse
from edu_kg.pipeline.replicating import Destination

__all__ = [
    "Destination",
    "IngestOptions",
    "OnStep",
    "Step",
    "annotate",
    "ingest",
    "run_ingest",
    "run_reparse",
]
