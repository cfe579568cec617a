"""The example site, ingested once over HTTP by the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import PROFILE, REPOSITORY, Ran, edu_kg
from server import ExampleSite


@pytest.fixture(scope="session")
def example_site() -> Iterator[ExampleSite]:
    """The example site on a loopback port."""
    with ExampleSite(REPOSITORY / "examples" / "site") as site:
        yield site


@pytest.fixture(scope="session")
def first_run(
    example_site: ExampleSite, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Ran, Path]:
    """The first ingestion of the site, and its output folder."""
    output = tmp_path_factory.mktemp("first")
    ran = edu_kg(
        "ingest", "--site", PROFILE, "--at", example_site.address, "--output", output, hash_seed="1"
    )
    assert ran.code == 0, ran.out + ran.err
    return ran, output
