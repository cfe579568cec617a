"""Articles and people removed: what rests on them goes, all else stays to the byte."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from pipeline.test_amending import HOST, MERGE, RECORDS, RENAME, exported, run, write

from edu_kg.captures import CaptureStore
from edu_kg.errors import CannotForget
from edu_kg.fetch import PageStore
from edu_kg.model import Page
from edu_kg.pipeline.forgetting import Request, forget_article, forget_person, restore_article
from edu_kg.pipeline.verifying import verify_quotes
from edu_kg.query import Graph

ASKED = Request(when=dt.date(2021, 6, 1), why="asked for")
SECOND = f"{HOST}/2"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain")
    (folder / "records.json").write_text(json.dumps(RECORDS))
    run(folder)
    return folder


@pytest.fixture
def folder(plain: Path, tmp_path: Path) -> Path:
    shutil.copytree(plain, tmp_path / "copy")
    return tmp_path / "copy"


def without_tombstones(graph: bytes) -> list[bytes]:
    return [line for line in graph.splitlines() if b"/graph/tombstones>" not in line]


def everything(folder: Path) -> bytes:
    files = [path for path in (folder / "output").rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


def test_without_a_forgotten_article_the_graph_is_the_one_built_without_it(
    folder: Path, tmp_path: Path
) -> None:
    forget_article(folder / "output", SECOND, ASKED)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "records.json").write_text(json.dumps([RECORDS[0], RECORDS[2]]))
    run(fresh)
    assert without_tombstones(exported(folder)) == exported(fresh).splitlines()
    assert len(exported(folder)) > len(exported(fresh))


def test_a_forgotten_article_is_passed_over_and_counted_until_it_is_restored(
    plain: Path, folder: Path
) -> None:
    forget_article(folder / "output", SECOND, ASKED)
    gone = exported(folder)
    assert run(folder).forgotten == 1
    assert exported(folder) == gone
    restore_article(folder / "output", SECOND, ASKED)
    assert run(folder).forgotten == 0
    assert exported(folder) == exported(plain)


def test_a_person_is_nowhere_in_the_graph_now_and_after_the_next_run(folder: Path) -> None:
    names = Graph.open(folder / "output").entity("Ingrid Varga")
    forget_person(folder / "output", names.names, names.articles, ASKED, everywhere=True)
    gone = exported(folder)
    assert b"Varga" not in gone
    assert b"Pavel Rahimi" in gone
    fourth = {**RECORDS[0], "url": f"{HOST}/4", "title": "Ingrid Varga Signs"}
    (folder / "records.json").write_text(json.dumps([*RECORDS, fourth]))
    run(folder)
    assert b"Varga" not in exported(folder)
    assert f"{HOST}/4".encode() in exported(folder)
    assert Graph.open(folder / "output").validate().conforms


def test_words_with_a_masked_name_are_found_again_on_the_page_that_spells_it(
    tmp_path: Path,
) -> None:
    both = "Ingrid Varga, rector of Marsh University, met Pavel Rahimi in Tolvik on 2 March 2021."
    (tmp_path / "records.json").write_text(json.dumps([{**RECORDS[0], "text": both}]))
    run(tmp_path)
    forget_person(
        tmp_path / "output", ["Pavel Rahimi"], [RECORDS[0]["url"]], ASKED, everywhere=True
    )
    assert "█" in exported(tmp_path).decode()
    found = verify_quotes(tmp_path / "output")
    assert found.holds
    assert found.quotes > 0


def test_no_list_and_no_claim_spells_the_name_of_a_forgotten_person(folder: Path) -> None:
    forget_person(folder / "output", ["Pavel Rahimi"], [SECOND], ASKED, everywhere=False)
    told = everything(folder)
    articles = (path.read_bytes() for path in (folder / "output" / "articles").iterdir())
    assert told.count(b"Rahimi") == sum(text.count(b"Rahimi") for text in articles)


def test_what_became_of_a_correction_does_not_spell_the_name_of_a_forgotten_person(
    folder: Path,
) -> None:
    write(folder, RENAME, MERGE)
    run(folder)
    forget_person(folder / "output", ["Pavel Rahimi"], [SECOND], ASKED, everywhere=True)
    index = (folder / "output" / "index.json").read_text()
    assert "nobody and nothing" in index
    assert "Rahimi" not in index


def test_a_request_that_gives_the_name_is_refused(plain: Path, folder: Path) -> None:
    request = Request(when=dt.date(2021, 6, 1), why="Pavel Rahimi asked")
    with pytest.raises(CannotForget, match="say it without"):
        forget_person(folder / "output", ["Pavel Rahimi"], [SECOND], request, everywhere=True)
    assert exported(folder) == exported(plain)


def test_pages_and_captures_of_one_address_go_and_the_others_stay_to_the_byte(
    tmp_path: Path,
) -> None:
    pages = [
        Page(url=f"{HOST}/{n}", retrieved_from=f"{HOST}/{n}", body=body)
        for n, body in ((1, b"one"), (2, b"shared"), (3, b"shared"), (1, b"one again"))
    ]
    captures, kept = CaptureStore(tmp_path / "captures"), PageStore(tmp_path)
    for page in pages:
        captures.keep(page)
        kept.put(page)
    captures.close()
    (file,) = (tmp_path / "captures").iterdir()
    before = file.read_bytes()
    captures.remove({f"{HOST}/2"})
    kept.remove({f"{HOST}/2"})
    after = file.read_bytes()
    assert [page.url for page in captures] == [f"{HOST}/1", f"{HOST}/3", f"{HOST}/1"]
    start = next(n for n, sign in enumerate(after) if sign != before[n])
    assert before.endswith(after[start:])
    assert kept.find(f"{HOST}/2") is None
    assert kept.find(f"{HOST}/3") is not None
    captures.remove({f"{HOST}/1", f"{HOST}/3"})
    assert not list((tmp_path / "captures").iterdir())
