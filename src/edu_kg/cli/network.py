"""`edu-kg network` and `neo4j`: the graph for Gephi, Cytoscape and Neo4j."""

import re
from pathlib import Path
from typing import Annotated

import typer

from edu_kg.cli.graphs import opened_graph
from edu_kg.cli.terminal import OutputFolder, StoreAddress, screen
from edu_kg.errors import MissingExtra, QueryParameterError

_YEARS = re.compile(r"(?P<first>\d{4})(?:-(?P<last>\d{4}))?")


def network_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Ends in .graphml, .gexf (Gephi), .csv (edges), .png or .svg."
        ),
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="co-signing, co-attendance, representation, cooperation or offices.",
        ),
    ] = "co-signing",
    years: Annotated[
        str | None,
        typer.Option("--years", metavar="YEAR[-YEAR]", help="Only what is dated in these years."),
    ] = None,
    output: OutputFolder = Path("output"),
    store: StoreAddress = None,
) -> None:
    """Write a network of persons and bodies to a file: who signs, meets, acts and works with whom.

    Examples:
        edu-kg network partners.graphml

        edu-kg network people.png --kind co-attendance --years 2018-2020
    """
    network = opened_graph(output, store).network(kind, _years(years))
    try:
        # networkx and matplotlib are an extra.
        from edu_kg.explore import write_network  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtra(error.name or "matplotlib", "notebooks") from error
    write_network(network, file)
    nodes, edges = network.number_of_nodes(), network.number_of_edges()
    screen().print(
        f"{nodes} nodes and {edges} edges written to {file}", markup=False, highlight=False
    )


def neo4j_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the CSV files go.")],
    output: OutputFolder = Path("output"),
    store: StoreAddress = None,
) -> None:
    """Write the graph as CSV files that `neo4j-admin database import full` reads.

    Examples:
        edu-kg neo4j import

        neo4j-admin database import full --nodes=import/nodes.csv \
            --relationships=import/relationships.csv edu
    """
    graph = opened_graph(output, store)
    try:
        from edu_kg.explore import write_neo4j  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra(error.name or "pandas", "notebooks") from error
    for name, rows in write_neo4j(graph, folder).items():
        screen().print(f"{rows} rows written to {folder / name}", markup=False, highlight=False)


def _years(given: str | None) -> tuple[int, int] | None:
    if given is None:
        return None
    found = _YEARS.fullmatch(given.strip())
    if found is None:
        raise QueryParameterError(given, f"--years {given!r} is neither 2019 nor 2017-2020")
    first = int(found["first"])
    return first, int(found["last"] or first)
