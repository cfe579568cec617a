"""The report of an ingestion, on a terminal."""

import io

from rich.console import Console

from edu_kg.cli.ingest import print_report
from edu_kg.model import Failure, RunReport


def shown(report: RunReport) -> str:
    file = io.StringIO()
    print_report(report, Console(file=file, width=120))
    return file.getvalue()


def test_what_a_server_said_cannot_command_the_terminal() -> None:
    failure = Failure(
        stage="fetch", source="a", reason="Unreachable", message="a: \x1b]0;title\x07[red]\u202eno"
    )
    text = shown(RunReport(failures=(failure,)))
    assert "a: ?]0;title?[red]?no" in text
    assert "\x1b" not in text


def test_a_run_that_was_stopped_by_its_budget_says_so() -> None:
    assert "stopped: 5 pages, enough" in shown(RunReport(stopped="5 pages, enough"))
    assert "stopped" not in shown(RunReport())
