"""The graph that a command is about: that of a folder, or of a server."""

from pathlib import Path

from edu_kg.query import Graph


def opened_graph(output: Path, store: str | None) -> Graph:
    """The graph of the folder, or of the server at that address where one is given.

    Raises:
        StoreError: there is none in the folder, or it is damaged.
        ForbiddenAddress: what is given is no http(s) address.
    """
    return Graph.open(output) if store is None else Graph.on_server(store)
