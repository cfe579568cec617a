"""How often each rule is right."""

from pathlib import Path

import pytest
from evaluation.annotated import CLAIMS, written

from edu_kg.evaluation import Category, evaluate, read_gold
from edu_kg.evaluation.precision import (
    RulePrecision,
    format_precisions,
    measure_rules,
    parse_precisions,
    shipped_precisions,
)


def test_a_rule_is_measured_for_each_kind_of_fact_it_reads(tmp_path: Path) -> None:
    measured = measure_rules(evaluate(read_gold(written(tmp_path)), lambda _: [CLAIMS]))
    assert measured == {
        (Category.ROLES, "apposition"): RulePrecision(right=1, false=0),
        (Category.EVENTS, "signed"): RulePrecision(right=1, false=0),
        (Category.PARTICIPATIONS, "part"): RulePrecision(right=3, false=0),
        (Category.ON_BEHALF_OF, "part"): RulePrecision(right=1, false=0),
        (Category.RELATIONS, "parties"): RulePrecision(right=1, false=0),
    }


def test_a_table_gives_back_what_was_measured_whatever_rules_are_called() -> None:
    measured = {
        (Category.ROLES, 'of "the" place\'s – \\body, 1'): RulePrecision(right=2, false=3),
        (Category.RELATIONS, "part of"): RulePrecision(right=0, false=1),
    }
    assert dict(parse_precisions(format_precisions(measured, 7))) == measured


def test_the_shipped_table_has_rules_of_roles_and_events_that_fired() -> None:
    shipped = shipped_precisions()
    assert {category for category, _ in shipped} >= {Category.ROLES, Category.EVENTS}
    assert all(measured.right + measured.false for measured in shipped.values())


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="table declaration"):
        parse_precisions("[roles")
