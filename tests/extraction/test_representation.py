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


def acting(pipeline: Language, text: str, event_type: EventType) -> dict[str, str | None]:
    """For whom each person acts in an event that the whole text tells; nobody's body is known."""
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
        and (body := represented_by_words(reading, event, person, frozenset())) is not None
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
