"""Relations: the network's scores of pairs of names, and the rules' votes on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from edu_kg.extraction.learned.decoding import Impression, Window
from edu_kg.extraction.learned.labels import PREDICATES
from edu_kg.model import EntityKind, Predicate, Quote, RelationClaim

_Key = tuple[int, Predicate, int]
_UNSEEN = -4.0
"""Score below which a pair has no chance, not even with a rule's vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationWeights:
    """How much is asked for a relation: a score above ``least``, to which a rule adds a vote."""

    least: float = 2.0
    votes: Mapping[Predicate, float] = field(default_factory=lambda: dict.fromkeys(Predicate, 4.0))


def decode_relations(
    impression: Impression, rules: Sequence[RelationClaim], weights: RelationWeights
) -> tuple[RelationClaim, ...]:
    """Give the relations, the surest first; a pair stands one way round only."""
    number = {entity.key: n for n, entity in enumerate(impression.reading.entities)}
    voted = {(number[r.subject], r.predicate, number[r.object]): r for r in rules}
    scores = _scores(impression)
    for key in voted:
        scores[key] = scores.get(key, _UNSEEN) + weights.votes[key[1]]
    # Parts before cooperation, as that is decided by them; the surest first.
    ranked = sorted(
        (key[1] is Predicate.COOPERATES_WITH, -score, key)
        for key, score in scores.items()
        if score > weights.least
    )
    seen: set[_Key] = set()
    claims = []
    for _, _, told in ranked:
        subject, predicate, other = told
        if seen & {told, (other, predicate, subject)} or _with_its_own(told, seen):
            continue
        seen.add(told)
        claims.append(voted.get(told) or _claim(impression, told))
    return tuple(claims)


def _with_its_own(key: _Key, seen: set[_Key]) -> bool:
    """Whether a body would cooperate with a part of itself."""
    subject, predicate, other = key
    part = Predicate.SUB_ORGANIZATION_OF
    return predicate is Predicate.COOPERATES_WITH and bool(
        seen & {(subject, part, other), (other, part, subject)}
    )


def _scores(impression: Impression) -> dict[_Key, float]:
    """The best score of each pair that any window gives a chance, by the kinds that fit."""
    entities = impression.reading.entities
    found: dict[_Key, float] = {}
    for window in impression.windows:
        for predicate in PREDICATES:
            is_place = predicate is Predicate.LOCATED_IN
            wanted = EntityKind.PLACE if is_place else EntityKind.ORGANIZATION
            subjects = {EntityKind.ORGANIZATION, wanted}
            scores = window.of_pairs(predicate.value)
            for a, b in np.argwhere(scores > _UNSEEN).tolist():
                n, m = window.entities[a], window.entities[b]
                if n != m and entities[n].kind in subjects and entities[m].kind is wanted:
                    key = n, predicate, m
                    found[key] = max(found.get(key, _UNSEEN), float(scores[a, b]))
    return found


def _claim(impression: Impression, key: _Key) -> RelationClaim:
    subject, predicate, other = key
    entities = impression.reading.entities
    return RelationClaim(
        subject=entities[subject].key,
        predicate=predicate,
        object=entities[other].key,
        evidence=_evidence(impression, key),
        rule=f"network: {predicate.value}",
    )


def _evidence(impression: Impression, key: _Key) -> tuple[Quote, ...]:
    """The sentences of the two mentions that speak most for it, in the window that does."""
    subject, predicate, other = key
    channel = predicate.value
    both = [w for w in impression.windows if {subject, other} <= set(w.entities)]

    def score(window: Window) -> float:
        pair = window.entities.index(subject), window.entities.index(other)
        return float(window.of_pairs(channel)[pair])

    window = max(both, key=score)
    mentions = window.pair_mentions(
        channel, window.entities.index(subject), window.entities.index(other)
    )
    quotes = (impression.reading.sentence_quote(window.offset(m.start)) for m in mentions)
    return tuple(dict.fromkeys(quotes))
