"""Relations: each wording gives its one claim, and what is denied or planned gives none."""

import re

import pytest
from spacy.language import Language

from edu_kg.extraction.reading import Reading
from edu_kg.extraction.relation_rules import load_rules
from edu_kg.extraction.relations import find_relations
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
    Quote,
)

BODIES = {
    "Varn University": OrganizationKind.UNIVERSITY,
    "Ostrel College": OrganizationKind.SCHOOL,
    "Quill Institute": OrganizationKind.SCHOOL,
    "Lantern League": OrganizationKind.ASSOCIATION,
    "Amber Mills Ltd": OrganizationKind.COMPANY,
    "School of Tides": OrganizationKind.UNIT,
    "Archive Office": OrganizationKind.UNIT,
    "Varn University School of Glass": OrganizationKind.UNIT,
    "Consulate of Orrin in Belmar": OrganizationKind.GOVERNMENT,
}
PLACES = ("Belmar", "Tarn Island", "Orrin", "Copper Hall")


def entities_of(text: str) -> tuple[EntityClaim, ...]:
    """The invented bodies and places of the text, longer names before those they hold."""
    taken: set[int] = set()
    claims = []
    names = sorted((*BODIES, *PLACES), key=len, reverse=True)
    for name in names:
        spans = [m.span() for m in re.finditer(re.escape(name), text)]
        spans = [s for s in spans if not taken & set(range(*s))]
        taken.update(i for span in spans for i in range(*span))
        if spans:
            claims.append(
                EntityClaim(
                    key=name,
                    kind=EntityKind.ORGANIZATION if name in BODIES else EntityKind.PLACE,
                    name=name,
                    organization_kind=BODIES.get(name),
                    mentions=tuple(Mention(s, e, name, MentionForm.NAME) for s, e in spans),
                )
            )
    return tuple(claims)


def reading_of(pipeline: Language, text: str) -> Reading:
    article = Article(
        url="https://news.example/1", title="News", text=text, published=None, published_from="none"
    )
    return Reading(article=article, doc=pipeline(text), entities=entities_of(text), dates=())


def found(pipeline: Language, text: str) -> list[tuple[str, str, str]]:
    claims = find_relations(reading_of(pipeline, text), ())
    return sorted((c.subject, c.predicate.value, c.object) for c in claims)


SUB, WITH, IN, AFTER, OF = (
    "subOrganizationOf", "cooperatesWith", "locatedIn", "successorOf", "memberOf",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guests came to Ostrel College in Belmar.", ("Ostrel College", IN, "Belmar")),
        ("Guests from Ostrel College, Belmar, came.", ("Ostrel College", IN, "Belmar")),
        ("Guests from Ostrel College (Belmar) came.", ("Ostrel College", IN, "Belmar")),
        ("The Belmar-based Ostrel College won.", ("Ostrel College", IN, "Belmar")),
        ("Ostrel College has its seat in Belmar.", ("Ostrel College", IN, "Belmar")),
        ("Belmar's Ostrel College won.", ("Ostrel College", IN, "Belmar")),
        ("They sang in the Copper Hall in Belmar.", ("Copper Hall", IN, "Belmar")),
        ("The dean of the School of Tides of Varn University spoke.",
         ("School of Tides", SUB, "Varn University")),
        ("The dean of Varn University's School of Tides spoke.",
         ("School of Tides", SUB, "Varn University")),
        ("Her guide was from the School of Tides (Varn University).",
         ("School of Tides", SUB, "Varn University")),
        ("Quill Institute is affiliated to Varn University.",
         ("Quill Institute", SUB, "Varn University")),
        ("Amber Mills Ltd is a member of the Lantern League.",
         ("Amber Mills Ltd", OF, "Lantern League")),
        ("Amber Mills Ltd joined the Lantern League.",
         ("Amber Mills Ltd", OF, "Lantern League")),
        ("Varn University was formerly Ostrel College.",
         ("Varn University", AFTER, "Ostrel College")),
        ("Varn University grew out of Ostrel College.",
         ("Varn University", AFTER, "Ostrel College")),
        ("Varn University was founded in 1950 as Ostrel College.",
         ("Varn University", AFTER, "Ostrel College")),
        ("Ostrel College was renamed Varn University.",
         ("Varn University", AFTER, "Ostrel College")),
        ("An agreement between Varn University and Ostrel College was read out.",
         ("Varn University", WITH, "Ostrel College")),
        ("Varn University cooperates with Ostrel College.",
         ("Varn University", WITH, "Ostrel College")),
        ("The fair was jointly organised by Varn University and Ostrel College.",
         ("Varn University", WITH, "Ostrel College")),
        ("Varn University and Ostrel College jointly run a farm.",
         ("Varn University", WITH, "Ostrel College")),
    ],
)  # fmt: skip
def test_each_wording_gives_its_relation_once(
    pipeline: Language, text: str, expected: tuple[str, str, str]
) -> None:
    assert found(pipeline, text) == [expected]
    assert found(pipeline, f"{text}\n\n{text}") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Amber Mills Ltd has not become a member of the Lantern League.",
        "Amber Mills Ltd would have joined the Lantern League.",
        "Varn University plans to cooperate with Ostrel College.",
        "Varn University never signed an agreement with Ostrel College.",
        "No one from Varn University met Ostrel College.",
        "Varn University sent books, and Ostrel College sent maps.",
        "Varn University wrote to Belmar.",
    ],
)
def test_what_is_denied_or_planned_or_not_said_gives_none(pipeline: Language, text: str) -> None:
    assert found(pipeline, text) == []


def test_a_name_shows_what_a_unit_is_part_of(pipeline: Language) -> None:
    text = "Varn University has news. The Varn University School of Glass won a prize."
    assert found(pipeline, text) == [("Varn University School of Glass", SUB, "Varn University")]


def test_a_name_shows_where_a_body_is(pipeline: Language) -> None:
    text = "The Consulate of Orrin in Belmar sent flowers. Belmar was quiet."
    assert found(pipeline, text) == [("Consulate of Orrin in Belmar", IN, "Belmar")]


def test_the_subject_of_a_verb_stands_before_what_is_put_in_between(pipeline: Language) -> None:
    text = "Varn University, formerly Ostrel College, joined the Lantern League."
    assert found(pipeline, text) == [
        ("Varn University", OF, "Lantern League"),
        ("Varn University", AFTER, "Ostrel College"),
    ]


def test_it_is_the_body_the_sentence_before_is_about(pipeline: Language) -> None:
    text = "Amber Mills Ltd gave lamps to Ostrel College. It is a member of the Lantern League."
    assert found(pipeline, text) == [("Amber Mills Ltd", OF, "Lantern League")]


def test_three_organisers_cooperate_pair_by_pair(pipeline: Language) -> None:
    text = "The fair was held by Varn University, Ostrel College and Quill Institute."
    assert found(pipeline, text) == [
        ("Ostrel College", WITH, "Quill Institute"),
        ("Varn University", WITH, "Ostrel College"),
        ("Varn University", WITH, "Quill Institute"),
    ]


def test_a_unit_without_stated_body_belongs_to_the_body_of_the_article(
    pipeline: Language,
) -> None:
    text = "Varn University opened a fair. The Archive Office lent maps."
    assert found(pipeline, text) == [("Archive Office", SUB, "Varn University")]


def test_a_unit_between_two_bodies_belongs_to_neither(pipeline: Language) -> None:
    text = (
        "Varn University opened a fair. Varn University was proud. Ostrel College came."
        " The Archive Office lent maps."
    )
    assert found(pipeline, text) == []


def test_parties_of_a_signing_cooperate_and_units_do_not(pipeline: Language) -> None:
    text = "In the hall Varn University, the School of Tides, Ostrel College: all put down a pen."
    quote = Quote.cut(text, 0, len(text))
    event = EventClaim(
        key="v1",
        type=EventType.SIGNING,
        start=None,
        participants=tuple(
            ParticipationClaim(entity=key, manner=Manner.PARTY, evidence=(quote,), rule="test")
            for key in ("Varn University", "Ostrel College", "School of Tides")
        ),
        evidence=(quote,),
        rule="test",
    )
    claims = find_relations(reading_of(pipeline, text), (event,))
    pairs = [{c.subject, c.object} for c in claims if c.predicate.value == WITH]
    assert pairs == [{"Varn University", "Ostrel College"}]


def test_the_quote_is_the_sentence_that_says_so(pipeline: Language) -> None:
    text = "It rained. Ostrel College has its seat in Belmar. The sun came out."
    (claim,) = find_relations(reading_of(pipeline, text), ())
    assert [q.exact for q in claim.evidence] == ["Ostrel College has its seat in Belmar."]
    assert all(text[q.start : q.end] == q.exact for q in claim.evidence)


def test_signs_in_the_text_itself_are_words(pipeline: Language) -> None:
    assert found(pipeline, "⟨o0⟩ is a member of the ⟨o1⟩, says Varn University.") == []


def test_a_list_of_very_many_names_is_no_sentence(pipeline: Language) -> None:
    assert found(pipeline, "Varn University in Belmar, " * 60) == []


def test_rules_have_ids_of_their_own() -> None:
    ids = [rule.id for rule in load_rules()]
    assert len(ids) == len(set(ids))
