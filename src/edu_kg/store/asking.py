"""What is asked of the embedded engine, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pyoxigraph as ox

from edu_kg.store.answers import Answer
from edu_kg.store.binding import term_of
from edu_kg.store.default_graph import in_default
from edu_kg.store.sparql import dataset_clause, names_dataset

_SEVERAL = 2  # graphs, of which the engine makes a bag


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query, what its answer may be written in, and how large it may be.

    ``results`` and ``triples`` are keys of ``RESULT_TYPES`` and ``RDF_TYPES``, None where an answer
    of that kind is not wanted. ``default_graphs`` and ``named_graphs`` are the dataset, where one
    of them is not None; else the query's own, and where it names none, the union of all graphs.
    """

    sparql: str
    results: str | None = "application/sparql-results+json"
    triples: str | None = "text/turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    bindings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    most_rows: int = 100_000
    most_bytes: int = 64_000_000


def evaluate(
    engine: ox.Store, asked: Asked, prefixes: Mapping[str, str], *, has_union: bool = True
) -> Answer:
    """The engine's answer to what is asked; each statement of the default graph counts once.

    ``has_union`` says that the engine's default graph is all its named graphs (`default_graph`);
    where it is not, what several of them state counts for each.

    Raises SyntaxError or UnicodeEncodeError for what does not parse.
    """
    dataset = _dataset_of(asked, prefixes)
    if dataset is None:
        in_bag = not (has_union or names_dataset(asked.sparql))
        return engine.query(
            asked.sparql,
            prefixes=dict(prefixes),
            use_default_graph_as_union=in_bag,
            substitutions=_substitutions(asked),
        )
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*dataset.default]
    if len(default) >= _SEVERAL:
        engine, default = _merged(engine, dataset), [ox.DefaultGraph()]
    return engine.query(
        asked.sparql,
        prefixes=dict(prefixes),
        default_graph=default,
        named_graphs=[*dataset.named],
        substitutions=_substitutions(asked),
    )


@dataclass(frozen=True, slots=True)
class _Dataset:
    default: tuple[ox.NamedNode, ...]
    named: tuple[ox.NamedNode, ...]


def _dataset_of(asked: Asked, prefixes: Mapping[str, str]) -> _Dataset | None:
    """The graphs to be asked, where the engine does not find them, or not as a set, by itself."""
    if asked.default_graphs is not None or asked.named_graphs is not None:
        # What a request does not name is empty (SPARQL 1.1 Protocol, 2.1.4).
        default, named = asked.default_graphs or (), asked.named_graphs or ()
        return _Dataset(tuple(map(ox.NamedNode, default)), tuple(map(ox.NamedNode, named)))
    clause = dataset_clause(asked.sparql)
    if len(clause.default_graphs) < _SEVERAL:
        return None

    def resolved(names: Sequence[str]) -> tuple[ox.NamedNode, ...]:
        # Whatever prefixes and base the query declares: by asking nothing but for the names.
        listed = f"{clause.prologue} SELECT ?g {{ VALUES ?g {{ {' '.join(names)} }} }}"
        found = ox.Store().query(listed, prefixes=dict(prefixes))
        terms = (row["g"] for row in found) if isinstance(found, ox.QuerySolutions) else ()
        return tuple(term for term in terms if isinstance(term, ox.NamedNode))

    return _Dataset(resolved(clause.default_graphs), resolved(clause.named_graphs))


def _substitutions(
    asked: Asked,
) -> dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    return {ox.Variable(name): term_of(value) for name, value in asked.bindings.items()}


def _merged(engine: ox.Store, dataset: _Dataset) -> ox.Store:
    """An engine in memory whose default graph is all of these: the engine's own is a bag."""
    merged = ox.Store()
    for graph in dataset.default:
        merged.extend(map(in_default, engine.quads_for_pattern(None, None, None, graph)))
    for name in dataset.named:
        merged.extend(engine.quads_for_pattern(None, None, None, name))
    return merged
