"""The partners of a body as tables: one of partners, one of places by year."""

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from edu_kg.query import Partner, Partners, TiedNode

_MOST_BODIES = 200
_MOST_YEARS = 15


class Order(enum.StrEnum):
    """What the table of partners is sorted by."""

    NAME = "name"
    PLACE = "place"
    COUNTRY = "country"
    SIGNINGS = "signings"
    COOPERATIONS = "cooperations"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceYears:
    """How many facts about partners in that country are dated in each of the table's years.

    Where no country is known, it is the place.
    """

    place: str
    partners: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerTable:
    """What the page of partners shows; ``bodies`` may be chosen instead of ``body``."""

    body: TiedNode | None
    bodies: tuple[TiedNode, ...]
    order: Order
    partners: tuple[Partner, ...]
    years: tuple[int, ...]
    places: tuple[PlaceYears, ...]


def partner_table(found: Partners, order: Order) -> PartnerTable:
    """The partners in that order: texts by alphabet, numbers and the last year downwards."""
    years = sorted({year for partner in found.partners for year, _ in partner.years})
    shown = tuple(years[-_MOST_YEARS:])
    bodies = found.bodies[:_MOST_BODIES]
    if found.body is not None and found.body not in bodies:
        bodies = (found.body, *bodies)
    return PartnerTable(
        body=found.body,
        bodies=bodies,
        order=order,
        partners=tuple(sorted(found.partners, key=lambda partner: _key(partner, order))),
        years=shown,
        places=_places(found.partners, shown),
    )


def _key(partner: Partner, order: Order) -> tuple[Any, ...]:
    first = partner.years[0][0] if partner.years else None
    last = partner.years[-1][0] if partner.years else None
    # What is unknown comes last.
    by: dict[Order, tuple[Any, ...]] = {
        Order.NAME: (),
        Order.PLACE: (partner.place == "", partner.place.casefold()),
        Order.COUNTRY: (partner.country == "", partner.country.casefold()),
        Order.SIGNINGS: (-partner.signings,),
        Order.COOPERATIONS: (-partner.cooperations,),
        Order.FIRST: (first is None, first or 0),
        Order.LAST: (last is None, -(last or 0)),
    }
    return (*by[order], partner.name.casefold(), partner.iri)


def _places(partners: Iterable[Partner], years: tuple[int, ...]) -> tuple[PlaceYears, ...]:
    counts: dict[str, Counter[int]] = {}
    sizes: Counter[str] = Counter()
    for partner in partners:
        place = partner.country or partner.place
        sizes[place] += 1
        counts.setdefault(place, Counter()).update(dict(partner.years))
    return tuple(
        PlaceYears(
            place=place, partners=sizes[place], counts=tuple(counts[place][year] for year in years)
        )
        for place in sorted(counts, key=lambda place: (place == "", place.casefold(), place))
    )
