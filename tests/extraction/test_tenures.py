"""When roles began and ended, read from sentences of many forms."""

import time
from collections.abc import Sequence

import pytest
from extraction.tenure_sentences import HELD_OUT, SEEN, TRIED, TUNED, Annotated
from spacy.language import Language

from edu_kg.extraction import extract_claims
from edu_kg.model import Article, Claims, PartialDate, RoleClaim, RoleStatus

PUBLISHED = PartialDate(2021, 3, 10)


def read(pipeline: Language, text: str, published: PartialDate | None = PUBLISHED) -> Claims:
    article = Article(url="http://a.example/1", title="T", text=text, published=published)
    return extract_claims(article, pipeline(text))


def find_role(pipeline: Language, case: Annotated) -> RoleClaim | None:
    claims = read(pipeline, case.text)
    for role in claims.roles:
        if (claims.entity(role.person).name, role.title) == (case.person, case.title):
            return role
    return None


def told(role: RoleClaim) -> tuple[str, str, str]:
    start, end, status = (
        str(value) if value else "-" for value in (role.start, role.end, role.status)
    )
    return start, end, status


@pytest.mark.parametrize(
    "case", [*TUNED, *TRIED, *SEEN], ids=lambda case: f"{case.text[:60]} {case.title}"
)
def test_a_sentence_tells_how_long_a_role_lasted(pipeline: Language, case: Annotated) -> None:
    role = find_role(pipeline, case)
    assert role is not None
    assert told(role) == (case.start, case.end, case.status)


def bounds(cases: Sequence[Annotated], pipeline: Language) -> tuple[int, int, int]:
    """How many begins and ends were read rightly, read wrongly, and missed."""
    right = wrong = missed = 0
    for case in cases:
        role = find_role(pipeline, case)
        if role is None:
            continue  # whether a role is found is not what is measured here
        for found, said in zip(told(role)[:2], (case.start, case.end), strict=True):
            right += found == said != "-"
            wrong += found not in (said, "-")
            missed += found != said != "-"
    return right, wrong, missed


def test_of_bounds_never_tuned_on_none_is_wrong_and_most_are_read(pipeline: Language) -> None:
    right, wrong, missed = bounds(HELD_OUT, pipeline)
    assert wrong == 0
    assert right / (right + missed) >= 0.8


def test_the_words_that_say_a_bound_are_those_of_the_text(pipeline: Language) -> None:
    text = (
        "All came. Ona Velk, rector of Alder College since November 2019, opened the hall.\n\n"
        "Ib Sund was dean of the Faculty of Dyes. He stepped down in 2011."
    )
    claims = read(pipeline, text)
    said = {quote.exact for role in claims.roles for quote in role.tenure_evidence}
    assert said == {"rector of Alder College since November 2019", "He stepped down in 2011"}
    for role in claims.roles:
        assert all(text[q.start : q.end] == q.exact for q in role.tenure_evidence)


def test_a_bound_in_another_paragraph_is_not_taken(pipeline: Language) -> None:
    text = "Ona Velk is rector of Alder College.\n\nShe took office on 1 March 2020."
    assert [role.start for role in read(pipeline, text).roles] == [None]


def test_a_bound_without_a_title_is_nobodys_who_holds_two(pipeline: Language) -> None:
    text = (
        "Ona Velk is rector of Alder College and director of the Loom Museum. "
        "She took office on 1 March 2020."
    )
    roles = read(pipeline, text).roles
    assert len(roles) == 2
    assert {role.start for role in roles} == {None}


def test_two_begins_that_differ_give_none(pipeline: Language) -> None:
    text = "Ona Velk, rector of Alder College since 2015, spoke. She took office in 2016."
    assert {role.start for role in read(pipeline, text).roles} == {None}


def test_the_more_exact_of_two_begins_that_agree_is_taken(pipeline: Language) -> None:
    text = "Ona Velk, rector of Alder College since 2019, spoke. She took office on 1 March 2019."
    assert [role.start for role in read(pipeline, text).roles] == [PartialDate(2019, 3, 1)]


def test_an_appointment_of_today_begins_on_its_day(pipeline: Language) -> None:
    text = "On 8 March 2021, Ona Velk was appointed president of Alder College."
    (role,) = read(pipeline, text).roles
    assert (role.start, role.status) == (PartialDate(2021, 3, 8), RoleStatus.CURRENT)


def test_a_predecessor_named_in_the_next_sentence_has_left(pipeline: Language) -> None:
    text = (
        "Ona Velk was appointed president of Alder College on Monday. "
        "She succeeds Ib Sund, who retires after nine years in the post."
    )
    claims = read(pipeline, text)
    held = {claims.entity(r.person).name: r.status for r in claims.roles}
    assert held.get("Ib Sund", RoleStatus.FORMER) is RoleStatus.FORMER


def test_an_article_without_a_date_still_tells_bounds(pipeline: Language) -> None:
    text = "Ona Velk served as rector of Alder College from 2011 to 2016."
    (role,) = read(pipeline, text, published=None).roles
    assert (role.start, role.end) == (PartialDate(2011), PartialDate(2016))


@pytest.mark.parametrize("piece", [" and dean", " of the", " on 1 May 2019", ", ", " rector since"])
def test_a_sentence_without_end_is_read_in_bounded_time(pipeline: Language, piece: str) -> None:
    text = "Ona Velk was appointed rector of Alder College" + piece * 400
    doc = pipeline(text)
    article = Article(url="http://a.example/1", title="T", text=text, published=PUBLISHED)
    began = time.process_time()
    extract_claims(article, doc)
    assert time.process_time() - began < 5
