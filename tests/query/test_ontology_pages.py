"""Pages of documentation drawn from the ontology."""

from pathlib import Path

import pytest

from edu_kg.ontology import EDU, named_queries
from edu_kg.query.pages import ontology_page, queries_page, write_pages

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", ["ontology.md", "queries.md"])
def test_the_page_in_docs_is_up_to_date(name: str, tmp_path: Path) -> None:
    write_pages(tmp_path)
    drawn = (tmp_path / name).read_text(encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == drawn, (
        "run: python -m edu_kg.query.pages docs"
    )


def test_every_term_has_one_row() -> None:
    rows = [line.split("|")[1].strip(" `") for line in ontology_page().splitlines() if "|" in line]
    own = [row for row in rows if row.startswith("edu:") and row != "edu:"]
    assert sorted(own) == [f"edu:{iri.removeprefix(EDU.namespace)}" for iri in EDU.iris]


def test_every_query_and_parameter_is_told() -> None:
    page = queries_page()
    for query in named_queries():
        assert f"## {query.name}\n" in page
        for parameter in query.parameters:
            assert f"| `{parameter.name}` |" in page
