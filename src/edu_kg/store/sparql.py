"""SPARQL kept to reading this graph, and its syntax errors told to people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from edu_kg.errors import QuerySyntaxError

TOKEN = re.compile(
    r"""
    (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<text> \"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<comment> \#[^\n\r]* )
  | (?P<variable> [?$]\w+ )
  | (?P<prefixed> (?P<prefix> [\w.\-]* ) : (?: [\w.\-:%] | \\. )* )
  | (?P<word> \w+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset(
    ("insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with")
)
_REFUSED = (*sorted(_UPDATES), "service")
_FORMS = frozenset(("select", "ask", "construct", "describe"))
_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
_CHARACTER_CLASS = re.compile(r"\[[^\[\]]*\](?=,|$)|,(?=\s*(?:,|$))")


def check_reads_only(sparql: str) -> None:
    """Refuse a query that changes the graph, or that makes the engine ask another server.

    Where a reading is in doubt it is refused: the engine takes keywords without white space
    around them, and `<` may open an IRI or compare two values.

    Raises:
        QuerySyntaxError: it is an update, or speaks of SERVICE outside texts and names.
    """
    lowered = sparql.lower()
    if not any(word in lowered for word in _REFUSED):
        return
    form = ""
    for token in TOKEN.finditer(sparql):
        kind, text = token.lastgroup, token.group().lower()
        if kind == "word" and not form and text in _UPDATES | _FORMS:
            form = text
        suspect = {
            "word": text,
            "prefixed": (token["prefix"] or "").lower(),
            "iri": text[text.find(")") :] if ")" in text else "",
        }.get(kind or "", "")
        if "service" in suspect:
            raise QuerySyntaxError(
                sparql, "SERVICE asks another server, and queries stay in this graph; leave it out"
            )
    if form in _UPDATES:
        raise QuerySyntaxError(
            sparql,
            f"{form.upper()} changes the graph; ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetClause:
    """The graphs that a query names with FROM and FROM NAMED, as it writes them.

    ``prologue`` is what stands before the form of the query: its prefixes and its base.
    """

    prologue: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def names_any(self) -> bool:
        """Whether the query says itself which graphs it is about."""
        return bool(self.default_graphs or self.named_graphs)


def dataset_clause(sparql: str) -> DatasetClause:
    """What a query says of the graphs it is about.

    >>> dataset_clause("SELECT * FROM <urn:g> FROM NAMED u:g { ?from ?p 'from' }")
    DatasetClause(prologue='', default_graphs=('<urn:g>',), named_graphs=('u:g',))
    """
    if "from" not in sparql.lower():
        return DatasetClause()
    tokens = [token for token in TOKEN.finditer(sparql) if token.lastgroup != "comment"]
    words = [token.group().lower() if token.lastgroup == "word" else "" for token in tokens]
    default: list[str] = []
    named: list[str] = []
    for at, word in enumerate(words):
        if word == "from":
            is_named = words[at + 1 : at + 2] == ["named"]
            name = tokens[at + 1 + is_named : at + 2 + is_named]
            (named if is_named else default).extend(token.group() for token in name)
    forms = (token.start() for token, word in zip(tokens, words, strict=True) if word in _FORMS)
    return DatasetClause(
        prologue=sparql[: next(forms, 0)],
        default_graphs=tuple(default),
        named_graphs=tuple(named),
    )


def names_dataset(sparql: str) -> bool:
    """Whether a query says itself, with FROM, which graphs it is about.

    >>> names_dataset("SELECT * FROM <urn:g> { ?from ?p 'from' }"), names_dataset("ASK {}")
    (True, False)
    """
    return dataset_clause(sparql).names_any


def asks_distinct(sparql: str) -> bool:
    """Whether a query wants each row once.

    >>> asks_distinct("SELECT DISTINCT * { }"), asks_distinct("SELECT * { SELECT DISTINCT * { } }")
    (True, False)
    """
    words = [token.group().lower() for token in TOKEN.finditer(sparql) if token.lastgroup == "word"]
    return "select" in words and words[words.index("select") + 1 :][:1] == ["distinct"]


def syntax_error(
    sparql: str, error: SyntaxError | UnicodeEncodeError, prefixes: Mapping[str, str]
) -> QuerySyntaxError:
    """The engine's complaint in words for a person, with its place."""
    found = _PLACE.search(str(error))
    if found is None:
        return QuerySyntaxError(sparql, f"no SPARQL: {error}")
    line, column, expected = int(found[1]), int(found[2]), found[3]
    if "Prefix not found" in expected:
        problem = f"unknown prefix; declare it with PREFIX, or use one of {', '.join(prefixes)}"
    else:
        named = " ".join(_CHARACTER_CLASS.sub("", expected).split()).strip(" ,")
        problem = f"this does not parse; expected {named or 'something else'}"
    return QuerySyntaxError(sparql, problem, line, column)
