"""Where sentences begin: what rules settle, and how both tiers split what they leave open."""

from collections.abc import Sequence

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from nlp.sentence_pairs import LINES, PAIRS
from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.nlp import joins, load_pipeline, sentences

_BLANK = spacy.blank("en")


@pytest.fixture(scope="module", params=["small", "accurate"])
def tier(request: pytest.FixtureRequest) -> Language:
    return load_pipeline(request.param)


def _split(doc: Doc) -> list[str]:
    return [sentence.text.strip() for sentence in doc.sents]


def _settled(text: str, word: str, *, headlines: bool = False) -> bool | None:
    """What the rules say of the first token of the last occurrence of these words."""
    doc = sentences.settle_sentences(_BLANK.make_doc(text), headlines=headlines)
    span = doc.char_span(text.rindex(word), text.rindex(word) + len(word), alignment_mode="expand")
    assert span is not None
    start: bool | None = span[0].is_sent_start
    return start


def _wrong(tier: Language, groups: Sequence[Sequence[str]], between: str) -> list[Sequence[str]]:
    docs = tier.pipe([between.join(group) for group in groups])
    return [group for group, doc in zip(groups, docs, strict=True) if _split(doc) != [*group]]


def test_sentences_side_by_side_are_told_apart(tier: Language) -> None:
    wrong = _wrong(tier, PAIRS, " ")
    assert len(wrong) <= (1 if "parser" in tier.pipe_names else 2), wrong


@pytest.mark.parametrize("between", ["\n", "\n\n", " \n \n"])
def test_headlines_and_list_lines_are_sentences_of_their_own(tier: Language, between: str) -> None:
    assert _wrong(tier, LINES, between) == []


@pytest.mark.parametrize(
    "text",
    [
        "The medal went to Mr. Okoth of Jos.",
        "We met Dr. Lindqvist in the garden.",
        "Ana Sousa, Ph.D., chairs the council.",
        "The academy chose J. R. Okoth as its head.",
        "They visited School No. 5 in Tartu.",
        "The delegation saw St. Brendan's College.",
        "The doors open at 9 a.m. and close at noon.",
        "The base was opened by Lt. Gen. Babu Rana of the army.",
        "The course ran from Sept. 3 to Dec. 12 in Porto.",
    ],
)
def test_the_full_stop_of_an_abbreviation_ends_no_sentence(tier: Language, text: str) -> None:
    assert _split(tier(f"{text} Everybody was glad.")) == [text, "Everybody was glad."]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We met Dr. An Li.", "An"),
        ("It is Hall No. 7 in town.", "7"),
        ("Held by Asst. Prof. Reka.", "Prof."),
        ("He read to J. R. Okoth there.", "Okoth"),
        ("The meals, books, etc. at both sites.", "at"),
        ("Some cats, e.g. Tom, were there.", "Tom"),
        ("We saw Rev. Fr. Paul Adeyemi.", "Adeyemi"),
        ("They went to St. Ives by bus.", "Ives"),
        ("He came on Jan. 12 by train.", "12"),
        ("3. Any other business. All left.", "Any"),
        ("(b) Election of the chair. All left.", "Election"),
    ],
)
def test_some_words_surely_begin_no_sentence(text: str, word: str) -> None:
    assert _settled(text, word) is False


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They chose Plan B. Teachers agreed.", "Teachers"),
        ("Doors open at 8 a.m. Breakfast is free.", "Breakfast"),
        ("She has a Ph.D. Her thesis is short.", "Her"),
        ("She lives in Main St. Visitors come.", "Visitors"),
        ("Did he come? He said no. Nobody knew.", "Nobody"),
        ("He liked point C. The rest was dull.", "The"),
        ("It fell in Sept. Nobody came.", "Nobody"),
        ("Hi. How are you?", "How"),
        ("It ended. It began.", "It began"),
    ],
)
def test_what_words_alone_do_not_tell_is_left_to_the_parser(text: str, word: str) -> None:
    assert _settled(text, word) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("One line\nAnother line", "Another"),
        ("“Let us go,” said Mr. Tan. “It is late.”", "“It"),
        ("He said: “We must open.” Teachers clapped.", "Teachers"),
    ],
)
def test_some_words_surely_begin_a_sentence(text: str, word: str) -> None:
    assert _settled(text, word) is True


def test_a_question_in_quotes_does_not_end_the_sentence_by_rule() -> None:
    assert _settled("“Is the hall full?” Okoth asked.", "Okoth") is None


def test_a_short_line_is_one_piece_only_where_headlines_are_asked_for() -> None:
    assert _settled("Lakeside Signs With Dale", "With", headlines=True) is False
    assert _settled("Lakeside Signs With Dale", "With") is None
    assert _settled("Lakeside signs. Dale waits.", "Dale", headlines=True) is None


def _cut(words: list[str], heads: list[int], pos: list[str]) -> Doc:
    spaces = [word != "Hon" for word in words]
    deps = ["ROOT" if head == n else "x" for n, head in enumerate(heads)]
    return Doc(_BLANK.vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=pos)


@pytest.mark.parametrize(("roots", "head"), [("NOUN VERB", 3), ("VERB VERB", 0), ("NOUN NOUN", 0)])
def test_what_was_cut_where_no_sentence_starts_becomes_one_tree(roots: str, head: int) -> None:
    left, right = roots.split()
    words, pos = ["Hon", ".", "Otieno", "spoke"], [left, "PUNCT", "PROPN", right]
    doc = _cut(words, [0, 0, 3, 3], pos)
    assert len(list(doc.sents)) == 2
    joined = joins.join_sentences(doc, headlines=False)
    assert [sentence.root.i for sentence in joined.sents] == [head]
    assert {joined[0].dep_, joined[3].dep_} == {"ROOT", "dep"}
    assert [token.pos_ for token in joined] == pos


def test_sentences_that_may_begin_are_not_joined() -> None:
    doc = _cut(["He", "left", "She", "stayed"], [1, 1, 3, 3], ["PRON", "VERB"] * 2)
    assert len(list(joins.join_sentences(doc, headlines=False).sents)) == 2


def test_no_sentence_begins_where_none_can(tier: Language) -> None:
    headlines = "parser" in tier.pipe_names
    texts = [*map(" ".join, PAIRS), *map("\n".join, LINES)]
    for doc in tier.pipe(texts):
        settled = sentences.settled_starts(doc, headlines=headlines)
        wrong = [t for t in doc if t.i and t.is_sent_start and settled[t.i] is False]
        assert wrong == [], doc.text
        assert all(sentence.text.strip() for sentence in doc.sents)


@given(st.text(alphabet="AbDrNo. \n“”(1)!?,", max_size=60), st.booleans())
def test_white_space_begins_no_sentence_and_every_line_begins_one(
    text: str, headlines: bool
) -> None:
    doc = sentences.settle_sentences(_BLANK.make_doc(text), headlines=headlines)
    assert doc.text == text
    at_line_start = True
    for token in doc:
        if token.is_space:
            assert not token.i or token.is_sent_start is False
            at_line_start = at_line_start or "\n" in token.text
        else:
            assert not at_line_start or token.is_sent_start
            at_line_start = False
