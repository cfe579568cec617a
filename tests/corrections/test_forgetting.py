"""Claims and articles without the people who asked to be forgotten."""

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest
from corrections.wording import ADA, CLAIMS, NILS, SIGNED, TEXT, URL

from edu_kg.corrections import (
    address_digest,
    digests_for,
    forget_people,
    mask_article,
    mask_names,
    name_digest,
)
from edu_kg.model import Article, Claims, EntityClaim, EntityKind
from edu_kg.model.forgotten import MASK, Forgotten, ForgottenPerson, is_same_but_for_masks

SALT = "5a17"


def forgetting(*names: str, only_in: tuple[str, ...] = ()) -> Forgotten:
    return Forgotten(
        salt=SALT,
        people=tuple(
            ForgottenPerson(
                id=f"p{n}",
                names=(name_digest(SALT, name),),
                articles=tuple(address_digest(SALT, url) for url in only_in),
                when=dt.date(2021, 6, 1),
            )
            for n, name in enumerate(names)
        ),
    )


def test_a_person_goes_with_every_fact_about_them() -> None:
    found = forget_people(CLAIMS, forgetting("ada BELLO"))
    assert ADA not in found.entities
    assert found.roles == ()
    assert [part.entity for part in found.events[0].participants] == [NILS.key]


def test_the_words_of_others_facts_keep_their_offsets_and_lose_the_name() -> None:
    found = forget_people(CLAIMS, forgetting("Nils Okoro"))
    (words,) = found.events[0].participants[0].evidence
    assert "Ada Bello and ██████████ signed" in words.exact
    assert (words.start, words.end - words.start) == (0, len(words.exact))
    assert is_same_but_for_masks(words.exact, SIGNED)
    assert "thanked █████ for" in found.roles[0].evidence[0].exact


def test_the_words_that_tell_when_a_post_began_lose_the_name() -> None:
    (role,) = CLAIMS.roles
    claims = replace(CLAIMS, roles=(replace(role, tenure_evidence=role.evidence),))
    (kept,) = forget_people(claims, forgetting("Nils Okoro")).roles
    assert kept.tenure_evidence == kept.evidence != role.evidence


def test_no_name_of_the_person_is_left_anywhere() -> None:
    told = repr(forget_people(CLAIMS, forgetting("Nils Okoro")))
    assert "Okoro" not in told
    assert "Nils" not in told


def test_an_event_that_nobody_else_takes_part_in_goes() -> None:
    assert forget_people(CLAIMS, forgetting("Ada Bello", "Nils Okoro")).events == ()


def test_people_are_forgotten_in_any_order_and_once() -> None:
    names = ("Ada Bello", "Nils Okoro", "Eve Roe")
    at_once = forget_people(CLAIMS, forgetting(*names))
    for order in permutations(names):
        found: Claims = CLAIMS
        for name in (*order, *order):
            found = forget_people(found, forgetting(name))
        assert found == at_once


def test_a_body_of_the_same_name_stays() -> None:
    body = EntityClaim(key="b", kind=EntityKind.ORGANIZATION, name="Ada Bello")
    claims = Claims(article_url=URL, entities=(body,))
    assert forget_people(claims, forgetting("Ada Bello")) == claims


def test_a_namesake_in_other_articles_stays_where_only_some_are_meant() -> None:
    rule = forgetting("Ada Bello", only_in=("https://news.tarn.example/8",))
    assert forget_people(CLAIMS, rule) == CLAIMS
    there = replace(CLAIMS, article_url="https://news.tarn.example/8")
    assert ADA not in forget_people(there, rule).entities


def test_an_article_is_told_of_without_the_name() -> None:
    article = Article(url=URL, title="Okoro: Nils OKORO's Prize", text=TEXT, byline="Nils Okoro")
    masked = mask_article(article, forgetting("Nils Okoro"))
    assert masked.title == "Okoro: ██████████'s Prize"
    assert masked.byline == MASK * 10
    assert masked.text == TEXT


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Al-Hasan O'Brien spoke", "████████████████ spoke"),
        ("AL HASAN O’BRIEN", "████████████████"),
        ("Al-Hasan and O'Brien", "Al-Hasan and O'Brien"),
        ("", ""),
    ],
)
def test_a_name_is_found_in_any_spelling_by_digest_alone(text: str, masked: str) -> None:
    assert mask_names(text, SALT, {name_digest(SALT, "Al-Hasan O'Brien")}) == masked


def test_another_salt_gives_another_digest() -> None:
    assert name_digest("1", "Ada Bello") != name_digest("2", "Ada Bello")
    assert "bello" not in repr(forgetting("Ada Bello")).lower()
    assert digests_for(Forgotten(), URL) == frozenset()
