"""Marked words of a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.query import MarkedAs
from edu_kg.query.marks import find_marks

NAME, STATEMENT = MarkedAs.NAME, MarkedAs.STATEMENT


def words(quote: str, names: list[str], marked_as: MarkedAs, **of: object) -> list[str]:
    marks = find_marks(quote, names, **of)  # type: ignore[arg-type]
    return [quote[mark.start : mark.end] for mark in marks if mark.marked_as is marked_as]


def test_the_longest_name_is_marked_and_never_a_part_of_a_word() -> None:
    quote = "Hill University met Hilltop and Hill."
    assert words(quote, ["Hill", "Hill University"], NAME) == ["Hill University", "Hill"]


def test_names_with_signs_are_taken_as_they_are() -> None:
    assert words("A+B (Hill) met.", ["A+B (Hill)"], NAME) == ["A+B (Hill)"]


def test_a_title_is_marked_whole_or_by_its_words() -> None:
    assert words("Bo, vice rector of Hill", ["Bo"], STATEMENT, title="vice rector") == [
        "vice rector"
    ]
    assert words("Rector of the library and vice", [], STATEMENT, title="vice rector of") == [
        "Rector",
        "vice",
    ]


@pytest.mark.parametrize(
    ("quote", "kind", "marked"),
    [
        ("Hill lies in Sendra.", "locatedIn", ["in"]),
        ("Hill, based in Sendra, is in debt.", "locatedIn", ["based"]),
        ("Ada signed it on behalf of all.", "behalf", ["on behalf of"]),
        ("They were visiting Hill.", "Visit", ["visiting"]),
        ("They came.", "Visit", []),
    ],
)
def test_the_words_that_say_most_are_marked(quote: str, kind: str, marked: list[str]) -> None:
    assert words(quote, ["Hill", "Sendra", "Ada"], STATEMENT, kinds=[kind]) == marked


@given(
    st.text(st.sampled_from("ab -.on"), max_size=30),
    st.lists(st.text(st.sampled_from("ab -.("), max_size=5)),
    st.text(max_size=8),
)
def test_marks_stand_in_order_apart_and_inside_the_quote(
    quote: str, names: list[str], title: str
) -> None:
    marks = find_marks(quote, names, kinds=["locatedIn", "Signing"], title=title)
    ends = [0]
    for mark in marks:
        assert ends[-1] <= mark.start < mark.end <= len(quote)
        ends.append(mark.end)
