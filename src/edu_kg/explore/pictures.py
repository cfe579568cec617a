"""Pictures of networks, with matplotlib."""

import math
import textwrap
from collections.abc import Mapping

import matplotlib.pyplot as plt
import networkx as nx
from matplotlib.axes import Axes

_COLOURS = {"person": "#e07a5f", "organization": "#3d6b99"}
_LABEL_WIDTH = 18
_ASPECT, _MARGIN = 1.6, 1.3
_MOST_LABELS = 60
_SMALLEST, _LARGEST = 60.0, 480.0


def draw_network(
    network: "nx.Graph[str]",
    axes: Axes | None = None,
    *,
    sizes: Mapping[str, float] | None = None,
    labels: int = _MOST_LABELS,
) -> Axes:
    """The network drawn: persons and bodies by colour, wider lines for more ties.

    ``sizes`` (a centrality, say) makes nodes larger; without, their number of ties does.
    ``labels`` is how many of the largest nodes are named. The layout is the same for the same
    network. ``axes`` are made where none are given.
    """
    axes = plt.subplots(figsize=(11, 7))[1] if axes is None else axes
    axes.set_axis_off()
    if not network:
        axes.text(0.5, 0.5, "nobody is in this network", ha="center")
        return axes
    places = _layout(network)
    weights = dict(sizes) if sizes is not None else dict(network.degree(weight="weight"))
    areas = _areas({node: float(weights.get(node, 0)) for node in network})
    _draw_edges(network, places, axes)
    for kind, colour in _COLOURS.items():
        nodes = [node for node in network if network.nodes[node]["kind"] == kind]
        nx.draw_networkx_nodes(
            network,
            places,
            nodelist=nodes,
            node_color=colour,
            node_size=[areas[node] for node in nodes],
            edgecolors="white",
            ax=axes,
            label=kind,
        )
    named = sorted(network, key=lambda node: (-areas[node], node))[:labels]
    nx.draw_networkx_labels(
        network,
        {node: (x, y + _above(areas[node])) for node, (x, y) in places.items()},
        labels={n: textwrap.fill(str(network.nodes[n]["name"]), _LABEL_WIDTH) for n in named},
        font_size=7,
        verticalalignment="bottom",
        ax=axes,
    )
    axes.margins(0.08)
    axes.legend(loc="lower left", frameon=False, fontsize=8, markerscale=0.5)
    return axes


def _layout(network: "nx.Graph[str]") -> dict[str, tuple[float, float]]:
    """A place for each node: every connected part by itself, the parts in rows, largest first."""
    plain: nx.Graph[str] = nx.Graph()
    # Over sorted nodes and with one seed the layout is the same every time.
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in network.edges()))
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    sides = [math.sqrt(len(part)) + _MARGIN for part in parts]
    breadth = max(sides[0], math.sqrt(sum(side**2 for side in sides) * _ASPECT))
    places: dict[str, tuple[float, float]] = {}
    left, top, height = 0.0, 0.0, 0.0
    for part, side in zip(parts, sides, strict=True):
        if left + side > breadth and left:
            left, top, height = 0.0, top - height, 0.0
        inner = nx.spring_layout(
            plain.subgraph(sorted(part)), k=2 / math.sqrt(len(part)), iterations=300, seed=1
        )
        reach = (side - _MARGIN) / 2
        for node, (x, y) in inner.items():
            places[node] = (
                left + side / 2 + reach * float(x),
                top - side / 2 + reach * float(y),
            )
        left, height = left + side, max(height, side)
    return places


def _areas(weights: Mapping[str, float]) -> dict[str, float]:
    most = max(weights.values(), default=0.0) or 1.0
    return {
        node: _SMALLEST + (_LARGEST - _SMALLEST) * weight / most for node, weight in weights.items()
    }


def _above(area: float) -> float:
    """How far above its middle a node's name stands."""
    return 0.06 + 0.006 * math.sqrt(area)


def _draw_edges(
    network: "nx.Graph[str]", places: dict[str, tuple[float, float]], axes: Axes
) -> None:
    edges = [(a, b, float(data.get("weight", 1))) for a, b, data in network.edges(data=True)]
    nx.draw_networkx_edges(
        network,
        places,
        edgelist=[(a, b) for a, b, _ in edges],
        width=[0.8 + 0.7 * min(weight, 8.0) for _, _, weight in edges],
        edge_color="#b5b5b5",
        ax=axes,
    )
