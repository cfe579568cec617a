"""Statements of posts, read from a graph."""

from collections.abc import Iterator

from edu_kg.model import Iri, PartialDate
from edu_kg.query.asking import Ask
from edu_kg.query.timelines.statements import Says, Statement

_SAYINGS = (
    ("edu:attestedOn", "attested"), ("schema:startDate", "began"), ("schema:endDate", "ended"),
    ("edu:formerOn", "former"), ("edu:designateOn", "designate"),
)  # fmt: skip
# Each article's graph says what that article says; the names stand in the graph of entities. One
# pattern a property, from the body on: with all in one, the engine reads every post there is.
_SAID = " UNION ".join(
    f"""{{ ?organization schema:name ?at .
  GRAPH ?graph {{ ?post org:organization ?organization ; org:member ?person ; edu:title ?title ;
    prov:wasDerivedFrom ?source ; {predicate} ?date . ?source schema:url ?url }}
  ?person schema:name ?who BIND("{says}" AS ?says) }}"""
    for predicate, says in _SAYINGS
)
_STATEMENTS = f"""SELECT DISTINCT ?person ?who ?at ?title ?says ?date ?url ?unit ?organization
WHERE {{ {_SAID}
  BIND(EXISTS {{ ?organization a org:OrganizationalUnit }} AS ?unit) }}
ORDER BY ?person ?title ?says ?url STR(?date)"""
_BODIES = """SELECT DISTINCT ?organization ?person WHERE {
  GRAPH ?graph { ?post org:member ?person ; org:organization ?organization } }
ORDER BY ?organization"""


def bodies_of(ask: Ask, person: str) -> list[str]:
    """The bodies at which a person holds or held a post."""
    rows = ask(_BODIES, person=Iri(person))
    return [str(row["organization"]) for row in rows.records()]


def read_statements(ask: Ask, organization: str) -> Iterator[Statement]:
    """What the articles say of how long posts at a body were held."""
    for row in ask(_STATEMENTS, organization=Iri(organization)).records():
        yield Statement(
            person=str(row["person"]),
            person_name=str(row["who"]),
            organization=organization,
            organization_name=str(row["at"]),
            title=str(row["title"]),
            says=Says(str(row["says"])),
            date=PartialDate.parse(str(row["date"])),
            article=str(row["url"]),
            of_unit=bool(row["unit"]),
        )
