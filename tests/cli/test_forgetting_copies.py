"""`edu-kg forget` on a story that stands at two addresses."""

import json
from pathlib import Path

from typer.testing import CliRunner

from edu_kg.cli import app

HOST = "http://news.marsh.example"
STORY = (
    "Ingrid Varga, rector of Marsh University, signed an agreement on shared courses with Ridge "
    "University on 1 March 2021. The courses begin in autumn and are open to all students."
)


def run(*arguments: object) -> str:
    ran = CliRunner().invoke(app, [str(each) for each in arguments])
    assert ran.exit_code == 0, ran.output
    return " ".join(ran.output.split())


def test_the_other_address_is_told_goes_along_and_comes_back(tmp_path: Path) -> None:
    records = [
        {"url": f"{HOST}/{path}/7", "title": "News", "published": "2021-03-02", "text": STORY}
        for path in ("news", "campus")
    ]
    file, output = tmp_path / "records.json", tmp_path / "output"
    file.write_text(json.dumps(records))
    ingest = ("ingest", file, "--model", "small", "--quiet", "--output", output)
    run(*ingest)
    asked = ("forget", f"{HOST}/campus/7", "--because", "withdrawn", "--output", output)
    assert f"also at {HOST}/news/7, which goes with it" in run(*asked, "--dry-run")
    assert len(list((output / "articles").iterdir())) == 2
    run(*asked, "--yes")
    assert list((output / "articles").iterdir()) == []
    run("forget", f"{HOST}/news/7", "--undo", "--output", output)
    run(*ingest)
    assert len(list((output / "articles").iterdir())) == 2
