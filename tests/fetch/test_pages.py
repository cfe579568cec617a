"""Pages on disk."""

import dataclasses
import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.fetch.pages import PageStore, entry_name
from edu_kg.model import Page

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def page(url: str = "http://news.example/a", body: bytes = b"<p>one</p>") -> Page:
    return Page(
        url=url,
        retrieved_from="http://127.0.0.1:8000/a",
        body=body,
        headers=(("content-type", "text/html"), ("etag", '"1"')),
        fetched_at=NOON,
    )


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    assert PageStore(tmp_path).put(page())
    assert PageStore(tmp_path).find("http://news.example/a") == page()


def test_an_unknown_address_has_no_page(tmp_path: Path) -> None:
    assert PageStore(tmp_path).find("http://news.example/none") is None


def test_the_same_body_again_changes_no_file(tmp_path: Path) -> None:
    store = PageStore(tmp_path)
    store.put(page())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    later = Page(
        url=page().url, retrieved_from="elsewhere", body=page().body, fetched_at=NOON.replace(day=2)
    )
    assert not store.put(later)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


def test_a_changed_body_replaces_the_page(tmp_path: Path) -> None:
    store = PageStore(tmp_path)
    store.put(page())
    assert store.put(page(body=b"<p>two</p>"))
    found = store.find(page().url)
    assert found is not None
    assert found.body == b"<p>two</p>"


def test_pages_come_in_the_same_order_however_they_were_put(tmp_path: Path) -> None:
    pages = [page(f"http://news.example/{number}") for number in range(5)]
    first, second = PageStore(tmp_path / "1"), PageStore(tmp_path / "2")
    for each in pages:
        first.put(each)
    for each in reversed(pages):
        second.put(each)
    assert list(first) == list(second)
    assert len(list(first)) == 5


def test_bodies_are_plain_gzip_under_their_digest(tmp_path: Path) -> None:
    PageStore(tmp_path).put(page())
    file = tmp_path / "bodies" / f"{page().sha256}.gz"
    assert gzip.decompress(file.read_bytes()) == page().body


@pytest.mark.parametrize("name", ["entries/*.json", "bodies/*.gz"])
@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b\0", b"{}", gzip.compress(b"other", mtime=0)])
def test_a_damaged_file_counts_as_absent(tmp_path: Path, name: str, damage: bytes) -> None:
    store = PageStore(tmp_path)
    store.put(page())
    next(tmp_path.glob(name)).write_bytes(damage)
    assert store.find(page().url) is None
    assert list(store) == []


@given(st.text(max_size=300))
def test_every_address_gives_a_safe_file_name(url: str) -> None:
    name = entry_name(url)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,90}\.json", name)


@given(st.text(max_size=50), st.text(max_size=50))
def test_two_addresses_never_share_a_file(one: str, other: str) -> None:
    assert (entry_name(one) == entry_name(other)) == (one == other)


def test_a_new_validator_of_the_same_body_is_the_one_to_ask_with(tmp_path: Path) -> None:
    store = PageStore(tmp_path)
    store.put(page())
    again = dataclasses.replace(page(), headers=(("etag", '"2"'),), fetched_at=NOON.replace(day=2))
    assert not store.put(again)
    found = store.find(page().url)
    assert found is not None
    assert found.header("etag") == '"2"'
    assert found.fetched_at == NOON
