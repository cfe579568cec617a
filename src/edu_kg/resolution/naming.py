"""Things found in a component as entities: names, kinds, and ids that anybody can read."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from edu_kg.model import Entity, EntityKind, OrganizationKind
from edu_kg.resolution.body_names import is_acronym
from edu_kg.resolution.observations import Observation, Stratum
from edu_kg.resolution.person_names import parse_person
from edu_kg.text import digest, fold_words, name_key

_SLUG = re.compile(r"[a-z0-9]+")
_SLUG_WORDS = 6


@dataclass(frozen=True, slots=True)
class Identity:
    """What an entity is known by: its kind, the key of its name, and what narrows that down."""

    kind: EntityKind
    key: str
    scope: str = ""

    @property
    def id(self) -> str:
        """A stable, readable id: kind, words of the name, digest.

        >>> Identity(EntityKind.PLACE, "dar es salaam").id
        'place/dar-es-salaam-b9d46cc685'
        """
        words = [word for word in self.key.split() if _SLUG.fullmatch(word)][:_SLUG_WORDS]
        mark = digest(self.kind, self.key, self.scope)[:10]
        return f"{self.kind}/{'-'.join([*words, mark])}"


def identities(groups: Sequence[Sequence[Observation]], stratum: str) -> list[Identity]:
    """The identities of a component's things, in their order, no two the same.

    Of several that bear a name, the one told most often is known by it alone; the others by it and
    what tells them apart. Units are always known by what they are part of.
    """
    keys = [_key(group, stratum) for group in groups]
    bearers: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        bearers[key].append(at)
    found = [Identity(groups[at][0].kind, key) for at, key in enumerate(keys)]
    taken: set[Identity] = set()
    for key in sorted(bearers):
        ranked = sorted(bearers[key], key=lambda at: (-len(groups[at]), _first(groups[at])))
        for rank, at in enumerate(ranked):
            if rank or stratum == Stratum.UNITS or groups[at][0].alone:
                scopes = (*_scopes(groups[at]), "\x1f".join(_first(groups[at])))
                choices = (Identity(groups[at][0].kind, key, scope) for scope in scopes)
                found[at] = next(choice for choice in choices if choice not in taken)
            taken.add(found[at])
    return found


def describe(identity: Identity, group: Sequence[Observation]) -> Entity:
    """The entity of that identity, with all names that its observations give it."""
    full = Counter(seen.name for seen in group)
    others = {alias for seen in group for alias in seen.aliases}
    kinds: Counter[OrganizationKind] = Counter(
        seen.organization_kind for seen in group if seen.organization_kind is not None
    )
    # The most words first: "OUC" may be commoner than the name it stands for.
    name = min(full, key=lambda n: (-_written_words(n, identity.kind), -full[n], -len(n), n))
    return Entity(
        id=identity.id,
        kind=identity.kind,
        name=name,
        other_names=tuple(sorted((set(full) | others) - {name})),
        organization_kind=min(kinds, key=lambda k: (-kinds[k], k)) if kinds else None,
    )


def _written_words(name: str, kind: EntityKind) -> int:
    """How many words a name has; a person's initials are none."""
    return sum(len(word) > 1 or kind is not EntityKind.PERSON for word in fold_words(name))


def _key(group: Sequence[Observation], stratum: str) -> str:
    """The name that goes into the id: the fullest, and of those the first by alphabet."""
    if stratum == Stratum.UNITS:
        return min(seen.form for seen in group)
    first = min({seen.name for seen in group}, key=lambda name: _rank(name, stratum))
    if stratum == Stratum.PEOPLE:
        return parse_person(first).key
    return name_key(first) or first


def _rank(name: str, stratum: str) -> tuple[bool, int, str]:
    if stratum == Stratum.PEOPLE:
        form = parse_person(name)
        return form.is_initialled, -sum(len(word) > 1 for word in form.words), form.key
    return is_acronym(name), -len(fold_words(name)), name_key(name) or name


def _first(group: Sequence[Observation]) -> tuple[str, str]:
    return min(seen.ref for seen in group)


def _scopes(group: Sequence[Observation]) -> tuple[str, ...]:
    """What may tell namesakes apart: what they belong to, else the site that tells of them."""
    if group[0].alone:
        return (group[0].article,)
    # Ids first: keys of names ("n:") change with every way to write them.
    ties = sorted(
        {tie for seen in group for tie in seen.ties}, key=lambda tie: (tie.startswith("n:"), tie)
    )
    return (*ties[:1], min(seen.site for seen in group))
