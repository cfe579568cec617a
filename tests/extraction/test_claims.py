"""What is read from short texts about invented people and bodies, and what is not."""

import pytest
from spacy.language import Language

from edu_kg.extraction import extract_claims
from edu_kg.extraction.role_bodies import main_body
from edu_kg.model import Article, Claims, EventType, Manner, PartialDate, Predicate


def read(pipeline: Language, text: str) -> Claims:
    article = Article(
        url="http://a.example/1", title="T", text=text, published=PartialDate(2021, 3, 10)
    )
    return extract_claims(article, pipeline(text))


def roles(claims: Claims) -> set[tuple[str, str, str | None]]:
    return {
        (
            claims.entity(role.person).name,
            role.title,
            claims.entity(role.organization).name if role.organization else None,
        )
        for role in claims.roles
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Bello, rector of Hill University, spoke first.",
            ("Ada Bello", "rector", "Hill University"),
        ),
        (
            "Hill University Vice President Ada Bello spoke first.",
            ("Ada Bello", "vice president", "Hill University"),
        ),
        (
            "Musa Okoro is director of the Dale Institute of Hydrology.",
            ("Musa Okoro", "director", "Dale Institute of Hydrology"),
        ),
        (
            "Ada Bello, long-time president of Hill University, spoke first.",
            ("Ada Bello", "president", "Hill University"),
        ),
        (
            "They were led by then-chairman Ada Bello of Hill University.",
            ("Ada Bello", "chairman", "Hill University"),
        ),
        (
            "Zanna Okoro, assistant to the Vice-Rector of Hill University, spoke first.",
            ("Zanna Okoro", "assistant to the vice-rector", "Hill University"),
        ),
    ],
    ids=["apposition", "before the name", "predicate", "long-time", "then", "to a vice"],
)
def test_a_title_is_read_with_its_body(
    pipeline: Language, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in roles(read(pipeline, text))


def test_an_assistant_to_the_president_is_no_president(pipeline: Language) -> None:
    text = (
        "President Ada Bello, Vice President Jo Lund and Assistant to the President Musa Okoro "
        "guided them through the exhibition on the history of Hill University."
    )
    titles = {(person, title) for person, title, _ in roles(read(pipeline, text))}
    assert ("Musa Okoro", "president") not in titles
    assert ("Musa Okoro", "assistant to the president") in titles


def test_a_text_may_begin_with_words_that_lead_on_to_a_title(pipeline: Language) -> None:
    text = "To the President of Hill University, Ada Bello, it was said that all is well."
    assert ("Ada Bello", "president", "Hill University") in roles(read(pipeline, text))


def test_a_trade_is_a_title_where_a_sentence_names_it_like_one(pipeline: Language) -> None:
    text = (
        "The exhibition at Hill University was opened by Rector Ada Bello. The composer Musa Okoro "
        "gave a speech."
    )
    assert ("Musa Okoro", "composer") in {role[:2] for role in roles(read(pipeline, text))}


@pytest.mark.parametrize(
    "text",
    [
        "In June the Faculty of Law of Dale College was visited by a delegation of Hill University "
        "(HU) under its vice president Ada Bello.",
        "Dale College was visited by a delegation of Hill University under its vice president Ada "
        "Bello, who saw the library of Dale College.",
    ],
)
def test_who_leads_a_delegation_has_the_title_at_the_body_that_sent_it(
    pipeline: Language, text: str
) -> None:
    assert ("Ada Bello", "vice president", "Hill University") in roles(read(pipeline, text))


@pytest.mark.parametrize(
    "text",
    [
        "Ada Bello of Hill University spoke first.",
        "Ada Bello, a keen reader, spoke first.",
        "Ada Bello, an avid gardener, spoke first.",
    ],
)
def test_where_somebody_belongs_is_no_title(pipeline: Language, text: str) -> None:
    assert roles(read(pipeline, text)) == set()


def test_an_acronym_in_brackets_is_another_name_of_the_body(pipeline: Language) -> None:
    text = "The Hill Open University (HOU) was glad. Later HOU thanked all."
    (body,) = read(pipeline, text).entities
    assert (body.name, body.aliases) == ("Hill Open University", ("HOU",))
    assert [text[m.start : m.end] for m in body.mentions] == ["Hill Open University", "HOU", "HOU"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "On 1 March 2021, Hill University signed an agreement with Dale College.",
            {"Hill University", "Dale College"},
        ),
        (
            "On 1 March 2021 a protocol between Hill University, Dale College and Ridge School was "
            "signed.",
            {"Hill University", "Dale College", "Ridge School"},
        ),
    ],
    ids=["with", "between"],
)
def test_who_signs_with_whom_is_read_in_the_shortest_text(
    pipeline: Language, text: str, parties: set[str]
) -> None:
    claims = read(pipeline, text)
    (event,) = claims.events
    assert {claims.entity(p.entity).name for p in event.participants} == parties


def test_each_signs_for_the_party_he_belongs_to(pipeline: Language) -> None:
    claims = read(
        pipeline,
        "On 1 March 2021, Hill University and Dale University signed an agreement. Ada Bello, "
        "rector of Hill University, and Musa Okoro, president of Dale University, signed on behalf "
        "of the respective parties.",
    )
    (event,) = claims.events
    assert (event.type, str(event.start)) == (EventType.SIGNING, "2021-03-01")
    signed = {
        claims.entity(part.entity).name: claims.entity(part.on_behalf_of).name
        for part in event.participants
        if part.manner is Manner.SIGNATORY and part.on_behalf_of
    }
    assert signed == {"Ada Bello": "Hill University", "Musa Okoro": "Dale University"}
    assert [relation.predicate for relation in claims.relations] == [Predicate.COOPERATES_WITH]


@pytest.mark.parametrize(
    "text",
    [
        "Hill University has not signed an agreement with Dale University.",
        "Hill University plans to visit Dale University.",
        "The visit of Ada Bello to Dale University was cancelled.",
        "If Hill University signed the contract, Dale University would gain.",
    ],
    ids=["negated", "planned", "cancelled", "conditional"],
)
def test_what_did_not_happen_is_no_event(pipeline: Language, text: str) -> None:
    assert read(pipeline, text).events == ()


def test_every_fact_carries_words_of_the_text(pipeline: Language) -> None:
    text = (
        "Ada Bello, rector of Hill University, visited Dale University in Sendra on 2 March 2021. "
        "The Faculty of Law of Dale University was founded in 1950."
    )
    claims = read(pipeline, text)
    grounds = [
        *(role.evidence for role in claims.roles),
        *(event.evidence for event in claims.events),
        *(relation.evidence for relation in claims.relations),
    ]
    assert grounds
    for words in grounds:
        assert words
        for quote in words:
            assert text[quote.start : quote.end] == quote.exact


@pytest.mark.parametrize(
    "text", [" ", "...", "\n\n\n", "a" * 5000, "\x00\x07 ok", "大学 签署 协议"]
)
def test_text_without_news_gives_no_facts_and_no_error(pipeline: Language, text: str) -> None:
    claims = read(pipeline, text)
    assert (claims.roles, claims.events, claims.relations) == ((), (), ())


def test_a_title_without_a_body_is_read_where_only_units_are_named(pipeline: Language) -> None:
    text = "The College Office reports. Director Ada Bello thanked all."
    assert ("Ada Bello", "director") in {role[:2] for role in roles(read(pipeline, text))}


def test_no_body_is_the_main_one_of_none() -> None:
    assert main_body(()) is None


@pytest.mark.parametrize(
    "text",
    [
        "Guests were received by Ada Yang, President of Hill University. The ceremony was attended "
        "by Bo Yang, Assistant to the President. President Yang signed an agreement.",
        "President Ada Yang of Hill University and Vice President Bo Yang received the guests. At "
        "the ceremony that followed, President Yang signed an agreement.",
    ],
    ids=["after the name", "before the name"],
)
def test_of_two_with_one_family_name_the_office_tells_who_is_meant(
    pipeline: Language, text: str
) -> None:
    claims = read(pipeline, text)
    meant = {e.name for e in claims.entities for m in e.mentions if m.text == "Yang"}
    assert meant == {"Ada Yang"}


def test_of_two_with_one_family_name_the_one_named_last_is_meant_without_an_office(
    pipeline: Language,
) -> None:
    text = "Ada Yang of Hill University met Bo Yang of Dale College. Dr Yang signed an agreement."
    claims = read(pipeline, text)
    meant = {e.name for e in claims.entities for m in e.mentions if m.text == "Yang"}
    assert meant == {"Bo Yang"}


def acting(claims: Claims) -> dict[str, str]:
    """The persons who act for a body in an event, with the body."""
    return {
        claims.entity(part.entity).name: claims.entity(part.on_behalf_of).name
        for event in claims.events
        for part in event.participants
        if part.on_behalf_of is not None
    }


def test_who_speaks_on_behalf_of_a_body_may_be_named_after_it(pipeline: Language) -> None:
    text = (
        "On 9 June 2020 the Forum on Tides was held in Lakeside. Opening speeches were given on "
        "behalf of the Lakeside Trust by Ms Ada Bello, its director, and on behalf of Dale College "
        "by Bo Wen."
    )
    assert acting(read(pipeline, text)) == {"Ada Bello": "Lakeside Trust", "Bo Wen": "Dale College"}


def test_who_is_only_present_when_both_sides_sign_acts_for_neither(pipeline: Language) -> None:
    text = (
        "On 9 June 2020 Ada Bello, president of Hill University, and Bo Wen, rector of Dale "
        "College, signed an agreement on behalf of both sides, while Jo Lund, vice president of "
        "Hill University, was present at the ceremony."
    )
    assert acting(read(pipeline, text)) == {
        "Ada Bello": "Hill University",
        "Bo Wen": "Dale College",
    }


def test_the_days_of_a_visit_are_not_those_of_what_was_signed_during_it(
    pipeline: Language,
) -> None:
    text = (
        "From 1 to 5 March 2021 Bo Wen, rector of Dale College, visited Hill University. In the "
        "course of the visit, from 1 to 5 March 2021, he and Ada Bello, president of Hill "
        "University, signed a cooperation agreement on behalf of their institutions."
    )
    ends = {event.type: event.end for event in read(pipeline, text).events}
    assert ends[EventType.VISIT] == PartialDate(2021, 3, 5)
    assert ends[EventType.SIGNING] is None


@pytest.mark.parametrize(
    "said", ["She was recently", "In her earlier years she was", "Not long ago she was"]
)
def test_an_event_of_no_known_day_does_not_take_the_day_of_another(
    pipeline: Language, said: str
) -> None:
    text = (
        "On 1 March 2021 Ada Bello, rector of Hill University, opened the Forum on Tides. "
        f"{said} awarded the Harbour Medal by Dale College."
    )
    days = {event.type: event.start for event in read(pipeline, text).events}
    assert days[EventType.AWARD] is None
