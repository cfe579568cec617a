"""Who acts for whom: what the words of an event say, and what they do not."""

import re

import pytest
from spacy.language import Language

from edu_kg.extraction.reading import Reading
from edu_kg.extraction.representation import represented_by_words
from edu_kg.model import (
    Article,
    EntityClaim,
    EntityKind,
    EventClaim,
    EventType,
    Manner,
    Mention,
    MentionForm,
    OrganizationKind,
    ParticipationClaim,
)

PEOPLE = ("Ada Bello", "Bo Wen")
BODIES = ("Varn University", "Ostrel College")


def acting(
    pipeline: Language,
    text: str,
    event_type: EventType,
    bonds: frozenset[tuple[str, str]] = frozenset(),
) -> dict[str, str | None]:
    """For whom each person acts in an event that the whole text tells."""
    article = Article(url="https://news.example/1", title="News", text=text, published=None)
    entities = tuple(
        EntityClaim(
            key=name,
            kind=EntityKind.PERSON if name in PEOPLE else EntityKind.ORGANIZATION,
            name=name,
            organization_kind=None if name in PEOPLE else OrganizationKind.UNIVERSITY,
            mentions=tuple(
                Mention(*found.span(), name, MentionForm.NAME) for found in re.finditer(name, text)
            ),
        )
        for name in (*PEOPLE, *BODIES)
        if name in text
    )
    reading = Reading(article=article, doc=pipeline(text), entities=entities, dates=())
    evidence = (reading.quote(0, len(text)),)
    event = EventClaim(
        key="v1",
        type=event_type,
        start=None,
        participants=tuple(
            ParticipationClaim(entity=e.key, manner=Manner.PARTY, evidence=evidence, rule="test")
            for e in entities
        ),
        evidence=evidence,
        rule="test",
    )
    return {
        person: body
        for person in PEOPLE
        if person in text
        and (body := represented_by_words(reading, event, person, bonds)) is not None
    }


BOTH = dict(zip(PEOPLE, BODIES, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Bello signed it on behalf of Varn University.", {"Ada Bello": "Varn University"}),
        ("Ada Bello signed it on Varn University's behalf.", {"Ada Bello": "Varn University"}),
        ("Ada Bello put her name to it in Varn University’s name.", {"Ada Bello": BODIES[0]}),
        ("Ada Bello signed on the part of Varn University.", {"Ada Bello": "Varn University"}),
        ("It was signed by Ada Bello for Varn University and Bo Wen for Ostrel College.", BOTH),
        (
            "It was signed by Ada Bello, head of its library, for Varn University, and by Bo Wen, "
            "dean, for the Ostrel College.",
            BOTH,
        ),
        ("It bears the signatures of Ada Bello for Varn University and of Bo Wen.", {PEOPLE[0]: BODIES[0]}),
        ("Varn University was represented by its rector, Ada Bello.", {PEOPLE[0]: BODIES[0]}),
        ("Varn University (VU), represented by Rector Ada Bello, signed.", {PEOPLE[0]: BODIES[0]}),
        (
            "Ada Bello and Bo Wen signed on behalf of Varn University and Ostrel College respectively.",
            BOTH,
        ),
        (
            "For Varn University and Ostrel College, respectively, Ada Bello and Bo Wen signed it.",
            BOTH,
        ),
        (
            "Ada Bello and Bo Wen signed, the former for Varn University and the latter for Ostrel "
            "College.",
            BOTH,
        ),
        (
            "Ada Bello and Bo Wen signed, the one for the Varn University, the other for the Ostrel "
            "College.",
            BOTH,
        ),
    ],
)  # fmt: skip
def test_each_wording_of_a_signature_says_for_whom(
    pipeline: Language, text: str, expected: dict[str, str]
) -> None:
    assert acting(pipeline, text, EventType.SIGNING) == expected


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Ada Bello worked for Varn University.", EventType.SIGNING),
        ("Ada Bello spoke; she thanked Bo Wen, once a tutor, for Varn University.", EventType.VISIT),
        ("Ada Bello left for Varn University.", EventType.SIGNING),
        ("Ada Bello spoke at Varn University's name day.", EventType.CEREMONY),
        ("Ada Bello and Bo Wen, respectively, met for Varn University.", EventType.MEETING),
        ("Ada Bello signed the former for Varn University.", EventType.SIGNING),
    ],
)  # fmt: skip
def test_words_alike_that_say_something_else_give_nobody(
    pipeline: Language, text: str, event_type: EventType
) -> None:
    assert acting(pipeline, text, event_type) == {}


def test_a_body_named_in_a_clause_before_is_not_the_one_represented(pipeline: Language) -> None:
    text = "Varn University, the partner of Ostrel College, was represented by Ada Bello."
    assert acting(pipeline, text, EventType.CONFERENCE) == {}


def test_of_two_named_after_represented_by_only_the_first_is_meant(pipeline: Language) -> None:
    text = "Varn University was represented by Ada Bello, and Bo Wen came alone."
    assert acting(pipeline, text, EventType.CONFERENCE) == {"Ada Bello": "Varn University"}


@pytest.mark.parametrize(
    "words",
    [
        "on behalf of their universities",
        "on behalf of both sides",
        "in the names of the two institutions",
        "for their respective institutions",
        "for the two schools",
        "each on behalf of his institution",
        "each signing for her or his own university",
        "as representatives of their colleges",
    ],
)
def test_where_all_act_for_their_own_each_stands_for_the_body_of_the_title(
    pipeline: Language, words: str
) -> None:
    text = f"Ada Bello and Bo Wen signed it {words}. It joins Varn University and Ostrel College."
    assert acting(pipeline, text, EventType.SIGNING, frozenset(BOTH.items())) == BOTH
    assert acting(pipeline, text, EventType.SIGNING) == {}


@pytest.mark.parametrize(
    "words", ["for the first time", "for schools", "each for a year", "for two days"]
)
def test_other_words_after_for_and_each_give_nobody(pipeline: Language, words: str) -> None:
    text = f"Ada Bello and Bo Wen signed it {words}. It joins Varn University and Ostrel College."
    assert acting(pipeline, text, EventType.SIGNING, frozenset(BOTH.items())) == {}
