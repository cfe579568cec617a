"""What is shown around a quote."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from edu_kg.model import Article
from edu_kg.pipeline.workspace import Workspace
from edu_kg.serve.passages import Passage, Passages, pieces_of

URL = "https://news.hill.example/1"
QUOTE = "Ada Bello signed for Hill University."
BEFORE, AFTER = "The two met on Monday. ", " Tea was served."
TEXT = f"Hill signs\n{BEFORE}{QUOTE}{AFTER}\nAnother paragraph."


def kept(output: Path, text: str = TEXT) -> Passages:
    Workspace(output).save_article(Article(url=URL, title="Hill signs", text=text))
    return Passages(output)


def test_a_quote_stands_in_its_paragraph(tmp_path: Path) -> None:
    around = kept(tmp_path).around(URL, TEXT.index(QUOTE), QUOTE)
    assert around == Passage(before=BEFORE, after=AFTER)


def test_a_quote_that_is_a_whole_paragraph_has_nothing_around_it(tmp_path: Path) -> None:
    text = "Another paragraph."
    assert kept(tmp_path).around(URL, TEXT.index(text), text) == Passage()


def test_an_article_that_is_not_kept_or_says_something_else_gives_nothing(tmp_path: Path) -> None:
    assert Passages(tmp_path).around(URL, 0, QUOTE) == Passage()
    passages = kept(tmp_path, TEXT.replace("Monday", "Tuesday"))
    assert passages.around(URL, TEXT.index(QUOTE), QUOTE) == Passage()


def test_long_paragraphs_are_cut_at_words(tmp_path: Path) -> None:
    text = "before " * 200 + QUOTE + " after" * 200
    around = kept(tmp_path, text).around(URL, text.index(QUOTE), QUOTE)
    assert around.before.startswith("…before ")
    assert around.after.endswith(" after…")
    assert max(len(around.before), len(around.after)) <= 301


@given(st.text(max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_pieces_put_together_are_the_quote(quote: str, places: list[int]) -> None:
    cuts = sorted({min(place, len(quote)) for place in places})
    marks = [(first, last, "name") for first, last in zip(cuts[::2], cuts[1::2], strict=False)]
    pieces = pieces_of(quote, marks)
    assert "".join(piece.text for piece in pieces) == quote
    assert sum(piece.marked_as == "name" for piece in pieces) == len(marks)
