"""The same articles in any order, split into any updates, give the same; so does a removal."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from identity_world import Size, World, make_world

from edu_kg.graph import decision_quads, entity_quads
from edu_kg.model import Constraints, Designation, Resolution
from edu_kg.resolution import Resolver, State, resolve
from edu_kg.store.export import canonical_nquads

SMALL = Size(articles=60, people=20, bodies=24, name_clashes=6, acronym_clashes=4)


@pytest.fixture(scope="module")
def world() -> World:
    return make_world("report", 7, SMALL)


def outcome(state: State, world: World) -> tuple[bytes, list[dict[str, str]]]:
    quads = [*entity_quads(state.entities()), *decision_quads(state.decisions())]
    return canonical_nquads(quads), [state.ids(c.article_url) for c in world.claims]


def at_once(world: World) -> tuple[bytes, list[dict[str, str]]]:
    state = State.in_memory()
    Resolver(state).update(world.claims)
    return outcome(state, world)


@pytest.mark.parametrize(("seed", "parts"), [(1, 60), (2, 7), (3, 2), (4, 1)])
def test_any_order_in_any_number_of_updates_gives_the_same(
    world: World, seed: int, parts: int
) -> None:
    shuffled = list(world.claims)
    random.Random(seed).shuffle(shuffled)
    state = State.in_memory()
    for part in range(parts):
        Resolver(state).update(shuffled[part::parts])
    assert outcome(state, world) == at_once(world)


def test_articles_that_came_and_went_leave_no_trace(world: World) -> None:
    state = State.in_memory()
    Resolver(state).update(world.claims)
    gone = [claims.article_url for claims in make_world("report", 8, SMALL).claims]
    others = make_world("report", 8, SMALL).claims
    fresh = [c for c in others if c.article_url not in {k.article_url for k in world.claims}]
    Resolver(state).update(fresh)
    Resolver(state).update((), [url for url in gone if url in {c.article_url for c in fresh}])
    assert outcome(state, world) == at_once(world)


def test_an_update_tells_all_articles_whose_entities_changed(world: World) -> None:
    state = State.in_memory()
    Resolver(state).update(world.claims[:-5])
    before = {c.article_url: state.ids(c.article_url) for c in world.claims}
    changes = Resolver(state).update(world.claims[-5:])
    after = {c.article_url: state.ids(c.article_url) for c in world.claims}
    assert {url for url in after if before[url] != after[url]} <= changes.articles


def test_hash_seeds_change_nothing() -> None:
    script = (
        "from test_incremental import SMALL, at_once; from identity_world import make_world;"
        "import hashlib; print(hashlib.sha256(at_once(make_world('report', 7, SMALL))[0]).hexdigest())"
    )
    tests = Path(__file__).parents[1]
    path = os.pathsep.join([*sys.path, str(tests), str(tests / "resolution")])
    marks = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "2", "3", "4")
    }  # fmt: skip
    assert len(marks) == 1


def test_people_may_settle_what_is_the_same_and_what_is_not(world: World) -> None:
    first, second = world.claims[0], world.claims[1]
    a = next(e for e in first.entities if e.kind == "person")
    b = next(e for e in second.entities if e.kind == "person")
    ends = Designation(a.name, first.article_url), Designation(b.name, second.article_url)
    joined = resolve(world.claims, Constraints(same=(ends,)))
    parted = resolve(world.claims, Constraints(same=(ends,), different=(ends,)))

    def ids(found: Resolution) -> list[set[str]]:
        facts = {f.article_url: f for f in found.facts}
        return [
            {part.entity for event in facts[c.article_url].events for part in event.participants}
            for c in (first, second)
        ]

    one, other = ids(joined)
    assert one == other
    one, other = ids(parted)
    assert one.isdisjoint(other)
