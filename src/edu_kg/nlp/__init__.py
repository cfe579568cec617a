"""The language engine: spaCy pipelines, loaded, checked and run."""

from edu_kg.nlp.language import find_foreign_language
from edu_kg.nlp.pipelines import DEFAULT_PIPELINE, LONGEST_TEXT, Pipeline, load_pipeline, read_texts

__all__ = [
    "DEFAULT_PIPELINE",
    "LONGEST_TEXT",
    "Pipeline",
    "find_foreign_language",
    "load_pipeline",
    "read_texts",
]
