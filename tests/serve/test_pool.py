"""Which worker answers what, and who waits for whom."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from benchmarks.large_graph import write_graph

from edu_kg.query import readable_state
from edu_kg.serve import Limits
from edu_kg.serve.pool import Answer, WorkerPool

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
T = TypeVar("T")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    write_graph(5, folder)
    return folder


def with_pool(output: Path, limits: Limits, use: Callable[[WorkerPool], Awaitable[T]]) -> T:
    async def run() -> T:
        pool = WorkerPool(lambda: readable_state(output), limits)
        await pool.start()
        try:
            return await use(pool)
        finally:
            await pool.close()

    return asyncio.run(run())


async def ask(pool: WorkerPool, sparql: str) -> Answer:
    return await pool.ask("sparql", {"sparql": sparql, "results": "text/csv", "triples": None})


def test_each_of_many_questions_at_once_gets_its_own_answer(output: Path) -> None:
    async def use(pool: WorkerPool) -> list[Answer]:
        return await asyncio.gather(*(ask(pool, f"SELECT ({n} AS ?n) {{}}") for n in range(100)))

    answers = with_pool(output, Limits(workers=2), use)
    assert [answer.body.split() for answer in answers] == [
        [b"n", str(n).encode()] for n in range(100)
    ]


def test_what_stands_behind_an_endless_question_is_answered_by_another(output: Path) -> None:
    async def use(pool: WorkerPool) -> tuple[Answer, list[Answer], float]:
        loop = asyncio.get_running_loop()
        endless = loop.create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0)
        started = loop.time()
        others = await asyncio.gather(*(ask(pool, f"SELECT ({n} AS ?n) {{}}") for n in range(20)))
        took = loop.time() - started
        return await endless, others, took

    cut, others, took = with_pool(output, Limits(workers=2, seconds=4), use)
    assert (cut.status, cut.is_cut) == (503, True)
    assert [answer.status for answer in others] == [200] * 20
    assert took < 3


def test_whoever_hangs_up_leaves_the_others_their_answers(output: Path) -> None:
    async def use(pool: WorkerPool) -> Answer:
        endless = asyncio.get_running_loop().create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0)
        other = asyncio.get_running_loop().create_task(ask(pool, "ASK {}"))
        await asyncio.sleep(0)
        endless.cancel()
        return await other

    assert with_pool(output, Limits(workers=1, seconds=30), use).status == 200


def test_whoever_hangs_up_behind_another_leaves_that_its_answer(output: Path) -> None:
    async def use(pool: WorkerPool) -> Answer:
        first = asyncio.get_running_loop().create_task(ask(pool, "ASK {}"))
        await asyncio.sleep(0)
        second = asyncio.get_running_loop().create_task(ask(pool, "ASK { ?s ?p ?o }"))
        await asyncio.sleep(0)
        second.cancel()
        return await first

    assert with_pool(output, Limits(workers=1), use).status == 200


def test_a_question_that_waits_for_long_is_told_that_all_are_busy(output: Path) -> None:
    async def use(pool: WorkerPool) -> Answer:
        await pool.close()
        return await ask(pool, "ASK {}")

    answer = with_pool(output, Limits(workers=1, seconds=0.5), use)
    assert (answer.status, "busy" in answer.problem) == (503, True)


def test_a_question_is_sent_away_at_once_where_none_may_wait(output: Path) -> None:
    async def use(pool: WorkerPool) -> tuple[Answer, bool]:
        endless = asyncio.get_running_loop().create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0.05)  # after which nothing is sent to stand behind it
        answer = await ask(pool, "ASK {}")
        was_first = not endless.done()
        endless.cancel()
        return answer, was_first

    answer, was_first = with_pool(output, Limits(workers=1, waiting=0), use)
    assert (answer.status, "busy" in answer.problem, was_first) == (503, True, True)
