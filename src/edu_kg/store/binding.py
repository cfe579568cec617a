"""Queries made ready for a server: their variables bound, their prefixes declared.

Values become terms of the query's syntax tree, token by token, as engines with an interface of
their own do it; a text can end no literal and begin no clause.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from edu_kg.model import Iri
from edu_kg.store.sparql import TOKEN

_SIGNS = "{}()"
_CLAUSES = frozenset({"group", "having", "order", "limit", "offset", "values"})


@dataclass(frozen=True, slots=True)
class _Token:
    """A token of a query, or what stands between two, with how deep in braces it stands."""

    kind: str
    text: str
    depth: int


def bind_values(sparql: str, bindings: Mapping[str, str]) -> str:
    r"""The query with a value in the place of each of these variables, which it projects.

    Where the query computes the variable (``BIND(… AS ?x)``), what it computes must be the value,
    or nothing at all.

    >>> print(bind_values("SELECT ?s ?o { ?s ?p ?o }", {"o": "a \" b"}))
    SELECT ?s ("a \" b" AS ?o) { ?s ?p "a \" b" }
    """
    terms = {name: str(term_of(value)) for name, value in bindings.items()}
    if not terms:
        return sparql
    tokens = list(_tokens(sparql))
    words = [token for token in tokens if token.kind not in {"space", "comment"}]
    computed = {
        after.text[1:]
        for before, after in pairwise(words)
        if before.text.lower() == "as" and after.kind == "variable" and after.depth > 0
    }
    shadows = {name: f"?{name}_bound" for name in terms.keys() & computed}
    bound = "".join(_bound(tokens, terms, shadows))
    if not shadows:
        return bound
    tests = " ".join(
        f"FILTER(!BOUND({shadow}) || STR({shadow}) = STR({terms[name]}))"
        for name, shadow in sorted(shadows.items())
    )
    at = _end_of_pattern(list(_tokens(bound)))
    return f"{bound[:at]} {tests} {bound[at:]}"


def declare_prefixes(sparql: str, prefixes: Mapping[str, str]) -> str:
    """The query with those of the prefixes declared that it uses and does not declare itself.

    >>> declare_prefixes("ASK { ?s a u:X }", {"u": "urn:", "v": "urn:v:"})
    'PREFIX u: <urn:> ASK { ?s a u:X }'
    """
    used: set[str] = set()
    declared: set[str] = set()
    last = ""
    for token in TOKEN.finditer(sparql):
        if token.lastgroup == "prefixed":
            (declared if last == "prefix" else used).add(token["prefix"] or "")
        if token.lastgroup != "comment":
            last = token.group().lower()
    lacking = sorted((used - declared) & prefixes.keys())
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in lacking) + sparql


def term_of(value: str) -> ox.NamedNode | ox.Literal:
    """The term of a value: an IRI, or a text."""
    return ox.NamedNode(value) if isinstance(value, Iri) else ox.Literal(value)


def _tokens(sparql: str) -> Iterator[_Token]:
    at = depth = 0
    for found in TOKEN.finditer(sparql):
        for sign in sparql[at : found.start()]:
            depth += sign == "{"
            yield _Token(sign if sign in _SIGNS else "space", sign, depth)
            depth -= sign == "}"
        yield _Token(found.lastgroup or "", found.group(), depth)
        at = found.end()
    for sign in sparql[at:]:
        depth += sign == "{"
        yield _Token(sign if sign in _SIGNS else "space", sign, depth)
        depth -= sign == "}"


def _bound(
    tokens: list[_Token], terms: Mapping[str, str], shadows: Mapping[str, str]
) -> Iterator[str]:
    """The texts of the tokens, those of bound variables replaced."""
    clause = ""
    selects = False  # between SELECT and its pattern
    opened = 0  # parentheses, within which a projected or grouped variable is part of an expression
    for token in tokens:
        opened += (token.text == "(") - (token.text == ")")
        if token.kind == "word" and token.text.lower() in _CLAUSES:
            clause = token.text.lower()
        if token.kind == "{" or token.text.lower() in {"select", "where"}:
            selects = token.text.lower() == "select"
        name = token.text[1:] if token.kind == "variable" else ""
        if name not in terms:
            yield token.text
        elif token.depth > 0 and selects and not opened:
            yield f"({terms[name]} AS ?{name}_selected)"
        elif token.depth > 0:
            yield shadows.get(name, terms[name])
        elif clause == "order":
            yield token.text  # what the query projects
        elif opened:
            yield terms[name]
        elif clause == "group":
            yield shadows.get(name, f"({terms[name]} AS ?{name}_grouped)")
        else:
            yield f"({terms[name]} AS ?{name})"


def _end_of_pattern(tokens: list[_Token]) -> int:
    """Where the last brace of the query's pattern stands."""
    at = place = 0
    for token in tokens:
        if token.kind == "}" and token.depth == 1:
            place = at
        at += len(token.text)
    return place
