"""Graphs written to files."""

import gzip
import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph import samples
from graph.samples import text_of

from edu_kg.errors import StoreError, UnknownFormat
from edu_kg.graph import article_quads, entity_quads
from edu_kg.ontology import PREFIXES
from edu_kg.store import FORMATS, Store

QUADS = [
    *article_quads(samples.ARTICLE, samples.FACTS),
    *article_quads(samples.ARTICLE_2, samples.FACTS_2),
    *entity_quads(samples.ENTITIES),
]
TRIPLES = {(quad.subject, quad.predicate, quad.object) for quad in QUADS}


@pytest.mark.parametrize("ending", [*FORMATS, *(f"{ending}.gz" for ending in FORMATS)])
def test_a_file_gives_back_the_graph_and_is_the_same_for_any_order(
    ending: str, tmp_path: Path
) -> None:
    files = []
    for n in range(2):
        quads = random.Random(n).sample(QUADS, len(QUADS))
        files.append(tmp_path / f"graph{n}{ending}")
        count = Store.in_memory(quads).dump(files[-1], PREFIXES)
        assert count == (len(TRIPLES) if "ttl" in ending else len(set(QUADS)))
    content = files[0].read_bytes()
    assert content == files[1].read_bytes()
    plain = gzip.decompress(content) if ending.endswith(".gz") else content
    found = set(ox.parse(plain, format=FORMATS[ending.removesuffix(".gz")]))
    if "ttl" in ending:
        assert {(quad.subject, quad.predicate, quad.object) for quad in found} == TRIPLES
    else:
        assert found == set(QUADS)


def test_nquads_are_sorted_lines(tmp_path: Path) -> None:
    Store.in_memory(QUADS).dump(tmp_path / "g.nq", PREFIXES)
    lines = (tmp_path / "g.nq").read_bytes().splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("ending", [".trig", ".ttl"])
def test_prefixes_make_files_readable(ending: str, tmp_path: Path) -> None:
    Store.in_memory(QUADS).dump(tmp_path / f"g{ending}", PREFIXES)
    text = (tmp_path / f"g{ending}").read_text(encoding="utf-8")
    assert "edu:signsOnBehalfOf" in text
    assert "schema:NewsArticle" in text


def test_graphs_left_out_are_not_in_the_file(tmp_path: Path) -> None:
    names = {text_of(quad.graph_name) for quad in QUADS}
    count = Store.in_memory(QUADS).dump(tmp_path / "g.nq", PREFIXES, leaving_out=names)
    assert (count, (tmp_path / "g.nq").read_bytes()) == (0, b"")


def test_an_unknown_ending_is_refused_with_those_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"use \.nq, \.trig, \.ttl, \.jsonld") as caught:
        Store.in_memory().dump(tmp_path / "graph.docx", PREFIXES)
    assert caught.value.known == (".nq", ".trig", ".ttl", ".jsonld")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="choose another place"):
        Store.in_memory().dump(tmp_path / "missing" / "graph.nq", PREFIXES)
