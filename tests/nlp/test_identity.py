"""The same text always gets the same annotations: in any batch, in any process, every time."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.nlp import load_pipeline

_SENTENCES = (
    "On 4 May the rector of Lakeside University (LU), Dr. Ana P. Sousa, met Vice Minister Bo Wen.",
    "“We will share our courses,” said Ömer Şahin of the Harbour Institute of Technology.",
    "The agreement, which both signed in Porto, runs for five years.",
    "Photo: T. Mbeki-Larsson",
    "Twelve teachers from Mongolia and Kenya took part in the workshop at Dale College in 2019.",
    "Who will be its next president?",
    "Welcome",
)
TEXTS = (
    " ".join(_SENTENCES),
    "\n\n".join(reversed(_SENTENCES)),
    _SENTENCES[2],
    "",
    " ".join(_SENTENCES * 12),
    _SENTENCES[6],
    "Ректор 大学 signed 42 %.",
    "\n\n".join(_SENTENCES[:3] * 4),
    "   \n",
    _SENTENCES[0],
)
Annotations = tuple[object, ...]


def annotations(doc: Doc) -> Annotations:
    """Everything the pipeline wrote onto the document."""
    tokens = tuple(
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start)
        for t in doc
    )
    spans = [(e.start, e.end, e.label_) for e in doc.ents]
    groups = {
        name: [(s.start, s.end, s.label_, s.id_) for s in group]
        for name, group in doc.spans.items()
    }
    return tokens, tuple(spans), groups


@pytest.fixture(scope="module", params=["small", "accurate"])
def tier(request: pytest.FixtureRequest) -> Language:
    return load_pipeline(request.param)


@pytest.fixture(scope="module")
def alone(tier: Language) -> tuple[Annotations, ...]:
    """The annotations of each text read by itself."""
    return tuple(annotations(tier(text)) for text in TEXTS)


Batched = Callable[[list[int], int], list[Annotations]]


@pytest.fixture(scope="module")
def batched(tier: Language) -> Batched:
    """Reads the texts of these numbers in batches of that size."""

    def _batched(numbers: list[int], size: int) -> list[Annotations]:
        docs = tier.pipe([TEXTS[number] for number in numbers], batch_size=size)
        return [annotations(doc) for doc in docs]

    return _batched


@settings(max_examples=8)
@given(
    st.lists(st.sampled_from(range(len(TEXTS))), min_size=1, max_size=12),
    st.integers(min_value=1, max_value=13),
)
def test_neighbours_in_the_batch_change_nothing(
    batched: Batched, alone: tuple[Annotations, ...], numbers: list[int], size: int
) -> None:
    assert batched(numbers, size) == [alone[number] for number in numbers]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_no_batch_size_changes_anything(
    batched: Batched, alone: tuple[Annotations, ...], size: int
) -> None:
    assert batched([*range(len(TEXTS))], size) == [*alone]


def test_the_same_text_twice_and_by_a_pipeline_loaded_anew_is_the_same(
    tier: Language, alone: tuple[Annotations, ...]
) -> None:
    path = "small" if "tok2vec" in tier.pipe_names else "accurate"
    for pipeline in (tier, load_pipeline(path)):
        assert tuple(annotations(pipeline(text)) for text in TEXTS) == alone


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 4])
def test_the_number_of_processes_changes_nothing(
    tier: Language, alone: tuple[Annotations, ...], processes: int
) -> None:
    docs = tier.pipe(TEXTS, batch_size=2, n_process=processes)
    assert tuple(annotations(doc) for doc in docs) == alone
