"""IOB2 files as gold."""

from pathlib import Path

import pytest

from edu_kg.errors import MalformedGold
from edu_kg.nlp.evaluation.iob import BioSpan, bio_spans, find_spaces, parse_iob

HARBOUR = (Path(__file__).resolve().parents[1] / "gold" / "harbour.iob2").read_text("utf-8")


def test_tagged_words_give_mentions_in_the_text_as_it_was_written() -> None:
    (document,) = parse_iob(HARBOUR, "harbour")
    text = document.text
    assert text == "Orla Fenwick teaches at Harbour College, Tavira. She speaks Danish. "
    assert [(text[m.start : m.end], m.label) for m in document.mentions or ()] == [
        ("Orla Fenwick", "PERSON"),
        ("Harbour College", "ORG"),
        ("Tavira", "PLACE"),
        ("Danish", "OTH"),
    ]
    assert document.tokens is not None
    assert document.tokens.sentences == (0, 9)


def test_sentences_of_two_documents_are_kept_apart() -> None:
    more = HARBOUR + HARBOUR.replace("harbour-1", "harbour-2")
    assert [document.id for document in parse_iob(more, "two")] == ["harbour-1", "harbour-2"]


def test_words_that_do_not_fit_the_text_are_parted_by_spaces() -> None:
    assert find_spaces(["Dale", "-", "Hill"], "Dale–Hill") == (True, True, True)
    assert find_spaces(["Dale", "Hill"], "") == (True, True)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("4\tat\tO\t-\t-", "4 at O", "parted by tabs"),
        ("4\tat\tO\t-\t-", "4\tat", "parted by tabs"),
        ("4\tat\tO", "4\t\tO", "parted by tabs"),
        ("4\tat\tO", "4\tat\tPER", "'PER' is no tag"),
        ("4\tat\tO", "4\tat\tE-PER", "'E-PER' is no tag"),
        ("4\tat\tO", "4\tat\tB-", "'B-' is no tag"),
    ],
)
def test_a_malformed_line_of_tags_is_refused_with_its_number(
    old: str, new: str, problem: str
) -> None:
    assert old in HARBOUR
    with pytest.raises(MalformedGold, match=problem) as caught:
        list(parse_iob(HARBOUR.replace(old, new), "harbour.iob2"))
    assert caught.value.line == 7


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-A", "B-A"], [BioSpan(0, 1, "A"), BioSpan(1, 2, "A")]),
        (["I-A", "I-B"], [BioSpan(0, 1, "A"), BioSpan(1, 2, "B")]),
        (["B-A", "O", "I-A"], [BioSpan(0, 1, "A"), BioSpan(2, 3, "A")]),
        (["B-O", "O", "-"], []),
    ],
)
def test_spans_end_where_a_tag_opens_another(tags: list[str], spans: list[BioSpan]) -> None:
    assert bio_spans(tags) == spans
