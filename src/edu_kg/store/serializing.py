"""Answers of the engine as bytes of a media type, and no more of them than allowed."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

import pyoxigraph as ox

from edu_kg.errors import AnswerTooLarge, UnknownFormat
from edu_kg.store.asking import Asked, evaluate

RESULT_TYPES: Mapping[str, ox.QueryResultsFormat] = MappingProxyType(
    {
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "text/csv": ox.QueryResultsFormat.CSV,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    }
)
"""The media types of answers to SELECT and ASK, the usual one first."""

RDF_TYPES: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "application/trig": ox.RdfFormat.TRIG,
        "application/n-quads": ox.RdfFormat.N_QUADS,
    }
)
"""The media types of answers to CONSTRUCT and DESCRIBE, the usual one first."""

_LEAST_OF_A_ROW = 2  # bytes: a row of CSV without a value is the end of its line


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer in bytes of a media type."""

    media_type: str
    body: bytes


def serialize_answer(
    engine: ox.Store, asked: Asked, prefixes: Mapping[str, str], *, has_union: bool = True
) -> Answered:
    """The engine's answer, as ``evaluate`` gives it.

    Raises SyntaxError for what does not parse, and what ``Store.serialized`` raises beside it.
    """
    answer = evaluate(engine, asked, prefixes, has_union=has_union)
    bounded = _Bounded(asked)
    if isinstance(answer, ox.QueryTriples):
        if asked.triples is None:
            raise UnknownFormat("CONSTRUCT and DESCRIBE", tuple(RDF_TYPES))
        form = RDF_TYPES[asked.triples]
        if asked.triples in _WITH_PREFIXES:
            triples = islice(answer, asked.most_rows + 1)
            ox.serialize(triples, bounded, format=form, prefixes=dict(prefixes))
        else:
            answer.serialize(bounded, format=form)
        media_type, unit = asked.triples, "triples"
    else:
        if asked.results is None:
            raise UnknownFormat("SELECT and ASK", tuple(RESULT_TYPES))
        answer.serialize(bounded, format=RESULT_TYPES[asked.results])
        media_type, unit = asked.results, "rows"
    # Few bytes cannot hold many rows. Only where they might are rows counted, by asking again:
    # the engine writes much faster than rows can be taken from it one by one.
    if bounded.size > asked.most_rows * _LEAST_OF_A_ROW and not isinstance(answer, ox.QueryBoolean):
        again = evaluate(engine, asked, prefixes, has_union=has_union)
        if not isinstance(again, ox.QueryBoolean):
            rows = sum(1 for _ in islice(again, asked.most_rows + 1))
            if rows > asked.most_rows:
                raise AnswerTooLarge(asked.sparql, asked.most_rows, unit)
    return Answered(media_type=media_type, body=bounded.getvalue())


_WITH_PREFIXES = frozenset({"text/turtle", "application/trig", "application/rdf+xml"})


class _Bounded(io.BytesIO):
    """What is written, kept, up to a bound."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self.size = 0

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        self.size += len(content)
        if self.size > self._asked.most_bytes:
            raise AnswerTooLarge(self._asked.sparql, self._asked.most_bytes, "bytes")
        return super().write(content)
