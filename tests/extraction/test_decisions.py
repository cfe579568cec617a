"""What is weighed before something is believed, and how."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from edu_kg.extraction.dates import find_dates
from edu_kg.extraction.entities import find_entities
from edu_kg.extraction.learned.decisions import Decision, load_role_decision, log_odds
from edu_kg.extraction.learned.decoding import Impression, impression
from edu_kg.extraction.learned.engine import load_fact_engine
from edu_kg.extraction.learned.roles import RoleWeights, decode_roles, weighed_roles
from edu_kg.extraction.reading import Reading
from edu_kg.extraction.roles import find_roles
from edu_kg.model import Article

NUMBERS = st.floats(-8, 8)


@given(first=NUMBERS, second=NUMBERS, other=NUMBERS)
def test_more_that_speaks_for_something_makes_it_no_less_likely(
    first: float, second: float, other: float
) -> None:
    decision = Decision(least=0.5, bias=-1.0, weights={"for": 0.7, "against": -0.3})
    less, more = sorted((first, second))
    assert decision.likelihood({"for": less, "against": other}) <= decision.likelihood(
        {"for": more, "against": other}
    )
    assert 0 < decision.likelihood({"for": first, "against": other}) < 1


def test_something_is_believed_above_the_likelihood_that_is_asked_for() -> None:
    decision = Decision(least=0.5, bias=0.0, weights={"for": 1.0})
    assert decision.believes({"for": 0.1})
    assert not decision.believes({"for": -0.1})


@given(st.floats(0.01, 0.99))
def test_log_odds_are_those_of_the_probability(probability: float) -> None:
    assert 1 / (1 + math.exp(-log_odds(probability))) == pytest.approx(probability)


TEXT = (
    "Ada Bello, rector of Varn University, and Bo Wen, president of Ostrel College, signed an "
    "agreement on behalf of their universities in Varn on 5 May 2020."
)


@pytest.fixture(scope="module")
def reading(pipeline: Language) -> Reading:
    """A signature as extraction reads it."""
    doc = pipeline(TEXT)
    article = Article(url="https://news.example/1", title="News", text=TEXT, published=None)
    return Reading(
        article=article,
        doc=doc,
        entities=find_entities(article, doc),
        dates=find_dates(TEXT, None),
    )


@pytest.fixture(scope="module")
def seen(reading: Reading) -> Impression:
    """What the shipped network makes of it."""
    return impression(load_fact_engine(), reading)


def test_all_that_the_shipped_decision_weighs_is_told_of_roles(
    reading: Reading, seen: Impression
) -> None:
    weighed = list(weighed_roles(seen, find_roles(reading), RoleWeights()))
    assert weighed
    for _, evidence in weighed:
        assert set(evidence) == set(load_role_decision().weights)


def test_the_more_is_asked_for_the_fewer_roles_are_believed(
    reading: Reading, seen: Impression
) -> None:
    sure = load_role_decision()

    def believed(least: float) -> set[tuple[str, str, str | None]]:
        decision = Decision(least=least, bias=sure.bias, weights=sure.weights)
        roles = decode_roles(seen, find_roles(reading), RoleWeights(decision=decision))
        return {(r.person, r.title, r.organization) for r in roles}

    assert believed(1.0) == set()
    assert believed(0.9) <= believed(0.2)
    assert len(believed(0.2)) == 2
