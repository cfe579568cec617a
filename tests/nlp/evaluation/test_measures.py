"""A pipeline measured on gold documents."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from edu_kg.evaluation.documents import read_gold_documents
from edu_kg.nlp.evaluation import Evaluation, evaluate, measure_speed

GOLD = Path(__file__).resolve().parents[1] / "gold"


@pytest.fixture(scope="module")
def blank() -> Language:
    """A pipeline that finds nothing."""
    return spacy.blank("en")


def _measured(pipeline: Language, name: str) -> Evaluation:
    return evaluate(pipeline, read_gold_documents(GOLD / name), seconds=0)


def test_each_sort_of_gold_is_measured_for_what_it_says(blank: Language) -> None:
    article, tagged = _measured(blank, "harbour.json"), _measured(blank, "harbour.iob2")
    assert article.syntax is tagged.syntax is None
    assert article.mentions is not None
    assert tagged.mentions is not None
    assert article.mentions.overall.missed == 7
    assert tagged.mentions.overall.missed == 3


def test_the_shipped_pipeline_reads_the_treebank_well(pipeline: Language) -> None:
    found = _measured(pipeline, "harbour.conllu")
    assert found.mentions is None
    assert found.syntax is not None
    assert found.syntax.uas > 0.8
    assert found.syntax.sentences.f1 == 1.0
    assert found.words == found.syntax.tokens == 10


def test_white_space_is_no_word(blank: Language) -> None:
    text = "One two.\n\nThree."
    before = measure_speed(blank, [text] * 100, seconds=0)
    assert before > 0
    (document,) = read_gold_documents(GOLD / "harbour.json")
    assert evaluate(blank, [document], seconds=0).words == 32


def test_no_texts_have_no_speed(blank: Language) -> None:
    assert measure_speed(blank, []) == 0.0
