"""CoNLL-U files as gold."""

from pathlib import Path

import pytest

from edu_kg.errors import MalformedGold
from edu_kg.nlp.evaluation.conllu import parse_conllu, parse_treebank

HARBOUR = (Path(__file__).resolve().parents[1] / "gold" / "harbour.conllu").read_text("utf-8")


def test_a_treebank_gives_tokens_tags_and_heads_by_document() -> None:
    (document,) = parse_treebank(HARBOUR, "harbour")
    tokens, syntax = document.tokens, document.syntax
    assert tokens is not None
    assert syntax is not None
    assert document.id == "harbour-1"
    assert document.text == "The rector doesn't sign it. Ships wait. "
    assert tokens.sentences == (0, 7)
    assert syntax.heads == (1, 4, 4, 4, 4, 4, 4, 8, 8, 8)
    assert syntax.tags[:2] == ("DT", "NN")
    assert syntax.upos[7:] == ("NOUN", "VERB", "PUNCT")
    assert syntax.deps[4] == "root"
    assert document.mentions is None


def test_a_comment_begins_a_new_document() -> None:
    documents = list(parse_treebank(HARBOUR + HARBOUR.replace("harbour-1", "harbour-2"), "two"))
    assert [document.id for document in documents] == ["harbour-1", "harbour-2"]


def test_lines_that_end_as_on_windows_are_read_the_same() -> None:
    windows = HARBOUR.replace("\n", "\r\n")
    assert list(parse_conllu(windows, "w")) == list(parse_conllu(HARBOUR, "u"))


def test_a_file_may_end_without_an_empty_line() -> None:
    assert list(parse_conllu(HARBOUR.rstrip("\n"), "u")) == list(parse_conllu(HARBOUR, "u"))


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("1\tThe\tthe", "1\tThe", 4, "9 columns"),
        ("1\tThe\tthe", "one\tThe\tthe", 4, "'one' is no token number"),
        ("2\trector", "3\trector", 5, "token 3 where token 2"),
        ("3-4\tdoesn't", "3-\tdoesn't", 6, "'3-' is no token number"),
        ("\t2\tdet", "\t8\tdet", 4, "'8' is no head"),
        ("\t2\tdet", "\t_\tdet", 4, "'_' is no head"),
        ("\t0\troot\t_\tSpace", "\t-1\troot\t_\tSpace", 17, "'-1' is no head"),
    ],
)
def test_a_malformed_line_is_refused_with_its_number(
    old: str, new: str, line: int, problem: str
) -> None:
    assert old in HARBOUR
    with pytest.raises(MalformedGold, match=problem) as caught:
        list(parse_treebank(HARBOUR.replace(old, new), "harbour.conllu"))
    assert caught.value.line == line
    assert str(caught.value).startswith(f"harbour.conllu: line {line}: ")
