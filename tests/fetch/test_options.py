"""Options of fetching that come from a site."""

import datetime as dt

import pytest

from edu_kg.errors import ForbiddenAddress
from edu_kg.fetch import options_for
from edu_kg.fetch.addresses import following_address
from edu_kg.fetch.retries import find_retry_after
from edu_kg.model import Site

SITE = Site(
    name="tolvik",
    institution="Tolvik College",
    address="http://news.tolvik.example",
    hosts=("news.tolvik.example",),
    delay_seconds=4.0,
)


def test_a_site_brings_its_delay() -> None:
    assert options_for(SITE).delays == {"news.tolvik.example": 4.0}


def test_a_mirror_keeps_the_delay_of_its_site() -> None:
    options = options_for(SITE, "http://127.0.0.1:8000/")
    assert options.delays["127.0.0.1:8000"] == 4.0
    assert options.address_at("http://news.tolvik.example/a") == "http://127.0.0.1:8000/a"


@pytest.mark.parametrize("at", ["127.0.0.1:8000", "file:///site", "http://"])
def test_a_mirror_must_be_a_web_address(at: str) -> None:
    with pytest.raises(ForbiddenAddress, match="give an http"):
        options_for(SITE, at)


@pytest.mark.parametrize("inside", ["http://127.0.0.1/", "http://10.0.0.7/", "http://localhost/"])
def test_no_site_may_send_a_reader_into_a_private_network(inside: str) -> None:
    with pytest.raises(ForbiddenAddress, match="private network"):
        following_address("http://a.example/", "http://a.example/", inside)


@pytest.mark.parametrize("value", [None, "", "soon", "-3", "\u0661"])
def test_what_is_no_retry_after_says_nothing(value: str | None) -> None:
    assert find_retry_after(value, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) is None
