"""The default graph of an embedded store: what its named graphs say, each statement once.

The engine can show the union of named graphs as the default graph, but as a bag: it finds what
three articles state three times, where RDF and SPARQL have it once. So the store holds the union
as statements of its own, which change in the same transaction as the named graphs do.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

_DEFAULT = ox.DefaultGraph()


def with_union(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads of named graphs, each followed by its statement in the default graph."""
    for quad in quads:
        yield quad
        yield in_default(quad)


def named_quads(engine: ox.Store) -> Iterator[ox.Quad]:
    """The quads of all named graphs."""
    # Graph by graph: to go through all quads and leave some out takes longer.
    for name in engine.named_graphs():
        yield from engine.quads_for_pattern(None, None, None, name)


def is_named(quad: ox.Quad) -> bool:
    """Whether a quad stands in a named graph."""
    return quad.graph_name != _DEFAULT


def lacks_union(engine: ox.Store) -> bool:
    """Whether the engine holds named graphs only: what wrote them did not keep a default graph."""
    kept = engine.quads_for_pattern(None, None, None, _DEFAULT)
    return next(kept, None) is None and next(named_quads(engine), None) is not None


def add_union(engine: ox.Store) -> None:
    """Make the default graph of an engine that holds none, all of it or nothing."""
    engine.bulk_extend(map(in_default, named_quads(engine)))


def change_graph(
    engine: ox.Store, name: ox.NamedNode, gone: Collection[ox.Quad], new: Collection[ox.Quad]
) -> None:
    """Take these quads out of a named graph and put those in, in one transaction.

    ``gone`` are all there, ``new`` are none of them. A graph left without quads is no more.
    """
    if not gone and not new:
        return
    orphans = [in_default(quad) for quad in gone if not _stands_elsewhere(engine, quad)]
    # Updates cannot name blank nodes to be deleted.
    for quad in filter(_has_blank, chain(gone, orphans)):
        engine.remove(quad)
    out, out_of_all, put = map(_data, (filter(_is_plain, gone), filter(_is_plain, orphans), new))
    engine.update(
        f"DELETE DATA {{ {out_of_all} GRAPH {name} {{ {out} }} }} ;"
        f" INSERT DATA {{ {put} GRAPH {name} {{ {put} }} }}"
    )
    if not new and next(engine.quads_for_pattern(None, None, None, name), None) is None:
        engine.remove_graph(name)


def _stands_elsewhere(engine: ox.Store, quad: ox.Quad) -> bool:
    """Whether another named graph says the same."""
    same = engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(each.graph_name not in (_DEFAULT, quad.graph_name) for each in same)


def in_default(quad: ox.Quad) -> ox.Quad:
    """The statement of a quad, in the default graph."""
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _has_blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _is_plain(quad: ox.Quad) -> bool:
    return not _has_blank(quad)


def _data(quads: Iterable[ox.Quad]) -> str:
    triples = (quad.triple for quad in quads)
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
