"""The competency questions, asked of the graph of the example site and the annotated articles."""

import re

import pytest
from ontology.competency_page import (
    AGAIN,
    ANSWERS,
    PAGE,
    Question,
    answer_path,
    answer_tsv,
    build_sample,
    competency_page,
    expected_rows,
    notes,
    questions,
)

from edu_kg import Graph
from edu_kg.ontology import EDU

QUESTIONS = pytest.mark.parametrize("question", questions(), ids=lambda each: each.name)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The sample graph, built once."""
    return build_sample(tmp_path_factory.mktemp("competency") / "output")


@QUESTIONS
def test_the_sample_answers_as_the_file_says(question: Question, sample: Graph) -> None:
    expected = answer_path(question).read_text(encoding="utf-8")
    assert answer_tsv(sample, question) == expected, (
        f"if what is read changed on purpose, run: {AGAIN}"
    )


def test_the_sample_conforms_to_the_shapes(sample: Graph) -> None:
    assert sample.validate().violations == ()


@QUESTIONS
def test_a_question_says_who_asks_and_orders_its_rows(question: Question) -> None:
    assert question.asks.endswith("?")
    assert question.asker
    assert "ORDER BY" in question.sparql


@QUESTIONS
def test_a_question_uses_only_terms_that_are_defined(question: Question) -> None:
    for name in re.findall(r"\bedu:(\w+)", question.sparql):
        assert EDU[name] in EDU


@QUESTIONS
def test_no_row_is_told_twice(question: Question) -> None:
    _, *rows = expected_rows(question)
    assert len(rows) == len(set(map(tuple, rows)))


def test_nine_questions_of_ten_have_an_answer() -> None:
    answered = [question.name for question in questions() if len(expected_rows(question)) > 1]
    assert len(questions()) >= 30
    assert len(answered) >= 0.9 * len(questions())


def test_every_answer_and_every_note_is_that_of_a_question() -> None:
    names = {question.name for question in questions()}
    assert {path.stem for path in ANSWERS.glob("*.tsv")} == names
    assert notes().keys() <= names


def test_the_page_in_docs_is_that_of_questions_answers_and_notes() -> None:
    assert PAGE.read_text(encoding="utf-8") == competency_page(), f"run: {AGAIN}"
