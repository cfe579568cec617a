"""Every class and property has its shape, and every rule of every shape is one that can be broken."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from ontology.breaking import breaking, without_class
from ontology.whole_graph import QUADS

from edu_kg.graph.shapes import load_shapes
from edu_kg.graph.validation import Violation, text_of, validate_quads
from edu_kg.model import (
    EventType,
    Factuality,
    LinkOutcome,
    Manner,
    OrganizationKind,
    Predicate,
)
from edu_kg.model.corrections import Merge, Redate, Rename, Repoint, Retitle, Retract, Split
from edu_kg.ontology import EDU, PREFIXES, RDF, ontology_path, shorten

SHAPES = load_shapes()
FILE = Path(__file__).with_name("constraints.toml")
EXPECTED = tomllib.loads(FILE.read_text(encoding="utf-8"))
# Shapes that others apply: what breaks them is told of those.
APPLIED = {"Date", "PersonalPart", "BodilyPart"}
MANNERS = {"PersonalManner": EDU.Signatory, "BodilyManner": EDU.Founded}
FINER = [
    "schema:CollegeOrUniversity",
    "schema:EducationalOrganization",
    "schema:GovernmentOrganization",
    "schema:Corporation",
    "schema:NewsMediaOrganization",
    "org:OrganizationalUnit",
    "org:FormalOrganization",
]
CLASSES_ASKED_FOR = (
    *(("FinerClass", finer, "schema:Organization") for finer in FINER),
    *(
        ("Body", f"edu:{relation}", "schema:Organization")
        for relation in ("subOrganizationOf", "cooperatesWith", "successorOf", "memberOf")
    ),
    ("Body", "edu:organizationKind", "schema:Organization"),
    ("Body", "skos:exactMatch", "schema:Organization"),
    ("Body", "schema:sameAs", "schema:Organization"),
    ("Signer", "edu:signsOnBehalfOf", "schema:Person"),
    ("Role", "skos:Concept", "org:Role"),
    ("Role", "org:Role", "skos:Concept"),
    ("Evidence", "oa:Annotation", "edu:Evidence"),
    ("Evidence", "edu:Evidence", "oa:Annotation"),
    *((kind.value, f"edu:{kind.value}", "edu:Event") for kind in EventType),
)


@dataclass(frozen=True, slots=True)
class Mutation:
    """One rule to break: of which shape, for one of which targets, of which property and sort."""

    shape: str
    target: str
    path: str
    kind: str

    def __str__(self) -> str:
        target = self.target.partition(" ")[0]
        return " ".join(part for part in (self.shape, target, self.path, self.kind) if part)


def full(short: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _, name = short.partition(":")
    return PREFIXES[prefix] + name


def targeted(target: str, quads: tuple[ox.Quad, ...] = QUADS) -> list[ox.NamedNode]:
    """The nodes that a target names, sorted: of a class, or with a property."""
    iri = full(target)
    found = {
        quad.subject
        for quad in quads
        if quad.predicate.value == iri
        or (quad.predicate.value == RDF.type and text_of(quad.object) == iri)
    }
    nodes = [node for node in found if isinstance(node, ox.NamedNode)]
    return sorted(nodes, key=lambda node: node.value)


def mutations() -> Iterator[Mutation]:
    for shape, rules in EXPECTED.items():
        for path, kinds in rules.items():
            if path == "targets" or shape in APPLIED:
                continue
            for kind in kinds:
                if path or kind != "Class":
                    yield Mutation(shape, " ".join(rules["targets"]), path, kind)
    for kind in ("MinCount", "Class"):
        for path in ("prov:wasDerivedFrom", "edu:evidence"):
            yield from (Mutation("Fact", each, path, kind) for each in EXPECTED["Fact"]["targets"])


def mutated(mutation: Mutation) -> tuple[list[ox.Quad], ox.NamedNode]:
    """The whole graph with one rule broken, and the node of which that must be told."""
    if mutation.shape in MANNERS:
        manner = ox.NamedNode(MANNERS[mutation.shape])
        node = next(q.subject for q in QUADS if q.object == manner and "/participation/" in str(q))
        assert isinstance(node, ox.NamedNode)
        return breaking("Class", QUADS, node, EDU.participant), node
    if mutation.kind == "Equals":
        node = targeted(mutation.target)[0]
        selector = "quote" if mutation.path.endswith("exact") else "position"
        path = full(mutation.path.split()[-1])
        return breaking("MaxCount", QUADS, ox.NamedNode(f"{node.value}/{selector}"), path), node
    path = full(mutation.path) if mutation.path else ""
    for node in (node for target in mutation.target.split() for node in targeted(target)):
        try:
            return breaking(mutation.kind, QUADS, node, path), node
        except ValueError:
            continue
    pytest.fail(f"no node of the target {mutation.target} has {mutation.path}: see whole_graph.py")


def around(quads: list[ox.Quad], node: ox.NamedNode) -> list[ox.Quad]:
    """All that is said of a node and of what it leads to, near and far."""
    by_subject: dict[object, list[ox.Quad]] = {}
    for quad in quads:
        by_subject.setdefault(quad.subject, []).append(quad)
    waiting, met, found = [node, ox.BlankNode("b")], set[object](), list[ox.Quad]()
    while waiting:
        each = waiting.pop()
        if each not in met:
            met.add(each)
            found += by_subject.get(each, [])
            waiting += [q.object for q in by_subject.get(each, []) if q.object in by_subject]
    return found


MUTATIONS = tuple(dict.fromkeys(mutations()))
_OWN = re.compile(r"https://w3id\.org/edu-kg/id/")


def copied(quad: ox.Quad, number: int) -> ox.Quad:
    """The quad of the copy of that number: every node of the graph has another name in it."""

    def other(term: object) -> object:
        if isinstance(term, ox.BlankNode):
            return ox.BlankNode(f"{term.value}{number}")
        if isinstance(term, ox.NamedNode):
            return ox.NamedNode(_OWN.sub(f"https://w3id.org/edu-kg/id/{number}/", term.value))
        return term

    subject, value, graph = other(quad.subject), other(quad.object), other(quad.graph_name)
    assert isinstance(subject, ox.NamedNode | ox.BlankNode)
    assert isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal)
    assert isinstance(graph, ox.NamedNode)
    return ox.Quad(subject, quad.predicate, value, graph)


@pytest.fixture(scope="module")
def reported() -> dict[Mutation, list[Violation]]:
    """What is told of each broken rule: of copies of the graph side by side, in one validation."""
    quads = [
        copied(quad, number)
        for number, mutation in enumerate(MUTATIONS)
        for quad in around(*mutated(mutation))
    ]
    found: dict[Mutation, list[Violation]] = {mutation: [] for mutation in MUTATIONS}
    for violation in validate_quads(quads):
        number = re.search(r"/id/(\d+)/|^b(\d+)$", violation.node)
        assert number is not None, violation
        found[MUTATIONS[int(number[1] or number[2])]].append(violation)
    return found


def test_the_whole_graph_conforms() -> None:
    assert validate_quads(QUADS) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_a_broken_rule_is_told_as_what_it_is(
    mutation: Mutation, reported: dict[Mutation, list[Violation]]
) -> None:
    node = mutated(mutation)[1].value.removeprefix("https://w3id.org/edu-kg/id/")
    path = " ".join(map(full, mutation.path.split()))
    if mutation.kind == "Closed":
        path = EDU.namespace + "unknown"
    told = [
        each
        for each in reported[mutation]
        if (each.shape, each.constraint) == (mutation.shape, mutation.kind)
        and (each.node.endswith(node) or each.node.startswith("b"))
    ]
    assert told, f"{FILE.name} says this is broken; told was {reported[mutation]}"
    assert {each.path for each in told} == {path}
    assert all(each.message and "{path}" not in each.message for each in told)


@pytest.mark.parametrize(("shape", "target", "class_"), CLASSES_ASKED_FOR)
def test_a_node_without_the_class_its_shape_asks_for_is_told(
    shape: str, target: str, class_: str
) -> None:
    node = targeted(target)[0]
    own = [quad for quad in QUADS if quad.subject == node]
    others = [quad for quad in QUADS if quad.subject != node and quad.predicate.value == RDF.type]
    told = validate_quads(without_class(own, node, full(class_)), others)
    assert (shape, "Class", node.value) in [(v.shape, v.constraint, v.node) for v in told]


def test_the_list_of_constraints_is_that_of_the_shapes() -> None:
    """A rule that is in one of the two files alone is one that no test would miss."""
    there = {
        (rule.shape, " ".join(map(shorten, rule.path.split())), rule.kind)
        for rule in SHAPES.constraints()
    }
    listed = {
        (shape, path, kind)
        for shape, rules in EXPECTED.items()
        for path, kinds in rules.items()
        if path != "targets"
        for kind in kinds
    }
    assert there - listed == set(), f"add these to tests/ontology/{FILE.name}"
    assert listed - there == set(), "these rules of constraints.toml are not in ontology/shapes.ttl"


@pytest.mark.parametrize("shape", EXPECTED)
def test_a_shape_looks_at_what_the_list_says(shape: str) -> None:
    assert sorted(map(full, EXPECTED[shape]["targets"])) == sorted(SHAPES.targets(shape))


@pytest.mark.parametrize(
    ("shape", "path", "kinds"),
    [
        ("Event", EDU.eventType, EventType),
        ("Event", EDU.factuality, Factuality),
        ("Participation", EDU.participatesAs, Manner),
        ("Relation", EDU.predicate, Predicate),
    ],
)
def test_a_list_of_values_holds_all_the_model_has_and_no_other(
    shape: str, path: str, kinds: type[EventType] | type[Factuality]
) -> None:
    assert SHAPES.values(shape, path) == {EDU[kind.value] for kind in kinds}


CORRECTIONS = (Merge, Split, Rename, Retract, Redate, Retitle, Repoint)


@pytest.mark.parametrize(
    ("shape", "path", "words"),
    [
        ("Description", EDU.organizationKind, {kind.value for kind in OrganizationKind}),
        ("Link", EDU.linkOutcome, {outcome.value for outcome in LinkOutcome}),
        ("Correction", EDU.correctionKind, {kind.__name__.lower() for kind in CORRECTIONS}),
    ],
)
def test_a_list_of_words_holds_all_the_model_has_and_no_other(
    shape: str, path: str, words: set[str]
) -> None:
    assert SHAPES.values(shape, path) == words


DEFINITIONS = ox.Store()
DEFINITIONS.load(path=ontology_path("edu-kg.ttl"), format=ox.RdfFormat.TURTLE)


def defined(kind: str) -> list[str]:
    quads = DEFINITIONS.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(full(kind)))
    return sorted(shorten(text_of(quad.subject)) for quad in quads)


@pytest.mark.parametrize("name", defined("owl:Class"))
def test_every_class_of_the_ontology_has_a_shape(name: str) -> None:
    assert full(name) in SHAPES.classes, (
        f"{name} is a class of ontology/edu-kg.ttl that no shape looks at: add a sh:NodeShape with "
        f"sh:targetClass {name}, sh:closed true and its properties to ontology/shapes.ttl, its "
        f"rules to tests/ontology/{FILE.name}, and a node of it to tests/ontology/whole_graph.py"
    )


@pytest.mark.parametrize("name", defined("owl:ObjectProperty") + defined("owl:DatatypeProperty"))
def test_every_property_of_the_ontology_has_a_shape(name: str) -> None:
    paths = {step for rule in SHAPES.constraints() for step in rule.path.split()}
    assert full(name) in paths, (
        f"{name} is a property of ontology/edu-kg.ttl that no shape names: add [ sh:path {name} ; … "
        ") to the shape of the nodes that have it in ontology/shapes.ttl, its rules to "
        f"tests/ontology/{FILE.name}, and a use of it to tests/ontology/whole_graph.py"
    )


@pytest.mark.parametrize("name", defined("owl:ObjectProperty") + defined("owl:DatatypeProperty"))
def test_the_whole_graph_uses_every_property(name: str) -> None:
    used = {quad.predicate.value for quad in QUADS}
    assert full(name) in used, f"use {name} in tests/ontology/whole_graph.py, so that it is tested"


@pytest.mark.parametrize("name", defined("owl:Class"))
def test_the_whole_graph_uses_every_class(name: str) -> None:
    assert targeted(name), f"add a {name} to tests/ontology/whole_graph.py, so that it is tested"


@pytest.mark.parametrize("types", [(), ("https://schema.org/Recipe",)], ids=["none", "unknown"])
def test_a_node_that_no_shape_looks_at_is_told(types: tuple[str, ...]) -> None:
    node, graph = ox.NamedNode("https://w3id.org/edu-kg/id/cake/1"), QUADS[0].graph_name
    quads = [
        ox.Quad(node, ox.NamedNode(full("schema:name")), ox.Literal("cake"), graph),
        *(ox.Quad(node, ox.NamedNode(RDF.type), ox.NamedNode(each), graph) for each in types),
    ]
    (told,) = validate_quads(quads)
    assert (told.shape, told.node, told.path) == ("Node", node.value, RDF.type)
    assert (told.constraint, told.value) == (("In", types[0]) if types else ("MinCount", ""))


@pytest.mark.parametrize("shape", ["Event", "Membership"])
@pytest.mark.parametrize(
    ("start", "end", "is_told"),
    [
        ("2020-05-19", "2020-05-18", True),
        ("2020-05", "2020-04", True),
        ("2020", "2019", True),
        ("2020-05-19", "2020-05-19", False),
        ("2019", "2020-04", False),
        ("2020-05-19", "2020", False),
        ("2020-05-19", "2019", True),
        (None, "2020", False),
    ],
)
def test_dates_are_compared_where_they_can_be(
    start: str | None, end: str, is_told: bool, shape: str
) -> None:
    types = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
    node = next(n for n in targeted("schema:endDate") if f"/{shape.lower()}/" in n.value)
    dates = {full("schema:startDate"): start, full("schema:endDate"): end}
    quads = [quad for quad in QUADS if quad.predicate.value not in dates or quad.subject != node]
    graph = next(quad.graph_name for quad in quads if quad.subject == node)
    quads += [
        ox.Quad(
            node,
            ox.NamedNode(path),
            ox.Literal(date, datatype=ox.NamedNode(full(types[len(date)]))),
            graph,
        )
        for path, date in dates.items()
        if date is not None
    ]
    told = validate_quads(quads)
    assert [(v.shape, v.severity) for v in told] == [(shape, "Warning")] * is_told
