"""Partners of one body: with whom it signs and works, where they are, in which years."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from edu_kg.linking.countries import country_name
from edu_kg.model import Rows
from edu_kg.query.ties import NetworkKind, Tie, TiedNode, Ties, read_ties
from edu_kg.query.whereabouts import find_countries

_PLACES = """SELECT DISTINCT ?body ?place WHERE {
  ?body a schema:Organization ; edu:locatedIn ?where .
  ?where a schema:Place ; schema:name ?place }"""


_Places = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A body that another one signs or works with.

    ``place`` names all places the graph says it is in, joined by commas, empty where it says none;
    ``country`` the countries among these and in its own name, empty where there are none.
    ``signings`` and ``cooperations`` count facts; ``years`` has, by year, how many of them are
    dated in it.
    """

    iri: str
    name: str
    place: str
    country: str
    signings: int
    cooperations: int
    years: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """The partners of one body by name, and all bodies that have any, those with most first."""

    body: TiedNode | None
    partners: tuple[Partner, ...]
    bodies: tuple[TiedNode, ...]


def read_partners(
    ask: Callable[[str], Rows], body: str | None = None, years: range | None = None
) -> Partners:
    """The partners of the body of that IRI; of the one that has most, where none is given.

    ``years`` leaves out what is not dated within them. A body without partners has none, and is
    not told of.
    """
    signings = read_ties(ask, NetworkKind.CO_SIGNING, years)
    works = read_ties(ask, NetworkKind.COOPERATION, years)
    nodes = {node.iri: node for node in (*signings.nodes, *works.nodes)}
    counts = Counter(iri for tie in (*signings.ties, *works.ties) for iri in _ends(tie))
    bodies = sorted(nodes.values(), key=lambda node: (-counts[node.iri], node.name, node.iri))
    chosen = nodes.get(body) if body else next(iter(bodies), None)
    return Partners(
        body=chosen,
        partners=_partners(chosen.iri, nodes, signings, works, _places(ask)) if chosen else (),
        bodies=tuple(bodies),
    )


def _partners(
    body: str, nodes: dict[str, TiedNode], signings: Ties, works: Ties, places: _Places
) -> tuple[Partner, ...]:
    signed, worked = _by_partner(body, signings.ties), _by_partner(body, works.ties)
    found = []
    for iri in {*signed, *worked}:
        ties = [tie for tie in (signed.get(iri), worked.get(iri)) if tie is not None]
        # A statement of several articles counts once a year.
        dated = {(fact, int(date[:4])) for tie in ties for fact, date in tie.facts if date}
        found.append(
            Partner(
                iri=iri,
                name=nodes[iri].name,
                place=", ".join(places.get(iri, ())),
                country=_country(nodes[iri].name, places.get(iri, ())),
                signings=signed[iri].weight if iri in signed else 0,
                cooperations=worked[iri].weight if iri in worked else 0,
                years=tuple(sorted(Counter(year for _, year in dated).items())),
            )
        )
    return tuple(sorted(found, key=lambda partner: (partner.name, partner.iri)))


def _by_partner(body: str, ties: Iterable[Tie]) -> dict[str, Tie]:
    of_body = [tie for tie in ties if body in _ends(tie)]
    return {tie.target if tie.source == body else tie.source: tie for tie in of_body}


def _ends(tie: Tie) -> tuple[str, str]:
    return tie.source, tie.target


def _country(name: str, places: Iterable[str]) -> str:
    return ", ".join(sorted(map(country_name, find_countries(name, places))))


def _places(ask: Callable[[str], Rows]) -> _Places:
    found: dict[str, set[str]] = {}
    for body, place in ask(_PLACES).values:
        found.setdefault(str(body), set()).add(str(place))
    return {body: tuple(sorted(names)) for body, names in found.items()}
