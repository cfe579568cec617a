"""What the fact network sees of an article."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from spacy.language import Language

from edu_kg.extraction.dates import find_dates
from edu_kg.extraction.entities import find_entities
from edu_kg.extraction.learned.decoding import pool
from edu_kg.extraction.learned.engine import load_fact_engine
from edu_kg.extraction.learned.inputs import ArticleInput, MentionInput, article_input
from edu_kg.extraction.learned.labels import (
    DISTANCES,
    RANKS,
    SALIENCES,
    distances,
    ranks,
    saliences,
)
from edu_kg.extraction.reading import Reading
from edu_kg.model import Article, PartialDate
from edu_kg.nlp.features import find_pieces
from edu_kg.nlp.vectors import load_piece_vectors, quantize

_TEXT = (
    "On 4 March 2021, Ada Bello met Musa Okoro.\n\nShe is rector of Hill University (HU) in Lagos."
)


@pytest.fixture(scope="module")
def reading(pipeline: Language) -> Reading:
    article = Article(
        url="http://a.example/1", title="T", text=_TEXT, published=PartialDate(2021, 3, 10)
    )
    doc = pipeline(_TEXT)
    return Reading(
        article=article,
        doc=doc,
        entities=find_entities(article, doc),
        dates=find_dates(_TEXT, article.published),
    )


def test_words_are_the_text_without_white_space(reading: Reading) -> None:
    seen = article_input(reading)
    assert [_TEXT[a:b] for a, b in seen.offsets] == list(seen.words)
    assert "".join(seen.words) == "".join(_TEXT.split())


def test_every_sentence_starts_at_a_word_and_no_break_is_one(reading: Reading) -> None:
    seen = article_input(reading)
    assert [seen.words[n] for n in seen.sentences] == ["On", "She"]


def test_mentions_are_names_dates_and_references_in_text_order(reading: Reading) -> None:
    seen = article_input(reading)
    said = [(" ".join(seen.words[m.start : m.end]), m.kind, m.is_name) for m in seen.mentions]
    assert said == [
        ("4 March 2021", "date", True),
        ("Ada Bello", "person", True),
        ("Musa Okoro", "person", True),
        ("She", "person", False),
        ("Hill University", "organization", True),
        ("HU", "organization", True),
        ("Lagos", "place", True),
    ]


def test_marks_tell_first_from_later_words_and_names_from_references() -> None:
    def mention(start: int, end: int, kind: str, *, is_name: bool = True) -> MentionInput:
        return MentionInput(start=start, end=end, kind=kind, owner=0, is_name=is_name)

    seen = ArticleInput(
        words=("Ada", "Bello", "met", "her", "at", "Hill", "University"),
        offsets=(),
        gaps=(),
        sentences=(0,),
        heads=(),
        deps=(),
        mentions=(
            mention(0, 2, "person"),
            mention(3, 4, "person", is_name=False),
            mention(5, 7, "organization"),
            mention(5, 6, "place"),
        ),
    )
    assert seen.marks() == [1, 2, 0, 9, 0, 5, 4]


@given(
    places=st.lists(st.integers(0, 199), min_size=1, max_size=6),
    bounds=st.sets(st.integers(1, 199), max_size=4),
)
def test_distance_classes_tell_sides_and_sentences_apart(
    places: list[int], bounds: set[int]
) -> None:
    sentence = np.searchsorted(sorted(bounds), np.arange(200), side="right")
    at = np.array(places)
    classes = distances(at, at, sentence)
    assert ((classes >= 0) & (classes < DISTANCES)).all()
    for i, a in enumerate(places):
        for j, b in enumerate(places):
            assert (classes[i, j] >= DISTANCES // 2) == (sentence[a] != sentence[b])
            if a != b:
                assert classes[i, j] != classes[j, i]


def test_ranks_tell_the_nearest_of_a_kind_before_and_after_a_word_from_others() -> None:
    first_words = np.array([2, 5, 6, 9])
    kinds = np.array([0, 1, 0, 0])
    near_after, second_after = 0, 1
    near_before, second_before = RANKS // 2, RANKS // 2 + 1
    at_start, at_seven, at_end = ranks(np.array([0, 7, 12]), first_words, kinds).tolist()
    assert at_start == [near_after, near_after, second_after, second_after + 1]
    assert at_seven == [second_before, near_before, near_before, near_after]
    assert at_end == [second_before + 1, near_before, second_before, near_before]


@given(
    st.lists(st.integers(0, 200), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 3)), min_size=1, max_size=40),
)
def test_every_rank_has_a_class(words: list[int], mentions: list[tuple[int, int]]) -> None:
    starts, kinds = np.array(sorted(mentions)).T
    found = ranks(np.array(words), starts, kinds)
    assert found.shape == (len(words), len(mentions))
    assert found.min() >= 0
    assert found.max() < RANKS


def test_salience_tells_who_is_spoken_of_often_and_who_opens_the_text() -> None:
    owners = np.array([1, 3, 1, 5, 1])
    found = saliences(owners, np.array([0, 4, 12, 14, 20]), opening=10)
    assert found[0] == found[2] == found[4]
    assert len({found[0], found[1], found[3]}) == 3
    assert found[1] - found[3] == SALIENCES // 2


@given(
    npst.arrays(np.float32, (3, 5), elements=st.floats(-50, 50, width=32)),
    npst.arrays(np.bool_, (4, 5)),
)
def test_an_owner_scores_at_least_as_its_best_mention(
    scores: np.ndarray, owned: np.ndarray
) -> None:
    pooled = pool(scores, owned)
    assert pooled.shape == (3, 4)
    for owner in range(4):
        if owned[owner].any():
            best = scores[:, owned[owner]].max(1)
            assert (pooled[:, owner] >= best - 1e-3).all()
            assert (pooled[:, owner] <= best + np.log(5) + 1e-3).all()
        else:
            assert (pooled[:, owner] < -1000).all()


@given(npst.arrays(np.float32, (4, 6), elements=st.floats(-3, 3, width=32)))
def test_kept_vectors_are_off_by_half_a_step_at_most(vectors: np.ndarray) -> None:
    numbers, scales = quantize(vectors)
    assert np.abs(numbers * scales[:, None] - vectors).max() <= scales.max() * 0.501


def test_remembered_pieces_are_those_that_the_tokenizer_gives() -> None:
    vectors = load_piece_vectors()
    words = ("Marindu", "rector", "Marindu", "国", "\u200b", "x" * 300)
    wanted = find_pieces(words, vectors.tokenizer)
    for _ in range(2):
        assert vectors.pieces(words) == [wanted[word] for word in words]


def test_what_is_asked_of_words_alone_and_together_is_the_same(reading: Reading) -> None:
    (_, scores), *rest = load_fact_engine().score(article_input(reading))
    assert not rest
    words = [8, 3, 12]
    together = scores.parts(words)
    for place, word in enumerate(words):
        for one, all_ in zip(scores.parts([word]), together, strict=True):
            assert one.shape == (len(all_), 1, len(article_input(reading).mentions))
            assert np.allclose(one[:, 0], all_[:, place], atol=1e-4)


def test_a_window_of_vectors_has_a_mark_at_each_end() -> None:
    vectors = load_piece_vectors()
    rows = vectors.rows([1000, 2000])
    assert rows.shape == (4, 384)
    assert not np.allclose(rows[0], rows[3])
    assert np.array_equal(rows[1:3], vectors.rows([1000, 2000, 1000])[1:3])
