"""Corrections of who is who: constraints for resolution, new names, and what became of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from edu_kg.corrections.contradictions import find_contradictions
from edu_kg.model import (
    Claims,
    Constraints,
    Designation,
    Entity,
    EntityClaim,
    EntityKind,
)
from edu_kg.model.corrections import (
    CorrectionOutcome,
    EntityCorrection,
    EntityReference,
    Merge,
    Rename,
    Split,
    Unapplied,
)
from edu_kg.text import name_key

EntityOf = Callable[[str, str], Entity]
"""The entity that the article of an address means by one of its keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedEntities:
    """What became of corrections of who is who, and what is left to be done to entities.

    ``names`` are new names by the ids of the entities that get them; ``influenced`` are pairs of
    an entity's id and the id of a correction that was applied to it.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    outcomes: tuple[CorrectionOutcome, ...] = ()
    influenced: tuple[tuple[str, str], ...] = ()

    def named(self, entities: Iterable[Entity]) -> Iterator[Entity]:
        """The entities, those with a new name under it."""
        for entity in entities:
            name = self.names.get(entity.id, entity.name)
            yield entity if name == entity.name else _with_name(entity, name)


def correct_entities(
    claims: Iterable[Claims],
    corrections: Iterable[EntityCorrection],
    entity_of: EntityOf,
    settle: Callable[[Constraints], EntityOf],
) -> CorrectedEntities:
    """Settle who is who as the corrections have it; gives what became of each of them.

    ``claims`` are those of the articles that corrections point at, as far as they are there,
    ``entity_of`` gives the entities as the articles alone tell them, and ``settle``, which is
    called once, those under constraints.

    The same for the corrections in any order. Whether a merge or split was kept is read off the
    entities themselves, so that none counts as applied that was not.
    """
    ordered = sorted(corrections, key=lambda correction: correction.id)
    mentions = _Mentions.of(claims, ordered)
    outcomes = [problem for each in ordered for problem in mentions.problems(each)]
    present = [kept for each in ordered if (kept := mentions.without_lost(each)) is not None]
    against = find_contradictions(present)
    for each in present:
        if each.id in against:
            told = f"contradicts {', '.join(sorted(against[each.id]))}; keep what is so"
            outcomes.append(_outcome(each, told, Unapplied.CONTRADICTED))
    joints = [each for each in present if each.id not in against and not isinstance(each, Rename)]
    before = _Identities(entity_of, mentions)
    after = _Identities(settle(_constraints(joints, before)), mentions)
    outcomes += [_outcome_of(each, before, after) for each in joints]
    renames = [each for each in present if isinstance(each, Rename)]
    names, named = _new_names(renames, after)
    applied = {each.correction for each in (*outcomes, *named) if each.reason is None}
    influenced = {
        (entity, each.id)
        for each in present
        if each.id in applied
        for entity in after.of(references_of(each))
    }
    return CorrectedEntities(
        names=names,
        outcomes=tuple(sorted({*outcomes, *named})),
        influenced=tuple(sorted(influenced)),
    )


def references_of(correction: EntityCorrection) -> tuple[EntityReference, ...]:
    """All entities a correction points at."""
    match correction:
        case Merge():
            return correction.entities
        case Split():
            return (*correction.entities, *correction.others)
        case Rename():
            return (correction.entity,)


@dataclass(frozen=True, slots=True)
class _Mentions:
    """The entities that corrections point at, as far as their articles have them."""

    found: Mapping[EntityReference, Sequence[EntityClaim]]
    articles: frozenset[str]

    @classmethod
    def of(cls, claims: Iterable[Claims], corrections: Iterable[EntityCorrection]) -> "_Mentions":
        wanted: dict[str, set[EntityReference]] = defaultdict(set)
        for correction in corrections:
            for reference in references_of(correction):
                wanted[reference.article_url].add(reference)
        found: dict[EntityReference, Sequence[EntityClaim]] = {}
        articles = set()
        for article in claims:
            for reference in wanted.get(article.article_url, ()):
                articles.add(article.article_url)
                found[reference] = _named(article, reference.name)
        return cls(found, frozenset(articles))

    def problems(self, correction: EntityCorrection) -> Iterator[CorrectionOutcome]:
        """Each reference that means nothing, or several things."""
        for reference in references_of(correction):
            count = len(self.found.get(reference, ()))
            if reference.article_url not in self.articles:
                told = "no such article in the graph; delete it from the correction"
                yield _outcome(correction, told, Unapplied.ARTICLE_GONE, reference)
            elif count == 0:
                told = f"the article names nobody and nothing {reference.name!r} now"
                yield _outcome(correction, told, Unapplied.ENTITY_GONE, reference)
            elif count > 1:
                told = f"the article has {count} entities {reference.name!r}; use a fuller name"
                yield _outcome(correction, told, Unapplied.AMBIGUOUS, reference)
        kinds = {self.kind(each) for each in references_of(correction)} - {None}
        if len(kinds) > 1:
            told = f"a {' and a '.join(sorted(map(str, kinds)))} are never one"
            yield _outcome(correction, told, Unapplied.NOT_POSSIBLE)

    def without_lost(self, correction: EntityCorrection) -> EntityCorrection | None:
        """The correction without references that mean nothing; None where that leaves nothing."""
        kept = [each for each in references_of(correction) if len(self.found.get(each, ())) == 1]
        if len({self.kind(each) for each in kept}) > 1:
            return None
        match correction:
            case Merge():
                return replace(correction, entities=tuple(kept)) if len(kept) > 1 else None
            case Split():
                entities = tuple(each for each in correction.entities if each in kept)
                others = tuple(each for each in correction.others if each in kept)
                is_whole = entities and others
                return replace(correction, entities=entities, others=others) if is_whole else None
            case Rename():
                return correction if kept else None

    def kind(self, reference: EntityReference) -> EntityKind | None:
        """Of what kind the entity is; None where it is none or several."""
        found = self.found.get(reference, ())
        return found[0].kind if len(found) == 1 else None


def _named(article: Claims, name: str) -> list[EntityClaim]:
    """The entities of that name; those of that other name only where there are none."""
    key = name_key(name)
    full = [entity for entity in article.entities if name_key(entity.name) == key]
    return full or [each for each in article.entities if key in map(name_key, each.aliases)]


class _Identities:
    """The entity that each reference which stands for one thing stands for."""

    def __init__(self, entity_of: EntityOf, mentions: _Mentions) -> None:
        self._entities = {
            reference: entity_of(reference.article_url, found[0].key)
            for reference, found in mentions.found.items()
            if len(found) == 1
        }

    def of(self, references: Iterable[EntityReference]) -> set[str]:
        """The ids the references stand for."""
        return {self._entities[each].id for each in references if each in self._entities}

    def entity(self, reference: EntityReference) -> Entity:
        """The entity a reference stands for; KeyError for one that stands for none."""
        return self._entities[reference]


def _constraints(corrections: Iterable[EntityCorrection], before: _Identities) -> Constraints:
    """What the corrections ask of resolution.

    A merge is of all that was one with what it points at, unless a split divides that.
    """
    corrections = tuple(corrections)
    divided = {
        entity
        for each in corrections
        if isinstance(each, Split)
        for entity in before.of(references_of(each))
    }
    same: list[tuple[Designation, Designation]] = []
    different: list[tuple[Designation, Designation]] = []
    for correction in corrections:
        match correction:
            case Merge():
                ids = sorted(before.of(correction.entities))
                if divided.isdisjoint(ids):
                    same += [(Designation(ids[0]), Designation(other)) for other in ids[1:]]
                else:
                    same += _chained(correction.entities)
            case Split():
                same += [*_chained(correction.entities), *_chained(correction.others)]
                first, other = min(correction.entities), min(correction.others)
                different.append((_designation(first), _designation(other)))
            case Rename():
                pass
    # Some point at one article, some at all: None and text have no order of their own.
    return Constraints(
        same=tuple(sorted(set(same), key=str)), different=tuple(sorted(set(different), key=str))
    )


def _chained(references: Iterable[EntityReference]) -> list[tuple[Designation, Designation]]:
    first, *others = sorted(set(references))
    return [(_designation(first), _designation(other)) for other in others]


def _designation(reference: EntityReference) -> Designation:
    return Designation(reference.name, reference.article_url)


def _outcome_of(
    correction: EntityCorrection, before: _Identities, after: _Identities
) -> CorrectionOutcome:
    """What became of a merge or split, as the resolutions without and with all of them tell."""
    if isinstance(correction, Merge):
        names = " = ".join(dict.fromkeys(each.name for each in correction.entities))
        if len(before.of(correction.entities)) == 1:
            return _outcome(correction, f"already one: {names}", Unapplied.ALREADY_TRUE)
        if len(after.of(correction.entities)) == 1:
            return _outcome(correction, f"merged: {names}")
    elif isinstance(correction, Split):
        first, other = correction.entities[0], correction.others[0]
        names = f"{first.name} <{first.article_url}> and {other.name} <{other.article_url}>"
        if not before.of(correction.entities) & before.of(correction.others):
            return _outcome(correction, f"already two: {names}", Unapplied.ALREADY_TRUE)
        if not after.of(correction.entities) & after.of(correction.others):
            return _outcome(correction, f"split: {names}")
    told = "other corrections or the articles themselves stand against it"
    return _outcome(correction, told, Unapplied.NOT_POSSIBLE)


def _new_names(
    renames: Sequence[Rename], identities: _Identities
) -> tuple[dict[str, str], tuple[CorrectionOutcome, ...]]:
    wanted = {rename.id: identities.entity(rename.entity) for rename in renames}
    outcomes, names = [], dict[str, str]()
    for rename in renames:
        entity = wanted[rename.id]
        others = [
            each.id
            for each in renames
            if wanted[each.id].id == entity.id and each.name != rename.name
        ]
        if others:
            told = f"contradicts {', '.join(others)}; keep one of them"
            outcomes.append(_outcome(rename, told, Unapplied.CONTRADICTED))
        elif rename.name in {entity.name, names.get(entity.id)}:
            told = f"{rename.name} is its name; delete the correction"
            outcomes.append(_outcome(rename, told, Unapplied.ALREADY_TRUE))
        else:
            names[entity.id] = rename.name
            outcomes.append(_outcome(rename, f"renamed: {entity.name} → {rename.name}"))
    return names, tuple(outcomes)


def _with_name(entity: Entity, name: str) -> Entity:
    others = {entity.name, *entity.other_names} - {name}
    return replace(entity, name=name, other_names=tuple(sorted(others)))


def _outcome(
    correction: EntityCorrection,
    told: str,
    reason: Unapplied | None = None,
    reference: EntityReference | None = None,
) -> CorrectionOutcome:
    at = reference or references_of(correction)[0]
    return CorrectionOutcome(
        correction=correction.id, article_url=at.article_url, told=told, reason=reason
    )
