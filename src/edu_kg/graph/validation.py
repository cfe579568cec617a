"""The graph held against its shapes, with pySHACL."""

import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from pyshacl import validate
from rdflib import BNode, Graph
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node, URIRef

from edu_kg.graph.shapes import Shapes, load_shapes
from edu_kg.model import PartialDate
from edu_kg.ontology import EDU, OA, ORG, SCHEMA, XSD, shorten

RDF_TYPE = str(RDF.type)
_MARK = "~part~"  # sets the nodes of one part off from those of another
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One thing that a node lacks or has wrongly.

    ``path`` is the property concerned, ``value`` what it leads to, ``constraint`` the sort of
    rule that is broken (``MinCount``, ``Class``, …), ``shape`` the name of the shape in
    ontology/shapes.ttl. ``article`` is the address of the article that says it, ``quote`` the
    words it rests on. What does not apply is empty text.
    """

    node: str
    path: str = ""
    constraint: str
    value: str = ""
    shape: str
    severity: str = "Violation"
    message: str
    article: str = ""
    quote: str = ""

    @property
    def is_warning(self) -> bool:
        """Whether software can live with it."""
        return self.severity != "Violation"

    def __str__(self) -> str:
        return f"{self.node} {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Quads that are judged, with ``context`` that tells of nodes they lead to and is not."""

    quads: Sequence[ox.Quad]
    context: Sequence[ox.Quad] = ()


def validate_quads(
    quads: Iterable[ox.Quad], context: Iterable[ox.Quad] = (), shapes: Shapes | None = None
) -> list[Violation]:
    """What violates ontology/shapes.ttl in the union of the quads, sorted; empty if they conform.

    ``context`` tells of nodes that the quads lead to, and is not itself judged.
    """
    part = Part(quads=tuple(quads), context=tuple(context))
    (found,) = validate_parts([part], shapes or load_shapes())
    return found


def validate_parts(parts: Sequence[Part], shapes: Shapes) -> list[list[Violation]]:
    """What violates the shapes in each of the parts: as if each were validated alone, but faster.

    The engine makes its constraints anew whenever it is called.
    """
    graph = Graph()
    judged = [_add_part(graph, part, number) for number, part in enumerate(parts)]
    with warnings.catch_warnings():
        # rdflib deprecates how it compares values that cannot be; their datatype is told anyway.
        warnings.simplefilter("ignore", DeprecationWarning)
        _, report, _ = validate(graph, shacl_graph=shapes.graph, inplace=True, inference="none")
    found: list[set[Violation]] = [set() for _ in parts]
    for number, violation in _reported(report, shapes, frozenset().union(*judged)):
        found[number].add(violation)
    return [
        sorted(
            _with_words(
                {*violations, *_of_no_shape(part, shapes), *_out_of_order(part.quads)},
                part.quads,
            )
        )
        for part, violations in zip(parts, found, strict=True)
    ]


def _reported(
    report: Graph, shapes: Shapes, judged: Collection[Node]
) -> Iterator[tuple[int, Violation]]:
    """The violations with the numbers of their parts."""
    # Not every result: what broke an inner shape is a detail of what broke the outer one.
    for result in report.objects(None, SH.result):
        source = report.value(result, SH.sourceShape)
        component = _local(report.value(result, SH.sourceConstraintComponent))
        constraint = component.removesuffix("ConstraintComponent")
        path = report.value(result, SH.resultPath)
        node, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        assert node is not None  # noqa: S101  pySHACL always names it
        if node not in judged and value is not None and value in judged:
            node, value = value, None  # what is wrong of all that leads to a term
        elif node not in judged:
            continue
        assert source is not None  # noqa: S101  pySHACL always names it
        number = int(str(node).rpartition(_MARK)[2])
        node = _original(node)
        value = value if value is None or isinstance(value, RdflibLiteral) else _original(value)
        yield (
            number,
            Violation(
                node=str(node),
                path=shapes.path_of(source) or ("" if path is None else str(path)),
                constraint=constraint,
                value="" if value is None else str(value),
                shape=shapes.name_of(source),
                severity=_local(report.value(result, SH.resultSeverity)),
                message=shapes.tell(source, constraint, path, value),
            ),
        )


def _of_no_shape(part: Part, shapes: Shapes) -> Iterator[Violation]:
    """The nodes no shape looks at: those without a class, or with one that none targets."""
    classes: dict[str, set[str]] = {}
    judged = {quad.subject for quad in part.quads}
    for quad in (*part.quads, *part.context):
        if quad.subject in judged:
            named = classes.setdefault(text_of(quad.subject), set())
            if quad.predicate.value == RDF_TYPE:
                named.add(text_of(quad.object))
    for node, named in classes.items():
        for unknown in named - shapes.classes or ([] if named else [""]):
            yield Violation(
                node=node,
                path=RDF_TYPE,
                constraint="In" if unknown else "MinCount",
                value=unknown,
                shape="Node",
                message=f"is of the class {shorten(unknown)}, of which there is no shape in "
                "ontology/shapes.ttl"
                if unknown
                else "has no rdf:type, so no shape looks at it",
            )


def _out_of_order(quads: Iterable[ox.Quad]) -> Iterator[Violation]:
    """The events and posts that end before they begin, however exactly their dates are known."""
    starts: dict[str, list[PartialDate]] = {}
    ends: dict[str, list[PartialDate]] = {}
    posts: set[str] = set()
    for quad in quads:
        node, value = text_of(quad.subject), text_of(quad.object)
        if value == ORG.Membership:
            posts.add(node)
        dates = {SCHEMA.startDate: starts, SCHEMA.endDate: ends}.get(quad.predicate.value)
        date = None if dates is None else _find_date(value)
        if dates is not None and date is not None:
            dates.setdefault(node, []).append(date)
    for node in starts.keys() & ends.keys():
        # Of a post an article may tell more than one: it is wrong where none fit together.
        start = min(starts[node], key=lambda date: date.first_day)
        end = max(ends[node], key=lambda date: date.last_day)
        if start.first_day > end.last_day:
            yield Violation(
                node=node,
                path=SCHEMA.startDate,
                constraint="LessThanOrEquals",
                value=str(start),
                shape="Membership" if node in posts else "Event",
                severity="Warning",
                message=f"begins on {start}, and ends before that, on {end}",
            )


def _find_date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None  # told by the shape of dates


def _with_words(found: Iterable[Violation], quads: Iterable[ox.Quad]) -> Iterator[Violation]:
    """The violations with the article that says it and the words it rests on."""
    found = list(found)
    if not found:
        return
    places = _Places(quads)
    for each in found:
        yield Violation(
            node=each.node,
            path=each.path,
            constraint=each.constraint,
            value=each.value,
            shape=each.shape,
            severity=each.severity,
            message=each.message,
            article=places.article_of(each.node),
            quote=places.quote_of(each.node),
        )


class _Places:
    """Where nodes stand: the articles of their graphs, and the words of facts."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._urls: dict[str, str] = {}
        self._graphs: dict[str, set[str]] = {}
        self._exact: dict[str, str] = {}
        self._evidence: dict[str, set[str]] = {}
        for quad in quads:
            graph, subject, value = (
                text_of(quad.graph_name),
                text_of(quad.subject),
                text_of(quad.object),
            )
            self._graphs.setdefault(subject, set()).add(graph)
            predicate = quad.predicate.value
            if predicate == SCHEMA.url:
                self._urls[graph] = value
            elif predicate == OA.exact:
                self._exact[subject] = value
            elif predicate == EDU.evidence:
                self._evidence.setdefault(subject, set()).add(value)

    def article_of(self, node: str) -> str:
        """The address of the first article whose graph speaks of the node."""
        urls = {self._urls.get(graph, "") for graph in self._graphs.get(node, ())} - {""}
        return min(urls, default="")

    def quote_of(self, node: str) -> str:
        """The words of the node: its own, or the first of those that are its evidence."""
        grounds = (node, *sorted(self._evidence.get(node, ())))
        return next((self._exact[ground] for ground in grounds if ground in self._exact), "")


def _add_part(graph: Graph, part: Part, number: int) -> set[Node]:
    """Put a part into the graph for rdflib; gives the nodes that are judged.

    Term by term, as its own parsers take far longer. Nodes that the part describes get names of
    their own, so that what one article lacks is not made up for by another.
    """
    quads = [*part.quads, *part.context]
    described = {quad.subject for quad in quads}
    known: dict[_Term, Node] = {}

    def node(term: _Term) -> Node:
        if term not in known:
            known[term] = _rdflib_node(term, f"{_MARK}{number}" if term in described else "")
        return known[term]

    graph.addN(
        (node(quad.subject), node(quad.predicate), node(quad.object), graph) for quad in quads
    )
    return {node(quad.subject) for quad in part.quads}


def _rdflib_node(term: _Term, mark: str) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value + mark)
    if not isinstance(term, ox.Literal):
        return BNode(text_of(term) + mark)
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    if term.datatype.value == XSD.string:
        return RdflibLiteral(term.value)  # to rdflib, "a"^^xsd:string is none of ( "a" "b" )
    # Without normalising, a malformed date stays as it stands, to be reported.
    return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def text_of(term: _Term | ox.DefaultGraph) -> str:
    """The IRI, the name of a blank node or the text of a literal."""
    return str(term) if isinstance(term, ox.Triple | ox.DefaultGraph) else term.value


def _original(node: Node) -> Node:
    """The node as it was before it was set off."""
    name = str(node).partition(_MARK)[0]
    return URIRef(name) if isinstance(node, URIRef) else BNode(name)


def _local(iri: Node | None) -> str:
    return str(iri).rpartition("#")[2]
