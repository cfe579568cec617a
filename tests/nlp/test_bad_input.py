"""Texts that are no news: both tiers read them whole, in bounded time and memory, or say why not."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.errors import BrokenText, TextTooLong
from edu_kg.extraction import extract_claims
from edu_kg.model import Article
from edu_kg.nlp import LONGEST_TEXT, load_pipeline, read_texts
from edu_kg.nlp.pipelines import MOST_TOKENS

_SENTENCE = (
    "The rector of Lakeside University (LU), Ana Sousa, signed an agreement with the Ministry of "
    "Education in Porto on 3 May. "
)
_MEGABYTE = 1 << 20
_GENEROUS_SECONDS = 60.0
_GENEROUS_MEGABYTES = 1500

BAD_TEXTS = {
    "nothing": "",
    "white space": " \t\n\u00a0\u2028 \r\n\n",
    "line breaks": "\n" * LONGEST_TEXT,
    "one word": "a" * LONGEST_TEXT,
    "capitals that could begin names": "Ab" * (LONGEST_TEXT // 2),
    "initials without end": "A." * (LONGEST_TEXT // 2),
    "an address without end": "http://www.lakeside.example/" + "ab1.-/@:" * (LONGEST_TEXT // 9),
    "digits": "1" * LONGEST_TEXT,
    "dots": "." * LONGEST_TEXT,
    "control characters": f"{''.join(map(chr, range(32)))}{_SENTENCE}\x7f\x85\u200b\ufeff\u202e",
    "mixed scripts": "Ректор Ana Sousa από το 大学 جامعة Lakeside signed सहमति, 한국 대학교. " * 9,
    "characters beyond the basic plane": "Ana 😀 Sousa \U0001d518\U0001d52b\U0001d526 🇵🇹 signed 𠀀𠀁. "
    * 9,
    "combining marks": "Z" + "\u0301" * 2000 + " signed.",
    "brackets": "(" * 2000 + ")" * 2000,
    "words of one letter": "x " * 4000,
    "words glued by marks": "word,word;word/" * 700,
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work has cost so far; memory is the most the process ever had."""

    seconds: float
    megabytes: float


@pytest.fixture
def cost() -> Callable[[], Cost]:
    """The time taken, and the memory the process needed beyond what it had, until called."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()

    def _cost() -> Cost:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return Cost(time.process_time() - started, (peak - before) / 1024)

    return _cost


@pytest.fixture(scope="module", params=["small", "accurate"])
def tier(request: pytest.FixtureRequest) -> Language:
    return load_pipeline(request.param)


def _read(tier: Language, text: str) -> Doc:
    [doc] = read_texts(tier, [text])
    extract_claims(Article(url="http://a.example/1", title="A", text=text), doc)
    return doc


@pytest.mark.parametrize("kind", BAD_TEXTS)
def test_a_bad_text_is_read_whole_at_bounded_cost(
    tier: Language, kind: str, cost: Callable[[], Cost]
) -> None:
    doc = _read(tier, BAD_TEXTS[kind])
    assert doc.text == BAD_TEXTS[kind]
    assert cost().seconds < _GENEROUS_SECONDS
    assert cost().megabytes < _GENEROUS_MEGABYTES


def test_a_paragraph_of_ten_thousand_words_is_read_whole_at_bounded_cost(
    tier: Language, cost: Callable[[], Cost]
) -> None:
    text = _SENTENCE * (10_000 // len(_SENTENCE.split()))
    doc = _read(tier, text)
    assert doc.text == text
    assert len(list(doc.sents)) > 300
    assert sum(e.label_ == "PERSON" for e in doc.ents) > 300
    assert cost().seconds < _GENEROUS_SECONDS
    assert cost().megabytes < _GENEROUS_MEGABYTES


@pytest.mark.parametrize("text", ["a" * _MEGABYTE, ("word " * _MEGABYTE)[:_MEGABYTE]])
def test_a_line_of_a_megabyte_is_refused_at_once_with_its_length(
    tier: Language, text: str, cost: Callable[[], Cost]
) -> None:
    with pytest.raises(TextTooLong, match="several articles") as caught:
        list(read_texts(tier, [text]))
    assert (caught.value.length, caught.value.limit) == (_MEGABYTE, LONGEST_TEXT)
    assert cost().seconds < 1


def test_a_text_of_too_many_tokens_is_refused_before_it_costs_memory(tier: Language) -> None:
    with pytest.raises(TextTooLong, match="tokens") as caught:
        list(read_texts(tier, ["a " * (LONGEST_TEXT // 2)]))
    assert caught.value.limit == MOST_TOKENS


def test_half_a_character_is_an_error_that_says_where(tier: Language) -> None:
    with pytest.raises(BrokenText, match="lone surrogate") as caught:
        list(read_texts(tier, ["Rector \ud83d Ana Sousa"]))
    assert caught.value.position >= 0


@given(st.lists(st.text(max_size=80), max_size=3))
def test_any_text_without_half_characters_is_read_whole(
    small_pipeline: Language, texts: list[str]
) -> None:
    assert [doc.text for doc in read_texts(small_pipeline, texts)] == texts


@given(st.text(alphabet="aB.,-'(/@: \n", min_size=900, max_size=2500))
def test_cutting_long_runs_changes_no_text(small_pipeline: Language, text: str) -> None:
    doc = small_pipeline.make_doc(text)
    assert doc.text == text
    assert all(len(token) for token in doc)


@pytest.fixture(scope="module")
def small_pipeline() -> Language:
    return load_pipeline("small")
