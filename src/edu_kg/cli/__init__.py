"""The command line: the only part that prints, and that turns errors into exit codes."""

from edu_kg.cli.app import app, main

__all__ = ["app", "main"]
