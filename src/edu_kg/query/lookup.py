"""What people mean by a name or an id: entities under all their names, facts by how ids begin."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from edu_kg.errors import AmbiguousFact, FactNotFound, QueryParameterError
from edu_kg.graph import entity_iri, short_id
from edu_kg.model import Iri
from edu_kg.query.asking import Ask
from edu_kg.query.explanations import FACT_IRIS
from edu_kg.text import name_key

_NAMES = """SELECT DISTINCT ?name ?x WHERE {
  VALUES ?kind { schema:Person schema:Organization schema:Place }
  ?x a ?kind ; schema:name|skos:altLabel ?name } ORDER BY ?name ?x"""
_MOST_SIMILAR = 5
_FACT_ID = re.compile(r"(?:membership|event|participation|relation)/[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class _Bearers:
    """A name as it is written, and who and what bears it."""

    name: str
    iris: tuple[Iri, ...]


class Lookup:
    """Finds entities and facts of a graph; its names are read when first asked for, and once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def entities(self, name: str) -> tuple[Iri, ...]:
        """All that bear the name, whatever its case and accents; none where nobody does."""
        found = self._by_key.get(name_key(name))
        return () if found is None else found.iris

    def bearers(self, name: str) -> tuple[Iri, ...]:
        """All that bear the name.

        Raises QueryParameterError, with names close to it, where nobody and nothing does.
        """
        found = self.entities(name)
        if not found:
            close = self.similar_names(name)
            hint = f"; close to it: {', '.join(close)}" if close else "; try another spelling"
            raise QueryParameterError(name, f"nobody and nothing of the name {name!r}{hint}")
        return found

    def meant(self, given: str) -> tuple[Iri, ...]:
        """The entity of an id or IRI, or those of a name.

        Raises QueryParameterError where there is none.
        """
        wanted = short_id(given.strip())
        named = {iri for known in self._by_key.values() for iri in known.iris}
        return tuple(sorted(i for i in named if short_id(i) == wanted)) or self.bearers(given)

    def similar_names(self, name: str) -> list[str]:
        """Names that are close to this one, closest first."""
        close = difflib.get_close_matches(name_key(name), self._by_key, _MOST_SIMILAR)
        return [self._by_key[key].name for key in close]

    def fact(self, given: str) -> Iri:
        """The fact of an id or IRI, or of the beginning of an id.

        Raises:
            FactNotFound: there is none; with ids close to it.
            AmbiguousFact: several begin so.
        """
        wanted = short_id(given.strip().removeprefix("<").removesuffix(">"))
        # A whole id is looked up: all there are take a second in a graph of 10,000 articles.
        if _FACT_ID.fullmatch(wanted):
            iri = Iri(entity_iri(wanted))
            if self._ask(FACT_IRIS, fact=iri).values:
                return iri
        ids = {short_id(str(iri)): Iri(str(iri)) for (iri,) in self._ask(FACT_IRIS).values}
        if wanted in ids:
            return ids[wanted]
        fitting = [
            known
            for known in sorted(ids)
            if wanted and (known.startswith(wanted) or known.partition("/")[2].startswith(wanted))
        ]
        if len(fitting) > 1:
            raise AmbiguousFact(given, fitting[:_MOST_SIMILAR])
        if not fitting:
            raise FactNotFound(given, _close_ids(wanted, ids))
        return ids[fitting[0]]

    @cached_property
    def _by_key(self) -> Mapping[str, _Bearers]:
        found: dict[str, _Bearers] = {}
        for written, iri in self._ask(_NAMES).values:
            name = str(written)
            key = name_key(name)
            known = found[key].iris if key in found else ()
            found[key] = _Bearers(name, known if iri in known else (*known, Iri(iri)))
        return found


def _close_ids(wanted: str, ids: Iterable[str]) -> list[str]:
    """Ids much like this one, which may lack its kind; closest first."""
    if "/" in wanted:
        return difflib.get_close_matches(wanted, ids, _MOST_SIMILAR)
    by_digits = {known.partition("/")[2]: known for known in ids}
    close = difflib.get_close_matches(wanted, by_digits, _MOST_SIMILAR)
    return [by_digits[digits] for digits in close]
