"""Values of resolution as lines of JSON: short and quick to read, thousands for one candidate."""

import json
from dataclasses import astuple

from edu_kg.model import (
    Entity,
    EntityKind,
    IdentityDecision,
    OrganizationKind,
    Outcome,
    Reason,
)
from edu_kg.resolution.matching import Pins
from edu_kg.resolution.observations import Observation
from edu_kg.resolution.sketches import EntitySketch, Sketch


def sketch_text(article: Sketch) -> str:
    """The sketch as one line of JSON."""
    entities = [
        [e.key, e.kind, e.name, e.aliases, e.acronyms, e.organization_kind]
        for e in article.entities
    ]
    values = [article.url, entities, article.roles, article.stands_for]
    return json.dumps([*values, article.relations, article.years], separators=(",", ":"))


def parse_sketch(text: str) -> Sketch:
    """The sketch of a line that ``sketch_text`` wrote."""
    url, entities, roles, stands_for, relations, years = json.loads(text)
    return Sketch(
        url=url,
        entities=tuple(
            EntitySketch(
                key,
                EntityKind(kind),
                name,
                tuple(aliases),
                tuple(acronyms),
                None if of is None else OrganizationKind(of),
            )
            for key, kind, name, aliases, acronyms, of in entities
        ),
        roles=tuple(map(tuple, roles)),
        stands_for=tuple(map(tuple, stands_for)),
        relations=tuple(map(tuple, relations)),
        years=tuple(years),
    )


def observation_text(seen: Observation) -> str:
    """The observation as one line of JSON."""
    return _line(seen)


def parse_observation(text: str) -> Observation:
    """The observation of a line that ``observation_text`` wrote."""
    values = json.loads(text)
    seen = Observation._make(tuple(v) if isinstance(v, list) else v for v in values)
    of = seen.organization_kind
    return seen._replace(
        kind=EntityKind(seen.kind),
        organization_kind=None if of is None else OrganizationKind(of),
        posts=tuple((title, body) for title, body in seen.posts),
    )


def entity_text(entity: Entity) -> str:
    """The entity as one line of JSON."""
    return _line(astuple(entity))


def parse_entity(text: str) -> Entity:
    """The entity of a line that ``entity_text`` wrote."""
    entity_id, kind, name, other_names, of = json.loads(text)
    return Entity(
        id=entity_id,
        kind=EntityKind(kind),
        name=name,
        other_names=tuple(other_names),
        organization_kind=None if of is None else OrganizationKind(of),
    )


def decision_text(decision: IdentityDecision) -> str:
    """The decision as one line of JSON."""
    return _line(astuple(decision))


def parse_decision(text: str) -> IdentityDecision:
    """The decision of a line that ``decision_text`` wrote."""
    own, first, second, first_name, second_name, outcome, score, reasons, settled_by = json.loads(
        text
    )
    return IdentityDecision(
        id=own,
        first=first,
        second=second,
        first_name=first_name,
        second_name=second_name,
        outcome=Outcome(outcome),
        score=score,
        reasons=tuple(
            Reason(feature=feature, text=words, weight=weight, articles=tuple(articles))
            for feature, words, weight, articles in reasons
        ),
        settled_by=settled_by,
    )


def pins_text(pins: Pins) -> str:
    """The pins as one line of JSON; empty where there are none."""
    if not (pins.same or pins.different):
        return ""
    return _line([pins.same, pins.different, sorted(pins.apart)])


def pinned(text: str) -> set[tuple[str, str]]:
    """The observations that the pins of a line speak of."""
    same, different, apart = json.loads(text or "[[], [], []]")
    sides = (side for pair in (*same, *different) for side in pair)
    return {(article, key) for side in (*sides, apart) for article, key in side}


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
