"""Standard output and standard error, and what exit codes mean."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

EXIT_SOME_FAILED = 1
EXIT_UNUSABLE = 2
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


def _checked_folder(output: Path | None) -> Path | None:
    """The folder; a usage error for what is the address of a server."""
    if output is not None and output.parts[:1] in {("http:",), ("https:",)}:
        raise typer.BadParameter(
            "is an address. A server is given with --store: to ingest and reparse, which copy the "
            "folder's graph there, and to query, show, explain, timeline, why, network, neo4j, "
            "validate and export. All other commands need the folder's files"
        )
    return output


OutputFolder = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        help="Folder of the graph and its files.",
        callback=_checked_folder,
    ),
]

StoreAddress = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="Ask the SPARQL server at this address in place of the folder.",
        show_default=False,
    ),
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

CorrectionsFile = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="Corrections by people (TOML); corrections.toml in the output folder, if it is there.",
        show_default=False,
    ),
]


def screen() -> Console:
    """Standard output, for answers."""
    return Console()


def errors() -> Console:
    """Standard error, for progress and problems."""
    return Console(stderr=True)


def printable(text: str, longest: int = 500) -> str:
    r"""Text from outside as a terminal may show it: cut short, no sign that commands or hides.

    >>> printable("a\x1b[2Jb\u202ec"), printable("abc", 2)
    ('a?[2Jb?c', 'ab…')
    """
    shown = "".join(sign if sign.isprintable() else "?" for sign in text[:longest])
    return shown + "…" * (len(text) > longest)


@contextlib.contextmanager
def progress_of(stage: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A block with a progress bar on standard error; gives what tells it how much is done."""
    with Progress(
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=errors(),
        transient=True,
        disable=quiet,
    ) as progress:
        task = progress.add_task(stage, total=None)

        def show(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield show


class Terminated(KeyboardInterrupt):
    """Somebody asked the process to end (SIGTERM)."""


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """A block that Ctrl-C and SIGTERM end in good order, saying how to go on.

    Raises typer.Exit, with the code that goes with the signal.
    """
    before = signal.signal(signal.SIGTERM, _raise_terminated)
    try:
        yield
    except KeyboardInterrupt as ending:
        errors().print(
            "edu-kg: interrupted; what was fetched and read is kept, "
            "run the same command again to go on",
            style="yellow",
            soft_wrap=True,
        )
        code = EXIT_TERMINATED if isinstance(ending, Terminated) else EXIT_INTERRUPTED
        raise typer.Exit(code) from ending
    finally:
        signal.signal(signal.SIGTERM, before)


def _raise_terminated(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise Terminated
