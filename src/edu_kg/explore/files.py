"""Networks and graphs as files of other programs: Gephi, Cytoscape, yEd, Neo4j."""

import csv
import io
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx

from edu_kg.errors import StoreError, UnknownFormat
from edu_kg.explore.pictures import draw_network
from edu_kg.model import Value
from edu_kg.query import Graph
from edu_kg.records import write_atomically

NETWORK_FORMATS = (".graphml", ".gexf", ".csv", ".png", ".svg")
"""Endings of the files a network can be written to; .csv is its list of edges."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_network(network: "nx.Graph[str]", file: Path) -> None:
    """Write a network in the form its file's name ends in; the same network, the same bytes.

    Raises:
        UnknownFormat: the ending is none of ``NETWORK_FORMATS``.
        StoreError: the file cannot be written.
    """
    ending = file.suffix.lower()
    if ending not in NETWORK_FORMATS:
        raise UnknownFormat(str(file), NETWORK_FORMATS)
    if ending in {".png", ".svg"}:
        content = _picture(network, ending[1:])
    elif ending == ".csv":
        content = _edge_list(network)
    else:
        content = _xml(network, ending)
    _write(file, content)


def write_neo4j(graph: Graph, folder: Path) -> dict[str, int]:
    """Write the graph as ``neo4j-admin database import`` reads it; gives the rows of each file.

    Nodes are entities, events and articles; relationships are roles, parts in events,
    representation and relations, each with the words it rests on. The headers are in the files.

    Raises:
        StoreError: a file cannot be written.
    """
    tables = {
        "nodes.csv": [*_node_rows(graph)],
        "relationships.csv": [*_relationship_rows(graph)],
    }
    headers = {"nodes.csv": _NODE_HEADER, "relationships.csv": _RELATIONSHIP_HEADER}
    for name, rows in tables.items():
        _write(folder / name, _csv(headers[name], rows))
    return {name: len(rows) for name, rows in tables.items()}


_NODE_HEADER = ("iri:ID", "name", "date", "type", ":LABEL")
_RELATIONSHIP_HEADER = (":START_ID", ":END_ID", ":TYPE", "title", "date", "words", "article")


def _node_rows(graph: Graph) -> Iterator[tuple[Value, ...]]:
    for row in graph.frame("entities").to_dict("records"):
        yield row["iri"], row["name"], None, None, str(row["kind"]).capitalize()
    seen: set[str] = set()
    for row in graph.frame("events").to_dict("records"):
        if row["iri"] not in seen:
            seen.add(row["iri"])
            yield row["iri"], row["about"], row["start"], row["type"], "Event"
    for row in graph.frame("articles").to_dict("records"):
        yield row["article"], row["title"], row["published"], None, "Article"


def _relationship_rows(graph: Graph) -> Iterator[tuple[Value, ...]]:
    for row in graph.frame("roles").to_dict("records"):
        if row["organization_iri"] is not None:
            ends = row["person_iri"], row["organization_iri"]
            yield *ends, "HOLDS_POST_AT", row["title"], row["published"], *_grounds(row)
    for row in graph.frame("participations").to_dict("records"):
        ends = row["who_iri"], row["event_iri"]
        yield *ends, f"{row['manner']}_IN".upper(), None, row["start"], *_grounds(row)
    for row in graph.frame("representation").to_dict("records"):
        ends = row["who_iri"], row["whom_iri"]
        yield *ends, "ACTED_ON_BEHALF_OF", None, row["start"], *_grounds(row)
    for row in graph.frame("relations").to_dict("records"):
        ends = row["subject_iri"], row["object_iri"]
        yield *ends, _screaming(str(row["predicate"])), None, row["published"], *_grounds(row)
    for row in graph.frame("events").to_dict("records"):
        yield row["iri"], row["article"], "TOLD_IN", None, row["published"], row["words"], None


def _grounds(row: Mapping[Hashable, Value]) -> tuple[Value, Value]:
    return row["words"], row["article"]


def _screaming(name: str) -> str:
    """The way Neo4j users write relationship types.

    >>> _screaming("subOrganizationOf")
    'SUB_ORGANIZATION_OF'
    """
    return "".join(f"_{c}" if c.isupper() else c.upper() for c in name)


def _edge_list(network: "nx.Graph[str]") -> bytes:
    header = ("source", "target", "source_name", "target_name", "weight", "first", "last")
    nodes = network.nodes
    rows = (
        (a, b, nodes[a]["name"], nodes[b]["name"], data["weight"], data["first"], data["last"])
        for a, b, data in network.edges(data=True)
    )
    return _csv(header, rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow(["" if value is None else _harmless(value) for value in row])
    return text.getvalue().encode()


def _harmless(value: Value) -> Value:
    """The value, marked as text where a spreadsheet would take it for a formula (CWE-1236)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _xml(network: "nx.Graph[str]", ending: str) -> bytes:
    plain = network.copy()
    for _, _, data in plain.edges(data=True):
        data["facts"] = " ".join(data["facts"])
        for key in [key for key, value in data.items() if value is None]:
            del data[key]
    for node, data in plain.nodes(data=True):
        data["label"] = _writable(str(data["name"]))
        data["name"] = _writable(str(data["name"]))
        data["iri"] = node
    content = io.BytesIO()
    if ending == ".graphml":
        nx.write_graphml(plain, content, infer_numeric_types=True)
        return content.getvalue()
    nx.write_gexf(plain, content)
    # networkx writes the day of writing into the file: the same network must give the same bytes.
    return _without_day(content.getvalue())


def _writable(text: str) -> str:
    """The text without what XML 1.0 cannot carry."""
    return "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in text)


def _without_day(gexf: bytes) -> bytes:
    start = gexf.find(b' lastmodifieddate="')
    if start < 0:
        return gexf
    end = gexf.index(b'"', start + len(b' lastmodifieddate="')) + 1
    return gexf[:start] + gexf[end:]


def _picture(network: "nx.Graph[str]", kind: str) -> bytes:
    content = io.BytesIO()
    # Without the day of drawing, and with one salt for the ids of its parts, the same network
    # gives the same bytes.
    undated = {"Date": None} if kind == "svg" else {}
    with plt.rc_context({"svg.hashsalt": "edu-kg"}):
        figure, axes = plt.subplots(figsize=(11, 7))
        draw_network(network, axes)
        figure.savefig(content, format=kind, dpi=150, bbox_inches="tight", metadata=undated)
        plt.close(figure)
    return content.getvalue()


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, content)
    except OSError as error:
        raise StoreError(str(file), f"{file} cannot be written: {error.strerror}") from error
