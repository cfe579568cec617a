"""Questions kept in files."""

import re

import pytest

from edu_kg.errors import QueryNotFound
from edu_kg.ontology import (
    EDU,
    NamedQuery,
    ParameterType,
    find_query,
    named_queries,
    parse_query,
)

QUERIES = pytest.mark.parametrize("query", named_queries(), ids=lambda query: query.name)


@QUERIES
def test_a_query_says_what_it_answers(query: NamedQuery) -> None:
    assert query.title
    assert query.description.endswith(".")
    assert all(parameter.description for parameter in query.parameters)


@QUERIES
def test_a_query_projects_its_parameters_and_orders_its_rows(query: NamedQuery) -> None:
    projection = query.sparql[query.sparql.index("SELECT") : query.sparql.index("WHERE")]
    for parameter in query.parameters:
        assert f"?{parameter.name}" in projection.split()
    assert "ORDER BY" in query.sparql


@QUERIES
def test_a_query_uses_only_terms_that_are_defined(query: NamedQuery) -> None:
    for name in re.findall(r"\bedu:(\w+)", query.sparql):
        assert EDU[name] in EDU


def test_the_question_of_the_project_is_there() -> None:
    query = find_query("signatories")
    assert [parameter.name for parameter in query.parameters] == ["organization", "person", "year"]
    assert query.parameters[0].type is ParameterType.NAME


def test_an_unknown_name_is_refused_with_those_known() -> None:
    with pytest.raises(QueryNotFound) as caught:
        find_query("../../etc/passwd")
    assert "signatories" in caught.value.known
    assert "signatories" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["SELECT * {}", "# Title\n# param: x colour\n", "# T\n# param: x colour required y\n"]
)
def test_a_broken_header_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"x|colour"):
        parse_query("x", text)
