"""`edu-kg timeline`, as a user runs it."""

import json
from pathlib import Path

import pytest
from graph import samples
from typer.testing import CliRunner

from edu_kg.cli.app import app
from edu_kg.graph import article_graph, article_quads, entities_graph, entity_quads
from edu_kg.store import Store

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("timelines")
    store = Store.on_disk(folder / "store", writable=True)
    store.replace_graphs(
        {
            article_graph(samples.URL): article_quads(samples.ARTICLE, samples.FACTS),
            article_graph(samples.URL_2): article_quads(samples.ARTICLE_2, samples.FACTS_2),
            entities_graph(): entity_quads(samples.ENTITIES),
        }
    )
    store.close()
    return folder


def run(output: Path, *arguments: str) -> str:
    result = RUNNER.invoke(app, ["timeline", *arguments, "--output", str(output)])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(text: str) -> list[dict[str, str]]:
    bindings = json.loads(text)["results"]["bindings"]
    return [{key: term["value"] for key, term in row.items()} for row in bindings]


def test_the_holders_of_a_post_come_with_their_bounds(output: Path) -> None:
    (row,) = rows(run(output, "Hill University", "--title", "Rector", "--format", "json"))
    assert row == {
        "organization": "Hill University",
        "post": "rector",
        "holder": "Ada Bello",
        "begun_by": "2021-03-02",
        "lasted_to": "2021-11-01",
        "articles": "2",
    }


@pytest.mark.parametrize(
    ("date", "verdict"), [("2021-06", "certain"), ("2021", "possible"), ("2030", "possible")]
)
def test_a_date_is_answered(output: Path, date: str, verdict: str) -> None:
    (row,) = rows(run(output, "Hill University", "--on", date, "--format", "json"))
    assert (row["holder"], row["verdict"]) == ("Ada Bello", verdict)


def test_the_posts_of_a_person_are_shown_as_a_table(output: Path) -> None:
    shown = run(output, "Ada Bello")
    assert "Hill University" in shown
    assert "rector" in shown
    assert "2021-11-01" in shown


@pytest.mark.parametrize(("ending", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_picture_is_drawn(output: Path, tmp_path: Path, ending: str, begins: bytes) -> None:
    file = tmp_path / f"posts.{ending}"
    run(output, "Hill University", "--picture", str(file))
    assert file.read_bytes().startswith(begins)


def test_the_same_timelines_give_the_same_picture(output: Path, tmp_path: Path) -> None:
    files = [tmp_path / "1.svg", tmp_path / "2.svg"]
    for file in files:
        run(output, "Hill University", "--picture", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [("Nobody Known",), ("Hill University", "--on", "yesterday")],
    ids=["unknown name", "no date"],
)
def test_what_cannot_be_answered_is_an_error(output: Path, arguments: tuple[str, ...]) -> None:
    result = RUNNER.invoke(app, ["timeline", *arguments, "--output", str(output)])
    assert result.exit_code != 0


def test_a_title_that_nobody_holds_is_told(output: Path) -> None:
    result = RUNNER.invoke(
        app, ["timeline", "Hill University", "--title", "vice rector", "--output", str(output)]
    )
    assert result.exit_code == 2
