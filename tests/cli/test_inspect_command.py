"""`edu-kg inspect`, as whoever writes a profile uses it."""

import json
from pathlib import Path

from command_line import PROFILE, REPOSITORY, edu_kg

ARTICLE = (
    REPOSITORY / "examples/site/index.php/news-v2/international"
    "/2718-kou-and-lumora-institute-agree-on-credit-transfer.html"
)


def test_each_stage_is_shown_with_where_things_were_found() -> None:
    ran = edu_kg("inspect", ARTICLE, "--model", "small")
    assert ran.code == 0, ran.err
    stages = [line for line in ran.out.splitlines() if line and not line.startswith(" ")]
    assert stages == ["Page", "Article", "Mentions", "Facts"]
    assert "profile    none: read by general signs" in ran.out
    assert "← html lang" in ran.out
    assert "event: Signing" in ran.out


def test_the_profile_is_named_for_what_it_found() -> None:
    ran = edu_kg("inspect", ARTICLE, "--model", "small", "--site", PROFILE, "--json")
    record = json.loads(ran.out)
    assert record["page"]["profile"] == "example"
    assert record["found_in"]["title"].startswith("profile: ")
    assert record["found_in"]["published"] == "profile"
    assert record["facts"]["events"]


def test_paragraphs_of_the_record_are_cut_from_its_text() -> None:
    record = json.loads(edu_kg("inspect", ARTICLE, "--model", "small", "--json").out)
    text = record["article"]["text"]
    assert record["paragraphs"]
    for paragraph in record["paragraphs"]:
        assert text[paragraph["start"] : paragraph["end"]] == paragraph["text"]


def test_a_page_without_an_article_says_why(tmp_path: Path) -> None:
    page = tmp_path / "notice.html"
    page.write_text("<title>Library</title><h1>Library</h1><p>Coming soon.</p>", encoding="utf-8")
    ran = edu_kg("inspect", page)
    assert (ran.code, ran.out) == (2, "")
    assert "characters of text" in ran.err


def test_what_is_no_page_says_what_to_give(tmp_path: Path) -> None:
    record = tmp_path / "a.json"
    record.write_text(
        '{"url": "http://news.example/a", "title": "A", "text": "Text."}', encoding="utf-8"
    )
    ran = edu_kg("inspect", record)
    assert ran.code == 2
    assert "give an HTML file or an address" in ran.err


def test_an_address_goes_through_the_polite_fetcher() -> None:
    ran = edu_kg("inspect", "http://nowhere.invalid/a")
    assert ran.code == 2
    assert "http://nowhere.invalid/a" in ran.err
