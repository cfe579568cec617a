"""A small graph that uses the whole vocabulary, and conforms to its shapes."""

import datetime as dt
from dataclasses import replace

import pyoxigraph as ox
from graph import samples

from edu_kg.graph import (
    article_quads,
    capture_quads,
    correction_quads,
    decision_quads,
    entity_quads,
    link_quads,
    tombstone_quads,
)
from edu_kg.model import (
    Authority,
    Candidate,
    EventClaim,
    EventType,
    Facts,
    Factuality,
    Ground,
    IdentityDecision,
    LinkDecision,
    Linking,
    LinkOutcome,
    Manner,
    OrganizationKind,
    Outcome,
    PartialDate,
    ParticipationClaim,
    Predicate,
    Reason,
    RelationClaim,
    RoleClaim,
    RoleStatus,
)
from edu_kg.model.corrections import (
    CorrectionOutcome,
    EntityReference,
    FactKind,
    FactReference,
    Passage,
    Redate,
    Rename,
    Retitle,
    corrected_rule,
)
from edu_kg.model.forgotten import Forgotten, ForgottenArticle, ForgottenPerson

_WORDS = (samples.quote(samples.SIGNED),)
_BODIES = tuple(
    replace(samples.DALE, id=f"organization/{kind}", name=f"The {kind}", organization_kind=kind)
    for kind in OrganizationKind
)
_PEOPLE = {Manner.SIGNATORY, Manner.VISITOR, Manner.SPEAKER}
# Each manner of taking part in some event; dates of every granularity.
_MANNERS = dict(zip(EventType, Manner, strict=False)) | {EventType.APPOINTMENT: Manner.ATTENDEE}
_DATES = (PartialDate(2020), PartialDate(2020, 5), PartialDate(2020, 5, 19))


def _part(manner: Manner) -> ParticipationClaim:
    return ParticipationClaim(
        entity=samples.ADA.id if manner in _PEOPLE else samples.HILL.id,
        manner=manner,
        on_behalf_of=samples.HILL.id if manner in _PEOPLE else None,
        evidence=_WORDS,
        rule="verb",
    )


_EVENTS = tuple(
    EventClaim(
        key=kind,
        type=kind,
        start=_DATES[number % 3],
        end=_DATES[number % 3],
        place=samples.SENDRA.id if number % 2 else samples.DALE.id,
        about=f"matter {number}",
        factuality=tuple(Factuality)[number % 2],
        participants=(_part(_MANNERS[kind]), *([_part(Manner.FOUNDED)] if number == 0 else [])),
        evidence=_WORDS,
        rule="verb",
    )
    for number, kind in enumerate(EventType)
)
_RELATIONS = tuple(
    RelationClaim(
        subject=samples.HILL.id,
        predicate=predicate,
        object=samples.SENDRA.id if predicate is Predicate.LOCATED_IN else samples.DALE.id,
        evidence=_WORDS,
        rule="verb",
    )
    for predicate in Predicate
)
# Posts as articles tell of them: held (and when it began), left, given but not begun.
_POST = RoleClaim(
    person=samples.ADA.id,
    title="dean",
    organization=samples.DALE.id,
    evidence=_WORDS,
    rule="apposition",
)
_ROLES = (
    *samples.FACTS.roles,
    replace(
        _POST,
        status=RoleStatus.CURRENT,
        start=PartialDate(2019),
        tenure_evidence=(samples.quote("in Sendra"),),
    ),
    replace(
        _POST,
        title="lecturer",
        status=RoleStatus.FORMER,
        end=PartialDate(2019, 4),
        tenure_evidence=_WORDS,
    ),
    replace(_POST, title="chair", status=RoleStatus.DESIGNATE),
)
_WHO, _WHEN, _WHY = "Bo Lind", dt.date(2021, 4, 1), "The minutes say otherwise."
_SAID = FactReference(
    kind=FactKind.ROLE,
    says="dean",
    names=("Ada Bello", "Dale Institute"),
    passages=(Passage(samples.URL, samples.SIGNED),),
)
_CORRECTIONS = (
    Retitle(id="c1", fact=_SAID, title="chair", who=_WHO, when=_WHEN, why=_WHY),
    Redate(id="c2", fact=_SAID, start=PartialDate(2020), who=_WHO, when=_WHEN, why=_WHY),
    Rename(
        id="c3",
        entity=EntityReference(samples.URL, "Dale"),
        name="Dale Institute",
        who=_WHO,
        when=_WHEN,
        why=_WHY,
    ),
)
_OUTCOMES = tuple(
    CorrectionOutcome(correction=each.id, article_url=samples.URL, told=f"{each.id} was done")
    for each in _CORRECTIONS
)
_FORGOTTEN = Forgotten(
    salt="salt",
    articles=(
        ForgottenArticle(
            url="https://news.hill.example/3",
            when=dt.date(2021, 4, 2),
            who="Bo Lind",
            why="withdrawn",
        ),
    ),
    people=(
        ForgottenPerson(id="p1", names=("0" * 32,), when=dt.date(2021, 4, 3), why="asked for"),
    ),
)
_RECORD = "https://ror.org/0made0001"
_GROUNDS = (Ground(text="its name", weight=64), Ground(text="another country", weight=-5))
_FOUND = Candidate(id=_RECORD, name="Hill University", score=59, grounds=_GROUNDS)
_LINKING = Linking(
    authority=Authority(name="ror.org", source="dump.zip", digest="0" * 64, records=2),
    decisions=(
        LinkDecision(
            body=samples.HILL.id,
            name="Hill University",
            outcome=LinkOutcome.LINKED,
            target=_RECORD,
            target_name="Hill University",
            same_as=("http://www.wikidata.org/entity/Q1",),
            candidates=(_FOUND,),
        ),
        LinkDecision(body=samples.DALE.id, name="Dale", outcome=LinkOutcome.NO_CANDIDATE),
    ),
)
_DECISION = IdentityDecision(
    id="decision/0123456789",
    first=samples.HILL.id,
    second=samples.DALE.id,
    first_name="Hill University",
    second_name="Hill Institute",
    outcome=Outcome.KEPT_APART,
    score=-1.5,
    reasons=(
        Reason(feature="name", text="half the words", weight=1.0, articles=(samples.URL,)),
        Reason(feature="place", text="other towns", weight=-2.5, articles=(samples.URL,)),
    ),
    settled_by="a correction",
)
_MERGED = replace(
    _DECISION,
    id="decision/9876543210",
    second=samples.HILL.id,
    second_name="HU",
    outcome=Outcome.MERGED,
    score=1.0,
    reasons=_DECISION.reasons[:1],
    settled_by=None,
)
FACTS = Facts(
    article_url=samples.URL,
    mentioned=samples.FACTS.mentioned,
    roles=(
        *_ROLES,
        replace(_POST, title="convener", rule=corrected_rule("apposition", "c1")),
    ),
    events=(
        *_EVENTS[:-1],
        replace(_EVENTS[-1], rule=corrected_rule("verb", "c2")),
    ),
    relations=_RELATIONS,
)
ENTITIES = (*samples.ENTITIES, *_BODIES)

QUADS: tuple[ox.Quad, ...] = (
    *article_quads(samples.ARTICLE, FACTS, also_at=["https://news.hill.example/en/1"]),
    *article_quads(samples.ARTICLE_2, replace(samples.FACTS_2, events=(), roles=())),
    *entity_quads(ENTITIES),
    *capture_quads(
        samples.URL, "0" * 64, "http://127.0.0.1/1", dt.datetime(2021, 3, 4, tzinfo=dt.UTC)
    ),
    *correction_quads(_CORRECTIONS, _OUTCOMES, [FACTS], [(samples.DALE.id, "c3")]),
    *tombstone_quads(_FORGOTTEN),
    *link_quads([_LINKING]),
    *decision_quads([_DECISION, _MERGED]),
)
