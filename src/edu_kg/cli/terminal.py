"""Standard output and standard error, and what exit codes mean."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

EXIT_SOME_FAILED = 1
EXIT_UNUSABLE = 2
EXIT_INTERRUPTED = 130

OutputFolder = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="DIR", help="Folder of the graph and its files."),
]

ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME_OR_PATH",
        help="small, accurate (the default), or any other spaCy pipeline.",
        show_default=False,
    ),
]


def screen() -> Console:
    """Standard output, for answers."""
    return Console()


def errors() -> Console:
    """Standard error, for progress and problems."""
    return Console(stderr=True)
