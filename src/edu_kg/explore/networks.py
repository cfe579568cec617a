"""Networks of persons and bodies, as networkx graphs."""

import networkx as nx

from edu_kg.query import Graph

_SIGNINGS = """
SELECT ?event ?date ?entity ?name ?kind ?whom ?whomName WHERE {
  ?part edu:event ?event ; edu:participant ?entity ; edu:participatesAs ?as .
  ?event edu:eventType edu:Signing .
  OPTIONAL { ?event schema:startDate ?date }
  ?entity schema:name ?name ; a ?kind .
  VALUES ?kind { schema:Person schema:Organization }
  VALUES ?as { edu:Signatory edu:Party }
  OPTIONAL { ?part edu:onBehalfOf ?whom . ?whom schema:name ?whomName }
}
ORDER BY ?event ?entity
"""


def signing_network(graph: Graph) -> "nx.MultiGraph[str]":
    """Who signs for whom, and which bodies sign with each other.

    Nodes are entity IRIs with ``name`` and ``kind`` ("person" or "organization"). Edges carry
    ``relation`` ("on behalf of" or "signs with"), ``event`` and ``date`` (ISO text or None).
    """
    network: nx.MultiGraph[str] = nx.MultiGraph()
    parties: dict[str, dict[str, object]] = {}
    for row in graph.query(_SIGNINGS).records():
        entity, event = str(row["entity"]), str(row["event"])
        kind = str(row["kind"]).rpartition("/")[2].lower()
        network.add_node(entity, name=row["name"], kind=kind)
        if kind == "organization":
            parties.setdefault(event, {})[entity] = row["date"]
        if row["whom"] is not None:
            whom = str(row["whom"])
            network.add_node(whom, name=row["whomName"], kind="organization")
            _add_edge(network, (entity, whom), "on behalf of", event, row["date"])
    for event, bodies in parties.items():
        ordered = sorted(bodies)
        for i, first in enumerate(ordered):
            for second in ordered[i + 1 :]:
                _add_edge(network, (first, second), "signs with", event, bodies[first])
    return network


def _add_edge(
    network: "nx.MultiGraph[str]", ends: tuple[str, str], relation: str, event: str, date: object
) -> None:
    key = f"{relation} {event}"
    if not network.has_edge(*ends, key=key):
        network.add_edge(*ends, key=key, relation=relation, event=event, date=date)
