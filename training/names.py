"""Invented people, institutions and places for augmentation, drawn from lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.name_lists import Body
from training.name_patterns import COMPANY_FORMS, PATTERNS, REGIONS, TRADES

if TYPE_CHECKING:
    import random

    from training.name_lists import NameLists


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name with the short forms a text would use for it."""

    full: str
    given: str
    family: str
    family_first: bool


def draw_person(lists: NameLists, rng: random.Random) -> PersonName:
    """Give an invented full name of a random culture."""
    culture = rng.choice(lists.cultures)
    given, family = _draw_form(culture.given, rng), _draw_form(culture.family, rng)
    draw = rng.random()
    if not culture.family_first:
        if draw < 0.08:
            given = f"{given} {rng.choice('ABCDEFGHJKLMNPRSTVW')}."
        elif draw < 0.12:
            given = f"{given} {rng.choice(culture.given)}"
        elif draw < 0.18:
            family = f"{family} {rng.choice(culture.family)}"
        elif draw < 0.28:
            family = f"{family}-{rng.choice(culture.family)}"
        elif draw < 0.31:
            family = f"{family} {rng.choice(('Jr.', 'III', 'II', 'Jr', 'Sr.'))}"
    full = f"{family} {given}" if culture.family_first else f"{given} {family}"
    return PersonName(full, given, family, culture.family_first)


def _draw_form(forms: tuple[str, ...], rng: random.Random) -> str:
    """Give a form of a list, or one crossed from two so that no list can be learnt by heart."""
    form = rng.choice(forms)
    return cross(form, rng.choice(forms), rng) if rng.random() < 0.4 else form


def cross(one: str, other: str, rng: random.Random) -> str:
    """Give the beginning of one name with the end of another, where both are long enough."""
    if min(len(one), len(other)) < 5 or not (one.isalpha() and other.isalpha()):
        return one
    return one[: rng.randint(2, len(one) - 2)] + other[-rng.randint(2, len(other) - 2) :].lower()


def draw_place(lists: NameLists, rng: random.Random) -> str:
    """Give a city (a real or a crossed one), or now and then a country."""
    if rng.random() < 0.2:
        return rng.choice(lists.countries)
    return _draw_city(lists, rng)


def _draw_city(lists: NameLists, rng: random.Random) -> str:
    city = rng.choice(lists.cities)
    return cross(city, rng.choice(lists.cities), rng) if rng.random() < 0.4 else city


def draw_body(lists: NameLists, kind: str, rng: random.Random) -> Body:
    """Give an institution of a kind: registered ones and invented ones, long names among them."""
    draw = rng.random()
    if draw < 0.06:
        name = rng.choice(lists.foreign)
        return Body(name, _initials(name))
    if kind == "unit" or (kind != "media" and draw < 0.6):
        name = _invent_body(lists, kind, rng)
        return Body(name, _initials(name))
    pool = lists.bodies.get(kind if kind in lists.bodies else "other", ())
    body = rng.choice(pool or lists.bodies["university"])
    return body if body.acronym else Body(body.name, _initials(body.name))


def _invent_body(lists: NameLists, kind: str, rng: random.Random) -> str:
    pattern = rng.choice(PATTERNS.get(kind, PATTERNS["other"]))
    culture = rng.choice(lists.cultures)
    name = pattern.replace("{family}", _draw_form(culture.family, rng), 1)
    return name.format(
        city=_draw_city(lists, rng),
        trade=rng.choice(TRADES),
        form=rng.choice(COMPANY_FORMS),
        country=rng.choice(lists.countries),
        country2=rng.choice(lists.countries),
        family=rng.choice(culture.family),
        given=rng.choice(culture.given),
        topic=rng.choice(lists.topics),
        region=rng.choice(REGIONS),
        number=rng.randint(1, 40),
    )


def _initials(name: str) -> str | None:
    """Give the acronym of a name's capitalised words.

    >>> _initials("Ministry of Culture and Tourism")
    'MCT'
    """
    letters = "".join(w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper())
    return letters if 2 <= len(letters) <= 7 else None
