"""The `edu-kg` command and what all its commands share."""

import logging
import sys
from typing import Annotated

import typer

from edu_kg.cli.changes import changes_command
from edu_kg.cli.correct import correct_app
from edu_kg.cli.evaluate import evaluate_command
from edu_kg.cli.explain import explain_command
from edu_kg.cli.forget import forget_command
from edu_kg.cli.ingest import ingest_command
from edu_kg.cli.inspect import inspect_command
from edu_kg.cli.link import link_command
from edu_kg.cli.model import model_app
from edu_kg.cli.network import neo4j_command, network_command
from edu_kg.cli.read import export_command, query_command, show_command
from edu_kg.cli.reparse import reparse_command
from edu_kg.cli.serve import mcp_command, serve_command
from edu_kg.cli.site import site_app
from edu_kg.cli.terminal import EXIT_INTERRUPTED, EXIT_UNUSABLE, errors
from edu_kg.cli.timeline import timeline_command
from edu_kg.cli.validate import validate_command
from edu_kg.cli.verify import verify_command
from edu_kg.cli.why import why_command
from edu_kg.errors import EduKgError

app = typer.Typer(
    name="edu-kg",
    help="Build a knowledge graph from institutional news, and ask it.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
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


app.command("ingest")(ingest_command)
app.command("reparse")(reparse_command)
app.command("changes")(changes_command)
app.command("forget")(forget_command)
app.command("inspect")(inspect_command)
app.command("query")(query_command)
app.command("show")(show_command)
app.command("explain")(explain_command)
app.command("timeline")(timeline_command)
app.command("why")(why_command)
app.command("validate")(validate_command)
app.command("verify")(verify_command)
app.command("export")(export_command)
app.command("network")(network_command)
app.command("neo4j")(neo4j_command)
app.command("link")(link_command)
app.command("serve")(serve_command)
app.command("mcp")(mcp_command)
app.command("evaluate")(evaluate_command)
app.add_typer(correct_app)
app.add_typer(site_app)
app.add_typer(model_app)


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
