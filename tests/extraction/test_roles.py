"""Who holds which title where: each rule with a sentence that fires and two that must not."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from edu_kg.extraction.reading import Reading
from edu_kg.extraction.role_rules import find_links
from edu_kg.extraction.roles import find_roles
from edu_kg.model import (
    Article,
    EntityClaim,
    EntityKind,
    Mention,
    MentionForm,
    OrganizationKind,
    RoleClaim,
)
from edu_kg.nlp.titles import load_title_words, plural

_NAME = re.compile(r"\{(?P<kind>[POLUG]):(?P<name>[^}|]+)(?:\|(?P<short>[^}]+))?\}")
_KINDS = {
    "P": (EntityKind.PERSON, None),
    "O": (EntityKind.ORGANIZATION, OrganizationKind.OTHER),
    "U": (EntityKind.ORGANIZATION, OrganizationKind.UNIVERSITY),
    "G": (EntityKind.ORGANIZATION, OrganizationKind.GOVERNMENT),
    "L": (EntityKind.PLACE, None),
}

Roles = set[tuple[str, str, str | None]]
Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def read(pipeline: Language) -> Read:
    """Reads text in which names are marked: {P:Full Name}, {P:Full Name|Short}, {U:Alder College}."""

    def _read(marked: str) -> Reading:
        text, at = "", 0
        mentions: dict[tuple[str, str], list[Mention]] = {}
        for match in _NAME.finditer(marked):
            text += marked[at : match.start()]
            said = match["short"] or match["name"]
            form = MentionForm.SHORT if match["short"] else MentionForm.NAME
            mention = Mention(len(text), len(text) + len(said), said, form)
            mentions.setdefault((match["kind"], match["name"]), []).append(mention)
            text, at = text + said, match.end()
        text += marked[at:]
        entities = tuple(
            EntityClaim(
                key=f"e{number}",
                kind=_KINDS[kind][0],
                name=name,
                organization_kind=_KINDS[kind][1],
                mentions=tuple(found),
            )
            for number, ((kind, name), found) in enumerate(mentions.items(), start=1)
        )
        article = Article(
            url="https://news.example/1",
            title="News",
            text=text,
            published=None,
            published_from=None,
        )
        return Reading(article=article, doc=pipeline(text), entities=entities, dates=())

    return _read


def _told(reading: Reading, roles: tuple[RoleClaim, ...]) -> Roles:
    return {
        (
            reading.entity(r.person).name,
            r.title,
            reading.entity(r.organization).name if r.organization else None,
        )
        for r in roles
    }


def _roles(reading: Reading) -> Roles:
    return _told(reading, find_roles(reading))


FIRES = {
    "apposition": (
        "{P:Ona Velk}, president of {U:Alder College}, opened the hall.",
        {("Ona Velk", "president", "Alder College")},
    ),
    "apposition with two titles and one body": (
        "{P:Ona Velk}, deputy secretary of the Party Committee and president of {U:Alder College}, spoke.",
        {
            ("Ona Velk", "deputy secretary of the Party Committee", "Alder College"),
            ("Ona Velk", "president", "Alder College"),
        },
    ),
    "apposition with its": (
        "{P:Ona Velk}, president of {U:Alder College} and secretary of its Party Committee, spoke.",
        {
            ("Ona Velk", "president", "Alder College"),
            ("Ona Velk", "secretary of the Party Committee", "Alder College"),
        },
    ),
    "a list of people, each with a title": (
        "It was attended by {P:Ona Velk}, dean of the {O:Faculty of Dyes}, {P:Ib Sund}, director"
        " of the {O:Loom Museum}, and {P:Ru Tamm}, librarian of {U:Alder College}.",
        {
            ("Ona Velk", "dean", "Faculty of Dyes"),
            ("Ib Sund", "director", "Loom Museum"),
            ("Ru Tamm", "librarian", "Alder College"),
        },
    ),
    "title in brackets": (
        "{P:Ona Velk} (rector of {U:Alder College}) and others wrote.",
        {("Ona Velk", "rector", "Alder College")},
    ),
    "apposition before the name": (
        "The director of the {O:Loom Museum}, Dr {P:Ib Sund}, came.",
        {("Ib Sund", "director", "Loom Museum")},
    ),
    "one title of two people": (
        "{P:Ona Velk} and {P:Ib Sund}, vice presidents of {U:Alder College}, came.",
        {
            ("Ona Velk", "vice president", "Alder College"),
            ("Ib Sund", "vice president", "Alder College"),
        },
    ),
    "title between body and name": (
        "{U:Alder College} Vice President {P:Ona Velk} came.",
        {("Ona Velk", "vice president", "Alder College")},
    ),
    "title before name, body after it": (
        "Dean {P:Ona Velk} of the {O:Faculty of Dyes} came.",
        {("Ona Velk", "dean", "Faculty of Dyes")},
    ),
    "title before names with bodies": (
        "Deans {P:Ona Velk} ({O:Faculty of Dyes}) and {P:Ib Sund} ({O:Faculty of Knots}) came.",
        {("Ona Velk", "dean", "Faculty of Dyes"), ("Ib Sund", "dean", "Faculty of Knots")},
    ),
    "professor of a body": (
        "Prof. {P:Ona Velk} from {U:Alder College} gave the lecture.",
        {("Ona Velk", "professor", "Alder College")},
    ),
    "professor with another title": (
        "Prof. {P:Ona Velk}, president of {U:Alder College}, gave the lecture.",
        {("Ona Velk", "president", "Alder College")},
    ),
    "the body's own noun": (
        "{U:Alder College} turned thirty. The college's registrar, {P:Ib Sund}, gave thanks.",
        {("Ib Sund", "registrar", "Alder College")},
    ),
    "field of an office": (
        "{P:Ona Velk}, vice-rector for research of {U:Alder College}, came.",
        {("Ona Velk", "vice-rector for research", "Alder College")},
    ),
    "ambassador to a country": (
        "{P:Ona Velk}, ambassador to {L:Ruvenia}, visited {U:Alder College}.",
        {("Ona Velk", "ambassador", None)},
    ),
    "minister before the name": (
        "Vice Minister of Education {P:Ona Velk} visited {U:Alder College}.",
        {("Ona Velk", "vice minister of education", None)},
    ),
    "former stays in the title": (
        "{P:Ona Velk}, the former president of {U:Alder College}, came.",
        {("Ona Velk", "former president", "Alder College")},
    ),
    "new does not": (
        "{P:Ona Velk}, the new president of {U:Alder College}, came.",
        {("Ona Velk", "president", "Alder College")},
    ),
    "heads": (
        "{P:Ona Velk}, who heads the {O:Loom Museum}, came.",
        {("Ona Velk", "head", "Loom Museum")},
    ),
    "chairs its board": (
        "{P:Ona Velk} of {U:Alder College} came; {P:Ib Sund} chairs its board.",
        {("Ib Sund", "chair of the board", "Alder College")},
    ),
    "headed by": (
        "The {O:Loom Museum}, headed by {P:Ib Sund}, lent two looms.",
        {("Ib Sund", "head", "Loom Museum")},
    ),
    "copula": (
        "{P:Ona Velk} has been the director of the {O:Loom Museum} since 2019.",
        {("Ona Velk", "director", "Loom Museum")},
    ),
    "a pronoun": (
        "{P:Ona Velk} retired from {U:Alder College}. She was its librarian.",
        {("Ona Velk", "librarian", "Alder College")},
    ),
    "became": (
        "{P:Ona Velk} joined {U:Alder College} in 2009 and later became its librarian.",
        {("Ona Velk", "librarian", "Alder College")},
    ),
    "a body with its acronym, headed by": (
        "The {O:Loom Museum} ({O:Loom Museum|LM}), headed by {P:Ib Sund}, lent two looms.",
        {("Ib Sund", "head", "Loom Museum")},
    ),
    "secretary of the Party Committee of a body named before it": (
        "{P:Ona Velk}, deputy secretary of the {U:Alder College|AC} Party Committee, spoke.",
        {("Ona Velk", "deputy secretary of the Party Committee", "Alder College")},
    ),
    "appointed": (
        "{P:Ona Velk} was appointed director of the {O:Loom Museum}.",
        {("Ona Velk", "director", "Loom Museum")},
    ),
    "appoints": (
        "The council has appointed {P:Ona Velk} as dean of the {O:Faculty of Dyes}.",
        {("Ona Velk", "dean", "Faculty of Dyes")},
    ),
    "takes office": (
        "{P:Ona Velk} took over as principal of {U:Alder College}.",
        {("Ona Velk", "principal", "Alder College")},
    ),
    "as": (
        "{P:Ona Velk} spoke in her capacity as chair of the {O:Knot Society}.",
        {("Ona Velk", "chair", "Knot Society")},
    ),
    "label": (
        "The new board is as follows.\n\nTreasurer of the {O:Knot Society}: {P:Ib Sund}",
        {("Ib Sund", "treasurer", "Knot Society")},
    ),
    "name before title": (
        "{P:Ona Velk} stayed on at the {O:Knot Society}; {P:Ib Sund} its secretary.",
        {("Ib Sund", "secretary", "Knot Society")},
    ),
    "bare title before the name": (
        "{U:Alder College} met guests. President {P:Ona Velk} showed {U:Alder College} to them.",
        {("Ona Velk", "president", "Alder College")},
    ),
}


@pytest.mark.parametrize(("marked", "expected"), FIRES.values(), ids=FIRES.keys())
def test_a_stated_title_is_a_role(read: Read, marked: str, expected: Roles) -> None:
    assert _roles(read(marked)) == expected


SILENT = {
    "somebody of a body": "{P:Ona Velk} of {U:Alder College} came.",
    "who represents a body": "{P:Ona Velk}, representing {U:Alder College}, came.",
    "professor without a body": "Professor {P:Ona Velk} gave the lecture.",
    "head of a delegation": "{P:Ona Velk}, head of the delegation, thanked {U:Alder College}.",
    "chair of a meeting": "Session chair {P:Ona Velk} thanked {U:Alder College}.",
    "not the director": "{P:Ona Velk} is not the director of the {O:Loom Museum}.",
    "never dean": "{P:Ona Velk} was never dean of the {O:Faculty of Dyes}.",
    "if she becomes": "If {P:Ona Velk} becomes president of {U:Alder College}, all will change.",
    "would serve": "{P:Ona Velk} would gladly serve as dean of the {O:Faculty of Dyes}.",
    "declined to serve": "{P:Ona Velk} declined to serve as dean of the {O:Faculty of Dyes}.",
    "not appointed": "{P:Ona Velk} was not appointed director of the {O:Loom Museum}.",
    "has not appointed": "The council has not appointed {P:Ona Velk} dean of the {O:Faculty of Dyes}.",
    "did not take over": "{P:Ona Velk} did not take over as principal of {U:Alder College}.",
    "hopes to take over": "{P:Ona Velk} hopes for the post of principal of {U:Alder College}.",
    "as well as": "{P:Ona Velk} greeted the guests as well as the rector of {U:Alder College}.",
    "a board of no name": "{P:Ona Velk} chairs a small circle of friends.",
    "who heads for a place": "{P:Ona Velk}, who heads for {L:Ruvenia}, waved.",
    "a delegation headed by": "A delegation of {U:Alder College} headed by {P:Ona Velk} came.",
    "a delegation, with the body's acronym, headed by": (
        "A delegation of {U:Alder College} ({U:Alder College|AC}), headed by {P:Ona Velk}, came."
    ),
    "somebody else became": (
        "{P:Ona Velk} left {U:Alder College}, and after some time a stranger became its librarian."
    ),
    "would have become": "{P:Ona Velk} would have stayed and become dean of the {O:Faculty of Dyes}.",
    "a tour headed by": "A tour of the hall, headed by {P:Ona Velk}, followed.",
    "other leaders": "{P:Ona Velk} and other leaders of {U:Alder College} came.",
    "a title without a person": "The president of {U:Alder College} met {P:Ona Velk}.",
    "the next person's title": "They met {P:Ona Velk}. The dean of the {O:Faculty of Dyes} wrote.",
    "a label in a sentence": "He asked one question of the treasurer: {P:Ib Sund} had no answer.",
    "name and verb": "{P:Ona Velk} thanked its secretary.",
    "a calling": "The engineer {P:Ona Velk} came.",
}


@pytest.mark.parametrize("marked", SILENT.values(), ids=SILENT.keys())
def test_what_states_no_title_is_no_role(read: Read, marked: str) -> None:
    assert _roles(read(marked)) == set()


def test_a_title_before_a_comma_list_goes_to_the_nearest_person_only(read: Read) -> None:
    reading = read(
        "{P:Ona Velk}, {P:Ib Sund} and {P:Ru Tamm}, dean of the {O:Faculty of Dyes}, came."
    )
    assert _roles(reading) == {("Ru Tamm", "dean", "Faculty of Dyes")}


def test_a_bare_title_takes_no_body_where_two_could_be_meant(read: Read) -> None:
    reading = read(
        "The {O:Knot Society} and the {O:Loom Museum} agreed with {U:Alder College} that Director"
        " {P:Ib Sund} would travel."
    )
    assert _roles(reading) == {("Ib Sund", "director", None)}


def test_a_bare_academic_title_takes_the_place_of_teaching(read: Read) -> None:
    reading = read(
        "At {U:Alder College} the {G:Ministry of Looms} met Rector {P:Ona Velk} at noon."
    )
    assert _roles(reading) == {("Ona Velk", "rector", "Alder College")}


def test_a_title_said_twice_is_one_role_with_its_stated_body(read: Read) -> None:
    reading = read(
        "Director {P:Ib Sund} came. {P:Ib Sund|Sund}, director of the {O:Loom Museum}, spoke."
        " So did {U:Alder College}."
    )
    assert _roles(reading) == {("Ib Sund", "director", "Loom Museum")}


def test_the_evidence_is_the_sentence_that_states_the_title(read: Read) -> None:
    reading = read("Rain fell. {P:Ona Velk}, president of {U:Alder College}, spoke. Sun came.")
    (role,) = find_roles(reading)
    (quote,) = role.evidence
    assert quote.exact == "Ona Velk, president of Alder College, spoke."
    assert reading.article.text[quote.start : quote.end] == quote.exact
    assert role.rule == "apposition"


def test_the_evidence_of_a_pronoun_holds_the_sentence_of_the_name_too(read: Read) -> None:
    reading = read("{P:Ona Velk} left {U:Alder College}. She was its librarian.")
    (role,) = find_roles(reading)
    assert [quote.exact for quote in role.evidence] == [
        "She was its librarian.",
        "Ona Velk left Alder College.",
    ]


def test_marks_in_the_text_itself_are_no_marks(read: Read) -> None:
    assert _roles(read("<P0>, <T0> of <O1>, met {P:Ona Velk} at {U:Alder College}.")) == set()


def test_reading_twice_gives_the_same_roles_in_the_same_order(read: Read) -> None:
    marked = FIRES["a list of people, each with a title"][0]
    assert find_roles(read(marked)) == find_roles(read(marked))


@given(st.text(alphabet="<>PTODVWH0123 ,.;:()asandiswho\n", max_size=200))
def test_no_text_of_marks_breaks_the_rules(text: str) -> None:
    for link in find_links(text, frozenset()):
        assert f"{link.person}>" in text


@pytest.mark.parametrize(
    "text",
    [
        "the " * 4000,
        "Mr " * 4000 + "x",
        "<P0>, " * 2000,
        "<T0> and " * 2000,
        "<P0> has been " * 2000,
    ],
    ids=["articles", "honorifics", "people", "titles", "verbs"],
)
def test_rules_take_time_in_proportion_to_the_text(text: str) -> None:
    assert all(link.titles for link in find_links(text, frozenset()))


@given(st.sampled_from(sorted(set(load_title_words().heads.values()))))
def test_the_plural_of_a_head_leads_back_to_it(head: str) -> None:
    words = load_title_words()
    assert words.head(plural(head)) == head
    assert words.is_plural(plural(head))
    assert not words.is_plural(head)
