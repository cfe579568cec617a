"""Which texts are surely not English: whole ones in other languages, never names in English."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nlp.foreign_texts import FOREIGN_TEXTS

from edu_kg.nlp.language import find_foreign_language

_ENGLISH = (
    "The rector of Seehafen-Universität, Amara Lindqvist, signed an agreement with Universidad del "
    "Puerto on Tuesday. Both will offer courses for teachers and exchange students for five years."
)


@pytest.mark.parametrize("language", FOREIGN_TEXTS)
def test_a_text_in_another_language_is_known_by_its_code(language: str) -> None:
    assert find_foreign_language(FOREIGN_TEXTS[language]) == language


@pytest.mark.parametrize("language", FOREIGN_TEXTS)
def test_a_page_that_declares_english_proves_nothing(language: str) -> None:
    assert find_foreign_language(FOREIGN_TEXTS[language], "en-GB") == language


@pytest.mark.parametrize("language", [*FOREIGN_TEXTS, "zh-Hans"])
def test_english_on_a_page_that_declares_another_language_is_english(language: str) -> None:
    assert find_foreign_language(_ENGLISH, language) is None


@pytest.mark.parametrize("language", FOREIGN_TEXTS)
def test_half_english_is_read(language: str) -> None:
    assert find_foreign_language(f"{_ENGLISH}\n\n{FOREIGN_TEXTS[language]}") is None


@pytest.mark.parametrize("language", FOREIGN_TEXTS)
def test_an_english_line_below_a_foreign_text_does_not_make_it_english(language: str) -> None:
    text = f"{FOREIGN_TEXTS[language]}\n\nText: Ngozi Lund. Photo: Lakeside Open College"
    assert find_foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "4711 – 42 % …",
        "Gracias a todos.",
        "Text: Ngozi Achterberg-Okonkwo; photo: Nguyễn Thị Hồng Đào",
        "Winners: Þórdís Hallgrímsdóttir, Nguyễn Văn Khải, Oluwaseun Adébáyò, Zhao Rongrong, "
        "Tomasz Wójcicki of the jury, Agneta Sjöqvist for the hosts, and Dilnoza Yusupova.",
        "Mwalimu Juma Kapinga, Bi Rehema Mwakalinga and Mzee Said Kombo of Chuo Kikuu cha Bandari "
        "met Datuk Seri Norhayati binti Yusof of Universiti Bukit Jalil at the embassy.",
        "The Université du Port de Brest and the Escuela Superior de Náutica del Cabo have a new "
        "Institut für Küstenforschung in common.",
        "\x00\x01\x02" * 100,
        "\ud800" * 200,
    ],
)
def test_in_doubt_a_text_is_read(text: str) -> None:
    assert find_foreign_language(text) is None


def test_upper_case_does_not_hide_a_language() -> None:
    assert find_foreign_language(FOREIGN_TEXTS["fr"].upper()) == "fr"
    assert find_foreign_language(_ENGLISH.upper()) is None


def test_a_hint_lowers_the_proof_asked_for_and_gives_none() -> None:
    text = (
        "Programme: Universidade Livre, Ana Beatriz Tavares; Jury: Inês Veloso, Marta Leiria, "
        "Rui Lobo Pinto, Porto"
    )
    assert find_foreign_language(text) is None
    assert find_foreign_language(text, "en") is None
    assert find_foreign_language(text, "pt-BR") == "pt"


@given(st.text(max_size=400), st.sampled_from(["en", "fr", "x", ""]))
def test_no_text_makes_it_fail(text: str, declared: str) -> None:
    found = find_foreign_language(text, declared)
    assert found is None or found.isalpha()


def test_nothing_is_loaded_before_it_is_asked() -> None:
    code = "import sys, edu_kg.nlp.language; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
