"""Options of fetching that come from a site."""

import dataclasses
import datetime as dt
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.errors import ForbiddenAddress
from edu_kg.fetch import FetchOptions, options_for
from edu_kg.fetch.addresses import following_address, is_public
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


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("http://news.tolvik.example", set()),
        ("http://93.184.216.34", set()),
        ("https://10.0.0.7", {"10.0.0.7:443"}),
        ("http://localhost:8000", {"localhost:8000"}),
        ("http://[::1]:8000", {"::1:8000"}),
    ],
)
def test_only_an_address_inside_that_the_profile_names_is_open(
    address: str, inside: set[str]
) -> None:
    site = dataclasses.replace(SITE, address=address, hosts=(address.partition("://")[2],))
    assert options_for(site).inside == inside


def test_the_mirror_that_was_given_is_open() -> None:
    assert options_for(SITE, "http://127.0.0.1:8000").inside == {"127.0.0.1:8000"}


@pytest.mark.parametrize("given", ["/a/file.html", "http://[", "ftp://127.0.0.1/", "127.0.0.1"])
def test_what_is_no_web_address_opens_nothing(given: str) -> None:
    assert FetchOptions().naming([given]).inside == frozenset()


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_is_no_more_public_for_being_wrapped(number: int) -> None:
    plain = ipaddress.IPv4Address(number)
    for wrapped in (f"::ffff:{plain}", f"64:ff9b::{plain}"):
        assert is_public(wrapped) == is_public(str(plain))


@pytest.mark.parametrize(
    "ip",
    ["0.1.2.3", "10.255.255.255", "100.64.0.1", "127.255.255.254", "169.254.169.254", "172.31.0.1",
     "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.251",
     "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0", "fec0::1", "fc00::1",
     "fdff::1", "ff02::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "4000::1"],
)  # fmt: skip
def test_an_address_set_aside_for_something_else_is_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "202.205.161.238", "2606:4700::1111", "2a00:1450::1"])
def test_an_address_of_the_open_internet_is_public(ip: str) -> None:
    assert is_public(ip)
