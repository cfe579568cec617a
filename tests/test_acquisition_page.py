"""What docs/acquisition.md shows works as shown."""

import re
from pathlib import Path

import pytest
from command_line import REPOSITORY, edu_kg
from server import ExampleSite

from edu_kg import errors

PAGE = (REPOSITORY / "docs" / "acquisition.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = re.findall(r"^edu-kg (.+)$", PAGE, re.MULTILINE)
    assert len(commands) >= 2
    (tmp_path / "examples").symlink_to(REPOSITORY / "examples")
    monkeypatch.chdir(tmp_path)
    with ExampleSite(REPOSITORY / "examples" / "site") as site:
        runs = [
            edu_kg(*command.replace("http://127.0.0.1:PORT", site.address).split())
            for command in commands
        ]
    assert [ran.code for ran in runs] == [0] * len(runs), [ran.out + ran.err for ran in runs]
    assert "stopped" in runs[0].out
    assert runs[-1].count("articles in the graph") > 10


def test_every_error_the_page_names_is_one() -> None:
    named = re.findall(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)+|Unreachable)`", PAGE)
    assert len(named) > 5
    assert [name for name in named if not hasattr(errors, name)] == []


def test_every_test_the_page_names_is_there() -> None:
    for path in re.findall(r"pytest [^`]*?(tests/\S+\.py)", PAGE):
        assert (REPOSITORY / path).is_file(), path
