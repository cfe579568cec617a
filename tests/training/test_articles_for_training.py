"""Annotated articles as documents to learn from."""

from __future__ import annotations

import pytest
import spacy
from gold_samples import make_json, make_row

from edu_kg.evaluation.gold import make_gold_converter, parse_gold
from edu_kg.nlp.evaluation import GoldMention, find_mentions
from training.articles import (
    Article,
    Named,
    is_test_article,
    split_sentences,
    to_article,
    to_document,
)
from training.documents import UNKNOWN, Entity

NAMED = (
    Named("Lindhaven", (), "PLACE"),
    Named("Lindhaven College", ("College",), "ORG", "school"),
)


def test_people_bodies_and_places_of_an_annotation_are_named_in_that_order() -> None:
    article = to_article(parse_gold(make_gold_converter(), make_json(make_row())))
    assert [n.label for n in article.named] == ["PERSON", "PERSON", "ORG", "ORG", "PLACE"]
    assert article.named[3] == Named("Quarry Lane Institute", ("QLI",), "ORG", "other")


def test_every_form_of_a_name_has_its_label_in_the_order_of_the_annotation() -> None:
    forms = list(Article("brief-001", "", "", NAMED).forms())
    assert forms == [
        ("Lindhaven", "PLACE"),
        ("Lindhaven College", "ORG"),
        ("College", "ORG"),
    ]


@pytest.mark.parametrize(("name", "held_out"), [("sign-030", True), ("sign-031", False)])
def test_ids_that_end_in_0_are_held_out(name: str, held_out: bool) -> None:
    assert is_test_article(name) is held_out


def _split(text: str) -> list[str]:
    doc = spacy.blank("en").make_doc(text)
    words = tuple(t.text for t in doc)
    starts = split_sentences(words, tuple(bool(t.whitespace_) for t in doc))
    return [doc[a:b].text.strip() for a, b in zip(starts, (*starts[1:], len(doc)), strict=True)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Dr. Brandvik spoke.", "Mr. T. Marquand did not."],
        ['"It is late."', "She left."],
        ["A headline", "It rained."],
        ["Was it 5 p.m. in Ostby?", "(No.)"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    text = sentences[0] + ("\n\n" if sentences[0][-1].isalpha() else " ") + sentences[1]
    assert _split(text) == sentences


def test_a_document_has_mentions_and_dates_over_tokens() -> None:
    text = "Lindhaven College opened on 4 March 2021."
    document = to_document(
        spacy.blank("en"), "x", text, find_mentions(text, [("Lindhaven College", "ORG")])
    )
    assert document.entities == (Entity(0, 2, "ORG"), Entity(4, 7, "DATE"))
    assert document.scheme == "news"


def test_a_mention_that_cuts_a_token_is_left_open() -> None:
    text = "See www.lindhaven.example for more."
    document = to_document(spacy.blank("en"), "x", text, [GoldMention(8, 17, "PLACE")])
    assert document.entities == (Entity(1, 2, UNKNOWN),)
