"""Commands that are imported when they are run: `--help` needs their names and first lines alone.

Half of the time of an answer was the import of what other commands need.
"""

from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

MARKUP: Final = "markdown"
# By name: where the function or the application of it stands, and the first line of its help.
COMMANDS = MappingProxyType(
    {
        "ingest": ("ingest:ingest_command", "Fetch and read news, and bring the graph up to date."),
        "reparse": (
            "reparse:reparse_command",
            "Parse the last capture of every page again, without the network, and rebuild the "
            "graph.",
        ),
        "changes": (
            "changes:changes_command",
            "List the facts that came (+), went (-) or changed (~) when a page was silently "
            "edited.",
        ),
        "forget": (
            "forget:forget_command",
            "Remove a withdrawn article, or a person, and keep them out of later runs.",
        ),
        "inspect": (
            "inspect:inspect_command",
            "Show what each stage makes of one page: page, article, mentions, facts. Nothing is "
            "stored.",
        ),
        "query": ("read:query_command", "Ask the graph in SPARQL."),
        "show": (
            "read:show_command",
            "Show a card of a person, body or place: each fact with its sentence and article.",
        ),
        "explain": (
            "explain:explain_command",
            "Explain a fact: its sentence with the words marked, its article, the rule that read "
            "it.",
        ),
        "timeline": (
            "timeline:timeline_command",
            "Show who held a post of a body, or which posts a person held, from when to when.",
        ),
        "why": (
            "why:why_command",
            "Tell whether two names are one person or body, with the reasons and articles.",
        ),
        "validate": (
            "validate:validate_command",
            "Hold the whole graph against its shapes, and list what violates them.",
        ),
        "verify": (
            "verify:verify_command",
            "Find every quote of the graph again in the pages as they were captured.",
        ),
        "export": (
            "read:export_command",
            "Write the graph to a file; the same pages give the same bytes.",
        ),
        "network": (
            "network:network_command",
            "Write a network of persons and bodies to a file: who signs, meets, acts and works "
            "with whom.",
        ),
        "neo4j": (
            "network:neo4j_command",
            "Write the graph as CSV files that `neo4j-admin database import full` reads.",
        ),
        "link": (
            "link:link_command",
            "Link the organisations of the graph to an authority, each decision with its reasons.",
        ),
        "serve": (
            "serve:serve_command",
            "Serve the graph: SPARQL endpoint, pages to search and read, named queries; reading "
            "only.",
        ),
        "mcp": (
            "serve:mcp_command",
            "Let assistants ask the graph: tools over the Model Context Protocol, on standard "
            "input.",
        ),
        "evaluate": (
            "evaluate:evaluate_command",
            "Read annotated articles and score the facts found in them.",
        ),
        "correct": (
            "correct:correct_app",
            "Correct the graph: write down what is wrong, with who says so and why.",
        ),
        "site": ("site:site_app", "Site profiles: what a site is, where its news stand."),
        "model": (
            "model:model_app",
            "Look at a language pipeline: what it is, and how good it is.",
        ),
    }
)


class LazyGroup(TyperGroup):
    """A group whose commands stand in for those of the table until one of them is asked for."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The name, the command itself, and what is left of the arguments."""
        name, command, rest = super().resolve_command(ctx, args)
        if name is None or name not in COMMANDS:
            return name, command, rest
        return name, load_command(name), rest


def add_commands(app: typer.Typer) -> None:
    """Put what stands in for the commands of the table into an application, in its order."""
    for name, (_, line) in COMMANDS.items():
        app.command(name, help=line)(_stand_in)


def load_command(name: str) -> Any:
    """The command of that name, with its options."""
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(f"edu_kg.cli.{module}"), attribute)
    if isinstance(found, typer.Typer):
        return get_group(found)
    alone = typer.Typer(add_completion=False, rich_markup_mode=MARKUP)
    alone.command(name)(found)
    return get_command(alone)


def _stand_in() -> None:
    """Nothing: ``LazyGroup`` puts the command itself in its place before it is run."""
