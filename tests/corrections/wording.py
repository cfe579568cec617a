"""An invented article with what it claims, and corrections of it, for tests."""

import datetime as dt
from collections.abc import Iterable

from hypothesis import strategies as st

from edu_kg.model import (
    Claims,
    EntityClaim,
    EntityKind,
    EventClaim,
    EventType,
    Manner,
    Mention,
    MentionForm,
    PartialDate,
    ParticipationClaim,
    Predicate,
    Quote,
    RelationClaim,
    RoleClaim,
)
from edu_kg.model.corrections import (
    AnyCorrection,
    EntityReference,
    FactKind,
    FactReference,
    Merge,
    Passage,
    Redate,
    Rename,
    Repoint,
    Retitle,
    Retract,
    Split,
)

URL = "https://news.tarn.example/7"
SIGNED = "Ada Bello and Nils Okoro signed an agreement in Sendra on 1 March 2021."
POSTS = "Ada Bello, rector of Tarn University, thanked Okoro for Moss College's help."
TEXT = f"{SIGNED} {POSTS}"
DAY = dt.date(2021, 6, 1)


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote.cut(TEXT, start, start + len(words))


def mentions(*names: str) -> tuple[Mention, ...]:
    found = []
    for name in names:
        at = TEXT.find(name)
        while at >= 0:
            form = MentionForm.NAME if " " in name else MentionForm.SHORT
            found.append(Mention(at, at + len(name), name, form))
            at = TEXT.find(name, at + 1)
    return tuple(sorted(found))


ADA = EntityClaim(
    key="e1", kind=EntityKind.PERSON, name="Ada Bello", mentions=mentions("Ada Bello")
)
NILS = EntityClaim(
    key="e2",
    kind=EntityKind.PERSON,
    name="Nils Okoro",
    aliases=("Okoro",),
    mentions=mentions("Nils Okoro", "Okoro"),
)
TARN = EntityClaim(key="e3", kind=EntityKind.ORGANIZATION, name="Tarn University")
MOSS = EntityClaim(key="e4", kind=EntityKind.ORGANIZATION, name="Moss College", aliases=("MC",))
PLACE = EntityClaim(key="e5", kind=EntityKind.PLACE, name="Sendra")


def part(entity: EntityClaim, behalf: EntityClaim | None = None) -> ParticipationClaim:
    return ParticipationClaim(
        entity=entity.key,
        manner=Manner.SIGNATORY,
        on_behalf_of=None if behalf is None else behalf.key,
        evidence=(quote(SIGNED),),
        rule="verb",
    )


SIGNING = EventClaim(
    key="v1",
    type=EventType.SIGNING,
    start=PartialDate(2021, 3, 1),
    place="e5",
    participants=(part(ADA, TARN), part(NILS)),
    evidence=(quote(SIGNED),),
    rule="verb",
)
RECTOR = RoleClaim(
    person="e1", title="rector", organization="e3", evidence=(quote(POSTS),), rule="apposition"
)
TOGETHER = RelationClaim(
    subject="e3",
    predicate=Predicate.COOPERATES_WITH,
    object="e4",
    evidence=(quote(POSTS),),
    rule="help",
)
CLAIMS = Claims(
    article_url=URL,
    entities=(ADA, NILS, TARN, MOSS, PLACE),
    roles=(RECTOR,),
    events=(SIGNING,),
    relations=(TOGETHER,),
)

SIGNING_FACT = FactReference(kind=FactKind.EVENT, says="Signing", passages=(Passage(URL, SIGNED),))
RECTOR_FACT = FactReference(
    kind=FactKind.ROLE,
    says="Rector",
    names=("ADA BELLO", "Tarn University"),
    passages=(Passage(URL, POSTS),),
)
NILS_FACT = FactReference(
    kind=FactKind.PARTICIPATION,
    says="Signatory",
    event="Signing",
    names=("Okoro",),
    passages=(Passage(URL, SIGNED),),
)
TOGETHER_FACT = FactReference(
    kind=FactKind.RELATION,
    says="cooperatesWith",
    names=("Tarn University", "MC"),
    passages=(Passage(URL, POSTS),),
)


def retract(fact: FactReference, identifier: str = "c1") -> Retract:
    return Retract(id=identifier, who="R. Sole", when=DAY, why="not said there", fact=fact)


def redate(
    start: PartialDate, identifier: str = "c1", fact: FactReference = SIGNING_FACT
) -> Redate:
    return Redate(
        id=identifier, who="R. Sole", when=DAY, why="the day is another", fact=fact, start=start
    )


def retitle(title: str, identifier: str = "c1") -> Retitle:
    return Retitle(
        id=identifier,
        who="R. Sole",
        when=DAY,
        why="as on their page",
        fact=RECTOR_FACT,
        title=title,
    )


def repoint(organization: str, identifier: str = "c1") -> Repoint:
    return Repoint(
        id=identifier,
        who="R. Sole",
        when=DAY,
        why="rector of the other",
        fact=RECTOR_FACT,
        organization=organization,
    )


def merge(*entities: EntityReference, identifier: str = "c1") -> Merge:
    return Merge(id=identifier, who="R. Sole", when=DAY, why="one and the same", entities=entities)


def split(
    entities: Iterable[EntityReference],
    others: Iterable[EntityReference],
    identifier: str = "c1",
) -> Split:
    return Split(
        id=identifier,
        who="R. Sole",
        when=DAY,
        why="two of one name",
        entities=tuple(entities),
        others=tuple(others),
    )


def rename(entity: EntityReference, name: str, identifier: str = "c1") -> Rename:
    return Rename(
        id=identifier, who="R. Sole", when=DAY, why="its own spelling", entity=entity, name=name
    )


_ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
# Anything a file in UTF-8 may carry, escapes and line ends included; never blank.
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda t: f"a{t}")
_days = st.dates()
_dates = st.one_of(
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate.of, _days),
)
_passages = st.lists(st.builds(Passage, _texts, _texts), min_size=1, max_size=3).map(tuple)
_entity = st.builds(EntityReference, _texts, _texts)


def _names(least: int, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_texts, min_size=least, max_size=most).map(tuple)


_roles = st.builds(
    FactReference,
    kind=st.just(FactKind.ROLE),
    says=_texts,
    names=_names(1, 2),
    passages=_passages,
)
_events = st.builds(
    FactReference,
    kind=st.just(FactKind.EVENT),
    says=st.sampled_from([str(each) for each in EventType]),
    names=_names(0, 3),
    passages=_passages,
)
_parts = st.builds(
    FactReference,
    kind=st.just(FactKind.PARTICIPATION),
    says=st.sampled_from([str(each) for each in Manner]),
    event=st.sampled_from([str(each) for each in EventType]),
    names=_names(1, 2),
    passages=_passages,
)
_relations = st.builds(
    FactReference,
    kind=st.just(FactKind.RELATION),
    says=st.sampled_from([str(each) for each in Predicate]),
    names=_names(2, 2),
    passages=_passages,
)


def _signed(
    kind: type[AnyCorrection], **parts: st.SearchStrategy[object]
) -> st.SearchStrategy[AnyCorrection]:
    return st.builds(kind, id=_ids, who=_texts, when=_days, why=_texts, **parts)


corrections = st.one_of(
    _signed(Merge, entities=st.lists(_entity, min_size=2, max_size=4).map(tuple)),
    _signed(
        Split,
        entities=st.lists(_entity, min_size=1, max_size=3).map(tuple),
        others=st.lists(_entity, min_size=1, max_size=3).map(tuple),
    ),
    _signed(Rename, entity=_entity, name=_texts),
    _signed(Retract, fact=st.one_of(_roles, _events, _parts, _relations)),
    _signed(Redate, fact=_events, start=_dates),
    _signed(Retitle, fact=_roles, title=_texts),
    _signed(Repoint, fact=_roles, organization=_texts),
)
