"""What becomes of each article that is read, by how many processes whatever."""

import json
import os
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from command_line import edu_kg
from nlp.foreign_texts import FOREIGN_TEXTS

from edu_kg import Graph, IngestOptions
from edu_kg.errors import EduKgError, ModelLacks, ModelNotFound, TextTooLong
from edu_kg.model import Article, Claims, Failure, RunReport, Skip
from edu_kg.nlp import LONGEST_TEXT
from edu_kg.pipeline import reading
from edu_kg.pipeline.ingest import run_ingest
from edu_kg.pipeline.reading import SpacyReader

_SURNAMES = ("Bello", "Okoro", "Sjöholm", "Tan", "Weyland", "Iqbal", "Moreau")


def _article(number: int, text: str | None = None) -> Article:
    name = _SURNAMES[number % len(_SURNAMES)]
    text = text if text is not None else (
        f"On {number % 28 + 1} March 2021, Hill University and Dale University No. {number} signed "
        f"an agreement. Ada {name}, rector of Hill University (HU), signed on behalf of HU."
    )  # fmt: skip
    return Article(url=f"http://news.hill.example/{number}", title="Signed", text=text)


def _records(folder: Path, articles: Sequence[Article]) -> Path:
    folder.mkdir(parents=True)
    rows = [
        {"id": a.url, "url": a.url, "title": a.title, "published": "2021-03-30", "text": a.text}
        for a in articles
    ]
    (folder / "records.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def _run(folder: Path, articles: Sequence[Article], *, workers: int = 1) -> RunReport:
    source = _records(folder / "records", articles)
    options = IngestOptions(output=folder / "output", model="small", workers=workers)
    return run_ingest([str(source)], options)


def _made(folder: Path) -> dict[str, bytes]:
    output = folder / "output"
    files = [*(output / "claims").iterdir(), *(output / "articles").iterdir()]
    return {str(f.relative_to(output)): f.read_bytes() for f in [*files, output / "index.json"]}


def test_an_article_in_another_language_is_skipped_and_the_rest_is_read(tmp_path: Path) -> None:
    articles = [_article(0), _article(1, FOREIGN_TEXTS["tr"]), _article(2)]
    report = _run(tmp_path, articles)
    assert report.skips == (Skip(source=articles[1].url, language="tr"),)
    assert (report.skipped, report.failed, report.articles) == (1, 0, 2)
    assert report.articles_in_graph == 2


def test_an_article_that_is_no_longer_english_leaves_the_graph(tmp_path: Path) -> None:
    _run(tmp_path, [_article(0), _article(1)])
    source = tmp_path / "records" / "records.json"
    rows = json.loads(source.read_text(encoding="utf-8"))
    rows[0]["text"] = FOREIGN_TEXTS["it"]
    source.write_text(json.dumps(rows), encoding="utf-8")
    options = IngestOptions(output=tmp_path / "output", model="small")
    for _ in range(2):
        report = run_ingest([str(source)], options)
        assert (report.skipped, report.articles_in_graph) == (1, 1)
        names = Graph.open(tmp_path / "output").query(
            "SELECT ?name WHERE { ?p a schema:Person ; schema:name ?name }"
        )
        assert names.values == (("Ada Okoro",),)
        facts = Graph.open(tmp_path / "output").query(
            "SELECT DISTINCT ?url WHERE { ?fact prov:wasDerivedFrom/schema:url ?url }"
        )
        assert facts.values == ((rows[1]["url"],),)


def test_the_command_line_tells_what_was_skipped_and_exits_as_for_other_lost_pages(
    tmp_path: Path,
) -> None:
    some = _records(tmp_path / "some", [_article(0), _article(1, FOREIGN_TEXTS["de"])])
    ran = edu_kg("ingest", some, "--output", tmp_path / "output", "--model", "small")
    assert (ran.code, ran.count("articles skipped"), ran.count("sources failed")) == (1, 1, 0)
    line = next(line for line in ran.out.splitlines() if line.startswith("skipped"))
    assert "http://news.hill.example/1" in line
    assert "'de'" in line
    nothing = _records(tmp_path / "nothing", [_article(1, FOREIGN_TEXTS["zh"])])
    assert edu_kg("ingest", nothing, "--output", tmp_path / "empty").code == 2


def test_a_text_that_is_too_long_is_a_failure_that_says_so() -> None:
    articles = [_article(0, "word " * (LONGEST_TEXT // 5 + 1)), _article(1)]
    failure, claims = SpacyReader("small")(articles)
    assert isinstance(failure, Failure)
    assert failure.reason == "TextTooLong"
    assert f"more than {LONGEST_TEXT}" in failure.message
    assert isinstance(claims, Claims)


def test_one_article_that_breaks_the_pipeline_does_not_take_its_batch_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class BrittlePipeline:
        max_length = LONGEST_TEXT

        def make_doc(self, text: str) -> str:
            return text

        def pipe(self, docs: Iterable[str], batch_size: int) -> list[str]:
            texts = [*docs]
            assert batch_size >= len(texts)
            if any("2" in text for text in texts):
                raise ZeroDivisionError("this text")
            return texts

    monkeypatch.setattr(reading, "_load", lambda _: BrittlePipeline())
    monkeypatch.setattr(
        "edu_kg.extraction.extract_claims", lambda article, _: Claims(article_url=article.url)
    )
    articles = [_article(n, f"Text {n}.") for n in range(4)]
    outcomes = list(SpacyReader()(articles))
    assert [isinstance(o, Claims) for o in outcomes] == [True, True, False, True]
    broken = outcomes[2]
    assert isinstance(broken, Failure)
    assert (broken.source, broken.reason) == (articles[2].url, "ZeroDivisionError")


@pytest.mark.slow
def test_one_two_and_four_workers_give_the_same_bytes(tmp_path: Path) -> None:
    articles = [_article(n) for n in range(30)]
    articles[4:4] = [_article(98, FOREIGN_TEXTS["sw"]), _article(99, "x" * (LONGEST_TEXT + 1))]
    made = {}
    for workers in (1, 2, 4):
        report = _run(tmp_path / str(workers), articles, workers=workers)
        assert (report.articles, report.skipped, report.failed) == (30, 1, 1)
        made[workers] = (_made(tmp_path / str(workers)), report.facts, report.failures)
    assert made[1] == made[2] == made[4]


def test_a_model_that_is_not_there_is_told_by_workers_too() -> None:
    with pytest.raises(ModelNotFound, match="no such spaCy pipeline") as caught:
        list(SpacyReader("en_nowhere", workers=2)([_article(n) for n in range(9)]))
    assert caught.value.model == "en_nowhere"


def _end_at_once(model: str | Path | None, articles: Sequence[Article]) -> list[Claims]:
    os._exit(9)


def test_a_worker_that_dies_is_told_for_each_article_it_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "_read_in_worker", _end_at_once)
    articles = [_article(n) for n in range(9)]
    outcomes = list(SpacyReader("small", workers=2)(articles))
    assert [o.source for o in outcomes if isinstance(o, Failure)] == [a.url for a in articles]


@pytest.mark.parametrize(
    "error", [TextTooLong(7, 5), ModelLacks("en_x", ["tags", "entities"]), ModelNotFound("en_x")]
)
def test_errors_come_through_pickling_with_text_and_data(error: EduKgError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert type(copy) is type(error)
    assert (str(copy), vars(copy)) == (str(error), vars(error))
