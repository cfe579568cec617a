"""What is imported, and what is not, before anything is asked for."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

import edu_kg
from edu_kg.cli import app
from edu_kg.cli.loading import COMMANDS, load_command

HEAVY = ("spacy", "pandas", "onnxruntime", "numpy", "requests", "bs4", "pyoxigraph", "rdflib")


def imported(code: str) -> set[str]:
    """Which of the heavy modules a new interpreter has imported after running the code."""
    told = f"{code}\nimport sys\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(ran.stdout.splitlines()[-1].split())


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert imported("import edu_kg") == set()


def test_the_help_of_the_command_line_imports_nothing_heavy() -> None:
    help_asked = (
        "from typer.testing import CliRunner; from edu_kg.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0"
    )
    assert imported(help_asked) == set()


def test_reading_a_graph_imports_nothing_that_reads_articles() -> None:
    assert imported("from edu_kg import Graph").isdisjoint({"spacy", "onnxruntime", "requests"})


def test_every_public_name_is_there_once_it_is_asked_for() -> None:
    assert set(edu_kg.__all__) <= set(dir(edu_kg))
    assert all(getattr(edu_kg, name) is not None for name in edu_kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Grpah'"):
        _ = edu_kg.Grpah


@pytest.mark.parametrize("name", COMMANDS)
def test_what_stands_in_for_a_command_says_what_the_command_says(name: str) -> None:
    _, line = COMMANDS[name]
    assert " ".join(load_command(name).help.split("\n\n")[0].split()) == line
    shown = CliRunner().invoke(app, [name, "--help"])
    assert shown.exit_code == 0
    assert line.split()[0] in shown.output
    assert "--install-completion" not in shown.output
