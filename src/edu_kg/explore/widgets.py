"""An interactive view of a network for Jupyter, without any server or network of its own."""

import networkx as nx
from ipysigma import Sigma


def show_network(network: "nx.Graph[str]", height: int = 500) -> Sigma:
    """The network to pan, zoom and search: persons and bodies by colour, wide lines for many ties.

    Names come from pages and are drawn as text on a canvas.
    """
    return Sigma(
        network,
        height=height,
        node_label="name",
        node_color="kind",
        node_size=network.degree(weight="weight"),
        edge_size="weight",
        start_layout=True,
    )
