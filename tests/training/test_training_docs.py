"""What the pages about training say is there."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = (
    "CONTRIBUTING.md",
    "training/README.md",
    "training/MODEL_CARD.md",
    "training/corpus/README.md",
    "training/corpus/GUIDELINES.md",
    "training/data/README.md",
    "tests/gold/README.md",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_and_file_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for module in re.findall(r"`?python -m (training[\w.]*)", text):
        assert find_spec(module), module
    for link in re.findall(r"\]\(([^):#]+)\)", text):
        assert (ROOT / page).parent.joinpath(link).exists(), link
    for path in re.findall(r"`((?:training|tests|src)/[\w/.]+)`", text):
        assert (ROOT / path).exists(), path


def test_every_module_stands_in_the_readme() -> None:
    readme = (ROOT / "training/README.md").read_text(encoding="utf-8")
    table = {
        name
        for row in re.findall(r"^\| (`.*?) \|", readme, re.M)
        for name in re.findall(r"`([\w.]+)`", row)
    }
    folder = ROOT / "training"
    modules = {
        ".".join(path.relative_to(folder).with_suffix("").parts)
        for path in folder.rglob("*.py")
        if path.stem not in {"__init__", "conftest"}
    }
    assert modules <= table
