"""Networks over a graph's facts, for networkx."""

from typing import TYPE_CHECKING

from edu_kg.errors import MissingExtra
from edu_kg.query.ties import Ties

if TYPE_CHECKING:
    import networkx as nx


def build_network(ties: Ties) -> "nx.Graph[str] | nx.DiGraph[str]":
    """The network of these ties.

    Nodes are IRIs with ``name`` and ``kind`` ("person" or "organization"); edges have ``weight``
    (how many events, or stated facts, tie the two), ``first`` and ``last`` (ISO dates, or None)
    and ``facts`` (their IRIs). Nodes and edges come in the same order every time.

    Raises:
        MissingExtra: networkx is not installed.
    """
    try:
        import networkx as nx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra("networkx", "notebooks") from error
    network: nx.Graph[str] = nx.DiGraph() if ties.kind.directed else nx.Graph()
    for node in ties.nodes:
        network.add_node(node.iri, name=node.name, kind=node.kind)
    for tie in ties.ties:
        network.add_edge(
            tie.source,
            tie.target,
            weight=tie.weight,
            first=min(tie.dates, default=None),
            last=max(tie.dates, default=None),
            facts=tuple(sorted({fact for fact, _ in tie.facts})),
        )
    return network
