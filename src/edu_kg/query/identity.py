"""Whether two names are one thing in a graph, and what was decided on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from edu_kg.model import Iri
from edu_kg.query.asking import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReason:
    """What speaks for (weight above 0) or against, in words, with addresses of articles."""

    text: str
    weight: float
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDecision:
    """A decision of the graph on two names, the weightiest reason first."""

    names: tuple[str, ...]
    merged: bool
    score: float
    settled_by: str | None
    reasons: tuple[ToldReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityAnswer:
    """The entities two names stand for, by IRI, with the decisions on them and their relations."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    decisions: tuple[ToldDecision, ...]
    relations: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether both names stand for one entity, and for no other."""
        return len(self.first) == 1 and self.first == self.second


_DECISIONS = """SELECT DISTINCT ?decision ?name ?outcome ?score ?settled ?first ?second WHERE {
  ?decision edu:compares ?first , ?second ; edu:comparedName ?name ; edu:score ?score ;
            edu:decided ?outcome
  OPTIONAL { ?decision edu:settledBy ?settled } } ORDER BY ?decision ?name"""
_REASONS = """SELECT DISTINCT ?decision ?text ?weight ?url ?first ?second WHERE {
  ?decision edu:compares ?first , ?second ; edu:reasonFor|edu:reasonAgainst ?reason .
  ?reason edu:reasonText ?text ; edu:weight ?weight
  OPTIONAL { ?reason prov:wasDerivedFrom/schema:url ?url } } ORDER BY ?decision ?text ?url"""
_RELATIONS = """SELECT DISTINCT ?words ?url ?first ?second WHERE {
  ?relation edu:predicate ?predicate ; prov:wasDerivedFrom/schema:url ?url .
  { ?relation edu:subject ?first ; edu:object ?second BIND("%s" AS ?way) } UNION
  { ?relation edu:subject ?second ; edu:object ?first BIND("%s" AS ?way) }
  BIND(CONCAT(?way, STRAFTER(STR(?predicate), "#")) AS ?words) } ORDER BY ?words ?url"""


def read_identity(ask: Ask, first: Sequence[Iri], second: Sequence[Iri]) -> IdentityAnswer:
    """What the graph has on the entities of two names."""
    decisions: list[ToldDecision] = []
    relations: list[str] = []
    for one in first:
        for other in second:
            decisions += _decisions(ask, one, other)
            if one != other:
                rows = ask(_RELATIONS % ("first ", "second "), first=one, second=other).records()
                relations += [f"{row['words']} <{row['url']}>" for row in rows]
    return IdentityAnswer(
        first=tuple(map(str, first)),
        second=tuple(map(str, second)),
        decisions=tuple(decisions),
        relations=tuple(relations),
    )


def _decisions(ask: Ask, one: Iri, other: Iri) -> list[ToldDecision]:
    reasons: dict[str, dict[tuple[str, float], list[str]]] = {}
    for row in ask(_REASONS, first=one, second=other).records():
        told = (str(row["text"]), float(str(row["weight"])))
        articles = reasons.setdefault(str(row["decision"]), {}).setdefault(told, [])
        articles += [str(row["url"])] if row["url"] else []
    names: dict[str, list[str]] = {}
    rows = {}
    for row in ask(_DECISIONS, first=one, second=other).records():
        decision = str(row["decision"])
        rows[decision] = row
        names.setdefault(decision, []).append(str(row["name"]))
    return [
        ToldDecision(
            names=tuple(dict.fromkeys(names[decision])),
            merged=str(row["outcome"]).endswith("Merged"),
            score=float(str(row["score"])),
            settled_by=None if row["settled"] is None else str(row["settled"]),
            reasons=tuple(
                ToldReason(text=text, weight=weight, articles=tuple(articles))
                for (text, weight), articles in sorted(
                    reasons.get(decision, {}).items(), key=lambda item: (-abs(item[0][1]), item[0])
                )
            ),
        )
        for decision, row in sorted(rows.items())
    ]
