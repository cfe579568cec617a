"""How far a crawl came, kept on disk."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.errors import (
    FetchError,
    FetchTimeout,
    HostPaused,
    HttpStatusError,
    RobotsDisallowed,
    Unreachable,
)
from edu_kg.model import Page
from edu_kg.pipeline.crawls import Crawl

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
A, B = "http://news.example/a", "http://news.example/b"


def opened(folder: Path, *job: str, at: dt.datetime = NOON) -> Crawl:
    return Crawl.open(folder, job or ("ouc",), lambda: at)


def page(url: str = A, fetched_at: dt.datetime = NOON - dt.timedelta(days=1)) -> Page:
    return Page(url=url, retrieved_from=url, body=b"<p>Text</p>", fetched_at=fetched_at)


def test_what_was_settled_is_settled_for_the_next_run(tmp_path: Path) -> None:
    opened(tmp_path).settle(A)
    again = opened(tmp_path)
    assert again.has_settled(page(A))
    assert not again.has_settled(page(B))


def test_another_job_is_another_crawl(tmp_path: Path) -> None:
    opened(tmp_path, "ouc").settle(A)
    assert not opened(tmp_path, "ouc", A).has_settled(page(A))


def test_a_page_kept_since_the_crawl_began_is_settled_without_a_word(tmp_path: Path) -> None:
    opened(tmp_path).settle(B)  # killed after keeping A, before noting it
    again = opened(tmp_path, at=NOON + dt.timedelta(hours=1))
    assert again.has_settled(page(A, NOON + dt.timedelta(minutes=1)))
    assert not again.has_settled(page(A, NOON - dt.timedelta(minutes=1)))


def test_a_crawl_that_is_over_leaves_nothing_behind(tmp_path: Path) -> None:
    crawl = opened(tmp_path)
    crawl.settle(A)
    crawl.end()
    assert list(tmp_path.iterdir()) == []
    assert not opened(tmp_path).has_settled(page(A))


def test_a_crawl_is_not_over_while_a_host_is_to_be_left_alone(tmp_path: Path) -> None:
    crawl = opened(tmp_path)
    crawl.settle(A)
    crawl.note_failure(B, HostPaused(B, 60, "it said so"))
    crawl.end()
    assert opened(tmp_path).has_settled(page(A))
    opened(tmp_path).refuse_settled(B)


def test_a_page_that_is_not_there_is_not_asked_for_again(tmp_path: Path) -> None:
    opened(tmp_path).note_failure(A, HttpStatusError(A, 404))
    with pytest.raises(HttpStatusError) as caught:
        opened(tmp_path).refuse_settled(A)
    assert (caught.value.url, caught.value.status) == (A, 404)


@pytest.mark.parametrize(
    "error", [Unreachable(A, "cut"), FetchTimeout(A, 5), HttpStatusError(A, 503)]
)
def test_a_page_that_did_not_come_is_tried_in_one_more_run(
    tmp_path: Path, error: FetchError
) -> None:
    opened(tmp_path).note_failure(A, error)
    second = opened(tmp_path)
    second.refuse_settled(A)
    second.note_failure(A, error)
    with pytest.raises(Unreachable, match="in 2 runs; the next crawl asks for it again"):
        opened(tmp_path).refuse_settled(A)


def test_what_robots_txt_forbids_is_looked_up_in_every_run(tmp_path: Path) -> None:
    for _ in range(3):
        crawl = opened(tmp_path)
        crawl.refuse_settled(A)
        crawl.note_failure(A, RobotsDisallowed(A, "forbidden"))


@given(st.binary(max_size=60))
def test_whatever_a_crash_left_is_no_obstacle(
    tmp_path_factory: pytest.TempPathFactory, rubbish: bytes
) -> None:
    folder = tmp_path_factory.mktemp("crawls")
    opened(folder).settle(A)
    (journal,) = folder.iterdir()
    journal.write_bytes(journal.read_bytes() + rubbish)
    opened(folder).settle(B)
    again = opened(folder)
    assert again.has_settled(page(B))


@pytest.mark.parametrize(
    "first", ["{", '{"started": 7}', '{"started": "2026-05-01T12:00:00"}', "7"]
)
def test_a_journal_whose_beginning_is_lost_keeps_what_it_still_says(
    tmp_path: Path, first: str
) -> None:
    opened(tmp_path).settle(A)
    (journal,) = tmp_path.iterdir()
    journal.write_text(f'{first}\n{{"url": "{A}"}}')
    crawl = opened(tmp_path)
    assert crawl.has_settled(page(A))
    assert not crawl.has_settled(page(B, NOON - dt.timedelta(seconds=1)))
