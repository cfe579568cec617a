"""Invented people, institutions and places for augmentation, drawn from lists given by path."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names that go together, and which of them is said first."""

    family_first: bool
    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name with the short forms a text would use for it."""

    full: str
    given: str
    family: str
    family_first: bool


@dataclass(frozen=True, slots=True)
class Body:
    """An institution's name with its acronym, if it has one."""

    name: str
    acronym: str | None


@dataclass(frozen=True, slots=True)
class NameLists:
    """All the names augmentation may draw, with those that must not be drawn taken out."""

    cultures: tuple[Culture, ...]
    topics: tuple[str, ...]
    bodies: dict[str, tuple[Body, ...]]
    """Registered research organisations by kind: university, government, company, other."""
    cities: tuple[str, ...]
    countries: tuple[str, ...]
    foreign: tuple[str, ...]
    """Names of registered organisations in other languages than English, Latin script only."""


def read_name_lists(names: Path, topics: Path, ror: Path, forbidden: frozenset[str]) -> NameLists:
    """Give the lists; `forbidden` holds words and names of the validation texts, never drawn."""
    register = _read_ror(ror, forbidden)
    return NameLists(
        _read_cultures(names, forbidden),
        tuple(topics.read_text(encoding="utf-8").split("\n")[:-1]),
        *register,
    )


def _read_cultures(path: Path, forbidden: frozenset[str]) -> tuple[Culture, ...]:
    cultures = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        _, order, given, family = line.split("\t")
        cultures.append(
            Culture(order == "first", _forms(given, forbidden), _forms(family, forbidden))
        )
    return tuple(cultures)


def _forms(column: str, forbidden: frozenset[str]) -> tuple[str, ...]:
    # "|" joins the words of one name.
    forms = [form.replace("|", " ") for form in column.split()]
    return tuple(f for f in forms if forbidden.isdisjoint({f, *f.split()}))


_ROR_KINDS = {
    "education": "university",
    "government": "government",
    "company": "company",
    "nonprofit": "association",
    "facility": "unit",
    "archive": "other",
    "healthcare": "other",
    "other": "other",
}


def _read_ror(
    path: Path, forbidden: frozenset[str]
) -> tuple[dict[str, tuple[Body, ...]], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    bodies: dict[str, list[Body]] = {kind: [] for kind in set(_ROR_KINDS.values())}
    cities: set[str] = set()
    countries: set[str] = set()
    foreign: set[str] = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            kind = next((_ROR_KINDS[t] for t in row["types"] if t in _ROR_KINDS), "other")
            name = _english_name(row["names"])
            if name and name not in forbidden:
                bodies[kind].append(Body(name, _acronym(row["names"], forbidden)))
            foreign |= {f for f in _foreign_names(row["names"]) if f not in forbidden}
            for location in row["locations"]:
                place = location["geonames_details"]
                cities.add(place["name"])
                countries.add(place["country_name"])
    ordered = {kind: tuple(sorted(set(b), key=lambda x: x.name)) for kind, b in bodies.items()}
    return (
        ordered,
        tuple(sorted(c for c in cities if _is_plain(c) and c not in forbidden)),
        tuple(sorted(c for c in countries if _is_plain(c) and c not in forbidden)),
        tuple(sorted(foreign)),
    )


def _foreign_names(names: list[dict[str, object]]) -> list[str]:
    values = [str(row["value"]) for row in names if row["lang"] not in {"en", None}]
    is_latin = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ɏ' -]{8,60}")
    return [v for v in values if is_latin.fullmatch(v) and 2 <= len(v.split()) <= 7]


def _is_plain(place: str) -> bool:
    return re.fullmatch(r"[^\W\d][\w' .-]{2,30}", place) is not None


def _english_name(names: list[dict[str, object]]) -> str | None:
    for row in names:
        types, value = row["types"], str(row["value"])
        is_shown = isinstance(types, list) and "ror_display" in types
        if is_shown and row["lang"] in {"en", None} and _is_body_name(value):
            return value
    return None


def _is_body_name(value: str) -> bool:
    words = value.split()
    return 2 <= len(words) <= 12 and "(" not in value and value.isprintable() and value[0].isupper()


def _acronym(names: list[dict[str, object]], forbidden: frozenset[str]) -> str | None:
    for row in names:
        types, value = row["types"], str(row["value"])
        if isinstance(types, list) and "acronym" in types and re.fullmatch(r"[A-Z]{2,7}", value):
            return None if value in forbidden else value
    return None


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


_PATTERNS: dict[str, tuple[str, ...]] = {
    "university": (
        "{city} University",
        "{city} University",
        "University of {city}",
        "{city} Open University",
        "Open University of {country}",
        "{city} University of Technology",
        "{city} University of {topic}",
        "{city} Normal University",
        "National Open University of {country}",
        "{family} {family} University",
        "{given} {family} University of {topic}",
        "{city} Radio and Television University",
        "{city} University of Applied Sciences",
        "{city} State University",
        "University of {topic}, {city}",
        "Royal University of {city}",
    ),
    "school": (
        "{city} College",
        "{city} Vocational College of {topic}",
        "{city} Institute of {topic}",
        "{city} Polytechnic",
        "{family} Academy of {topic}",
        "{city} No. {number} Middle School",
        "{city} School of {topic}",
        "St. {given}'s College, {city}",
        "{city} Community College",
    ),
    "government": (
        "Ministry of {topic}",
        "Ministry of {topic} of {country}",
        "Ministry of {topic} of the Republic of {country}",
        "{city} Municipal Education Commission",
        "{city} Municipal People's Government",
        "Department of {topic} of {city} Province",
        "Embassy of {country} in {country2}",
        "Consulate General of {country} in {city}",
        "National Commission for {topic}",
        "{country} Agency for {topic}",
        "State Secretariat for {topic}",
        "Bureau of {topic} of {city}",
        "Council for {topic} of the {city} Region",
        "{city} City Council",
    ),
    "intergovernmental": (
        "International Council for {topic}",
        "International Organization for {topic}",
        "{region} Centre for {topic}",
        "{region} Commission for {topic}",
        "Regional Office for {region} of the International Council for {topic}",
        "World Federation of {topic}",
        "Organisation of {region} States for {topic}",
        "{region} Development Bank",
    ),
    "company": (
        "{family} Technologies",
        "{family} & {family}",
        "{city} {family} Group",
        "{family} Publishing House",
        "{family} Software Co., Ltd.",
        "{city} Digital Learning Co., Ltd.",
        "{family} Holdings Inc.",
        "{city} Energy Ltd",
        "{family} Learning",
        "{family} Systems GmbH",
        "{family} {trade}",
        "{city} {trade}",
        "{family} {trade} {form}",
        "{family}",
    ),
    "association": (
        "{country} Association for {topic}",
        "Association of {region} Universities",
        "{region} Association of Open Universities",
        "International Federation for {topic}",
        "{city} Society for {topic}",
        "{family} Foundation",
        "{family} Foundation for {topic}",
        "Alliance for {topic}",
        "{region} Network for {topic}",
        "National Union of {topic} Workers",
        "{city} Chamber of Commerce and Industry",
        "Global Partnership for {topic}",
    ),
    "unit": (
        "School of {topic}",
        "Faculty of {topic}",
        "Department of {topic}",
        "Institute of {topic}",
        "Office of {topic}",
        "{topic} Department",
        "{topic} Office",
        "Division of {topic}",
        "Centre for {topic}",
        "Center for {topic} Research",
        "{topic} Research Institute",
        "College of {topic}",
        "School of {topic} of the {city} University",
        "Institute of {topic} of the University of {city}",
        "{city} University School of {topic}",
        "{city} Branch",
        "{city} Campus",
        "Committee on {topic}",
        "{family} Library",
        "{city} Learning Centre",
        "{family} Laboratory for {topic}",
        "Party Committee of the {city} University",
        "Party Committee of {city} Radio and TV University",
        "Chair of {topic}",
        "{city} Office",
        "{family} Hall",
    ),
    "media": (
        "{city} Daily",
        "{city} Evening News",
        "{country} News Agency",
        "{city} Education Times",
        "Radio {city}",
        "{city} Television",
    ),
    "other": (
        "{city} Museum of {topic}",
        "{city} Children's Hospital",
        "{family} Museum",
        "National Library of {country}",
        "{city} Science Park",
        "{city} Philharmonic Orchestra",
        "{family} Archive",
    ),
}
_REGIONS = (
    "Asian", "African", "European", "Pacific", "Caribbean", "Nordic", "Baltic", "Arab", "Andean",
    "Southeast Asian", "Central Asian", "East African", "Latin American", "Asia-Pacific",
)  # fmt: skip


_TRADES = (
    "Metal", "Hydropower", "Leasing", "Media", "Shipping", "Textiles", "Robotics", "Instruments",
    "Press", "Telecom", "Airways", "Motors", "Foods", "Pharma", "Analytics", "Logistics", "Works",
)  # fmt: skip
_COMPANY_FORMS = (
    "Ltd",
    "Ltd.",
    "Inc.",
    "GmbH",
    "S.A.",
    "AG",
    "AS",
    "Oy",
    "Pty Ltd",
    "LLC",
    "s.r.o.",
)


def _invent_body(lists: NameLists, kind: str, rng: random.Random) -> str:
    pattern = rng.choice(_PATTERNS.get(kind, _PATTERNS["other"]))
    culture = rng.choice(lists.cultures)
    name = pattern.replace("{family}", _draw_form(culture.family, rng), 1)
    return name.format(
        city=_draw_city(lists, rng),
        trade=rng.choice(_TRADES),
        form=rng.choice(_COMPANY_FORMS),
        country=rng.choice(lists.countries),
        country2=rng.choice(lists.countries),
        family=rng.choice(culture.family),
        given=rng.choice(culture.given),
        topic=rng.choice(lists.topics),
        region=rng.choice(_REGIONS),
        number=rng.randint(1, 40),
    )


def _initials(name: str) -> str | None:
    """Give the acronym of a name's capitalised words.

    >>> _initials("Ministry of Culture and Tourism")
    'MCT'
    """
    letters = "".join(w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper())
    return letters if 2 <= len(letters) <= 7 else None
