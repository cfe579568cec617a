"""The language engine: spaCy pipelines, loaded, checked and run."""

from edu_kg.nlp.pipelines import DEFAULT_PIPELINE, load_pipeline, read_texts

__all__ = ["DEFAULT_PIPELINE", "load_pipeline", "read_texts"]
