"""The `edu-kg` command and what all its commands share."""

import logging
import sys
from typing import Annotated

import typer

from edu_kg.cli.loading import MARKUP, LazyGroup, add_commands
from edu_kg.cli.terminal import EXIT_INTERRUPTED, EXIT_UNUSABLE, errors
from edu_kg.errors import EduKgError

app = typer.Typer(
    name="edu-kg",
    help="Build a knowledge graph from institutional news, and ask it.",
    no_args_is_help=True,
    cls=LazyGroup,
    rich_markup_mode=MARKUP,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done, or stopped at its budget; 1 some sources failed or were skipped, "
    "or a correction was not applied, the rest is in the graph; 2 nothing could be done; "
    "130 interrupted, 143 by SIGTERM.",
)


@app.callback()
def shared_options(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell on standard error what is being done.")
    ] = False,
) -> None:
    """Build a knowledge graph from institutional news, and ask it."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )


add_commands(app)


def main() -> None:
    """Run the command line; errors made on purpose become one line and an exit code."""
    try:
        app()
    except EduKgError as error:
        errors().print(f"edu-kg: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(EXIT_UNUSABLE)
    except KeyboardInterrupt:
        errors().print("edu-kg: interrupted; run the same command again to go on", style="yellow")
        sys.exit(EXIT_INTERRUPTED)
