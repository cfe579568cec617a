"""What the README shows works as shown."""

import re
from pathlib import Path

import pytest
from command_line import REPOSITORY, edu_kg

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_the_python_session_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "examples").symlink_to(REPOSITORY / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  the README is ours
    assert "Jing Degang for Open University of China on 2020-05-19" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["ingest", "query", "show", "export"])
def test_each_command_of_the_readme_explains_itself_with_an_example(command: str) -> None:
    assert f"edu-kg {command}" in README
    ran = edu_kg(command, "--help")
    assert ran.code == 0
    assert f"edu-kg {command}" in ran.out


def test_every_page_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (REPOSITORY / target).exists(), target
