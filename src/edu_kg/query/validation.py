"""A whole graph held against its shapes: in parts, in parallel, and only where it changed.

An article's graph is judged together with what the rest of the graph says of the classes and
names of the nodes it speaks of; every other named graph is judged in parts of some hundred nodes.
What conformed is remembered by its digest, so that it is not judged again.
"""

import hashlib
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from edu_kg.graph import is_article_graph, validation
from edu_kg.graph.shapes import Shapes, load_shapes
from edu_kg.graph.validation import Part, Violation, validate_parts
from edu_kg.ontology import EDU, PREFIXES, RDF, SCHEMA, ontology_path, shorten
from edu_kg.query.stamps import Stamps
from edu_kg.store import Store
from edu_kg.text import digest

# One call of the engine for many parts: it makes its constraints anew for each call. Measured on
# articles of 400 quads: 16 in a call take a third less time than one, 64 no less than 16.
_PARTS_IN_A_CALL = 32
_NODES_IN_A_PART = 1000

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
OnPart = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where what is judged together stands: a named graph, or some of its nodes if given."""

    graph: str
    nodes: tuple[Subject, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What violates the shapes, in order; how many parts there are, and how many were known."""

    violations: tuple[Violation, ...]
    parts: int
    known: int

    @property
    def conforms(self) -> bool:
        """Whether nothing but warnings was found."""
        return all(violation.is_warning for violation in self.violations)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Of a few places: what was found, the stamps of those that conform, how many were known."""

    violations: tuple[Violation, ...]
    stamps: tuple[str, ...]
    known: int


def validate_store(
    store: Store,
    *,
    stamps: Stamps | None = None,
    again: bool = False,
    workers: int = 1,
    on_part: OnPart | None = None,
) -> Validation:
    """Hold everything in the store against the shapes, in memory that does not grow with it.

    Parts that conformed before are known by ``stamps``, which are brought up to date; with
    ``again`` they are looked at all the same. With ``workers``, as many processes share the parts
    of a store on disk; the answer is the same.

    Raises:
        StoreError: the store cannot be read.
    """
    places = _places(store)
    batches = [
        tuple(places[at : at + _PARTS_IN_A_CALL]) for at in range(0, len(places), _PARTS_IN_A_CALL)
    ]
    known = frozenset() if stamps is None or again else stamps.load()
    found: set[Violation] = set(_beyond_one_graph(store, load_shapes()))
    kept: set[str] = set()
    done = count = 0
    for batch, judged in zip(batches, _judge_all(store, batches, known, workers), strict=True):
        found.update(judged.violations)
        kept.update(judged.stamps)
        count += judged.known
        done += len(batch)
        if on_part is not None:
            on_part(done, len(places))
    if stamps is not None:
        stamps.save(kept)
    return Validation(violations=_each_once(found), parts=len(places), known=count)


def _places(store: Store) -> list[Place]:
    places: list[Place] = []
    for graph in store.graph_names():
        if is_article_graph(graph):
            places.append(Place(graph=graph))
            continue
        nodes = sorted({quad.subject for quad in store.graph_quads(graph)}, key=str)
        # A power of two, by digest: what is added to a graph changes few of its parts.
        buckets: list[list[Subject]] = [
            [] for _ in range(1 << (len(nodes) // _NODES_IN_A_PART).bit_length())
        ]
        for node in nodes:
            buckets[int(digest(str(node)), 16) % len(buckets)].append(node)
        places += [Place(graph=graph, nodes=tuple(bucket)) for bucket in buckets]
    return places


def _judge_all(
    store: Store, batches: Sequence[tuple[Place, ...]], known: frozenset[str], workers: int
) -> Iterator[_Judged]:
    if workers == 1 or len(batches) <= 1 or store.folder is None:
        shapes = load_shapes()
        yield from (_judge(store, batch, known, shapes) for batch in batches)
        return
    executor = ProcessPoolExecutor(min(workers, len(batches)), multiprocessing.get_context("spawn"))
    try:
        yield from executor.map(partial(_judge_in_worker, store.folder, known), batches)
    finally:
        executor.shutdown(cancel_futures=True)


@cache
def _open_in_worker(folder: Path) -> tuple[Store, Shapes]:
    return Store.on_disk(folder), load_shapes()


def _judge_in_worker(folder: Path, known: frozenset[str], batch: tuple[Place, ...]) -> _Judged:
    store, shapes = _open_in_worker(folder)
    return _judge(store, batch, known, shapes)


def _judge(store: Store, places: Iterable[Place], known: frozenset[str], shapes: Shapes) -> _Judged:
    stamps: list[str] = []
    new: dict[str, Part] = {}
    for place in places:
        quads = _quads_of(store, place)
        part = Part(quads=quads, context=_context(store, quads))
        stamp = _stamp(place, part)
        if stamp in known:
            stamps.append(stamp)
        else:
            new[stamp] = part
    count = len(stamps)
    violations: list[Violation] = []
    if new:
        found = validate_parts(tuple(new.values()), shapes)
        for stamp, wrong in zip(new, found, strict=True):
            violations += wrong
            stamps += [] if wrong else [stamp]
    return _Judged(tuple(violations), tuple(stamps), count)


def _quads_of(store: Store, place: Place) -> tuple[ox.Quad, ...]:
    if place.nodes is None:
        return tuple(store.graph_quads(place.graph))
    return tuple(
        quad for node in place.nodes for quad in store.subject_quads(node, graph=place.graph)
    )


def _context(store: Store, quads: Iterable[ox.Quad]) -> tuple[ox.Quad, ...]:
    """What the rest of the graph says of the nodes of these quads, as far as shapes ask for it.

    That is the classes of all nodes that are named; of entities that are described, the names as
    well; and of facts that are described in another graph, as by a correction, everything.
    """
    subjects: set[Subject] = set()
    named: set[Subject] = set()
    typed: set[Subject] = set()
    for quad in quads:
        subjects.add(quad.subject)
        if quad.predicate.value == RDF.type:
            typed.add(quad.subject)
        elif not isinstance(quad.object, ox.Literal):
            named.add(quad.object)
    found: list[ox.Quad] = []
    for node in subjects - typed:
        told = tuple(_told_elsewhere(store, node))
        found += told
        named.update(quad.object for quad in told if not isinstance(quad.object, ox.Literal))
    for node in named - subjects:
        found += store.subject_quads(node, predicate=RDF.type)
    return tuple(found)


def _told_elsewhere(store: Store, node: Subject) -> Iterator[ox.Quad]:
    # An entity may be mentioned in every article, a fact in few.
    if any(True for _ in store.subject_quads(node, predicate=EDU.evidence)):
        yield from store.subject_quads(node)
        return
    for predicate in (RDF.type, SCHEMA.name):
        yield from store.subject_quads(node, predicate=predicate)


def _stamp(place: Place, part: Part) -> str:
    """The digest of all that the judgement depends on."""
    lines = sorted({str(quad) for quad in (*part.quads, *part.context)})
    return hashlib.sha256("\n".join([_rules(), place.graph, *lines]).encode()).hexdigest()[:32]


@cache
def _rules() -> str:
    """The digest of the shapes and of the code that applies them."""
    files = (ontology_path("shapes.ttl"), ontology_path("edu-kg.ttl"), Path(__file__))
    code = sorted(Path(validation.__file__).parent.glob("*.py"))
    return digest(
        version("pyshacl"),
        *(hashlib.sha256(file.read_bytes()).hexdigest() for file in (*files, *code)),
    )


def _beyond_one_graph(store: Store, shapes: Shapes) -> Iterator[Violation]:
    """What no part shows: a node whose single value differs from one named graph to another."""
    for shape, class_, path in shapes.single_valued():
        # Not a join of all values: what many articles state would be paired with itself.
        rows = store.query(
            f"""SELECT DISTINCT ?node WHERE {{
              ?node <{path}> ?one
              FILTER EXISTS {{ ?node <{path}> ?other FILTER(!sameTerm(?one, ?other)) }}
              FILTER EXISTS {{ ?node a <{class_}> }} }}""",
            PREFIXES,
        )
        for (node,) in rows.values:
            yield Violation(
                node=str(node),
                path=path,
                constraint="MaxCount",
                shape=shape,
                message=f"has more than 1 {shorten(path)}",
            )


def _each_once(found: Iterable[Violation]) -> tuple[Violation, ...]:
    """The violations in order, each told of one article alone: the first that has it."""
    first: dict[tuple[str, ...], Violation] = {}
    for each in sorted(found, key=lambda each: (not each.article, each)):
        what = (each.node, each.path, each.constraint, each.shape)
        # Of several values of one property, each is told, but not that there are several.
        first.setdefault(what if each.constraint == "MaxCount" else (*what, each.value), each)
    return tuple(sorted(first.values()))
