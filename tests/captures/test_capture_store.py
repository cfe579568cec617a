"""Captures: every answer kept, none written over."""

import datetime as dt
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from edu_kg.captures import CaptureStore
from edu_kg.model import Page

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
URL = "http://news.tolvik.example/9"


def page(body: bytes = b"<p>one</p>", url: str = URL, day: int = 1) -> Page:
    return Page(
        url=url,
        retrieved_from=url.replace("news.tolvik.example", "127.0.0.1:8000"),
        body=body,
        headers=(("content-type", "text/html; charset=gb2312"), ("etag", '"a"')),
        fetched_at=NOON.replace(day=day),
    )


def stored(folder: Path, *pages: Page) -> CaptureStore:
    store = CaptureStore(folder)
    for each in pages:
        store.keep(each)
    store.close()
    return store


def records(folder: Path) -> list[tuple[str, str, str]]:
    """Type, address and payload digest of every record, as another tool reads them."""
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                get = record.rec_headers.get_header
                found.append((record.rec_type, get("WARC-Target-URI"), get("WARC-Payload-Digest")))
    return found


def test_a_page_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    assert list(stored(tmp_path, page(b"\xb0\xd9\r\n\0"))) == [page(b"\xb0\xd9\r\n\0")]


def test_a_changed_page_is_a_new_capture_and_the_old_one_stays(tmp_path: Path) -> None:
    store = stored(tmp_path, page(b"<p>one</p>"), page(b"<p>two</p>", day=2))
    assert [each.body for each in store] == [b"<p>one</p>", b"<p>two</p>"]
    assert [each.body for each in store.latest()] == [b"<p>two</p>"]


def test_each_run_has_a_file_of_its_own_and_later_ones_win(tmp_path: Path) -> None:
    stored(tmp_path, page(b"one"))
    stored(tmp_path, page(b"two", day=2), page(b"x", url=f"{URL}9"))
    assert len(list(tmp_path.glob("*.warc.gz"))) == 2
    latest = {each.url: each.body for each in CaptureStore(tmp_path).latest()}
    assert latest == {URL: b"two", f"{URL}9": b"x"}


def test_the_unchanged_is_a_revisit_that_names_what_it_repeats(tmp_path: Path) -> None:
    store = CaptureStore(tmp_path)
    store.keep(page())
    store.keep_unchanged(page(), NOON.replace(day=5))
    store.close()
    (kind, url, digest), revisit = records(tmp_path)
    assert (kind, url) == ("response", URL)
    assert revisit == ("revisit", URL, digest)
    assert list(store) == [page()]


def test_a_run_that_captures_nothing_leaves_no_file(tmp_path: Path) -> None:
    CaptureStore(tmp_path / "captures").close()
    assert not (tmp_path / "captures").exists()
    assert list(CaptureStore(tmp_path / "captures").latest()) == []


def test_a_torn_end_costs_the_torn_record_only(tmp_path: Path) -> None:
    store = stored(tmp_path, page(b"one"), page(b"two", url=f"{URL}9"))
    (file,) = tmp_path.glob("*.warc.gz")
    whole = file.read_bytes()
    for cut in range(1, 300, 7):
        file.write_bytes(whole[:-cut])
        assert next(each.body for each in store.latest()) == b"one"
        assert len(list(store)) in {1, 2}
    file.write_bytes(whole[:-200])
    later = stored(tmp_path, page(b"two", url=f"{URL}9", day=2))
    assert {each.body for each in later.latest()} == {b"one", b"two"}


def test_only_pages_of_more_than_one_body_changed(tmp_path: Path) -> None:
    store = stored(
        tmp_path,
        page(b"one"),
        page(b"same", url=f"{URL}9"),
        page(b"one", day=2),
        page(b"same", url=f"{URL}9", day=2),
        page(b"two", day=3),
    )
    assert [[each.body for each in pages] for pages in store.changed()] == [[b"one", b"two"]]
