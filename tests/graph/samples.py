"""Two invented articles, what they state, and strategies for many more."""

import pyoxigraph as ox
from hypothesis import strategies as st

from edu_kg.model import (
    Article,
    Entity,
    EntityKind,
    EventClaim,
    EventType,
    Facts,
    Manner,
    OrganizationKind,
    PartialDate,
    ParticipationClaim,
    Predicate,
    Quote,
    RelationClaim,
    RoleClaim,
    RoleStatus,
)

SIGNED = "On 1 March 2021, Hill University and Dale Institute signed an agreement on credit."
FOR_HILL = "Ada Bello, rector of Hill University, signed on behalf of Hill University."
TEXT = f"{SIGNED} {FOR_HILL}\n\nThe two met in Sendra."
URL = "https://news.hill.example/1?a=1&b=ü"


def text_of(term: object) -> str:
    """The IRI or text of a term."""
    assert isinstance(term, ox.NamedNode | ox.Literal), term
    return term.value


def quote(words: str, text: str = TEXT) -> Quote:
    start = text.index(words)
    return Quote.cut(text, start, start + len(words))


ADA = Entity(id="person/ada-bello-1", kind=EntityKind.PERSON, name="Ada Bello")
HILL = Entity(
    id="organization/hill-university-2",
    kind=EntityKind.ORGANIZATION,
    name="Hill University",
    other_names=("HU", "Université de la Colline"),
    organization_kind=OrganizationKind.UNIVERSITY,
)
DALE = Entity(
    id="organization/dale-institute-3", kind=EntityKind.ORGANIZATION, name="Dale Institute"
)
SENDRA = Entity(id="place/sendra-4", kind=EntityKind.PLACE, name="Sendra")
ENTITIES = (ADA, HILL, DALE, SENDRA)

ARTICLE = Article(
    url=URL,
    title="Hill and Dale Sign Agreement",
    text=TEXT,
    published=PartialDate(2021, 3, 2),
    published_from="profile",
    byline="Bo Lind",
    language="en",
    publisher="Hill University",
    page_sha256="0" * 64,
)
FACTS = Facts(
    article_url=URL,
    mentioned=tuple(entity.id for entity in ENTITIES),
    roles=(
        RoleClaim(
            person=ADA.id,
            title="rector",
            organization=HILL.id,
            evidence=(quote(FOR_HILL),),
            rule="apposition",
        ),
    ),
    events=(
        EventClaim(
            key="v1",
            type=EventType.SIGNING,
            start=PartialDate(2021, 3, 1),
            place=SENDRA.id,
            about="credit",
            evidence=(quote(SIGNED),),
            rule="verb",
            participants=(
                ParticipationClaim(
                    entity=ADA.id,
                    manner=Manner.SIGNATORY,
                    on_behalf_of=HILL.id,
                    evidence=(quote(FOR_HILL),),
                    rule="behalf",
                ),
                ParticipationClaim(
                    entity=HILL.id, manner=Manner.PARTY, evidence=(quote(SIGNED),), rule="subject"
                ),
                ParticipationClaim(
                    entity=DALE.id, manner=Manner.PARTY, evidence=(quote(SIGNED),), rule="subject"
                ),
            ),
        ),
    ),
    relations=(
        RelationClaim(
            subject=HILL.id,
            predicate=Predicate.COOPERATES_WITH,
            object=DALE.id,
            evidence=(quote(SIGNED),),
            rule="parties",
        ),
    ),
)

TEXT_2 = "Ada Bello, Rector of Hill University, is to speak at a seminar in 2022."
URL_2 = "https://news.hill.example/2"
ARTICLE_2 = Article(
    url=URL_2, title="Seminar Announced", text=TEXT_2, published=PartialDate(2021, 11)
)
FACTS_2 = Facts(
    article_url=URL_2,
    mentioned=(ADA.id, HILL.id),
    roles=(
        RoleClaim(
            person=ADA.id,
            title="rector",
            organization=HILL.id,
            evidence=(quote("Ada Bello, Rector of Hill University", TEXT_2),),
            rule="apposition",
        ),
    ),
    events=(
        EventClaim(
            key="v1",
            type=EventType.CONFERENCE,
            start=PartialDate(2022),
            evidence=(quote(TEXT_2, TEXT_2),),
            rule="noun",
            participants=(
                ParticipationClaim(
                    entity=ADA.id,
                    manner=Manner.SPEAKER,
                    evidence=(quote(TEXT_2, TEXT_2),),
                    rule="subject",
                ),
            ),
        ),
    ),
)

# Anything a page may carry: control characters, halves of surrogate pairs, every script.
any_text = st.text(st.characters(), min_size=1, max_size=20)
_ids = st.sampled_from([entity.id for entity in ENTITIES])
_dates = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate.of, st.dates()),
)
_quotes = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 40)).map(
        lambda at: Quote.cut(TEXT, at[0], at[0] + at[1])
    ),
    min_size=1,
    max_size=3,
).map(tuple)
_roles = st.builds(
    RoleClaim,
    person=_ids,
    title=any_text,
    organization=st.none() | _ids,
    evidence=_quotes,
    rule=any_text,
    start=_dates,
    end=_dates,
    status=st.none() | st.sampled_from(RoleStatus),
    tenure_evidence=_quotes,
)
_parts = st.builds(
    ParticipationClaim,
    entity=_ids,
    manner=st.sampled_from(Manner),
    on_behalf_of=st.none() | _ids,
    evidence=_quotes,
    rule=any_text,
)
_events = st.builds(
    EventClaim,
    key=any_text,
    type=st.sampled_from(EventType),
    start=_dates,
    end=_dates,
    place=st.none() | _ids,
    about=st.none() | any_text,
    participants=st.lists(_parts, max_size=3).map(tuple),
    evidence=_quotes,
    rule=any_text,
)
_relations = st.builds(
    RelationClaim,
    subject=_ids,
    predicate=st.sampled_from(Predicate),
    object=_ids,
    evidence=_quotes,
    rule=any_text,
)
facts = st.builds(
    Facts,
    article_url=st.just(URL),
    mentioned=st.lists(_ids, unique=True).map(tuple),
    roles=st.lists(_roles, max_size=3).map(tuple),
    events=st.lists(_events, max_size=3).map(tuple),
    relations=st.lists(_relations, max_size=3).map(tuple),
)
