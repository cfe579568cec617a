"""Walking a site's listings."""

from collections.abc import Sequence
from itertools import islice

import pytest

from edu_kg.errors import FetchTimeout, HttpStatusError
from edu_kg.model import Listing, Site
from edu_kg.sources import Unreadable, discover

ROOT = "http://news.tolvik.example"


def site(*listings: Listing) -> Site:
    return Site(
        name="tolvik",
        institution="Tolvik College",
        address=ROOT,
        hosts=("news.tolvik.example",),
        listings=listings or (Listing(path="/news", parameter="start", step=2),),
        article_patterns=(r"/(?P<id>\d+)-",),
    )


def article(number: int, folder: str = "news") -> str:
    return f"{ROOT}/{folder}/{number}-title"


class Pages:
    """A listing's pages, and which of them were asked for."""

    def __init__(self, pages: dict[str, Sequence[str] | Exception]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, address: str) -> Sequence[str]:
        path = address.removeprefix(ROOT)
        self.asked.append(path)
        answer = self.pages.get(path, [])
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_articles_come_in_the_order_of_the_listing() -> None:
    pages = Pages({"/news": [article(9), article(8)], "/news?start=2": [article(7)]})
    assert list(discover(site(), pages)) == [article(9), article(8), article(7)]


def test_an_empty_page_ends_the_listing() -> None:
    pages = Pages({"/news": [article(9)]})
    assert list(discover(site(), pages)) == [article(9)]
    assert pages.asked == ["/news", "/news?start=2"]


def test_the_last_page_given_again_ends_the_listing() -> None:
    last = [article(7)]
    pages = Pages(
        {"/news": [article(9)], **{f"/news?start={start}": last for start in range(2, 99, 2)}}
    )
    assert list(discover(site(), pages)) == [article(9), article(7)]
    assert pages.asked == ["/news", "/news?start=2", "/news?start=4"]


def test_a_listing_without_end_is_left_at_the_bound() -> None:
    def endless(address: str) -> Sequence[str]:
        return [article(int(address.rpartition("=")[2]) if "=" in address else 0)]

    assert len(list(discover(site(), endless, max_pages=5))) == 5


def test_one_article_in_two_categories_comes_once() -> None:
    pages = Pages({"/news": [article(9), article(9, "news/campus"), article(8)]})
    assert list(discover(site(), pages)) == [article(9), article(8)]


def test_a_second_listing_that_repeats_the_first_is_still_walked() -> None:
    both = site(Listing(path="/news"), Listing(path="/campus", parameter="start", step=1))
    pages = Pages(
        {"/news": [article(9)], "/campus": [article(9, "campus")], "/campus?start=1": [article(3)]}
    )
    assert list(discover(both, pages)) == [article(9), article(3)]


def test_a_listing_of_one_page_asks_for_one() -> None:
    pages = Pages({"/news": [article(9)]})
    assert list(discover(site(Listing(path="/news")), pages)) == [article(9)]
    assert pages.asked == ["/news"]


def test_a_page_that_fails_is_told_and_the_next_is_read() -> None:
    error = FetchTimeout(f"{ROOT}/news?start=2", 60)
    pages = Pages({"/news": [article(9)], "/news?start=2": error, "/news?start=4": [article(5)]})
    found = list(discover(site(), pages))
    assert found == [article(9), Unreadable(f"{ROOT}/news?start=2", error), article(5)]


def test_two_failures_in_a_row_end_the_listing() -> None:
    class Dead(Pages):
        def __call__(self, address: str) -> Sequence[str]:
            super().__call__(address)
            raise FetchTimeout(address, 60)

    pages = Dead({})
    assert len(list(discover(site(), pages))) == 2
    assert len(pages.asked) == 2


@pytest.mark.parametrize(("status", "failures"), [(404, 0), (500, 2)])
def test_not_found_past_the_end_is_an_end_and_no_failure(status: int, failures: int) -> None:
    class Ending(Pages):
        def __call__(self, address: str) -> Sequence[str]:
            if links := super().__call__(address):
                return links
            raise HttpStatusError(address, status)

    found = list(discover(site(), Ending({"/news": [article(9)]})))
    assert sum(isinstance(each, Unreadable) for each in found) == failures


def test_pages_are_asked_for_only_as_articles_are_wanted() -> None:
    pages = Pages({"/news": [article(9), article(8)]})
    assert list(islice(discover(site(), pages), 1)) == [article(9)]
    assert pages.asked == ["/news"]
