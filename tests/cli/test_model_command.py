"""`edu-kg model`, as a user runs it."""

import json
from pathlib import Path

import pytest
from command_line import REPOSITORY, edu_kg
from typer.testing import CliRunner

from edu_kg.cli import app
from edu_kg.errors import ModelNotFound

GOLD = REPOSITORY / "tests" / "nlp" / "gold"


def _answer(*arguments: str | Path) -> str:
    """What `edu-kg model` writes for these arguments, run in this process."""
    ran = CliRunner().invoke(app, ["model", *map(str, arguments)], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_info_shows_both_shipped_tiers_with_licence_and_figures() -> None:
    answer = _answer("info")
    for told in ("en_edu_news_sm", "en_edu_news_enc", "CC BY-SA 4.0", "UD_English-EWT", "MB"):
        assert told in answer
    assert answer.count("mentions news-test") == 2


def test_info_as_json_has_every_label_of_the_model_asked_for() -> None:
    (info,) = json.loads(_answer("info", "--model", "small", "--json"))
    assert info["name"] == "en_edu_news_sm"
    assert set(info["labels"]["ner"]) == {"PERSON", "ORG", "PLACE", "DATE"}
    assert "nsubj:pass" in info["labels"]["parser"]
    assert info["size"] > 1_000_000
    assert info["figures"]["syntax ewt-test"]["las"] > 0.7


def test_evaluate_measures_every_sort_of_gold_in_one_table_each() -> None:
    files = [GOLD / f"harbour.{ending}" for ending in ("json", "iob2", "conllu")]
    answer = _answer("evaluate", *files, "--seconds", "0", "--model", "small")
    assert "measured with en_edu_news_sm" in answer
    for told in ("harbour.json", "words a second", "PERSON", "recall", "LAS"):
        assert told in answer


def test_evaluate_as_json_has_counts_and_shares_by_file() -> None:
    files = [GOLD / "harbour.json", GOLD / "harbour.conllu"]
    answer = json.loads(_answer("evaluate", *files, "--seconds", "0", "--json"))
    article = answer["files"][str(GOLD / "harbour.json")]
    treebank = answer["files"][str(GOLD / "harbour.conllu")]
    assert answer["model"].startswith("en_edu_news_enc ")
    overall = article["mentions"]["all"]
    assert overall["right"] + overall["missed"] == 7
    assert overall["f1"] > 0.8
    assert "syntax" not in article
    assert treebank["syntax"]["uas"] > 0.8
    assert treebank["words_per_second"] > 0


def test_evaluate_says_in_one_line_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    file = tmp_path / "spoilt.iob2"
    file.write_text("1\tAda\tPERSON\n", encoding="utf-8")
    ran = edu_kg("model", "evaluate", file)
    assert ran.code == 2
    assert ran.err.strip() == (
        f"edu-kg: {file}: line 1: 'PERSON' is no tag (O, B-PER, I-ORG, …); "
        "correct the file, or leave it out"
    )


@pytest.mark.parametrize("command", [["info"], ["evaluate", str(GOLD)]])
def test_a_model_that_is_not_there_is_an_error(command: list[str]) -> None:
    with pytest.raises(ModelNotFound):
        _answer(*command, "--model", "no_such_pipeline")
