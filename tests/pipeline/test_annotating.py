"""One page, record or text, as a pipeline sees it."""

import json
from html import escape
from pathlib import Path

import pytest
from command_line import REPOSITORY
from server import ExampleSite

from edu_kg.errors import (
    EduKgError,
    ForbiddenAddress,
    HttpStatusError,
    RecordError,
    RobotsDisallowed,
    SourceNotFound,
    UnusableSource,
)
from edu_kg.fetch import FetchOptions
from edu_kg.pipeline import annotate
from edu_kg.pipeline.annotating import find_article

MOU = "/index.php/news-v2/international/2869-ouc-and-unesco-sign-mou"
AT_ONCE = FetchOptions(delay_seconds=0)
TEXT = "Ada Bello signed for Hill College.\n\nShe left on Monday."
HOSTILE = "Deans <script>alert(1)</script> & Rectors"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """An article record whose title is markup."""
    file = tmp_path / "record.json"
    row = {"url": "http://a.example/1", "title": HOSTILE, "published": None, "text": TEXT}
    file.write_text(json.dumps(row), encoding="utf-8")
    return file


def test_a_page_is_fetched_with_regard_to_robots_txt() -> None:
    with ExampleSite(REPOSITORY / "examples" / "site") as site:
        article = find_article(site.address + MOU, AT_ONCE)
        asked = [request.path for request in site.requests]
        with pytest.raises(RobotsDisallowed):
            find_article(f"{site.address}/administrator/index.php", AT_ONCE)
        with pytest.raises(HttpStatusError):
            find_article(f"{site.address}/nothing", AT_ONCE)
    assert asked == ["/robots.txt", MOU]
    assert "UNESCO" in article.title
    assert len(article.paragraphs) > 2


def test_a_saved_page_is_read_by_the_profile_of_its_site() -> None:
    article = find_article(str(REPOSITORY / f"examples/site{MOU}.html"))
    assert article.url.startswith("http")
    assert article.published is not None


def test_a_record_is_read_by_the_model_asked_for_and_its_title_never_becomes_markup(
    record: Path,
) -> None:
    page = annotate(str(record), model="small")
    assert f"<h1>{escape(HOSTILE)}</h1>" in page
    assert f"<title>{escape(HOSTILE)}</title>" in page
    assert "<script" not in page
    assert "read with en_edu_news_sm " in page


@pytest.mark.parametrize("name", ["notes.txt", "notes"])
def test_a_plain_text_is_read_to_the_letter(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(TEXT, encoding="utf-8")
    article = find_article(str(file))
    assert article.text == TEXT
    assert article.title == "Ada Bello signed for Hill College."


def test_a_text_that_speaks_of_markup_is_read_by_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("The tag <b> makes text bold.", encoding="utf-8")
    assert find_article(str(file)).text == "The tag <b> makes text bold."


@pytest.mark.parametrize(
    ("name", "body", "error"),
    [
        ("empty.txt", b"  \n", UnusableSource),
        ("bytes.bin", bytes(range(256)), UnusableSource),
        ("latin.txt", "Café".encode("latin-1"), UnusableSource),
        ("none.json", b"[]", RecordError),
        ("broken.json", b"{", RecordError),
        ("two.json", b"[{}, {}]", UnusableSource),
    ],
)
def test_a_file_without_one_text_is_refused_by_name(
    name: str, body: bytes, error: type[EduKgError], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(body)
    with pytest.raises(error, match=name):
        find_article(str(file))


def test_a_folder_a_missing_file_and_a_bad_address_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableSource, match="give one file"):
        find_article(str(tmp_path))
    with pytest.raises(SourceNotFound):
        find_article(str(tmp_path / "nowhere.html"))
    with pytest.raises(ForbiddenAddress):
        find_article("http://")
    with pytest.raises(UnusableSource, match="give an address or a file"):
        find_article("A sentence in place of a file. " * 20)


def test_a_text_that_is_too_long_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("word " * 300_000, encoding="utf-8")
    with pytest.raises(EduKgError, match="1500000 characters"):
        annotate(str(file), model="small")
