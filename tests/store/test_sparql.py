"""SPARQL kept to reading this graph."""

import pytest

from edu_kg.errors import QuerySyntaxError
from edu_kg.store.sparql import check_reads_only

ELSEWHERE = "http://127.0.0.1:9/sparql"


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "PREFIX edu: <urn:> # select\nDELETE WHERE { ?s ?p ?o }",
        "drop all",
        "LOAD <file:///etc/passwd>",
    ],
)
def test_an_update_is_refused_by_its_name(sparql: str) -> None:
    with pytest.raises(QuerySyntaxError, match="changes the graph"):
        check_reads_only(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT * {{ SERVICE <{ELSEWHERE}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent<{ELSEWHERE}>{{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICESILENT<{ELSEWHERE}>{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 1e5SERVICE<{ELSEWHERE}>{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p trueSERVICE<{ELSEWHERE}>{{ ?s ?p ?o }} }}",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICEx:y{ ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:y{ ?s ?p ?o } }",
        "SELECT * { BIND(1 AS ?a) FILTER(?a<2)SERVICE?x#>\n{ ?s ?p ?o } }",
    ],
)
def test_another_server_is_never_asked(sparql: str) -> None:
    with pytest.raises(QuerySyntaxError, match="SERVICE asks another server"):
        check_reads_only(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service WHERE { ?service a edu:Service }",
        "SELECT ?s { ?s schema:name 'Library SERVICE' } # SERVICE",
        'SELECT ?s { ?s ?p """a "SERVICE" b""" }',
        "SELECT ?s { ?s ?p <http://x.example/service/> }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?n < 3 && ?o > 2) }",
        "ASK { ?s ?p 'it''s' }",
        "DESCRIBE <urn:insert>",
    ],
)
def test_a_query_that_only_speaks_of_it_is_let_through(sparql: str) -> None:
    check_reads_only(sparql)
