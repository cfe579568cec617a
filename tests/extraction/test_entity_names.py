"""Which words of a text are names, where titles and short names stand around them."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Span

from edu_kg.extraction.entities import find_entities
from edu_kg.extraction.names import find_names
from edu_kg.model import Article, EntityKind
from edu_kg.nlp.acronyms import find_definitions
from edu_kg.nlp.spans import Name


def _names(pipeline: Language, text: str, *spans: tuple[str, str]) -> set[str]:
    """The names found where the pipeline saw these words as entities of these labels."""
    doc = pipeline.make_doc(text)
    doc.ents = tuple(_span(doc.char_span, text, words, label) for words, label in spans)
    return {name.text for name in find_names(doc)}


def _span(cut: Callable[..., Span | None], text: str, words: str, label: str) -> Span:
    start = text.index(words)
    span = cut(start, start + len(words), label=label)
    assert span is not None
    return span


@pytest.mark.parametrize(
    ("committee", "names"),
    [
        ("LOU Party Committee", {"LOU"}),
        ("Lakeside University's Party Committee", {"Lakeside University"}),
        ("Party Committee of Lakeside University", {"Lakeside University"}),
        ("Party Committee", set()),
    ],
)
def test_a_party_committee_inside_a_title_leaves_the_body_whose_it_is(
    pipeline: Language, committee: str, names: set[str]
) -> None:
    text = f"Ona Velk, deputy secretary of the {committee}, took the chair."
    assert _names(pipeline, text, ("Ona Velk", "PERSON"), (committee, "ORG")) == names | {
        "Ona Velk"
    }


def test_a_party_committee_that_acts_is_a_body(pipeline: Language) -> None:
    text = "The LOU Party Committee resolved to build a hall."
    assert _names(pipeline, text, ("LOU Party Committee", "ORG")) == {"LOU Party Committee"}


def test_the_highness_before_a_name_is_no_body(pipeline: Language) -> None:
    text = "They quoted HH Sheikh Faris Al Noor at length."
    found = _names(pipeline, text, ("HH", "ORG"), ("Sheikh Faris Al Noor", "PERSON"))
    assert found == {"Faris Al Noor"}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Père Antoine Morel", "Antoine Morel"),
        ("Doña Pilar Osuna", "Pilar Osuna"),
        ("Mw. Anneke Veld", "Anneke Veld"),
        ("Cikgu Abdul Rahman", "Abdul Rahman"),
        ("Hajiya Zainab Dutse", "Zainab Dutse"),
        ("Malam Ibrahim Dutse", "Ibrahim Dutse"),
        ("Landesrat Anton Kofler", "Anton Kofler"),
        ("Tan Sri Osman Rahim", "Osman Rahim"),
        ("Engº Rui Falcato", "Rui Falcato"),
        ("Ratu Jone Vakalala", "Jone Vakalala"),
        ("Dr. Öğr. Üyesi Ece Demir", "Ece Demir"),
        ("Oom Sarel Pienaar", "Sarel Pienaar"),
        ("Lopon Karma Wangdi", "Karma Wangdi"),
        ("Hj. Siti Rahma", "Siti Rahma"),
    ],
)
def test_forms_of_address_of_many_languages_are_no_part_of_a_name(
    pipeline: Language, said: str, name: str
) -> None:
    assert _names(pipeline, f"They heard {said} at length.", (said, "PERSON")) == {name}


@pytest.mark.parametrize("name", ["Tan Wei Ling", "Bi Haiyan", "Pak Min Su"])
def test_a_family_name_like_a_form_of_address_is_part_of_the_name(
    pipeline: Language, name: str
) -> None:
    assert _names(pipeline, f"They heard {name} at length.", (name, "PERSON")) == {name}


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("Its dean, Thuoc Ngan Ho, is away.", "Ngan Ho", "Thuoc Ngan Ho"),
        ("They thanked Daw Saw Nwe Lin for it.", "Nwe Lin", "Saw Nwe Lin"),
        ("Its patron, Princess Ona Velk, is away.", "Ona Velk", "Ona Velk"),
        ("Its dean, Professor Ona Velk, is away.", "Ona Velk", "Ona Velk"),
    ],
)
def test_the_first_word_of_a_name_that_the_pipeline_does_not_know_is_put_back(
    pipeline: Language, text: str, seen: str, name: str
) -> None:
    assert _names(pipeline, text, (seen, "PERSON")) == {name}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("It was opened by Prof. M. Sundar Velk.", "M. Sundar Velk"),
        ("It was opened by M. Sundar Velk.", "Sundar Velk"),
    ],
)
def test_an_initial_after_a_title_is_no_form_of_address(
    pipeline: Language, text: str, seen: str
) -> None:
    assert _names(pipeline, text, ("M. Sundar Velk", "PERSON")) == {seen}


def test_an_adjective_before_a_body_is_no_part_of_its_name(pipeline: Language) -> None:
    text = "They heard the director of the municipal Bureau of Bridges."
    assert _names(pipeline, text, ("municipal Bureau of Bridges", "ORG")) == {"Bureau of Bridges"}


@pytest.mark.parametrize(
    ("full", "acronym", "named"),
    [
        (
            "Executive Committee of the Nordic Council for Open and Remote Learning",
            "NCRL",
            "Nordic Council for Open and Remote Learning",
        ),
        ("Board of the Lakeside University", "LU", "Lakeside University"),
        (
            "Bureau of the League of Upland Schools",
            "BLUS",
            "Bureau of the League of Upland Schools",
        ),
    ],
)
def test_an_acronym_after_a_unit_may_be_that_of_the_body_it_is_part_of(
    full: str, acronym: str, named: str
) -> None:
    text = f"The {full} ({acronym}) met."
    start = text.index(full)
    name = Name(start, start + len(full), full, EntityKind.ORGANIZATION)
    (definition,) = find_definitions(text, [name])
    assert (definition.full.text, definition.short.text) == (named, acronym)


@pytest.mark.parametrize(
    ("short", "kind", "defined"),
    [
        ("JoLIn", EntityKind.PLACE, True),
        ("JoLIn", EntityKind.PERSON, True),
        ("UK", EntityKind.PLACE, False),
        ("Hillshire", EntityKind.PLACE, False),
    ],
)
def test_an_acronym_that_the_pipeline_took_for_a_place_is_still_one(
    short: str, kind: EntityKind, defined: bool
) -> None:
    full = "Nordic Joint Learning Institute"
    text = f"The {full} ({short}) met."
    names = [
        Name(4, 4 + len(full), full, EntityKind.ORGANIZATION),
        Name(text.index("(") + 1, text.index(")"), short, kind),
    ]
    assert [d.short.text for d in find_definitions(text, names)] == [short] * defined


@pytest.mark.parametrize("office", ["Controller of Examinations", "Public Orator"])
def test_an_office_in_capitals_is_no_body(pipeline: Language, office: str) -> None:
    assert _names(pipeline, f"They asked the {office} at length.", (office, "ORG")) == set()


@pytest.mark.parametrize(
    ("text", "said", "names"),
    [
        ("It was put before the Senate.", ("Senate",), {"Senate"}),
        ("It was put before the University.", ("University",), set()),
        (
            "The Marsh Council met. It was put before the Council.",
            ("Marsh Council", "Council"),
            {"Marsh Council"},
        ),
    ],
)
def test_an_organ_never_named_in_full_is_called_by_its_head_alone(
    pipeline: Language, text: str, said: tuple[str, ...], names: set[str]
) -> None:
    doc = pipeline(text)
    found = (
        doc.char_span(at := text.rindex(words), at + len(words), label="ORG") for words in said
    )
    doc.ents = tuple(span for span in found if span is not None)
    article = Article(url="https://news.example/1", title="News", text=text, published=None)
    assert {entity.name for entity in find_entities(article, doc)} == names
