"""What the checker finds in an annotated article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from gold_samples import make_json, make_row

from edu_kg.evaluation.gold import GoldArticle, make_gold_converter, parse_gold
from training.gold_rules import find_oddities, find_problems

Row = dict[str, Any]


def _article(row: Row) -> GoldArticle:
    return parse_gold(make_gold_converter(), make_json(row))


def test_an_article_that_keeps_the_rules_has_no_problem() -> None:
    assert list(find_problems(_article(make_row()), quoted=True)) == []


def _set(*path: str | int, to: object) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        inner: Any = row
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to

    return change


def _twice(kind: str) -> Callable[[Row], None]:
    return lambda row: row["gold"][kind].append(dict(row["gold"][kind][0]))


def _turned_round(row: Row) -> None:
    one = row["gold"]["relations"][0]
    row["gold"]["relations"].append(one | {"subject": one["object"], "object": one["subject"]})


PROBLEMS: list[tuple[Callable[[Row], None], str]] = [
    (_set("published", to="2021-03"), "is no day"),
    (_set("gold", "persons", 1, "name", to="Tea Marquand"), "'Tea Marquand' does not occur"),
    (_set("gold", "places", 0, "name", to="Lind"), "'Lind' does not occur"),
    (_set("gold", "persons", 1, "name", to="Prof. Teo Marquand"), "begins with an honorific"),
    (_set("gold", "persons", 1, "aliases", to=[" Marquand"]), "' Marquand' is no proper name"),
    (_set("gold", "organizations", 1, "aliases", to=["QLI", "QLI"]), "'QLI' is listed twice"),
    (_set("gold", "organizations", 1, "kind", to=None), "'Quarry Lane Institute' has no kind"),
    (_twice("places"), "places: 'Lindhaven' is listed twice"),
    (_twice("roles"), "roles: "),
    (_set("gold", "roles", 0, "person", to="Ulla"), "no such person"),
    (_set("gold", "roles", 0, "organization", to="QLI"), "no such organization 'QLI'"),
    (_set("gold", "roles", 0, "title", to=" "), "empty title"),
    (_turned_round, "relations: "),
    (_set("gold", "relations", 0, "subject", to="Lindhaven"), "no such subject"),
    (_set("gold", "relations", 0, "predicate", to="locatedIn"), "no such object"),
    (_set("gold", "relations", 0, "subject", to="Lindhaven College"), "to itself"),
    (_set("gold", "relations", to=[]), "without cooperatesWith"),
    (_twice("events"), "an event is listed twice"),
    (_set("gold", "events", 0, "end", to="2021-03-04"), "ends before it begins"),
    (_set("gold", "events", 0, "place", to="Quarry Lane"), "no such place"),
    (_set("gold", "events", 0, "participants", to=[]), "no participant"),
    (_set("gold", "events", 0, "participants", 0, "name", to="Ulla"), "'Ulla' is no person"),
    (_set("gold", "events", 0, "participants", 1, "as", to="visitor"), "only a person can be"),
    (_set("gold", "events", 0, "participants", 0, "as", to="party"), "only an organization"),
    (
        _set("gold", "events", 0, "participants", 1, "on_behalf_of", to="Quarry Lane Institute"),
        "an organization on behalf of another",
    ),
    (
        _set("gold", "events", 0, "participants", 0, "on_behalf_of", to="QLI"),
        "on behalf of no listed organization",
    ),
    (
        _set("gold", "events", 0, "participants", 2, "name", to="Lindhaven College"),
        "participants: 'Lindhaven College' is listed twice",
    ),
    (_set("gold", "roles", 0, "quote", to="Ulla Brandvik, the rector"), "roles[0]: the quote"),
    (_set("gold", "events", 0, "trigger", to="met"), "the trigger does not stand in the quote"),
    (_set("gold", "events", 0, "trigger", to=None), "has no trigger"),
    (_set("gold", "relations", 0, "quote", to=None), "relations[0]: has no quote"),
]


@pytest.mark.parametrize(("spoil", "problem"), PROBLEMS)
def test_what_breaks_a_rule_is_a_problem(spoil: Callable[[Row], None], problem: str) -> None:
    row = make_row()
    spoil(row)
    assert any(problem in found for found in find_problems(_article(row), quoted=True))


def test_facts_may_do_without_quotes_where_none_are_asked_for() -> None:
    row = make_row()
    for kind in ("roles", "events", "relations"):
        row["gold"][kind][0].pop("quote")
    row["gold"]["events"][0].pop("trigger")
    assert list(find_problems(_article(row), quoted=False)) == []


def test_a_quote_that_is_there_is_checked_even_where_none_is_asked_for() -> None:
    row = make_row()
    row["gold"]["roles"][0]["quote"] = "not in the text"
    assert len(list(find_problems(_article(row), quoted=False))) == 1


def test_a_place_may_lie_in_a_place() -> None:
    row = make_row()
    row["text"] += " Lindhaven is in Vestmark."
    row["gold"]["places"].append({"name": "Vestmark", "aliases": []})
    row["gold"]["relations"].append(
        {
            "subject": "Lindhaven",
            "predicate": "locatedIn",
            "object": "Vestmark",
            "quote": "Lindhaven is in Vestmark",
        }
    )
    assert list(find_problems(_article(row), quoted=True)) == []


def test_an_article_as_long_as_others_with_dates_near_has_no_oddity() -> None:
    row = make_row()
    row["text"] += " And so on." * 40
    assert list(find_oddities(_article(row))) == []


def test_short_texts_shared_names_missing_title_words_and_far_years_are_odd() -> None:
    row = make_row()
    row["gold"]["organizations"][0]["aliases"] = ["QLI"]
    row["gold"]["roles"][0]["title"] = "provost"
    row["gold"]["events"][0]["date"] = "2016"
    oddities = list(find_oddities(_article(row)))
    assert len(oddities) == 4
    assert oddities[0].endswith("words")
    assert "'QLI' names both" in oddities[1]
    assert "provost" in oddities[2]
    assert "2016" in oddities[3]


def test_professor_may_stand_shortened_in_the_text() -> None:
    row = make_row()
    row["gold"]["roles"][0] |= {"person": "Teo Marquand", "title": "professor"}
    row["text"] += " And so on." * 40
    assert list(find_oddities(_article(row))) == []
