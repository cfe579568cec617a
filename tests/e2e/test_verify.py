"""Every quote of the example site found again, and none where a capture was changed."""

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import PROFILE, Ran, edu_kg

from edu_kg import Graph, ingest
from edu_kg.captures import CaptureStore
from edu_kg.model import Page
from edu_kg.pipeline.verifying import Fault, verify_quotes

SIGNED = "2869-ouc-and-unesco-sign-mou"
_FACTS = """SELECT ?fact ?start ?end {{ ?fact edu:evidence|edu:tenureEvidence ?words .
  ?words oa:start ?start ; oa:end ?end ; oa:hasTarget/oa:hasSource/schema:url ?url
  FILTER(CONTAINS(STR(?url), "{article}")) }}"""


def copied(output: Path, folder: Path) -> Path:
    shutil.copytree(output, folder)
    return folder


def rewritten(output: Path, article: str, old: str, new: str) -> None:
    """Write the captures anew, with other words in the page of one article."""
    folder = output / "pages" / "captures"
    pages = list(CaptureStore(folder))
    shutil.rmtree(folder)
    store = CaptureStore(folder)
    for page in pages:
        store.keep(_with(page, old, new) if article in page.url else page)
    store.close()


def _with(page: Page, old: str, new: str) -> Page:
    body = page.body.decode()
    assert body.count(old) == 1, (page.url, old, body.count(old))
    return replace(page, body=body.replace(old, new).encode())


def resting_on(output: Path, article: str, at: int) -> set[str]:
    """The facts of an article with evidence that covers a character."""
    rows = Graph.open(output).query(_FACTS.format(article=article)).values
    return {str(fact) for fact, start, end in rows if int(str(start)) <= at < int(str(end))}


def text_of(output: Path, article: str) -> str:
    for file in (output / "articles").glob("*.json"):
        record = json.loads(file.read_bytes())
        if article in record["url"]:
            return str(record["text"])
    raise LookupError(article)


def test_all_quotes_of_the_example_site_are_found_again(first_run: tuple[Ran, Path]) -> None:
    ran = edu_kg("verify", "--site", PROFILE, "--output", first_run[1])
    assert ran.code == 0, ran.out + ran.err
    assert "17 articles (17 from its capture)" in ran.out
    quotes = Graph.open(first_run[1]).query("SELECT (COUNT(?e) AS ?n) { ?e a edu:Evidence }")
    ((count,),) = quotes.values
    assert f"{count} of {count} quotes found again" in ran.out


@pytest.mark.parametrize(
    ("article", "word", "wrong"),
    [
        (SIGNED, "signed on behalf of the respective", "sighed on behalf of the respective"),
        (
            SIGNED,
            "signed a memorandum of understanding (MOU).",
            "signed a memorandum of understanding (MOO).",
        ),
    ],
)
def test_one_changed_character_fails_exactly_the_facts_that_rest_on_it(
    article: str, word: str, wrong: str, first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output = copied(first_run[1], tmp_path / "output")
    text = text_of(output, article)
    if word not in text:
        pytest.fail(f"{article} does not say {word!r}: {text[:400]}")
    at = text.index(word) + next(i for i in range(len(word)) if word[i] != wrong[i])
    rewritten(output, article, word, wrong)
    found = verify_quotes(output, site=PROFILE)
    assert found.failed_facts == resting_on(output, article, at)
    assert 0 < len(found.failed_facts) < found.facts
    assert {each.fault for each in found.misquotes} == {Fault.CHANGED}
    assert [article in url for url in found.altered] == [True]


def test_a_character_that_no_quote_holds_fails_no_fact_but_is_told(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output = copied(first_run[1], tmp_path / "output")
    article, text, unquoted = _unquoted_word(output)
    rewritten(output, article, unquoted, "x" * len(unquoted))
    found = verify_quotes(output, site=PROFILE)
    assert found.misquotes == ()
    assert [article in url for url in found.altered] == [True]
    assert not found.holds
    assert unquoted in text


def _unquoted_word(output: Path) -> tuple[str, str, str]:
    """An article with a long word that no fact rests on and that stands once on its page."""
    bodies = {page.url: page.body.decode() for page in CaptureStore(output / "pages" / "captures")}
    for url, body in sorted(bodies.items()):
        article = url.rpartition("/")[2]
        if "-" not in article:
            continue
        text, at = text_of(output, article), 0
        for word in text.split():
            at = text.index(word, at)
            is_plain = len(word) > 6 and word.isalpha() and body.count(word) == 1
            if is_plain and not resting_on(output, article, at):
                return article, text, word
            at += len(word)
    raise LookupError("every word of the example site is quoted")


def test_words_put_before_a_quote_move_it(first_run: tuple[Ran, Path], tmp_path: Path) -> None:
    output = copied(first_run[1], tmp_path / "output")
    first = text_of(output, SIGNED)[:20]
    rewritten(output, SIGNED, f">{first}", f">Indeed, {first}")
    found = verify_quotes(output, site=PROFILE)
    assert {each.fault for each in found.misquotes} == {Fault.MOVED}
    assert {each.article.rpartition("/")[2] for each in found.misquotes} == {SIGNED}


def test_captures_lost_are_made_up_for_by_the_pages_beside_them(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output = copied(first_run[1], tmp_path / "output")
    shutil.rmtree(output / "pages" / "captures")
    found = verify_quotes(output, site=PROFILE)
    assert dict(found.articles) == {"page": 17}
    assert found.holds


def test_an_article_without_any_text_left_is_told(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output = copied(first_run[1], tmp_path / "output")
    shutil.rmtree(output / "pages")
    shutil.rmtree(output / "articles")
    found = verify_quotes(output, site=PROFILE)
    assert dict(found.articles) == {"nothing": 17}
    assert {each.fault for each in found.misquotes} == {Fault.MISSING}
    assert len(found.failed_facts) == found.facts


def test_another_profile_is_told_as_the_reason(first_run: tuple[Ran, Path]) -> None:
    ran = edu_kg("verify", "--output", first_run[1])
    assert ran.code in {0, 1}
    assert ran.code == 0 or "give --site" in ran.out


def test_a_record_is_verified_against_what_was_kept_of_it(tmp_path: Path) -> None:
    record = {
        "url": "http://news.hill.example/1",
        "title": "Signed",
        "published": "2021-03-02",
        "text": "On 1 March 2021, Hill University and Dale Institute signed an agreement.",
    }
    source, output = tmp_path / "a.json", tmp_path / "output"
    source.write_text(json.dumps({"id": "a", **record}), encoding="utf-8")
    ingest(source, output=output)
    found = verify_quotes(output)
    assert dict(found.articles) == {"record": 1}
    assert found.holds
    (kept,) = (output / "articles").glob("*.json")
    kept.write_text(kept.read_text(encoding="utf-8").replace("signed", "sighed"), encoding="utf-8")
    ran = edu_kg("verify", "--output", output, "--format", "json")
    assert ran.code == 1
    told = json.loads(ran.out)
    assert {each["fault"] for each in told["misquotes"]} == {"changed"}
    assert len(told["failed_facts"]) == found.facts
    ran = edu_kg("verify", "--output", output, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {row["article"] for row in rows} == {record["url"]}


def test_a_folder_without_a_graph_is_told_with_the_next_step(tmp_path: Path) -> None:
    ran = edu_kg("verify", "--output", tmp_path)
    assert ran.code == 2
    assert "edu-kg ingest" in ran.err
