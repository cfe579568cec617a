"""Bodies that sign or act together where only the sentence as a whole says so."""

import re
from collections.abc import Iterator

from edu_kg.extraction.reading import Reading
from edu_kg.extraction.relation_skeletons import Skeleton, Slot
from edu_kg.model import EntityKind, OrganizationKind, Predicate, RelationClaim

NOT_SO = re.compile(
    r"\b(?:not|never|no longer|would|might|could|plans?|planned|hopes?|hoped|if|refused|declined"
    r"|wants?|intends?|proposed|considering|failed|rejected|without|nor|neither|instead of)\b"
)
"""Words that deny a relation, or tell it as planned or thought of."""

_SIGNING = re.compile(
    r"\b(?:sign(?:s|ed|ing|atures?)?|inked|sealed|initialled|concluded|renewed"
    r"|put (?:his|her|their) names?|put pen to paper|signator(?:y|ies))\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:agreements?|memorand(?:um|a)|MOUs?|MoUs?|contracts?|protocols?|pacts?|partnership|treaty|accord"
    r"|letters? of intent|convention|charter|deed|cooperation|declaration|plan|document)\b",
    re.IGNORECASE,
)


def find_signing_pairs(
    reading: Reading, skeletons: tuple[Skeleton, ...]
) -> Iterator[RelationClaim]:
    """The two bodies of a sentence that tells a signing and names no other body."""
    for skeleton in skeletons:
        if NOT_SO.search(skeleton.text):
            continue
        if not _SIGNING.search(skeleton.text) or not _PAPER.search(skeleton.text):
            continue
        bodies = _bodies(skeleton)
        if len(bodies) == 2:
            yield _claim(reading, bodies[0], bodies[1], "two bodies of a signing")


def _bodies(skeleton: Skeleton) -> list[Slot]:
    """The bodies a sentence names that are no units, each once."""
    found = {
        slot.entity.key: slot
        for slot in reversed(skeleton.slots)
        if slot.entity.kind is EntityKind.ORGANIZATION
        and slot.entity.organization_kind is not OrganizationKind.UNIT
    }
    return sorted(found.values(), key=lambda slot: slot.start)


def _claim(reading: Reading, first: Slot, second: Slot, rule: str) -> RelationClaim:
    return RelationClaim(
        subject=first.entity.key,
        predicate=Predicate.COOPERATES_WITH,
        object=second.entity.key,
        evidence=(reading.sentence_quote(second.start),),
        rule=rule,
    )
