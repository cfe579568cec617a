"""Trainings that differ in their material alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from training_samples import make_config, make_tokenizer, write_sets

from training.encoder.material import Material, read_material
from training.encoder.variants import Variant, narrowed, variants


@pytest.fixture
def material(tmp_path: Path) -> Material:
    whole = read_material(write_sets(tmp_path), make_config(), make_tokenizer(), None)
    # Five articles, each with a copy: the sets of the samples, given the names of real ones.
    documents = [document for each in whole.sets.values() for document in each][:5]
    assert len(documents) == 5
    sets = {
        "news-train": documents,
        "news-augmented-0": documents[::1],
        "gum-train": documents[:2],
    }
    return replace(whole, sets=sets)


def test_fewer_articles_are_part_of_more_of_them(material: Material) -> None:
    config = make_config()
    two, four = (
        {id(d) for d in narrowed(material, config, Variant(articles=n))[0].sets["news-train"]}
        for n in (2, 4)
    )
    assert (len(two), len(four)) == (2, 4)
    assert two < four


def test_copies_are_those_of_the_articles_that_are_left(material: Material) -> None:
    less, _ = narrowed(material, make_config(), Variant(articles=3))
    assert list(less.sets["news-augmented-0"]) == list(less.sets["news-train"])
    assert len(less.sets["gum-train"]) == 2


def test_a_set_left_out_is_in_neither_material_nor_settings(material: Material) -> None:
    config = make_config(sets={"news-train": 1.0, "gum-train": 2.0})
    less, settings = narrowed(material, config, Variant(without=("gum-train",)))
    assert "gum-train" not in less.sets
    assert settings.sets == {"news-train": 1.0}
    assert len(less.sets["news-train"]) == 5


def test_there_is_a_training_for_each_number_and_each_set_left_out() -> None:
    assert list(variants([50, 0], ["gum-train"])) == [
        Variant(articles=50),
        Variant(articles=0),
        Variant(without=("gum-train",)),
    ]
