"""SPARQL kept to reading this graph, and its syntax errors told to people."""

import re
from collections.abc import Mapping

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


def names_dataset(sparql: str) -> bool:
    """Whether a query says itself, with FROM, which graphs it is about.

    >>> names_dataset("SELECT * FROM <urn:g> { ?from ?p 'from' }"), names_dataset("ASK {}")
    (True, False)
    """
    return any(
        token.lastgroup == "word" and token.group().lower() == "from"
        for token in TOKEN.finditer(sparql)
    )


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
