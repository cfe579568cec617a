"""The committed bundle is that of its sources, small, and free of what a browser must not get."""

import hashlib
import itertools
import json
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY / "explorer"
BUNDLE = REPOSITORY / "src" / "edu_kg" / "serve" / "static" / "explorer"
LOCK = SOURCES / "package-lock.json"
LARGEST = 1_500_000

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the sources of the bundle are absent")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record() -> dict[str, object]:
    loaded = json.loads((BUNDLE / "build.json").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_the_bundle_was_built_from_these_sources() -> None:
    top = [
        SOURCES / name
        for name in ("build.mjs", "package.json", "package-lock.json", "tsconfig.json")
    ]
    inner = [path for path in (SOURCES / "src").rglob("*") if path.is_file()]
    names = sorted((path.relative_to(SOURCES).as_posix(), path) for path in [*top, *inner])
    lines = "".join(f"{name} {sha256(path)}\n" for name, path in names)
    built = record()["sources"]
    assert hashlib.sha256(lines.encode()).hexdigest() == built, "run `make explorer`"


def test_the_files_of_the_bundle_are_those_that_were_built() -> None:
    files = {
        path.relative_to(BUNDLE).as_posix(): sha256(path)
        for path in BUNDLE.rglob("*")
        if path.name != "build.json"
    }
    assert files == record()["files"], "run `make explorer`"


def test_the_bundle_is_small() -> None:
    assert 10_000 < sum(path.stat().st_size for path in BUNDLE.rglob("*")) < LARGEST


def test_every_package_in_the_bundle_has_its_licence_told() -> None:
    notice = (BUNDLE / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    packages = record()["packages"]
    assert isinstance(packages, dict)
    assert {"sigma", "graphology", "@codemirror/view"} <= set(packages)
    for name, version in packages.items():
        assert f"\n{name} {version}\n" in notice


def test_the_scripts_need_no_eval() -> None:
    for script in BUNDLE.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function\b", text), script.name


def test_the_lock_file_pins_all_by_digest_and_names_no_host() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in entry for name, entry in packages.items() if name)


def test_own_scripts_never_write_markup() -> None:
    for script in (SOURCES / "src").glob("*.ts"):
        text = script.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "srcdoc"):
            assert word not in text, script.name


def themes() -> list[dict[str, str]]:
    style = (SOURCES / "src" / "explorer.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
def test_texts_have_the_contrast_of_wcag_aa(theme: dict[str, str]) -> None:
    grounds = ("ground", "surface", "raised")
    for text, ground in itertools.product(("text", "quiet", "accent", "problem"), grounds):
        assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
    for name, colour in theme.items():
        if name.startswith("code-"):
            assert contrast(colour, theme["surface"]) >= 4.5, name
    assert contrast(theme["on-accent"], theme["accent"]) >= 4.5
    assert contrast(theme["text"], theme["selection"]) >= 4.5


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
def test_what_is_drawn_has_the_contrast_of_wcag_aa(theme: dict[str, str]) -> None:
    for drawn in ("organization", "person", "edge", "edge-strong", "border"):
        assert contrast(theme[drawn], theme["surface"]) >= 3, drawn
