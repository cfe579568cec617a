"""The write side: fetch, parse, read, resolve and store, each only where something changed."""

from edu_kg.pipeline.annotating import annotate
from edu_kg.pipeline.ingest import IngestOptions, Step, ingest, run_ingest

__all__ = ["IngestOptions", "Step", "annotate", "ingest", "run_ingest"]
