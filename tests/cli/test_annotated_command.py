"""`edu-kg show --annotate`, as a user runs it."""

from pathlib import Path

import pytest
from command_line import REPOSITORY, edu_kg
from typer.testing import CliRunner

from edu_kg.cli import app
from edu_kg.cli.annotated import write_annotated
from edu_kg.errors import QueryError, SourceError, UnusableSource

PAGE = (
    REPOSITORY / "examples/site/index.php/news-v2/international/2869-ouc-and-unesco-sign-mou.html"
)


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The view of everything is one word, so that no pipeline is loaded."""
    monkeypatch.setattr("edu_kg.cli.annotated.annotate", lambda _, **__: "view")


def test_a_page_is_written_where_the_user_says(tmp_path: Path) -> None:
    file = tmp_path / "views" / "mou.html"
    ran = edu_kg("show", "--annotate", PAGE, "--output", file, "--model", "small")
    assert ran.code == 0, ran.err
    assert ran.out.strip() == f"written to {file}"
    assert "<svg" in file.read_text(encoding="utf-8")


def test_without_output_the_file_stands_in_the_current_folder_named_after_the_source(
    annotated: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write_annotated(str(PAGE), model="small", output=None)
    name = "2869-ouc-and-unesco-sign-mou.annotated.html"
    assert capsys.readouterr().out.strip() == f"written to {name}"
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_folder_as_output_gets_a_file_named_after_the_source(
    annotated: None, tmp_path: Path
) -> None:
    source = tmp_path / "a note!.txt"
    source.write_text("Ada Bello signed.", encoding="utf-8")
    write_annotated(str(source), model="small", output=tmp_path)
    assert (tmp_path / "a-note.annotated.html").is_file()


def test_the_source_is_never_written_over(annotated: None, tmp_path: Path) -> None:
    source = tmp_path / "note.txt"
    source.write_text("Ada Bello signed.", encoding="utf-8")
    with pytest.raises(UnusableSource, match="written over"):
        write_annotated(str(source), model="small", output=tmp_path / "." / "note.txt")
    assert source.read_text(encoding="utf-8") == "Ada Bello signed."


def test_a_file_that_cannot_be_written_is_told(annotated: None, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    source = tmp_path / "note.txt"
    source.write_text("Ada Bello signed.", encoding="utf-8")
    with pytest.raises(SourceError, match="give another --output"):
        write_annotated(str(source), model="small", output=tmp_path / "taken" / "view.html")


@pytest.mark.parametrize("arguments", [[], ["UNESCO", "--annotate", str(PAGE)]])
def test_show_wants_either_a_name_or_a_source(arguments: list[str]) -> None:
    with pytest.raises(QueryError, match="give a NAME, or --annotate URL_OR_FILE"):
        CliRunner().invoke(app, ["show", *arguments], catch_exceptions=False)
