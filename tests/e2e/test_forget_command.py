"""`edu-kg forget` on the graph of the example site."""

import shutil
from pathlib import Path

from command_line import PROFILE, Ran, edu_kg

from edu_kg import Graph

SIGNED = "http://news.ouc.example/index.php/news-v2/international/2869-ouc-and-unesco-sign-mou"


def test_an_article_goes_with_its_captures_and_stays_away(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    shutil.copytree(first_run[1], output)
    asked = ("forget", SIGNED, "--because", "withdrawn", "--output", output)
    shown = edu_kg(*asked, "--dry-run")
    assert shown.code == 0, shown.err
    assert "facts of it" in shown.out
    assert Graph.open(output).cards("Jing Degang")
    ran = edu_kg(*asked, "--yes")
    assert ran.code == 0, ran.out + ran.err
    assert not Graph.open(output).cards("Jing Degang")
    again = edu_kg("reparse", "--site", PROFILE, "--output", output, "--quiet")
    assert again.code == 0, again.out + again.err
    assert again.count("articles in the graph") == first_run[0].count("articles in the graph") - 1


def test_a_person_goes_and_a_body_is_refused(first_run: tuple[Ran, Path], tmp_path: Path) -> None:
    output = tmp_path / "output"
    shutil.copytree(first_run[1], output)
    ran = edu_kg("forget", "Jing Degang", "--yes", "--output", output)
    assert ran.code == 0, ran.out + ran.err
    edu_kg("export", tmp_path / "graph.nq", "--output", output)
    assert b"Degang" not in (tmp_path / "graph.nq").read_bytes()
    refused = edu_kg("forget", "UNESCO", "--yes", "--output", output)
    assert refused.code == 2
    assert "only people and articles" in refused.err
