"""One invented article with its gold facts and claims that say the same, to be changed by tests."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from edu_kg.evaluation import Category, Counts, GoldArticle, read_gold
from edu_kg.evaluation.judging import judge_article
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

URL = "https://news.hill.example/1"
SIGNED = (
    "Dr. Ada Bello, vice rector of Hill University, signed an agreement with Dale Institute "
    "in Sendra on 1 March 2021 on behalf of Hill University."
)
VISITED = "Bo Lind of the Dale Institute toured the library on the same day."
TEXT = f"{SIGNED} {VISITED}"

RECORD: dict[str, Any] = {
    "id": "hill-1",
    "url": URL,
    "title": "Hill and Dale Sign",
    "published": "2021-03-02",
    "origin": "invented",
    "text": TEXT,
    "gold": {
        "persons": [{"name": "Ada Bello", "aliases": []}, {"name": "Bo Lind", "aliases": []}],
        "organizations": [
            {"name": "Hill University", "aliases": ["HU"], "kind": "university"},
            {"name": "Dale Institute", "aliases": [], "kind": "other"},
        ],
        "places": [{"name": "Sendra", "aliases": []}],
        "roles": [
            {"person": "Ada Bello", "title": "vice rector", "organization": "Hill University"}
        ],
        "events": [
            {
                "type": "signing",
                "date": "2021-03-01",
                "end": None,
                "place": "Sendra",
                "participants": [
                    {"name": "Ada Bello", "as": "signatory", "on_behalf_of": "Hill University"},
                    {"name": "Hill University", "as": "party", "on_behalf_of": None},
                    {"name": "Dale Institute", "as": "party", "on_behalf_of": None},
                ],
                "about": "agreement",
            }
        ],
        "relations": [
            {
                "subject": "Hill University",
                "predicate": "cooperatesWith",
                "object": "Dale Institute",
            }
        ],
    },
}


def written(folder: Path, **changes: object) -> Path:
    """The folder with the record, changed at its top, as a gold file."""
    record = {**RECORD, **changes}
    (folder / f"{record['id']}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def gold_article(folder: Path, **changes: object) -> GoldArticle:
    """The gold article of the record; ``changes`` are to its gold facts."""
    written(folder, gold={**RECORD["gold"], **changes})
    (article,) = read_gold(folder)
    return article


def _entity(key: str, kind: EntityKind, name: str) -> EntityClaim:
    start = TEXT.index(name)
    mention = Mention(start, start + len(name), name, MentionForm.NAME)
    return EntityClaim(key=key, kind=kind, name=name, mentions=(mention,))


_QUOTE = (Quote.cut(TEXT, 0, len(SIGNED)),)


def part(entity: str, manner: Manner, on_behalf_of: str | None = None) -> ParticipationClaim:
    """A participation the text of the signing states."""
    return ParticipationClaim(
        entity=entity, manner=manner, on_behalf_of=on_behalf_of, evidence=_QUOTE, rule="part"
    )


SIGNING = EventClaim(
    key="v1",
    type=EventType.SIGNING,
    start=PartialDate(2021, 3, 1),
    place="sendra",
    participants=(
        part("ada", Manner.SIGNATORY, "hill"),
        part("hill", Manner.PARTY),
        part("dale", Manner.PARTY),
    ),
    evidence=_QUOTE,
    rule="signed",
)
ROLE = RoleClaim(
    person="ada", title="vice rector", organization="hill", evidence=_QUOTE, rule="apposition"
)
RELATION = RelationClaim(
    subject="dale",
    predicate=Predicate.COOPERATES_WITH,
    object="hill",
    evidence=_QUOTE,
    rule="parties",
)
CLAIMS = Claims(
    article_url=URL,
    entities=(
        _entity("ada", EntityKind.PERSON, "Ada Bello"),
        _entity("bo", EntityKind.PERSON, "Bo Lind"),
        _entity("hill", EntityKind.ORGANIZATION, "Hill University"),
        _entity("dale", EntityKind.ORGANIZATION, "Dale Institute"),
        _entity("sendra", EntityKind.PLACE, "Sendra"),
    ),
    roles=(ROLE,),
    events=(SIGNING,),
    relations=(RELATION,),
)


def renamed(key: str, **changes: Any) -> Claims:
    """The claims with changes to the entity of that key."""
    entities = (replace(e, **changes) if e.key == key else e for e in CLAIMS.entities)
    return replace(CLAIMS, entities=tuple(entities))


def counts_of(gold: GoldArticle, claims: Claims, category: Category) -> Counts:
    """The counts of one category in the verdicts on these claims."""
    return Counts.of(j for j in judge_article(gold, claims) if j.category is category)
