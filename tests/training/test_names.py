"""Invented names: of the shapes texts use, and the same for the same seed."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from name_samples import LISTS

from training.name_patterns import PATTERNS
from training.names import cross, draw_body, draw_person, draw_place


@given(st.integers())
def test_a_full_name_has_given_and_family_name_in_its_order(seed: int) -> None:
    person = draw_person(LISTS, random.Random(seed))
    parts = (person.family, person.given) if person.family_first else (person.given, person.family)
    assert person.full == " ".join(parts)


@given(st.integers(), st.sampled_from([*PATTERNS, "unheard of"]))
def test_every_kind_of_body_gets_a_name_without_gaps(seed: int, kind: str) -> None:
    body = draw_body(LISTS, kind, random.Random(seed))
    assert body.name
    assert not re.search(r"[{}]", body.name)
    assert body.acronym is None or re.fullmatch(r"\w{2,7}", body.acronym)


def test_the_same_seed_draws_the_same_names() -> None:
    draws = [
        (draw_person(LISTS, rng), draw_body(LISTS, "unit", rng), draw_place(LISTS, rng))
        for rng in (random.Random(7), random.Random(7))
    ]
    assert draws[0] == draws[1]


@given(st.integers())
def test_a_crossed_name_begins_like_one_and_ends_like_the_other(seed: int) -> None:
    crossed = cross("Sundhaven", "Vestmark", random.Random(seed))
    assert crossed.startswith("Su")
    assert crossed.endswith("rk")


@pytest.mark.parametrize(("one", "other"), [("Kvist", "Qiao"), ("Berg-Lind", "Sundhaven")])
def test_short_and_joined_names_are_not_crossed(one: str, other: str) -> None:
    assert cross(one, other, random.Random(1)) == one
