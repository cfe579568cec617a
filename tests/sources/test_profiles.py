"""Site profiles."""

from pathlib import Path

import pytest

from edu_kg.errors import ProfileError, SourceNotFound
from edu_kg.model import Listing
from edu_kg.sources import find_site, mirrored, site_names, sites_by_host

MINIMAL = """
name = "tolvik"
institution = "Tolvik College"
address = "http://news.tolvik.example"
hosts = ["news.tolvik.example"]
"""


def profile(folder: Path, text: str) -> str:
    file = folder / "site.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_every_shipped_profile_can_be_used() -> None:
    assert "ouc" in site_names()
    assert "joomla" not in site_names()
    assert set(sites_by_host()) >= {"en.ouchn.edu.cn", "202.205.161.238"}


def test_the_ouc_profile_has_the_selectors_of_the_system_it_extends() -> None:
    site = find_site("ouc")
    assert site.listings == (
        Listing(path="/index.php/news-v2", parameter="start", step=8),
        Listing(path="/index.php/international-international/newsroom", parameter="start", step=8),
    )
    assert "Super User" in site.not_authors
    assert site.selectors.body


@pytest.mark.parametrize(
    "path",
    [
        "/index.php/news-v2/2869-slug",
        "/index.php/news-v2/international/2869-slug",
        "/index.php/news-v2/66-research-news/2869-slug",
        "/index.php/news-v2/66-research-news/2869-slug?start=4",
        "/index.php/component/content/article/66-research-news/2869-slug",
        "/component/content/article/66-research-news/2869-slug",
        "/index.php/international-international/newsroom/2869-slug-2",
        "/index.php/research-achievement/73-research-paper/2869-slug",
        "/index.php?Itemid=204&catid=66&id=2869:slug&option=com_content&view=article",
        "/?option=com_content&view=article&id=2869:slug&catid=66&Itemid=204",
    ],
)
def test_all_addresses_of_an_ouc_article_have_its_id(path: str) -> None:
    assert find_site("ouc").find_article_id(path) == "2869"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.php/news-v2",
        "/index.php/news-v2?start=2376",
        "/index.php/news-v2/66-research-news?start=224",
        "/index.php/news-v2/international?start=32",
        "/index.php?option=com_content&view=category&id=660&catid=2869",
        "/index.php/component/mailto/?link=2869-x",
    ],
)
def test_listings_of_ouc_are_no_articles(path: str) -> None:
    assert not find_site("ouc").is_article_path(path)


def test_a_minimal_profile_is_enough(tmp_path: Path) -> None:
    site = find_site(profile(tmp_path, MINIMAL))
    assert (site.name, site.listings, site.delay_seconds) == ("tolvik", (), 2.0)


def test_a_profile_says_otherwise_than_what_it_extends(tmp_path: Path) -> None:
    text = 'extends = "ouc"\n' + MINIMAL + 'delay_seconds = 0\n[selectors]\nbody = [".text"]\n'
    site = find_site(profile(tmp_path, text))
    assert site.delay_seconds == 0
    assert site.selectors.body == (".text",)
    assert site.selectors.title == find_site("ouc").selectors.title


def test_the_example_profile_serves_the_example_site() -> None:
    site = find_site(str(Path(__file__).parents[2] / "examples" / "site.toml"))
    assert (site.name, site.address) == ("example", "http://news.ouc.example")
    assert site.delay_seconds == 0


def test_a_mirror_is_one_more_host() -> None:
    assert "127.0.0.1:8000" in mirrored(find_site("ouc"), "http://127.0.0.1:8000/").hosts


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (MINIMAL.replace("institution", "institute"), "institution"),
        (MINIMAL + 'colour = "red"', "colour"),
        (MINIMAL.replace('["news', '["www'), "hosts"),
        (MINIMAL.replace("http://news", "ftp://news"), "address"),
        (MINIMAL.replace(".example", ".example/news", 1), "address"),
        (MINIMAL.replace('"Tolvik College"', "7"), "institution"),
        (MINIMAL + "delay_seconds = -1", "delay_seconds"),
        (MINIMAL + "delay_seconds = nan", "delay_seconds"),
        (MINIMAL + "delay_seconds = true", "delay_seconds"),
        (MINIMAL + 'article_patterns = ["("]', "article_patterns"),
        (MINIMAL + 'article_patterns = "a"', "article_patterns"),
        (MINIMAL + 'extends = "nowhere"', "extends"),
        (MINIMAL + "extends = 7", "extends"),
        (MINIMAL + 'selectors = "a"', "selectors"),
        (MINIMAL + '[selectors]\nbody = ["["]', "selectors.body"),
        (MINIMAL + "[selectors]\nbodies = []", "selectors.bodies"),
        (MINIMAL + 'listings = ["a"]', "listings"),
        (MINIMAL + "[[listings]]\nstep = 1", r"listings\[0\].path"),
        (MINIMAL + '[[listings]]\npath = "/"\nstep = 0', r"listings\[0\].step"),
        (MINIMAL + '[[listings]]\npath = "/"\nparameter = "a=b"', r"listings\[0\].parameter"),
        ("name = ", "no TOML"),
    ],
)
def test_a_profile_that_errs_is_told_its_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(ProfileError, match=key) as caught:
        find_site(profile(tmp_path, text))
    assert caught.value.source.endswith("site.toml")


@pytest.mark.parametrize("name", ["nowhere", "../ouc", "", "nowhere/site.toml"])
def test_an_unknown_profile_is_told(name: str) -> None:
    with pytest.raises(SourceNotFound):
        find_site(name)
