"""What the pipeline shows beside entities: defined acronyms and titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.nlp import load_pipeline
from edu_kg.nlp.acronym_spans import defined_acronyms


@pytest.fixture(scope="module", params=["small", "accurate"])
def tier(request: pytest.FixtureRequest) -> Language:
    return load_pipeline(request.param)


@pytest.fixture(scope="module")
def small() -> Language:
    return load_pipeline("small")


def _titles(doc: Doc) -> list[str]:
    return [span.text for span in doc.spans["titles"]]


def _acronyms(doc: Doc) -> list[tuple[str, str]]:
    return [(full.text, short.text) for full, short in defined_acronyms(doc)]


def test_an_acronym_is_shown_with_the_name_it_is_defined_for(tier: Language) -> None:
    doc = tier(
        "Lakeside Open University (LOU) and the Ministry of Higher Education (MHE) signed. LOU is "
        "old; the ministry (Porto) is not."
    )
    assert _acronyms(doc) == [
        ("Lakeside Open University", "LOU"),
        ("Ministry of Higher Education", "MHE"),
    ]
    labels = [span.label_ for span in doc.spans["acronyms"]]
    assert labels == ["LONG_FORM", "SHORT_FORM"] * 2


def test_one_acronym_of_two_bodies_keeps_its_pairs_apart(tier: Language) -> None:
    doc = tier(
        "The Lakeside Open University (LOU) is in Porto.\n\nThe rector of the Leeward Open "
        "University (LOU) was its guest."
    )
    pairs = [(full.text.removeprefix("The "), short.start) for full, short in defined_acronyms(doc)]
    assert [full for full, _ in pairs] == ["Lakeside Open University", "Leeward Open University"]
    assert pairs[0][1] < pairs[1][1]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("The rector, Ana Sousa, met Vice Minister Bo Wen.", ["rector", "Vice Minister"]),
        ("Musa Okoro is editor-in-chief of the Dale Gazette.", ["editor-in-chief"]),
        ("She was the Minister of Foreign Affairs of Kenya.", ["Minister of Foreign Affairs"]),
        ("He is vice president for research at Dale College.", ["vice president for research"]),
        ("The new deputy head of Dale College is Ana Sousa.", ["deputy head"]),
        ("The president of the university and its dean spoke.", ["president", "dean"]),
        ("Ana Sousa, long-time president of Dale College, spoke.", ["president"]),
        ("They met the then-chairman, Bo Wen.", ["chairman"]),
        ("The chancellor-elect of Dale College spoke.", ["chancellor-elect"]),
        ("She is assistant to the Vice-Chancellor there.", ["assistant to the Vice-Chancellor"]),
        ("She is assistant to the Vice President there.", ["assistant to the Vice President"]),
        ("The lake is deep, and nobody heads there in May.", []),
        ("", []),
    ],
)
def test_titles_are_shown_whole_without_articles_and_bodies(
    tier: Language, text: str, titles: list[str]
) -> None:
    assert _titles(tier(text)) == titles


def test_a_name_is_never_a_title(tier: Language) -> None:
    doc = tier("Ana Dean of Rector Press met Bo Wen, dean of Lakeside College, in Porto.")
    for span in doc.spans["titles"]:
        assert not any(token.ent_type_ in {"PERSON", "ORG", "PLACE"} for token in span)
    assert "dean" in _titles(doc)


def test_both_groups_survive_bytes_and_can_be_drawn(tier: Language) -> None:
    doc = tier("The rector of Lakeside Open University (LOU), Ana Sousa, signed for LOU.")
    copy = Doc(tier.vocab).from_bytes(doc.to_bytes())
    assert (_titles(copy), _acronyms(copy)) == (_titles(doc), _acronyms(doc))
    drawn = displacy.render(copy, style="span", options={"spans_key": "acronyms"}, jupyter=False)
    assert "SHORT_FORM" in drawn


@given(st.text(alphabet="Aa (),-LU.of dean president vice", max_size=80))
def test_any_text_has_both_groups(small: Language, text: str) -> None:
    doc = small(text)
    assert {"acronyms", "titles"} <= set(doc.spans)
    assert all(span.text.strip() for group in doc.spans.values() for span in group)
