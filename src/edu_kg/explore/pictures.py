"""Pictures of networks, with matplotlib."""

import textwrap

import matplotlib.pyplot as plt
import networkx as nx
from matplotlib.axes import Axes

_COLOURS = {"person": "#e07a5f", "organization": "#3d6b99"}
_EDGE_STYLES = {"on behalf of": ("solid", "#9a9a9a"), "signs with": ("dashed", "#3d6b99")}
_LABEL_WIDTH = 18
_NODE_DISTANCE = 0.9


def draw_network(network: "nx.MultiGraph[str]", axes: Axes | None = None) -> Axes:
    """The network drawn: persons and bodies by colour, edges by what they say.

    The layout is the same for the same network. ``axes`` are made where none are given.
    """
    axes = plt.subplots(figsize=(11, 7))[1] if axes is None else axes
    axes.set_axis_off()
    if not network:
        axes.text(0.5, 0.5, "no signings in this graph", ha="center")
        return axes
    # Over sorted nodes and with one seed the layout is the same every time.
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(network))
    ordered.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in network.edges()))
    places = nx.spring_layout(ordered, k=_NODE_DISTANCE, iterations=200, seed=1)
    for kind, colour in _COLOURS.items():
        nodes = [node for node in network if network.nodes[node]["kind"] == kind]
        nx.draw_networkx_nodes(
            network, places, nodelist=nodes, node_color=colour, node_size=260, ax=axes, label=kind
        )
    for relation, (style, colour) in _EDGE_STYLES.items():
        edges = [(a, b) for a, b, said in network.edges(data=True) if said["relation"] == relation]
        nx.draw_networkx_edges(
            ordered, places, edgelist=edges, style=style, edge_color=colour, ax=axes, label=relation
        )
    labels = {
        node: textwrap.fill(str(network.nodes[node]["name"]), _LABEL_WIDTH) for node in network
    }
    above = {node: (x, y + 0.05) for node, (x, y) in places.items()}
    nx.draw_networkx_labels(
        network, above, labels=labels, font_size=8, verticalalignment="bottom", ax=axes
    )
    axes.margins(0.15)
    axes.legend(loc="lower left", frameon=False, fontsize=8)
    return axes
