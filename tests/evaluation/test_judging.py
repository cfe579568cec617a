"""Verdicts on the claims of one article."""

from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.annotated import (
    CLAIMS,
    RECORD,
    RELATION,
    ROLE,
    SIGNED,
    counts_of,
    gold_article,
    renamed,
)

from edu_kg.evaluation import Category, Counts, GoldArticle, Verdict
from edu_kg.evaluation.judging import judge_article
from edu_kg.model import Claims, EntityKind, Predicate


@pytest.fixture
def gold(tmp_path: Path) -> GoldArticle:
    return gold_article(tmp_path)


def test_claims_that_say_what_the_reader_says_are_all_right(gold: GoldArticle) -> None:
    judged = judge_article(gold, CLAIMS)
    assert {j.category for j in judged} == set(Category) - {Category.EVENT_END}
    assert {j.verdict for j in judged} == {Verdict.RIGHT}


def test_an_article_of_which_nothing_is_claimed_is_missed_whole(gold: GoldArticle) -> None:
    judged = judge_article(gold, Claims(article_url=CLAIMS.article_url))
    assert {j.verdict for j in judged} == {Verdict.MISS}
    # Place and end are asked only of events that are there.
    assert {j.category for j in judged} == set(Category) - {
        Category.EVENT_END,
        Category.EVENT_PLACE,
    }


def test_an_entity_is_known_by_any_of_its_names(gold: GoldArticle) -> None:
    assert counts_of(gold, renamed("hill", name="HU"), Category.ORGANIZATIONS) == Counts(right=2)
    by_alias = renamed("hill", name="Hill", aliases=("The Hill University",))
    assert counts_of(gold, by_alias, Category.ORGANIZATIONS) == Counts(right=2)


def test_a_second_entity_of_one_body_is_false_and_so_is_all_that_hangs_on_it(
    gold: GoldArticle,
) -> None:
    (hill,) = (e for e in CLAIMS.entities if e.key == "hill")
    double = replace(hill, key="hu", name="HU")
    claims = replace(
        CLAIMS,
        entities=(double, *CLAIMS.entities),
        roles=(replace(ROLE, organization="hu"),),
    )
    assert counts_of(gold, claims, Category.ORGANIZATIONS) == Counts(right=2, false=1)
    assert counts_of(gold, claims, Category.ROLES) == Counts(false=1, missed=1)


def test_a_name_of_the_wrong_kind_is_missed_and_false(gold: GoldArticle) -> None:
    claims = renamed("sendra", kind=EntityKind.ORGANIZATION)
    assert counts_of(gold, claims, Category.PLACES) == Counts(missed=1)
    assert counts_of(gold, claims, Category.ORGANIZATIONS) == Counts(right=2, false=1)


@pytest.mark.parametrize(
    ("title", "body", "counts"),
    [
        ("Vice-Rector", "hill", Counts(right=1)),
        ("rector", "hill", Counts(false=1, missed=1)),
        ("vice rector", "dale", Counts(false=1, missed=1)),
        ("vice rector", None, Counts(false=1, missed=1)),
    ],
    ids=["spelt otherwise", "another rank", "another body", "no body"],
)
def test_a_role_needs_its_title_and_its_body(
    gold: GoldArticle, title: str, body: str | None, counts: Counts
) -> None:
    claims = replace(CLAIMS, roles=(replace(ROLE, title=title, organization=body),))
    assert counts_of(gold, claims, Category.ROLES) == counts


def test_a_role_claimed_twice_counts_once_and_a_second_title_is_false(gold: GoldArticle) -> None:
    twice = replace(CLAIMS, roles=(ROLE, replace(ROLE, title="Vice Rector")))
    assert counts_of(gold, twice, Category.ROLES) == Counts(right=1)
    more = replace(CLAIMS, roles=(replace(ROLE, title="vice rector emeritus"), ROLE))
    assert counts_of(gold, more, Category.ROLES) == Counts(right=1, false=1)
    (false,) = (j for j in judge_article(gold, more) if j.verdict is Verdict.FALSE)
    assert false.text == "Ada Bello: vice rector emeritus @ Hill University"


def test_cooperation_is_the_same_from_either_side_and_other_relations_are_not(
    gold: GoldArticle, tmp_path: Path
) -> None:
    assert (RELATION.subject, RECORD["gold"]["relations"][0]["subject"]) == (
        "dale",
        "Hill University",
    )
    assert counts_of(gold, CLAIMS, Category.RELATIONS) == Counts(right=1)
    part_of = [{"subject": "Hill University", "predicate": "memberOf", "object": "Dale Institute"}]
    member = gold_article(tmp_path, relations=part_of)
    claims = replace(CLAIMS, relations=(replace(RELATION, predicate=Predicate.MEMBER_OF),))
    assert counts_of(member, claims, Category.RELATIONS) == Counts(false=1, missed=1)


def test_a_verdict_shows_the_sentence_and_what_was_found_its_rule(gold: GoldArticle) -> None:
    claims = replace(CLAIMS, roles=(replace(ROLE, title="dean"),))
    false, missed = (
        next(
            j
            for j in judge_article(gold, claims)
            if j.category is Category.ROLES and j.verdict is verdict
        )
        for verdict in (Verdict.FALSE, Verdict.MISS)
    )
    assert (false.sentence, false.rule) == (SIGNED, "apposition")
    assert (missed.sentence, missed.rule) == (SIGNED, None)
