"""What tests of extraction share: the shipped pipeline, loaded once."""

import pytest
from spacy.language import Language

from edu_kg.nlp import load_pipeline


@pytest.fixture(scope="session")
def pipeline() -> Language:
    return load_pipeline()
