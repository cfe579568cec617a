"""Quads of articles, facts and entities, in the vocabulary of ontology/edu-kg.ttl."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from edu_kg.graph import iris
from edu_kg.graph.literals import text_literal, writable
from edu_kg.graph.tenures import tenure_dates
from edu_kg.model import (
    Article,
    Entity,
    EntityKind,
    EventClaim,
    EventType,
    Facts,
    Granularity,
    Manner,
    OrganizationKind,
    PartialDate,
    Predicate,
    Quote,
)
from edu_kg.ontology import EDU, OA, ORG, PROV, RDF, SCHEMA, SKOS, XSD
from edu_kg.text import fold_words

Term = NamedNode | Literal
Triple = tuple[str, str, Term]

_DATE_TYPES = {
    Granularity.DAY: XSD.date,
    Granularity.MONTH: XSD.gYearMonth,
    Granularity.YEAR: XSD.gYear,
}
_CLASSES = {
    EntityKind.PERSON: SCHEMA.Person,
    EntityKind.ORGANIZATION: SCHEMA.Organization,
    EntityKind.PLACE: SCHEMA.Place,
}
_FINER_CLASSES = {
    OrganizationKind.UNIVERSITY: SCHEMA.CollegeOrUniversity,
    OrganizationKind.SCHOOL: SCHEMA.EducationalOrganization,
    OrganizationKind.GOVERNMENT: SCHEMA.GovernmentOrganization,
    OrganizationKind.COMPANY: SCHEMA.Corporation,
    OrganizationKind.MEDIA: SCHEMA.NewsMediaOrganization,
    OrganizationKind.UNIT: ORG.OrganizationalUnit,
    OrganizationKind.INTERGOVERNMENTAL: ORG.FormalOrganization,
    OrganizationKind.ASSOCIATION: ORG.FormalOrganization,
}


def article_quads(article: Article, facts: Facts, also_at: Iterable[str] = ()) -> Iterator[Quad]:
    """Everything one article says, in its own named graph: no blank nodes, no order of its own.

    ``also_at`` are further addresses where the same story stands.
    """
    graph = NamedNode(iris.article_graph(article.url))
    triples = set(_article_triples(article, facts))
    for url in also_at:
        address = Literal(writable(url), datatype=NamedNode(XSD.anyURI))
        triples.add((iris.article_iri(article.url), EDU.alsoAt, address))
    for subject, predicate, value in sorted(triples, key=lambda t: (t[0], t[1], t[2].value)):
        yield Quad(NamedNode(subject), NamedNode(predicate), value, graph)


def entity_quads(entities: Iterable[Entity]) -> Iterator[Quad]:
    """Types and names of the entities, in the one graph of entities."""
    graph = NamedNode(iris.entities_graph())
    for entity in entities:
        subject = NamedNode(iris.entity_iri(entity.id))
        yield Quad(subject, NamedNode(RDF.type), NamedNode(_CLASSES[entity.kind]), graph)
        if entity.organization_kind in _FINER_CLASSES:
            finer = NamedNode(_FINER_CLASSES[entity.organization_kind])
            yield Quad(subject, NamedNode(RDF.type), finer, graph)
        if entity.organization_kind is not None:
            kind = text_literal(entity.organization_kind.value)
            yield Quad(subject, NamedNode(EDU.organizationKind), kind, graph)
        yield Quad(subject, NamedNode(SCHEMA.name), text_literal(entity.name), graph)
        for name in sorted(set(entity.other_names) - {entity.name}):
            yield Quad(subject, NamedNode(SKOS.altLabel), text_literal(name), graph)


def capture_quads(url: str, sha256: str, retrieved_from: str, at: dt.datetime) -> Iterator[Quad]:
    """When and from where the page of an article was fetched, in the graph of runs."""
    graph = NamedNode(iris.runs_graph())
    capture = NamedNode(f"{iris.article_iri(url)}/capture/{sha256}")
    for predicate, value in (
        (RDF.type, NamedNode(PROV.Entity)),
        (PROV.specializationOf, NamedNode(iris.article_iri(url))),
        (PROV.generatedAtTime, Literal(_utc(at), datatype=NamedNode(XSD.dateTime))),
        (PROV.value, text_literal(retrieved_from)),
        (EDU.pageSha256, text_literal(sha256)),
    ):
        yield Quad(capture, NamedNode(predicate), value, graph)


def _article_triples(article: Article, facts: Facts) -> Iterator[Triple]:
    node = iris.article_iri(article.url)
    yield node, RDF.type, NamedNode(SCHEMA.NewsArticle)
    yield node, SCHEMA.url, Literal(writable(article.url), datatype=NamedNode(XSD.anyURI))
    yield node, SCHEMA.headline, text_literal(article.title)
    text_sha256 = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    yield node, EDU.textSha256, text_literal(text_sha256)
    if article.published is not None:
        yield node, SCHEMA.datePublished, _date(article.published)
    for predicate, value in (
        (EDU.dateFoundIn, article.published_from if article.published else None),
        (SCHEMA.inLanguage, article.language),
        (SCHEMA.author, article.byline),
        (SCHEMA.publisher, article.publisher),
        (EDU.pageSha256, article.page_sha256),
    ):
        if value:
            yield node, predicate, text_literal(value)
    for entity in facts.mentioned:
        yield iris.entity_iri(entity), EDU.mentionedIn, NamedNode(node)
    yield from _role_triples(article, facts)
    for event in facts.events:
        yield from _event_triples(article, event)
    yield from _relation_triples(article, facts)


def _role_triples(article: Article, facts: Facts) -> Iterator[Triple]:
    for role in facts.roles:
        node = iris.membership_iri(role.person, role.title, role.organization)
        post = iris.role_iri(role.title)
        yield node, RDF.type, NamedNode(ORG.Membership)
        yield node, ORG.member, NamedNode(iris.entity_iri(role.person))
        if role.organization is not None:
            yield node, ORG.organization, NamedNode(iris.entity_iri(role.organization))
        yield node, ORG.role, NamedNode(post)
        yield node, EDU.title, text_literal(role.title)
        yield post, RDF.type, NamedNode(SKOS.Concept)
        yield post, RDF.type, NamedNode(ORG.Role)
        # One label for all spellings that share the concept.
        yield post, SKOS.prefLabel, text_literal(" ".join(fold_words(role.title)))
        yield from _grounds(article, node, role.evidence, role.rule)
        for predicate, date in tenure_dates(article, facts, role):
            yield node, predicate, _date(date)
        for quote in role.tenure_evidence:
            words = iris.evidence_iri(article.url, quote)
            yield node, EDU.tenureEvidence, NamedNode(words)
            yield from _evidence_triples(article, words, quote)


def _event_triples(article: Article, event: EventClaim) -> Iterator[Triple]:
    node = iris.event_iri(article.url, event)
    kind = NamedNode(EDU[event.type.value])
    yield node, RDF.type, NamedNode(EDU.Event)
    yield node, RDF.type, kind
    yield node, EDU.eventType, kind
    yield node, EDU.factuality, NamedNode(EDU[event.factuality.value])
    if event.start is not None:
        yield node, SCHEMA.startDate, _date(event.start)
    if event.end is not None:
        yield node, SCHEMA.endDate, _date(event.end)
    if event.place is not None:
        yield node, SCHEMA.location, NamedNode(iris.entity_iri(event.place))
    if event.about:
        yield node, SCHEMA.about, text_literal(event.about)
    yield from _grounds(article, node, event.evidence, event.rule)
    for part in event.participants:
        entity = iris.entity_iri(part.entity)
        part_node = iris.participation_iri(node, part.entity, part.manner, part.on_behalf_of)
        yield part_node, RDF.type, NamedNode(EDU.Participation)
        yield part_node, EDU.event, NamedNode(node)
        yield part_node, EDU.participant, NamedNode(entity)
        yield part_node, EDU.participatesAs, NamedNode(EDU[part.manner.value])
        yield from _grounds(article, part_node, part.evidence, part.rule)
        if part.on_behalf_of is not None:
            body = NamedNode(iris.entity_iri(part.on_behalf_of))
            yield part_node, EDU.onBehalfOf, body
            yield entity, PROV.actedOnBehalfOf, body
            if part.manner is Manner.SIGNATORY and event.type is EventType.SIGNING:
                yield entity, EDU.signsOnBehalfOf, body


def _relation_triples(article: Article, facts: Facts) -> Iterator[Triple]:
    for relation in facts.relations:
        subject, object_ = relation.subject, relation.object
        if relation.predicate is Predicate.COOPERATES_WITH:
            # Cooperation has no direction: one node for the pair, whoever was named first.
            subject, object_ = sorted((subject, object_))
        predicate = EDU[relation.predicate.value]
        node = iris.relation_iri(subject, predicate, object_)
        yield node, RDF.type, NamedNode(EDU.Relation)
        yield node, EDU.subject, NamedNode(iris.entity_iri(subject))
        yield node, EDU.predicate, NamedNode(predicate)
        yield node, EDU.object, NamedNode(iris.entity_iri(object_))
        yield iris.entity_iri(subject), predicate, NamedNode(iris.entity_iri(object_))
        if relation.predicate is Predicate.COOPERATES_WITH:
            yield iris.entity_iri(object_), predicate, NamedNode(iris.entity_iri(subject))
        yield from _grounds(article, node, relation.evidence, relation.rule)


def _grounds(article: Article, fact: str, words: Iterable[Quote], rule: str) -> Iterator[Triple]:
    """What a fact rests on: its article, its words, and the rule that read it there."""
    yield fact, PROV.wasDerivedFrom, NamedNode(iris.article_iri(article.url))
    yield fact, EDU.rule, text_literal(rule)
    for quote in words:
        node = iris.evidence_iri(article.url, quote)
        yield fact, EDU.evidence, NamedNode(node)
        yield from _evidence_triples(article, node, quote)


def _evidence_triples(article: Article, node: str, quote: Quote) -> Iterator[Triple]:
    """The words as a Web Annotation; the selector's values stand on the annotation too."""
    target, exact, position = f"{node}/target", f"{node}/quote", f"{node}/position"
    # Not xsd:nonNegativeInteger: Oxigraph keeps every whole number as xsd:integer.
    whole = NamedNode(XSD.integer)
    start, end = (Literal(str(n), datatype=whole) for n in (quote.start, quote.end))
    yield node, RDF.type, NamedNode(OA.Annotation)
    yield node, RDF.type, NamedNode(EDU.Evidence)
    yield node, OA.hasTarget, NamedNode(target)
    yield target, RDF.type, NamedNode(OA.SpecificResource)
    yield target, OA.hasSource, NamedNode(iris.article_iri(article.url))
    yield target, OA.hasSelector, NamedNode(exact)
    yield target, OA.hasSelector, NamedNode(position)
    yield exact, RDF.type, NamedNode(OA.TextQuoteSelector)
    yield position, RDF.type, NamedNode(OA.TextPositionSelector)
    for subject in (node, exact):
        yield subject, OA.exact, text_literal(quote.exact)
    for subject in (node, position):
        yield subject, OA.start, start
        yield subject, OA.end, end


def _utc(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _date(date: PartialDate) -> Literal:
    return Literal(str(date), datatype=NamedNode(_DATE_TYPES[date.granularity]))
