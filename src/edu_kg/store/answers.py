"""Answers of the engine as plain rows."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from edu_kg.model import Iri, Rows, Value

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        "integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "long", "int", "short", "byte", "unsignedLong", "unsignedInt",
        "unsignedShort", "unsignedByte",
    )
)  # fmt: skip
_REALS = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
_REAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_SPECIAL_REALS = {"INF": float("inf"), "-INF": float("-inf"), "NaN": float("nan")}

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def rows_of(answer: Answer) -> Rows:
    """The rows of a SELECT; of an ASK one row, of a CONSTRUCT its triples, sorted."""
    if isinstance(answer, ox.QueryBoolean):
        return Rows(("answer",), ((bool(answer),),))
    if isinstance(answer, ox.QueryTriples):
        return rows_of_triples(answer)
    columns = tuple(variable.value for variable in answer.variables)
    return Rows(columns, tuple(tuple(map(value_of, solution)) for solution in answer))


def rows_of_triples(statements: Iterable[ox.Triple | ox.Quad]) -> Rows:
    """A row for each triple, each once, sorted."""
    triples = sorted(
        {(str(t.subject), str(t.predicate), str(t.object)): t for t in statements}.items()
    )
    return Rows(
        ("subject", "predicate", "object"),
        tuple((value_of(t.subject), value_of(t.predicate), value_of(t.object)) for _, t in triples),
    )


def value_of(term: object) -> Value:
    """The plain value of a term: numbers and booleans as themselves, all else as text.

    A literal that is not what its datatype says stays text.

    >>> value_of(ox.Literal(5)), value_of(ox.Literal("x", datatype=ox.NamedNode(_XSD + "integer")))
    (5, 'x')
    """
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return _literal_value(term.value, term.datatype.value)
    return None if term is None else str(term)


def _literal_value(text: str, datatype: str) -> Value:
    if datatype in _INTEGERS and _INTEGER.fullmatch(text):
        return int(text)
    if datatype in _REALS:
        return float(text) if _REAL.fullmatch(text) else _SPECIAL_REALS.get(text, text)
    if datatype == _XSD + "boolean":
        return _BOOLEANS.get(text, text)
    return text
