"""One way to break each sort of constraint, on one node of a graph."""

from collections.abc import Callable, Sequence

import pyoxigraph as ox

from edu_kg.ontology import EDU, RDF, SCHEMA, XSD

Quads = Sequence[ox.Quad]
NOTHING = ox.NamedNode("https://w3id.org/edu-kg/id/nothing")
TYPE = ox.NamedNode(RDF.type)


def breaking(kind: str, quads: Quads, node: ox.NamedNode, path: str) -> list[ox.Quad]:
    """The quads, with one constraint on a property of the node broken; ValueError if none can be.

    ``path`` is empty for constraints on the node itself.
    """
    if kind == "Closed":
        return [*quads, _quad(quads, node, ox.NamedNode(EDU.namespace + "unknown"), ox.Literal(1))]
    if not path and kind in {"Or", "Xone"} and _has(quads, node, *_NEEDED):
        return [q for q in quads if q.subject != node or q.predicate.value not in _NEEDED]
    if not path and kind == "Or":
        return _telling_of_a_person(quads, node)
    if kind == "Xone" and not _has(quads, node, SCHEMA.name):
        raise ValueError(f"{node} is neither an entity nor linked")
    if kind == "Xone":
        both = (ox.NamedNode(SCHEMA.Person), ox.NamedNode(SCHEMA.Place))
        return [*quads, *(_quad(quads, node, TYPE, each) for each in both)]
    if kind == "NodeKind" and not path:
        return [_renamed(quad, node, ox.BlankNode("b")) for quad in quads]
    return _BREAK[kind](quads, node, ox.NamedNode(path))


# Without these a post with a begin has no words that say so, and a decision to link no record.
_NEEDED = (EDU.tenureEvidence, EDU.linkedTo)


def _has(quads: Quads, node: ox.NamedNode, *paths: str) -> bool:
    return any(quad.subject == node and quad.predicate.value in paths for quad in quads)


def _telling_of_a_person(quads: Quads, node: ox.NamedNode) -> list[ox.Quad]:
    """The tombstone of an article as if it were that of a person."""
    removed = _values(quads, node, _iri(EDU.removed))[0]
    if not _has(quads, node, SCHEMA.identifier):
        raise ValueError(f"{node} names nothing")
    person = ox.Quad(node, removed.predicate, ox.Literal("person"), removed.graph_name)
    return [person if quad == removed else quad for quad in quads]


def without_class(quads: Quads, node: ox.NamedNode, class_: str) -> list[ox.Quad]:
    """The quads, with the node no longer of that class."""
    left = [q for q in quads if (q.subject, q.predicate, q.object) != (node, TYPE, _iri(class_))]
    if len(left) == len(quads):
        raise ValueError(f"{node} is not of the class {class_}")
    return left


def _replaced(value: Callable[[ox.Quad, Quads], object]) -> Callable[..., list[ox.Quad]]:
    def replaced(quads: Quads, node: ox.NamedNode, path: ox.NamedNode) -> list[ox.Quad]:
        first = _values(quads, node, path)[0]
        new = value(first, quads)
        assert isinstance(new, ox.NamedNode | ox.Literal)
        changed = ox.Quad(first.subject, first.predicate, new, first.graph_name)
        return [changed if quad == first else quad for quad in quads]

    return replaced


def _dropped(quads: Quads, node: ox.NamedNode, path: ox.NamedNode) -> list[ox.Quad]:
    gone = set(_values(quads, node, path))
    return [quad for quad in quads if quad not in gone]


def _doubled(quads: Quads, node: ox.NamedNode, path: ox.NamedNode) -> list[ox.Quad]:
    first = _values(quads, node, path)[0]
    more = _another(first.object)
    return [*quads, ox.Quad(first.subject, path, more, first.graph_name)]


def _another(value: object) -> ox.NamedNode | ox.Literal:
    if isinstance(value, ox.NamedNode):
        return ox.NamedNode(f"{value.value}-another")
    assert isinstance(value, ox.Literal)
    text = str(int(value.value) + 1) if value.value.isdigit() else f"{value.value}1"
    return ox.Literal(text, datatype=value.datatype)


_BREAK: dict[str, Callable[[Quads, ox.NamedNode, ox.NamedNode], list[ox.Quad]]] = {
    "MinCount": _dropped,
    "MaxCount": _doubled,
    "Datatype": _replaced(lambda *_: ox.Literal("words", language="en")),
    "Class": _replaced(lambda *_: NOTHING),
    "In": _replaced(lambda *_: NOTHING),
    "HasValue": _replaced(lambda *_: NOTHING),
    "Or": _replaced(lambda *_: NOTHING),
    "Pattern": _replaced(lambda *_: ox.Literal("0" * 63)),
    "MinLength": _replaced(lambda quad, _: _emptied(quad.object)),
    "MinInclusive": _replaced(lambda *_: ox.Literal("-1", datatype=_iri(XSD.integer))),
    "NodeKind": _replaced(lambda *_: ox.Literal("a name where a node should stand")),
    "LessThan": _replaced(lambda *_: ox.Literal("99999", datatype=_iri(XSD.integer))),
    "Node": _replaced(lambda *_: ox.Literal("next spring")),
    "Disjoint": _replaced(lambda quad, quads: _value(quads, quad.subject, SCHEMA.name)),
}


def _emptied(value: object) -> ox.Literal:
    assert isinstance(value, ox.Literal)
    return ox.Literal("", datatype=value.datatype)


def _values(quads: Quads, node: ox.NamedNode, path: ox.NamedNode) -> list[ox.Quad]:
    found = [quad for quad in quads if quad.subject == node and quad.predicate == path]
    if not found:
        raise ValueError(f"{node} has no {path}")
    return found


def _value(quads: Quads, node: object, path: str) -> object:
    return next(q.object for q in quads if q.subject == node and q.predicate.value == path)


def _quad(
    quads: Quads, node: ox.NamedNode, path: ox.NamedNode, value: ox.NamedNode | ox.Literal
) -> ox.Quad:
    graph = next(quad.graph_name for quad in quads if quad.subject == node)
    return ox.Quad(node, path, value, graph)


def _renamed(quad: ox.Quad, node: ox.NamedNode, name: ox.BlankNode) -> ox.Quad:
    if quad.subject != node:
        return quad
    return ox.Quad(name, quad.predicate, quad.object, quad.graph_name)


def _iri(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)
