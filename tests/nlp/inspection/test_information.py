"""What pipelines say of themselves."""

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

from edu_kg.errors import ModelNotFound
from edu_kg.nlp.inspection import ModelSource, read_model_info


@pytest.mark.parametrize("name", ["small", "accurate"])
def test_a_shipped_tier_tells_its_licence_labels_sources_and_figures(name: str) -> None:
    info = read_model_info(name)
    assert info.name.startswith("en_edu_news_")
    assert info.licence == "CC BY-SA 4.0"
    assert any({"PERSON", "ORG", "PLACE", "DATE"} <= set(labels) for labels in info.labels.values())
    assert any("UD_English-EWT" in source.name for source in info.sources)
    assert info.figures["mentions news-test"]["all"] > 0.85
    assert set(info.labels) <= set(info.components)


def test_the_size_is_that_of_all_files(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    before = read_model_info(tmp_path / "blank").size
    (tmp_path / "blank" / "more").mkdir()
    (tmp_path / "blank" / "more" / "weights").write_bytes(b"x" * 1000)
    assert read_model_info(tmp_path / "blank").size == before + 1000


def _folder(tmp_path: Path, **changes: object) -> Path:
    meta: dict[str, Any] = {"name": "mine", "version": "1.0", "pipeline": ["ner"]}
    (tmp_path / "meta.json").write_text(json.dumps(meta | changes), encoding="utf-8")
    return tmp_path


def test_a_foreign_pipeline_tells_the_figures_of_its_training(tmp_path: Path) -> None:
    performance = {"ents_f": 0.84, "speed": 10_000, "dep_las_per_type": {"nsubj": {"f": 0.9}}}
    sources = ["Somebody's treebank", {"name": "Lists", "license": "CC0"}]
    info = read_model_info(_folder(tmp_path, performance=performance, sources=sources))
    assert info.components == ("ner",)
    assert info.figures == {"performance": {"ents_f": 0.84, "speed": 10_000.0}}
    assert info.sources == (
        ModelSource(name="Somebody's treebank"),
        ModelSource(name="Lists", licence="CC0"),
    )


def test_a_pipeline_that_says_little_is_shown_for_what_it_says(tmp_path: Path) -> None:
    info = read_model_info(_folder(tmp_path, labels=None, sources=None))
    assert (info.labels, info.sources, info.figures, info.licence) == ({}, (), {}, "")


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"name": "mine"}'])
def test_a_folder_without_a_usable_meta_file_is_no_pipeline(body: str, tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text(body, encoding="utf-8")
    with pytest.raises(ModelNotFound):
        read_model_info(tmp_path)


def test_a_name_of_nothing_is_an_error_that_says_what_to_give() -> None:
    with pytest.raises(ModelNotFound, match="give an installed package or a folder"):
        read_model_info("no_such_pipeline")
