"""Cards: all that is known of one person, body or place, each fact with its sentence."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Protocol

from edu_kg.graph import short_id
from edu_kg.model import Rows, Value
from edu_kg.query.marks import Mark, find_marks
from edu_kg.query.wording import (
    Record,
    tell_event,
    tell_relation,
    tell_representation,
    tell_role,
)


class RunQuery(Protocol):
    """Runs a named query, as ``Graph.run`` does."""

    def __call__(self, name: str, /, **parameters: str) -> Rows:
        """The answer to the query of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFact:
    """One fact in words, with the sentence and the article it stands in.

    ``id`` is what ``Graph.explain`` takes. ``section`` is "roles", "events", "representation" or
    "relations"; ``date`` is ISO text, empty where unknown: that of the event, else of the article's
    publication. ``start`` is the offset of the quote in the article's text, and ``marks`` are the
    words of the quote that name who is told of, or state the fact.
    """

    id: str
    section: str
    date: str
    text: str
    quote: str
    start: int
    marks: tuple[Mark, ...]
    article: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A person, body or place: names, and facts by section and date."""

    iri: str
    kind: str
    name: str
    other_names: tuple[str, ...]
    facts: tuple[CardFact, ...]
    articles: int


def read_card(run: RunQuery, iri: str) -> Card:
    """The card of the entity of that IRI."""
    names = run("card-names", entity=iri).records()
    own = {str(name) for row in names for name in (row["name"], row["other"]) if name}
    facts: list[CardFact] = []
    for section, query, tell in _SECTIONS:
        told: dict[tuple[Value, Value], CardFact] = {}
        for row in run(query, entity=iri).records():
            # Rows come by offset: the first words of an article that state a fact are enough.
            if (row["fact"], row["url"]) not in told:
                told[row["fact"], row["url"]] = _fact(section, tell(row), row, own)
        facts.extend(sorted(told.values(), key=lambda fact: (fact.date, fact.text, fact.url)))
    return Card(
        iri=iri,
        kind=str(names[0]["kind"]),
        name=str(names[0]["name"]),
        other_names=tuple(sorted({str(row["other"]) for row in names if row["other"]})),
        facts=tuple(facts),
        articles=len(run("card-articles", entity=iri)),
    )


def _fact(section: str, text: str, row: Record, own: Set[str]) -> CardFact:
    named = {str(row[key]) for key in _NAMED if row.get(key)}
    kinds = [str(row[key]) for key in ("type", "predicate") if row.get(key)]
    if section == "representation" or row.get("behalf"):
        kinds.append("behalf")
    quote = str(row["words"])
    return CardFact(
        id=short_id(str(row["fact"])),
        section=section,
        date=str(row.get("date") or row["published"] or ""),
        text=text,
        quote=quote,
        start=int(str(row["offset"])),
        marks=find_marks(
            quote, own | named, kinds=kinds, title=str(row["title"]) if row.get("title") else None
        ),
        article=str(row["headline"]),
        url=str(row["url"]),
    )


_NAMED = ("person", "organization", "subject", "object", "behalf", "place")
_SECTIONS: tuple[tuple[str, str, Callable[[Record], str]], ...] = (
    ("roles", "card-roles", tell_role),
    ("events", "card-events", tell_event),
    ("representation", "card-representation", tell_representation),
    ("relations", "card-relations", tell_relation),
)
