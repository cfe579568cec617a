"""The main job, end to end: serve the example site, ingest it over HTTP, ask who signed for whom.

python examples/demo.py [--output DIR]
"""

import argparse
from pathlib import Path

from rich.console import Console
from server import ExampleSite

from edu_kg import Graph
from edu_kg.cli.ingest import print_report
from edu_kg.cli.read import print_rows
from edu_kg.pipeline import IngestOptions, run_ingest

EXAMPLES = Path(__file__).resolve().parent
WIDTH = 140


def main() -> None:
    """Run the demo and print its report and its answer."""
    parser = argparse.ArgumentParser(description="Ingest the example site and ask it.")
    parser.add_argument("--output", type=Path, default=EXAMPLES.parent / "output")
    output = parser.parse_args().output
    console = Console()
    if console.width < WIDTH:  # quotes in a narrow table are hard to read
        console = Console(width=WIDTH)
    with ExampleSite(EXAMPLES / "site") as site:
        console.rule(f"ingesting the example site over HTTP from {site.address}")
        options = IngestOptions(output=output, site=EXAMPLES / "site.toml", at=site.address)
        print_report(run_ingest([], options), console)
    console.rule("who signed on behalf of whom, when, in which words")
    print_rows(Graph.open(output).run("signatories"), console)
    console.print("Ask on, for example:", style="dim")
    console.print('  .venv/bin/edu-kg show "Jing Degang"', style="dim", highlight=False)
    console.print("  .venv/bin/edu-kg query --list", style="dim", highlight=False)


if __name__ == "__main__":
    main()
