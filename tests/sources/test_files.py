"""Files, folders and records a user gives."""

import json
import os
from pathlib import Path

import pytest

from edu_kg.errors import RecordError, SourceNotFound, UnusableSource
from edu_kg.model import Article, Page, PartialDate
from edu_kg.sources import Unreadable, read_source
from edu_kg.sources.files import read_record

RECORD = {
    "id": "tolvik-1",
    "url": "http://news.tolvik.example/1",
    "title": "Two Colleges Sign",
    "published": "2021-03-02",
    "text": " Kept  to the letter.\n\nBy Ines Okafor\n",
    "gold": {"ignored": True},
}


def failures(path: Path) -> list[Unreadable]:
    return [each for each in read_source(path) if isinstance(each, Unreadable)]


def test_a_record_is_an_article_to_the_letter(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(RECORD), encoding="utf-8")
    assert list(read_source(file)) == [
        Article(
            url="http://news.tolvik.example/1",
            title="Two Colleges Sign",
            text=" Kept  to the letter.\n\nBy Ines Okafor\n",
            published=PartialDate(2021, 3, 2),
            published_from="record",
        )
    ]


def test_a_record_without_a_date_has_none_and_no_source_of_it() -> None:
    article = read_record({**RECORD, "published": None})
    assert (article.published, article.published_from) == (None, None)


def test_a_list_of_records_gives_each_and_names_the_broken_one(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([RECORD, {}, RECORD]), encoding="utf-8")
    first, broken, last = read_source(file)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(broken, Unreadable)
    assert broken.source == f"{file}#1"
    assert "$[1].url" in str(broken.error)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"url": None}, "$.url"),
        ({"url": "news"}, "$.url"),
        ({"url": "http://a.example/> <b"}, "$.url"),
        ({"title": " "}, "$.title"),
        ({"text": 7}, "$.text"),
        ({"text": "half \ud83d of it"}, "$.text"),
        ({"published": "May 2021"}, "$.published"),
        ({"published": "2021-02-30"}, "$.published"),
        ({"published": 2021}, "$.published"),
    ],
)
def test_a_record_that_does_not_fit_says_where(change: dict[str, object], path: str) -> None:
    with pytest.raises(RecordError) as caught:
        read_record({**RECORD, **change}, source="a.json")
    assert (caught.value.path, caught.value.source) == (path, "a.json")


def test_a_saved_page_comes_as_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "Saved Page.html"
    file.write_bytes(b"<p>\xff</p>")
    (page,) = read_source(file)
    assert isinstance(page, Page)
    assert (page.body, page.retrieved_from) == (b"<p>\xff</p>", str(file))
    assert page.url.startswith("file://")
    assert page.fetched_at is None


def test_a_folder_is_read_in_sorted_order_and_all_the_way_down(tmp_path: Path) -> None:
    for name in ("b/2.html", "a.html", "b/1.htm", ".hidden/3.html", "b/.4.html"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"<p>text</p>")
    read = [each.retrieved_from for each in read_source(tmp_path) if isinstance(each, Page)]
    assert read == [str(tmp_path / name) for name in ("a.html", "b/1.htm", "b/2.html")]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("page.html", b"\0\1\2<p>"),
        ("notes.txt", b"no markup"),
        ("empty.html", b""),
    ],
)
def test_a_stray_file_is_told_and_the_rest_is_read(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    (tmp_path / "z.html").write_bytes(b"<p>text</p>")
    stray, page = read_source(tmp_path)
    assert isinstance(stray, Unreadable)
    assert isinstance(stray.error, UnusableSource)
    assert "leave it out" in str(stray.error)
    assert isinstance(page, Page)


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b'"text"'])
def test_broken_json_is_told(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.json").write_bytes(body)
    (failure,) = failures(tmp_path)
    assert isinstance(failure.error, RecordError)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    (failure,) = failures(tmp_path / "none")
    assert isinstance(failure.error, SourceNotFound)
    assert "check the path" in str(failure.error)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (failure,) = failures(tmp_path)
    assert isinstance(failure.error, UnusableSource)
