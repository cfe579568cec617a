"""A decision is fitted so that what is right seven times in ten is believed to be."""

import random
import sys
from pathlib import Path

import pytest

from edu_kg.extraction.learned.decisions import load_role_decision, parse_decision
from training.facts.decide import fit, format_decision, main


def _cases(share: float, speaks: float, count: int = 400) -> list[tuple[dict[str, float], bool]]:
    right = round(share * count)
    return [({"speaks": speaks, "noise": float(n % 2)}, n < right) for n in range(count)]


def test_what_was_right_seven_times_in_ten_is_that_likely() -> None:
    decision = fit([*_cases(0.7, 1.0), *_cases(0.2, -1.0)], least=0.5)
    assert decision.likelihood({"speaks": 1.0, "noise": 0.5}) == pytest.approx(0.7, abs=0.02)
    assert decision.likelihood({"speaks": -1.0, "noise": 0.5}) == pytest.approx(0.2, abs=0.02)
    assert decision.believes({"speaks": 1.0, "noise": 0.5})
    assert not decision.believes({"speaks": -1.0, "noise": 0.5})


def test_the_order_of_the_cases_changes_nothing() -> None:
    cases = [*_cases(0.7, 1.0), *_cases(0.2, -1.0)]
    shuffled = random.Random(1).sample(cases, len(cases))
    assert fit(shuffled, least=0.4) == fit(cases, least=0.4)


def test_what_is_always_right_gets_a_bounded_weight() -> None:
    decision = fit([*_cases(1.0, 1.0), *_cases(0.0, -1.0)], least=0.5)
    assert 0 < decision.weights["speaks"] < 20


def test_the_table_gives_the_decision_back() -> None:
    decision = fit([*_cases(0.7, 1.0), *_cases(0.2, -1.0)], least=0.4)
    assert parse_decision(format_decision(decision, articles=2)) == decision


def test_ids_that_no_article_has_end_it_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "roles.toml"
    gold = Path(__file__).parents[1] / "gold"
    words = ["decide", str(gold), "--articles", "nobody-*", "--out", str(out)]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "nobody-*" in capsys.readouterr().err
    assert not out.exists()


def test_decisions_can_be_fitted_on_annotated_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "roles.toml"
    gold = Path(__file__).parents[1] / "gold"
    words = ["decide", str(gold), "--articles", "*", "--out", str(out)]
    monkeypatch.setattr(sys, "argv", words)
    main()
    decision = parse_decision(out.read_text(encoding="utf-8"))
    assert set(decision.weights) == set(load_role_decision().weights)
    assert decision.weights["margin"] > 0
