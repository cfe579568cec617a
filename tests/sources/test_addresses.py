"""The one form of an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.model import Site
from edu_kg.model.addresses import canonical_address, find_link, path_and_query

SITE = Site(
    name="tolvik",
    institution="Tolvik College",
    address="http://news.tolvik.example",
    hosts=("news.tolvik.example", "203.0.113.9", "127.0.0.1:8000"),
)
ARTICLE = "http://news.tolvik.example/index.php/news/2869-two-colleges"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(ARTICLE + "#top", id="fragment"),
        pytest.param(ARTICLE + "?utm_source=x&fbclid=y", id="tracking"),
        pytest.param(ARTICLE + "?tmpl=component&print=1&layout=default&page=", id="print view"),
        pytest.param(ARTICLE.replace(".example", ".example:80"), id="default port"),
        pytest.param(ARTICLE.replace(".example", ".example."), id="dot after the host"),
        pytest.param(ARTICLE.replace("news.tolvik.example", "NEWS.Tolvik.Example"), id="case"),
        pytest.param(ARTICLE.replace("news.tolvik.example", "203.0.113.9"), id="alias"),
        pytest.param(ARTICLE.replace("news.tolvik.example", "127.0.0.1:8000"), id="mirror"),
        pytest.param(ARTICLE.replace("http:", "https:"), id="scheme"),
        pytest.param(ARTICLE.replace("/news/", "/./x/../news/"), id="dot segments"),
        pytest.param(ARTICLE.replace("two", "%74wo"), id="needless escape"),
        pytest.param("  " + ARTICLE + "\n", id="white space"),
    ],
)
def test_many_forms_of_one_address_are_one(url: str) -> None:
    assert canonical_address(url, SITE) == ARTICLE


def test_what_chooses_the_page_stays() -> None:
    assert canonical_address(ARTICLE + "?start=4&id=2869:two") == ARTICLE + "?id=2869:two&start=4"


def test_other_hosts_stay_as_they_are() -> None:
    assert canonical_address("https://a.example:8443/b", SITE) == "https://a.example:8443/b"


def test_a_name_and_password_are_left_out() -> None:
    assert canonical_address("http://me:secret@a.example/b") == "http://a.example/b"


@pytest.mark.parametrize(
    "url", ["mailto:a@b.example", "/a", "http://", "http://a b/", "http://[", "http://a:b/", ""]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  some come from urllib in its own words
        canonical_address(url)


@pytest.mark.parametrize("href", ["javascript:void(0)", "mailto:a@b", "http://[", "tel:1"])
def test_links_to_no_page_lead_nowhere(href: str) -> None:
    assert find_link(href, ARTICLE) is None


def test_the_path_carries_its_query() -> None:
    assert path_and_query("http://a.example/b?c=d") == "/b?c=d"


urls = st.builds(
    "{}://{}{}/{}?{}".format,
    st.sampled_from(["http", "HTTPS"]),
    st.sampled_from(["a.example", "A.Example.", "203.0.113.9", "[::1]", "b.example:80"]),
    st.sampled_from(["", "/..", "/./"]),
    st.text(max_size=20).filter(lambda text: "[" not in text and "]" not in text),
    st.text(max_size=20),
)


@given(urls)
def test_canonical_twice_is_canonical_once(url: str) -> None:
    try:
        once = canonical_address(url, SITE)
    except ValueError:
        return
    assert canonical_address(once, SITE) == once
    assert once.isascii()
    assert " " not in once
