"""Merges and splits that cannot all be so."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from edu_kg.model.corrections import EntityCorrection, EntityReference, Merge, Rename, Split


def find_contradictions(corrections: Sequence[EntityCorrection]) -> dict[str, set[str]]:
    """Corrections that cannot all be so, each with those it contradicts.

    A split contradicts all that together make one of what it parts.
    """
    group: dict[EntityReference, EntityReference] = {}

    def root(reference: EntityReference) -> EntityReference:
        while (above := group.setdefault(reference, reference)) != reference:
            reference = above
        return reference

    for correction in corrections:
        for one, other in _joined_by(correction):
            low, high = sorted((root(one), root(other)))
            group[high] = low
    against: dict[str, set[str]] = defaultdict(set)
    for split in corrections:
        if not isinstance(split, Split):
            continue
        parted = {root(split.entities[0])} & {root(split.others[0])}
        for rival in corrections:
            if parted & {root(one) for one, _ in _joined_by(rival)} and rival.id != split.id:
                against[split.id].add(rival.id)
                against[rival.id].add(split.id)
        if parted and split.id not in against:
            against[split.id].add(split.id)
    return against


def _joined_by(
    correction: EntityCorrection,
) -> Iterator[tuple[EntityReference, EntityReference]]:
    match correction:
        case Merge():
            yield from ((correction.entities[0], other) for other in correction.entities[1:])
        case Split():
            yield from ((correction.entities[0], other) for other in correction.entities[1:])
            yield from ((correction.others[0], other) for other in correction.others[1:])
        case Rename():
            pass
