"""`edu-kg serve` and `mcp`: the graph over HTTP, and to assistants."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from edu_kg.cli.terminal import OutputFolder, errors

_WORKERS = max(2, min(8, os.cpu_count() or 2)) + 1  # one may be busy for long

Seconds = Annotated[
    float,
    typer.Option("--timeout", min=0.1, metavar="SECONDS", help="How long a question may take."),
]
MaxRows = Annotated[
    int, typer.Option("--max-rows", min=1, metavar="N", help="How many rows an answer may have.")
]
Workers = Annotated[
    int,
    typer.Option("--workers", min=1, metavar="N", help="How many questions are answered at once."),
]


def serve_command(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any free one.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", help="0.0.0.0 lets other machines ask, too.")
    ] = "127.0.0.1",
    output: OutputFolder = Path("output"),
    timeout: Seconds = 30.0,
    max_rows: MaxRows = 100_000,
    workers: Workers = _WORKERS,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            "--cors",
            metavar="ORIGIN",
            help="Pages of this origin may ask from a browser; * for all. May be repeated.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Serve the graph: SPARQL endpoint, pages to search and read, named queries; reading only.

    An ingest may run beside it: its result is seen when it is done.

    Examples:
        edu-kg serve

        edu-kg serve --port 8080 --output my-graph --timeout 10 --cors https://example.org
    """
    import uvicorn  # noqa: PLC0415 - no other command needs the server

    from edu_kg.serve import Limits, serving_app  # noqa: PLC0415

    limits = Limits(seconds=timeout, rows=max_rows, workers=workers)
    app = serving_app(output, limits, tuple(cors or ()))
    with _listening(host, port) as listening:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}"
        errors().print(
            f"{address}/ for people, {address}/sparql for programs; Ctrl-C ends it",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        config = uvicorn.Config(app, log_level="warning", access_log=False, ws="none")
        uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections at that address; the system chooses a port for 0."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise typer.BadParameter(
            f"{host}:{port} cannot be listened at ({error.strerror}); give another --port, or 0 "
            "for any free one",
            param_hint="--port",
        ) from error
    # Connections inherit it. Without, each answer waits 40 ms for the other side's acknowledgement;
    # asyncio sets it only on sockets that it made itself.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def mcp_command(
    output: OutputFolder = Path("output"),
    timeout: Seconds = 30.0,
    max_rows: MaxRows = 500,
    workers: Workers = 2,
) -> None:
    """Let assistants ask the graph: tools over the Model Context Protocol, on standard input.

    Assistants start it themselves; docs/endpoint.md tells how they are told to.

    Examples:
        edu-kg mcp --output my-graph
    """
    from edu_kg.serve import Limits, assistants_server  # noqa: PLC0415

    limits = Limits(seconds=timeout, rows=max_rows, workers=workers)
    assistants_server(output, limits).run("stdio")
