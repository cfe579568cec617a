"""Quads of what people said against what was read: corrections, and tombstones of what is gone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from edu_kg.graph import iris
from edu_kg.graph.literals import text_literal
from edu_kg.model import Facts
from edu_kg.model.corrections import AnyCorrection, CorrectionOutcome, corrections_of
from edu_kg.model.forgotten import Forgotten
from edu_kg.ontology import EDU, PROV, RDF, SCHEMA, XSD


def correction_quads(
    corrections: Iterable[AnyCorrection],
    outcomes: Iterable[CorrectionOutcome],
    facts: Iterable[Facts],
    entities: Iterable[tuple[str, str]] = (),
) -> Iterator[Quad]:
    """Each correction that was applied: who, when, why, what it did, and what it bears on.

    ``entities`` are pairs of an entity's id and the correction that made it what it is.
    """
    graph = NamedNode(iris.corrections_graph())
    applied: dict[str, list[CorrectionOutcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.reason is None:
            applied[outcome.correction].append(outcome)
    for correction in corrections:
        if correction.id not in applied:
            continue
        node = NamedNode(iris.correction_iri(correction.id))
        values: set[tuple[str, NamedNode | Literal]] = {
            (RDF.type, NamedNode(EDU.Correction)),
            (EDU.correctionKind, Literal(type(correction).__name__.lower())),
            (SCHEMA.author, text_literal(correction.who)),
            (SCHEMA.dateCreated, _day(correction.when.isoformat())),
            (SCHEMA.description, text_literal(correction.why)),
        }
        for outcome in applied[correction.id]:
            values.add((EDU.outcome, text_literal(outcome.told)))
            values.add((PROV.used, NamedNode(iris.article_iri(outcome.article_url))))
        for predicate, value in values:
            yield Quad(node, NamedNode(predicate), value, graph)
    influenced = {*_corrected_facts(facts), *((iris.entity_iri(i), c) for i, c in entities)}
    for subject, identifier in influenced:
        cause = NamedNode(iris.correction_iri(identifier))
        yield Quad(NamedNode(subject), NamedNode(PROV.wasInfluencedBy), cause, graph)


def tombstone_quads(forgotten: Forgotten) -> Iterator[Quad]:
    """That something was removed, of what kind and when; of people nothing but that."""
    graph = NamedNode(iris.tombstones_graph())
    for article in forgotten.articles:
        yield from _tombstone(
            graph,
            iris.tombstone_iri(article.url),
            {
                (EDU.removed, Literal("article")),
                (SCHEMA.dateCreated, _day(article.when.isoformat())),
                (SCHEMA.identifier, text_literal(article.url)),
                *(((SCHEMA.author, text_literal(article.who)),) if article.who else ()),
                *(((SCHEMA.description, text_literal(article.why)),) if article.why else ()),
            },
        )
    for person in forgotten.people:
        yield from _tombstone(
            graph,
            iris.tombstone_iri(person.id),
            {
                (EDU.removed, Literal("person")),
                (SCHEMA.dateCreated, _day(person.when.isoformat())),
                *(((SCHEMA.description, text_literal(person.why)),) if person.why else ()),
            },
        )


def _tombstone(graph: NamedNode, iri: str, values: Iterable[tuple[str, Literal]]) -> Iterator[Quad]:
    node = NamedNode(iri)
    yield Quad(node, NamedNode(RDF.type), NamedNode(EDU.Tombstone), graph)
    for predicate, value in values:
        yield Quad(node, NamedNode(predicate), value, graph)


def _corrected_facts(facts: Iterable[Facts]) -> Iterator[tuple[str, str]]:
    """The IRI of each fact that was corrected, and the correction, as its rule tells."""
    for article in facts:
        for role in article.roles:
            for correction in corrections_of(role.rule):
                yield (
                    iris.membership_iri(role.person, role.title, role.organization),
                    correction,
                )
        for event in article.events:
            for correction in corrections_of(event.rule):
                yield iris.event_iri(article.article_url, event), correction


def _day(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD.date))
