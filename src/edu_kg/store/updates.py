"""SPARQL updates that bring named graphs of a server to given quads."""

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

# Servers bound the body of a request; this is far below what any of them refuses by itself.
_MOST_BYTES = 500_000
_MOST_SUBJECTS = 200

_Said = tuple[str, list[ox.Triple]]  # a subject, and what is said of it


def triples_of(name: ox.NamedNode, quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of quads of one named graph, each once, in a settled order.

    Raises ValueError for a quad of another graph.
    """
    found: dict[str, ox.Triple] = {}
    for quad in quads:
        if quad.graph_name != name:
            raise ValueError(f"a quad of {quad.graph_name} cannot stand in {name}")
        found[str(quad)] = ox.Triple(quad.subject, quad.predicate, quad.object)
    return [triple for _, triple in sorted(found.items())]


def n_triples(triples: Iterable[ox.Triple]) -> bytes:
    """The triples as N-Triples, which SPARQL and every Graph Store read."""
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def replacements(
    graphs: Iterable[tuple[ox.NamedNode, Sequence[ox.Triple]]], most: int
) -> Iterator[str]:
    """Updates that make these triples all that the graphs hold, in order, so many an update.

    Small graphs share an update, which is one transaction with most servers. A large one is
    emptied by the first of its updates, so that whoever is cut off begins again.

    Raises ValueError where more triples hang together by blank nodes than fit into one.
    """
    gathered: list[str] = []
    emptied: list[str] = []
    count = size = 0
    for name, triples in graphs:
        for number, part in enumerate(_parts(triples, most)):
            data = n_triples(part).decode()
            if gathered and (count + len(part) > most or size + len(data) > _MOST_BYTES):
                yield _update(emptied, gathered)
                gathered, emptied, count, size = [], [], 0, 0
            if number == 0:
                emptied.append(f"DROP SILENT GRAPH {name}")
            gathered.append(f"GRAPH {name} {{ {data} }}" if part else "")
            count += len(part)
            size += len(data)
    if gathered:
        yield _update(emptied, gathered)


def insertions(name: ox.NamedNode, triples: Sequence[ox.Triple], most: int) -> Iterator[str]:
    """Updates that add the triples to the named graph, so many an update."""
    for part in _parts(triples, most):
        if part:
            yield _update([], [f"GRAPH {name} {{ {n_triples(part).decode()} }}"])


def statements_replaced(
    name: ox.NamedNode, subjects: Sequence[str], triples: Sequence[ox.Triple], most: int
) -> Iterator[str]:
    """Updates that make these triples all that a named graph says of the subjects.

    What is said of a subject goes and comes in one update.
    """
    said: dict[str, list[ox.Triple]] = {str(ox.NamedNode(subject)): [] for subject in subjects}
    for triple in triples:
        said.setdefault(str(triple.subject), []).append(triple)
    for some in _batches(sorted(said.items()), most):
        gone = " ".join(subject for subject, _ in some)
        first, *more = _parts([triple for _, told in some for triple in told], most)
        drop = (
            f"DELETE {{ GRAPH {name} {{ ?s ?p ?o }} }} "
            f"WHERE {{ VALUES ?s {{ {gone} }} GRAPH {name} {{ ?s ?p ?o }} }}"
        )
        yield _update([drop], [f"GRAPH {name} {{ {n_triples(first).decode()} }}" if first else ""])
        for part in more:
            yield from insertions(name, part, most)


def _batches(said: Iterable[_Said], most: int) -> Iterator[list[_Said]]:
    """The subjects with what is said of them, so many of both an update."""
    batch: list[_Said] = []
    count = 0
    for each in said:
        if batch and (len(batch) == _MOST_SUBJECTS or count + len(each[1]) > most):
            yield batch
            batch, count = [], 0
        batch.append(each)
        count += len(each[1])
    if batch:
        yield batch


def _update(before: Sequence[str], data: Sequence[str]) -> str:
    added = " ".join(filter(None, data))
    return " ;\n".join([*before, *([f"INSERT DATA {{ {added} }}"] if added else [])])


def _parts(triples: Sequence[ox.Triple], most: int) -> Iterator[list[ox.Triple]]:
    """The triples in parts, those with blank nodes together: a label holds for one request."""
    blank = [each for each in triples if _has_blank(each)]
    if len(blank) > most:
        raise ValueError(f"{len(blank)} statements hang together by blank nodes; {most} may")
    rest = [each for each in triples if not _has_blank(each)] if blank else list(triples)
    part = blank
    size = len(n_triples(blank)) if blank else 0
    for triple in rest:
        length = len(str(triple))
        if part and (len(part) == most or size + length > _MOST_BYTES):
            yield part
            part, size = [], 0
        part.append(triple)
        size += length
    yield part


def _has_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)
