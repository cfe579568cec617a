"""The files of the ontology: definitions, shapes and named queries."""

import enum
import re
from dataclasses import dataclass
from pathlib import Path

from edu_kg.errors import QueryNotFound

_PARAMETER = re.compile(
    r"param:\s+(?P<name>\w+)\s+(?P<type>\w+)\s+(?P<need>required|optional)\s+(?P<description>.+)"
)


class ParameterType(enum.StrEnum):
    """What a value of a named query's parameter must be."""

    NAME = "name"
    """Any name of a person, body or place; the query is asked for every entity of that name."""
    TEXT = "text"
    """A word, compared in lower case."""
    YEAR = "year"
    """Four digits."""
    IRI = "iri"
    """An absolute IRI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryParameter:
    """A variable of a named query that the asker may, or must, bind."""

    name: str
    type: ParameterType
    required: bool
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A question kept in a file: its name, what it answers, its parameters, its SPARQL.

    A parameter is a variable that the query projects; answers leave its column out.
    """

    name: str
    title: str
    description: str
    parameters: tuple[QueryParameter, ...]
    sparql: str


def ontology_path(name: str = "") -> Path:
    """The place of an ontology file: in the installed package, else in the checkout."""
    installed = Path(__file__).parent / "files"
    checkout = Path(__file__).resolve().parents[3] / "ontology"
    return (installed if installed.is_dir() else checkout) / name


def named_queries() -> tuple[NamedQuery, ...]:
    """All named queries, by name."""
    paths = sorted(ontology_path("queries").glob("*.rq"))
    return tuple(parse_query(path.stem, path.read_text(encoding="utf-8")) for path in paths)


def find_query(name: str) -> NamedQuery:
    """The named query of that name.

    Raises:
        QueryNotFound: there is none; the error lists those there are.
    """
    queries = {query.name: query for query in named_queries()}
    if name not in queries:
        raise QueryNotFound(name, sorted(queries))
    return queries[name]


def parse_query(name: str, text: str) -> NamedQuery:
    r"""The named query that the text of its file gives: a header of comments, then SPARQL.

    >>> query = parse_query("all", "# Everything\n# param: s iri required the node\nSELECT ?s {}")
    >>> query.title, query.parameters[0].name, query.parameters[0].required
    ('Everything', 's', True)

    Raises ValueError for a header without a title, or with a parameter it cannot read.
    """
    header: list[str] = []
    parameters: list[QueryParameter] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        words = line.lstrip("#").strip()
        if not words.startswith("param:"):
            header.append(words)
            continue
        found = _PARAMETER.fullmatch(words)
        if found is None:
            raise ValueError(f"{name}: not `param: NAME TYPE required|optional WORDS`: {words}")
        parameters.append(
            QueryParameter(
                name=found["name"],
                type=ParameterType(found["type"]),
                required=found["need"] == "required",
                description=found["description"],
            )
        )
    if not header:
        raise ValueError(f"{name}: the file must begin with a comment that gives its title")
    return NamedQuery(
        name=name,
        title=header[0],
        description=" ".join(header[1:]),
        parameters=tuple(parameters),
        sparql=text,
    )
