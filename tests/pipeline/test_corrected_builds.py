"""Builds with corrections: whatever was built before, the graph is the one built at once."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from identity_world import Size, make_world
from pipeline.corrected_worlds import bring_up, corrections_for, graph_of

from edu_kg.corrections import references_of
from edu_kg.graph import article_graph
from edu_kg.model.corrections import (
    AnyCorrection,
    EntityCorrection,
    Merge,
    Rename,
    Split,
    Unapplied,
)
from edu_kg.pipeline.amending import Amendments
from edu_kg.pipeline.building import preview_amendments
from edu_kg.pipeline.workspace import Workspace

_PERSON = re.compile(r"/id/person/[^>]+")
ARTICLES = 14
WORLD = make_world("report", 5, Size(articles=ARTICLES, people=7, bodies=8, name_clashes=4))
CORRECTIONS = corrections_for(WORLD, seed=1)

some_articles = st.sets(st.integers(0, ARTICLES - 1))
some_corrections = st.sets(st.integers(0, len(CORRECTIONS) - 1))


def brought_up(output: Path, articles: set[int], chosen: set[int]) -> bytes:
    index = bring_up(output, WORLD, articles, [CORRECTIONS[each] for each in chosen])
    return graph_of(output) + repr((index.corrections, sorted(index.facts.items()))).encode()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([(set(range(11)), set()), ({2}, set())])  # the last group of people goes with its number
@given(st.lists(st.tuples(some_articles, some_corrections), min_size=2, max_size=5))
def test_any_way_to_the_same_articles_and_corrections_gives_the_same_bytes(
    steps: list[tuple[set[int], set[int]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        *_, found = [brought_up(Path(folder) / "in-steps", *step) for step in steps]
        assert found == brought_up(Path(folder) / "at-once", *steps[-1])


def test_the_corrections_of_the_world_are_applied_and_some_contradict(tmp_path: Path) -> None:
    index = bring_up(tmp_path, WORLD, range(ARTICLES), CORRECTIONS)
    applied = {each.correction.partition("-")[0] for each in index.corrections if not each.reason}
    assert applied == {"merge", "split", "rename", "retract", "retitle"}
    assert {each.reason for each in index.corrections} >= {None, Unapplied.CONTRADICTED}


def test_what_would_become_of_corrections_is_what_becomes_of_them(tmp_path: Path) -> None:
    bring_up(tmp_path, WORLD, range(ARTICLES), CORRECTIONS[::2])
    before = graph_of(tmp_path)
    workspace = Workspace(tmp_path)
    seen = preview_amendments(
        workspace, workspace.load_index(), Amendments(corrections=CORRECTIONS)
    )
    assert graph_of(tmp_path) == before
    assert seen == bring_up(tmp_path, WORLD, range(ARTICLES), CORRECTIONS).corrections


def index_graphs(output: Path, corrections: Sequence[AnyCorrection]) -> Mapping[str, str]:
    """The digests of the graphs of a folder that was built at once."""
    return bring_up(output, WORLD, range(ARTICLES), corrections).graphs


def people_of(output: Path) -> Mapping[str, set[str]]:
    """The persons that each article's graph speaks of."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in graph_of(output).decode().splitlines():
        found[line.split()[-2].strip("<>")].update(_PERSON.findall(line))
    return found


@pytest.mark.parametrize("kind", [Rename, Merge, Split])
def test_articles_that_a_correction_does_not_bear_on_are_not_read_again(
    kind: type[EntityCorrection], tmp_path: Path
) -> None:
    output = tmp_path / "in-steps"
    bring_up(output, WORLD, range(ARTICLES), ())
    whole = bring_up(tmp_path / "whole", WORLD, range(ARTICLES), CORRECTIONS)
    applied = {each.correction for each in whole.corrections if each.reason is None}
    correction = next(c for c in CORRECTIONS if isinstance(c, kind) and c.id in applied)
    before = index_graphs(tmp_path / "plain", [])
    after = index_graphs(tmp_path / "corrected", [correction])
    people = people_of(tmp_path / "plain")
    pointed_at = {each.article_url for each in references_of(correction)}
    borne_on = set[str]().union(*(people[article_graph(url)] for url in pointed_at))
    others = [
        claims
        for claims in WORLD.claims
        if not borne_on & people[article_graph(claims.article_url)]
        and before[article_graph(claims.article_url)] == after[article_graph(claims.article_url)]
    ]
    assert len(others) > 3
    for claims in others:
        Workspace(output).remove_article(claims.article_url)
    index = bring_up(output, WORLD, range(ARTICLES), [correction])
    assert [each.reason for each in index.corrections] == [None]
