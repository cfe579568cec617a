"""The shapes of ontology/shapes.ttl, read once, and what breaking each means in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from rdflib import Graph, Literal
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from edu_kg.ontology import ontology_path, shorten

_ADVICE = "a new property of the vocabulary is named in ontology/shapes.ttl"
_PHRASES = MappingProxyType(
    {
        "MinCount": "has fewer than {minCount} {path}",
        "MaxCount": "has more than {maxCount} {path}",
        "Datatype": "has {value} as {path}, which is no {datatype}",
        "Class": "has {value} as {path}, which is not of the class {class}",
        "In": "has {value} as {path}, which is none of the values known",
        "HasValue": "has no {hasValue} as {path}",
        "Pattern": "has {value} as {path}, which is not of the form {pattern}",
        "MinLength": "has an empty {path}",
        "MinInclusive": "has {value} as {path}, which is less than {minInclusive}",
        "NodeKind": "has {value} as {path}, where a node with an IRI must stand",
        "LessThan": "has {value} as {path}, which is not less than its {lessThan}",
        "Equals": "has another {path} than {equals}",
        "Disjoint": "has {value} both as {path} and as {disjoint}",
        "Or": "has {value} as {path}, which is of no class that may stand there",
        "Closed": f"has {{path}}, which the shape {{shape}} does not name; {_ADVICE}",
    }
)
_OF_THE_NODE = MappingProxyType(
    {"Class": "is not of the class {class}", "NodeKind": "is no node with an IRI"}
)


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule of a shape: which shape, of which property (empty: of the node), which sort."""

    shape: str
    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes as a graph, and the classes they look at."""

    graph: Graph
    classes: frozenset[str]

    def name_of(self, source: Node) -> str:
        """The name of the shape, or of the one that a property shape belongs to."""
        owner = self.graph.value(None, SH.property, source) or source
        return str(owner).rpartition("#")[2]

    def path_of(self, source: Node) -> str:
        """The property that a property shape is of, as IRIs joined by spaces; else empty."""
        path = self.graph.value(source, SH.path)
        if path is None:
            return ""
        if self.graph.value(path, RDF.first) is None:
            return str(self.graph.value(path, SH.inversePath) or path)
        return " ".join(str(step) for step in Collection(self.graph, path))

    def tell(self, source: Node, kind: str, path: Node | None, value: Node | None) -> str:
        """What breaking the constraint means, in words that follow the node's name."""
        told = self.graph.value(source, SH.message)
        inner = self.graph.value(source, SH.node) if kind == "Node" else None
        if inner is not None:
            told = self.graph.value(inner, SH.message)
        if told is not None:
            return str(told) if value is None or inner is None else f"{told}; here {_shown(value)}"
        where = self.path_of(source) or ("" if path is None else str(path))
        phrases = _PHRASES if where else _OF_THE_NODE
        parameters = {
            str(key).rpartition("#")[2]: _shown(parameter)
            for key, parameter in self.graph.predicate_objects(source)
        }
        parameters |= {
            "path": " / ".join(map(shorten, where.split())),
            "value": _shown(value),
            "shape": f"shape:{self.name_of(source)}",
            # A shape may ask for several classes: the report names none of them.
            "class": " and ".join(sorted(map(_shown, self.graph.objects(source, SH["class"])))),
        }
        return phrases.get(kind, f"breaks {kind}").format_map(parameters)

    def single_valued(self) -> tuple[tuple[str, str, str], ...]:
        """Shape, class and property wherever a node may have one value of the property at most."""
        one = self.graph.subjects(SH.maxCount, Literal(1))
        return tuple(
            sorted(
                (self.name_of(source), str(target), self.path_of(source))
                for source in one
                for shape in self.graph.subjects(SH.property, source)
                for target in self.graph.objects(shape, SH.targetClass)
            )
        )

    def targets(self, shape: str) -> tuple[str, ...]:
        """What the shape of that name looks at: classes, properties and nodes, sorted."""
        (node,) = (n for n in self.graph.subjects(RDF.type, SH.NodeShape) if _ends(n, shape))
        kinds = (SH.targetClass, SH.targetSubjectsOf, SH.targetNode)
        return tuple(sorted(str(each) for kind in kinds for each in self.graph.objects(node, kind)))

    def values(self, shape: str, path: str) -> frozenset[str]:
        """The values that the shape of that name allows the property; empty where it says none."""
        return frozenset(
            str(value)
            for source, _, values in self.graph.triples((None, SH["in"], None))
            if (self.name_of(source), self.path_of(source)) == (shape, path)
            for value in Collection(self.graph, values)
        )

    def constraints(self) -> Iterator[Constraint]:
        """Every rule of every shape."""
        for shape in self.graph.subjects(RDF.type, SH.NodeShape):
            for source in (shape, *self.graph.objects(shape, SH.property)):
                for parameter in set(self.graph.predicates(source)):
                    kind = _KINDS.get(str(parameter).removeprefix(str(SH)))
                    if kind is not None:
                        yield Constraint(self.name_of(shape), self.path_of(source), kind)


_KINDS = MappingProxyType(
    {
        **{kind[0].lower() + kind[1:]: kind for kind in _PHRASES},
        "node": "Node",
        "xone": "Xone",
    }
)


def load_shapes() -> Shapes:
    """The shapes of ontology/shapes.ttl."""
    graph = Graph().parse(ontology_path("shapes.ttl"), format="turtle")
    return Shapes(graph=graph, classes=frozenset(map(str, graph.objects(None, SH.targetClass))))


def _ends(shape: Node, name: str) -> bool:
    return str(shape).rpartition("#")[2] == name


def _shown(term: Node | None) -> str:
    if term is None:
        return "nothing"
    return repr(str(term)) if isinstance(term, Literal) else shorten(str(term))
