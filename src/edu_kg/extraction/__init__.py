"""Article and its spaCy Doc in, claims with their words out; all local to the article."""

from edu_kg.extraction.claims import extract_claims

__all__ = ["extract_claims"]
