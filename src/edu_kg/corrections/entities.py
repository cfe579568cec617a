"""Corrections of who is who: constraints for resolution, new names, and what became of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from edu_kg.corrections.contradictions import find_contradictions
from edu_kg.model import (
    Claims,
    Constraints,
    Designation,
    Entity,
    EntityClaim,
    EntityKind,
    Resolution,
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

Resolve = Callable[[Sequence[Claims], Constraints], Resolution]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Who is who after corrections, what became of each, and which entities they bear on.

    ``influenced`` are pairs of an entity's id and the id of a correction that was applied to it.
    """

    resolution: Resolution
    outcomes: tuple[CorrectionOutcome, ...] = ()
    influenced: tuple[tuple[str, str], ...] = ()


def resolve_corrected(
    claims: Sequence[Claims], corrections: Iterable[EntityCorrection], resolve: Resolve
) -> Resolved:
    """Who is who after all corrections, and what became of each of them.

    The same for the corrections in any order. Whether a merge or split was kept is read off the
    resolution itself, so that none counts as applied that was not.
    """
    ordered = sorted(corrections, key=lambda correction: correction.id)
    if not ordered:
        return Resolved(resolution=resolve(claims, Constraints()))
    mentions = _Mentions.of(claims, ordered)
    outcomes = [problem for each in ordered for problem in mentions.problems(each)]
    present = [kept for each in ordered if (kept := mentions.without_lost(each)) is not None]
    against = find_contradictions(present)
    for each in present:
        if each.id in against:
            told = f"contradicts {', '.join(sorted(against[each.id]))}; keep what is so"
            outcomes.append(_outcome(each, told, Unapplied.CONTRADICTED))
    joints = [each for each in present if each.id not in against and not isinstance(each, Rename)]
    plain = resolve(claims, Constraints())
    before = _Identities(plain, mentions)
    resolution = resolve(claims, _constraints(joints, before)) if joints else plain
    after = _Identities(resolution, mentions)
    outcomes += [_outcome_of(each, before, after) for each in joints]
    renames = [each for each in present if isinstance(each, Rename)]
    resolution, named = _renamed(resolution, renames, after)
    applied = {each.correction for each in (*outcomes, *named) if each.reason is None}
    influenced = {
        (entity, each.id)
        for each in present
        if each.id in applied
        for entity in after.of(references_of(each))
    }
    return Resolved(
        resolution=resolution,
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
    """The entity each reference stands for in a resolution."""

    def __init__(self, resolution: Resolution, mentions: _Mentions) -> None:
        urls = {reference.article_url for reference in mentions.found}
        mentioned = {
            f.article_url: set(f.mentioned) for f in resolution.facts if f.article_url in urls
        }
        wanted = set().union(*mentioned.values()) if mentioned else set()
        entities = {each.id: each for each in resolution.entities if each.id in wanted}
        self._ids = {
            reference: _id_of(
                found[0], [entities[i] for i in sorted(mentioned[reference.article_url])]
            )
            for reference, found in mentions.found.items()
            if len(found) == 1
        }

    def of(self, references: Iterable[EntityReference]) -> set[str]:
        """The ids the references stand for."""
        return {self._ids[reference] for reference in references if reference in self._ids}


def _id_of(claim: EntityClaim, entities: Iterable[Entity]) -> str:
    """The entity of an article that is the one claimed: the one with most of its names."""
    names = {claim.name, *claim.aliases}
    alike = [
        (claim.name == each.name, len(names & {each.name, *each.other_names}), each.id)
        for each in entities
        if each.kind is claim.kind and claim.name in {each.name, *each.other_names}
    ]
    return max(alike)[2] if alike else ""


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
                ids = sorted(before.of(correction.entities) - {""})
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


def _renamed(
    resolution: Resolution, renames: Sequence[Rename], identities: _Identities
) -> tuple[Resolution, tuple[CorrectionOutcome, ...]]:
    wanted = {rename.id: next(iter(identities.of([rename.entity])), "") for rename in renames}
    names = {entity.id: entity.name for entity in resolution.entities}
    outcomes, changes = [], dict[str, str]()
    for rename in renames:
        entity = wanted[rename.id]
        others = [
            each.id for each in renames if wanted[each.id] == entity and each.name != rename.name
        ]
        if entity not in names:
            told = f"{rename.entity.name!r} stands for no entity of the graph"
            outcomes.append(_outcome(rename, told, Unapplied.ENTITY_GONE))
        elif others:
            told = f"contradicts {', '.join(others)}; keep one of them"
            outcomes.append(_outcome(rename, told, Unapplied.CONTRADICTED))
        elif names[entity] == rename.name or changes.get(entity) == rename.name:
            told = f"{rename.name} is its name; delete the correction"
            outcomes.append(_outcome(rename, told, Unapplied.ALREADY_TRUE))
        else:
            changes[entity] = rename.name
            outcomes.append(_outcome(rename, f"renamed: {names[entity]} → {rename.name}"))
    entities = tuple(
        _with_name(entity, changes[entity.id]) if entity.id in changes else entity
        for entity in resolution.entities
    )
    return replace(resolution, entities=entities), tuple(outcomes)


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
