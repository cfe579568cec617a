"""The colours of the served pages, in light and dark."""

import itertools
import re
from pathlib import Path

import pytest
from serve.test_explorer_bundle import contrast

STYLE = Path(__file__).parents[2] / "src" / "edu_kg" / "serve" / "static" / "style.css"
BLOCKS = re.findall(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
THEMES = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in BLOCKS]


def test_there_are_two_themes_of_the_same_colours() -> None:
    light, dark = THEMES
    assert light.keys() == dark.keys()
    assert light != dark


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_texts_have_the_contrast_of_wcag_aa(theme: dict[str, str]) -> None:
    for text, ground in itertools.product(("ink", "faint", "link"), ("paper", "quote")):
        assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
    for mark in ("name", "statement"):
        assert contrast(theme["ink"], theme[mark]) >= 4.5, mark


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_what_is_drawn_has_the_contrast_of_wcag_aa(theme: dict[str, str]) -> None:
    for drawn in ("line", "certain", "possible", "ink", "link"):
        assert contrast(theme[drawn], theme["paper"]) >= 3, drawn


def test_no_colour_stands_outside_the_themes_and_none_is_made_faint() -> None:
    rest = STYLE.read_text(encoding="utf-8")
    for block in BLOCKS:
        rest = rest.replace(block, "")
    assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl", rest)
    # The lines of years alone are, which only help the eye.
    assert re.findall(r"([.\w ]+) \{[^}]*opacity", rest) == [".bars .year"]
