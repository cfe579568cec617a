"""What docs/models.md shows works as shown."""

import re
import shlex
from pathlib import Path

import pytest
from command_line import REPOSITORY
from typer.testing import CliRunner

from edu_kg.cli import app

PAGE = (REPOSITORY / "docs" / "models.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ edu-kg (.+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("examples", "tests"):
        (tmp_path / folder).symlink_to(REPOSITORY / folder)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, shlex.split(command), catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    written = re.search(r"^written to (.+)$", ran.stdout, re.MULTILINE)
    assert (written is not None) == command.startswith("show --annotate")
    if written is not None:
        assert written[1] in PAGE
        assert (tmp_path / written[1]).is_file()


def test_all_three_commands_are_shown() -> None:
    shown = {command.partition(" --")[0].partition(" tests/")[0] for command in COMMANDS}
    assert shown == {"model info", "model evaluate", "show"}


def test_every_page_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (REPOSITORY / "docs" / target).resolve().exists(), target
