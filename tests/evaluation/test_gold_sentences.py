"""Sentences to show."""

from edu_kg.evaluation.sentences import SentenceFinder

TEXT = "Dr. Ada A. Bello spoke. “Fine!” Bo Lind left Hill.\n\nHill is old. Bo came back in May."
FINDER = SentenceFinder.of(TEXT)


def test_a_character_stands_in_one_sentence() -> None:
    assert FINDER.at(TEXT.index("Bello")) == "Dr. Ada A. Bello spoke."
    assert FINDER.at(TEXT.index("old")) == "Hill is old."
    assert FINDER.at(len(TEXT)) == ""


def test_every_character_but_white_space_is_in_a_sentence() -> None:
    assert "".join(span.cut(TEXT) for span in FINDER.spans) == TEXT


def test_the_sentence_with_most_of_the_names_is_found() -> None:
    assert FINDER.about([("Bo Lind", "Bo"), ("May",)]) == "Bo came back in May."
    assert FINDER.about([("Nobody",)]) == ""


def test_a_name_that_stands_once_says_more_than_one_that_stands_often() -> None:
    assert FINDER.about([("Bo",), ("Hill",), ("old",)]) == "Hill is old."
