"""Forms of one name are told from names that are near each other."""

import pytest

from edu_kg.resolution.person_names import parse_person, relate_persons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amal El-Tahan", "A. El Tahan"),
        ("EL-TAHAN, Amal", "Amal Eltahan"),
        ("Sergey Lebedev", "Sergei Lebedev"),
        ("Yury Lebedev", "Yuri N. Lebedev"),
        ("Aleksandr Orlov", "Alexander Orlov"),
        ("Tan Weiming", "Weiming Tan"),
    ],
)
def test_these_may_be_one_name(one: str, other: str) -> None:
    assert relate_persons(parse_person(one), parse_person(other)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tan Min", "Tan Ming"),
        ("Ouyang Jianpin", "Ouyang Jianping"),
        ("Lü Xiumei", "Li Xiumei"),
        ("Amal El-Tahan", "Omar El-Tahan"),
        ("Sergei Lebedev", "Sergei Lebedenko"),
    ],
)
def test_these_are_two_names(one: str, other: str) -> None:
    assert relate_persons(parse_person(one), parse_person(other)) is None
