"""Web archives as a source."""

import contextlib
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources.table_web import TableWeb
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from edu_kg.captures import read_pages
from edu_kg.errors import SourceNotFound, UnusableSource
from edu_kg.model import Page
from edu_kg.sources import Captured, Unreadable, WarcFile
from edu_kg.sources.contract import Found

URL = "http://news.tolvik.example/9"
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def written(
    *records: tuple[str, str, bytes, tuple[tuple[str, str], ...]], packed: bool = True
) -> bytes:
    """A WARC file with a response for each address, status, body and headers."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for url, status, body, headers in records:
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2019-05-04T03:02:01Z"},
            )
        )
    return stream.getvalue()


def found(path: Path) -> list[Found]:
    return list(WarcFile(path=path).find(TableWeb({})))


def pages(path: Path) -> list[Page]:
    return [each.page for each in found(path) if isinstance(each, Captured)]


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_an_archive_come_with_their_day_and_headers(
    tmp_path: Path, packed: bool
) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(written((URL, "200 OK", b"<p>one</p>", HTML), packed=packed))
    (page,) = pages(file)
    assert (page.url, page.body, page.status) == (URL, b"<p>one</p>", 200)
    assert page.header("content-type") == "text/html; charset=utf-8"
    assert page.fetched_at is not None
    assert page.fetched_at.isoformat() == "2019-05-04T03:02:01+00:00"
    assert page.retrieved_from == f"{file}#{URL}"


def test_only_html_that_arrived_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(
        written(
            (URL, "404 Not Found", b"<p>none</p>", HTML),
            (URL, "301 Moved", b"", (("Location", "/"),)),
            (f"{URL}.png", "200 OK", b"\x89PNG", (("Content-Type", "image/png"),)),
            ("dns:news.tolvik.example", "200 OK", b"127.0.0.1", HTML),
            (f"{URL}8", "200 OK", b"<p>two</p>", HTML),
        )
    )
    assert [page.url for page in pages(file)] == [f"{URL}8"]


def test_a_packed_body_comes_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    headers = (*HTML, ("Content-Encoding", "gzip"))
    file.write_bytes(written((URL, "200 OK", gzip.compress(b"<p>one</p>"), headers)))
    assert [page.body for page in pages(file)] == [b"<p>one</p>"]


def test_a_bomb_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    bomb = gzip.compress(b" " * 20_000_000)
    file.write_bytes(
        written(
            (URL, "200 OK", bomb, (*HTML, ("Content-Encoding", "gzip"))),
            (f"{URL}8", "200 OK", b"<p>two</p>", HTML),
        )
    )
    assert [page.url for page in pages(file)] == [f"{URL}8"]


def test_a_package_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    file = tmp_path / "a.wacz"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("datapackage.json", "{}")
        package.writestr("archive/data.warc.gz", written((URL, "200 OK", b"<p>one</p>", HTML)))
    assert [page.url for page in pages(file)] == [URL]


def test_a_damaged_archive_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    whole = written((URL, "200 OK", b"<p>one</p>", HTML))
    file = tmp_path / "a.warc.gz"
    file.write_bytes(whole + b"\x1f\x8b\x08\0 broken" * 9)
    assert [page.body for page in pages(file)] == [b"<p>one</p>"]
    assert "after 1 pages" in str([each for each in found(file) if isinstance(each, Unreadable)])


@given(st.integers(0, 400), st.integers(0, 255), st.booleans())
def test_whatever_is_damaged_is_told_and_nothing_else_is_raised(
    place: int, byte: int, packed: bool
) -> None:
    whole = bytearray(written((URL, "200 OK", b"<p>one</p>", HTML), packed=packed) * 2)
    whole[place % len(whole)] = byte
    with contextlib.suppress(UnusableSource):
        assert len(list(read_pages(io.BytesIO(whole), "a.warc"))) <= 2


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.warc.gz", b"no archive"), ("a.wacz", b"no package"), ("a.warc", b"\0" * 99)],
)
def test_what_is_no_archive_is_told(tmp_path: Path, name: str, body: bytes) -> None:
    (tmp_path / name).write_bytes(body)
    (failure,) = found(tmp_path / name)
    assert isinstance(failure, Unreadable)
    assert isinstance(failure.error, UnusableSource)
    assert "check the file" in str(failure.error)


def test_an_archive_that_is_not_there_is_told(tmp_path: Path) -> None:
    (failure,) = found(tmp_path / "a.warc.gz")
    assert isinstance(failure, Unreadable)
    assert isinstance(failure.error, SourceNotFound)
