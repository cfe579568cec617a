"""Options of commands that copy the graph to a server."""

from typing import Annotated

import typer

from edu_kg.pipeline import Destination

CopyAddress = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="Copy the graph to the SPARQL server that answers queries at this address.",
        show_default=False,
    ),
]

UpdateAddress = Annotated[
    str | None,
    typer.Option(
        "--update-at",
        metavar="ADDRESS",
        help="Where that server takes updates, if it cannot be told from --store.",
        show_default=False,
    ),
]

TakeOver = Annotated[
    bool,
    typer.Option("--take-over", help="Remove what another folder copied to that server."),
]

Loaded = Annotated[
    bool,
    typer.Option(
        "--loaded", help="That server was loaded from this folder's export: send the rest only."
    ),
]


def destination_of(
    store: str | None, update_at: str | None, *, take_over: bool, loaded: bool
) -> Destination | None:
    """What the options ask for; None where they name no server.

    Raises typer.BadParameter for what makes sense with a server only.
    """
    if store is not None:
        return Destination(address=store, update=update_at, take_over=take_over, loaded=loaded)
    if update_at is not None or take_over or loaded:
        raise typer.BadParameter("--update-at, --take-over and --loaded go with --store ADDRESS")
    return None
